"""What an author is told about a fault: exactly one line, with file, line, column, what is wrong and what to do."""

import pytest

from tests.flows.fault import EASY, FLOW, SCALES, WELCOME, WORDS, Fault
from tests.flows.faults import ALL
from tests.flows.small import SmallCopy

NOT_THE_SAME = "so the flow is not the same for everyone"
WRITE_EASY = " - write words/en.easy-read.yaml"
NO_WORDS_FILE = "the name is not one of a words file - name it en.yaml or en.easy-read.yaml"
NO_CONTENT = "this is not YAML: did not find expected node content - check the indentation and the quotes"
TOO_DEEP = "lists are nested too deep to be read - see conversations/README.md"


def test_the_small_conversation_has_no_fault(small: SmallCopy) -> None:
    assert small.issues() == []


@pytest.mark.parametrize("fault", ALL, ids=[each.name for each in ALL])
def test_a_fault_is_told_once_where_it_stands(fault: Fault, small: SmallCopy) -> None:
    small.change(fault.file, fault.old, fault.new)

    assert small.issues() == [f"conversations/{told}" for told in fault.told]


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        (FLOW, b"", f"{FLOW}:1:1: file: the file is empty - see conversations/README.md"),
        (FLOW, b"# nothing yet\n", f"{FLOW}:1:1: file: the file is empty - see conversations/README.md"),
        (FLOW, b"hello", f"{FLOW}:1:1: file: this must be keys with values, such as “id: rights”"),
        (FLOW, b"steps: " + b"[" * 700, f"{FLOW}:2:1: file: {NO_CONTENT}"),
        (FLOW, b"- " * 900 + b"x", f"{FLOW}:1:1: file: {TOO_DEEP}"),
        (FLOW, b"- " * 9000 + b"x", f"{FLOW}:1:1999: file: {TOO_DEEP}"),
        (FLOW, b"# \xc3\xa9\nfft: \x07x", f"{FLOW}:2:6: file: the character U+0007 cannot be shown - take it out"),
        (FLOW, b"# " + b"x" * 1_000_001, f"{FLOW}:1:1: file: the file is larger than 1 MB - split it"),
        (WORDS, b"steps: \xff\xfe", f"{WORDS}:1:1: file: the file is not UTF-8 text - save it as UTF-8"),
    ],
)
def test_a_file_that_says_nothing_is_told_by_its_name(name: str, content: bytes, told: str, small: SmallCopy) -> None:
    small.write(name, content)

    assert small.issues() == [f"conversations/{told}"]


@pytest.mark.parametrize(
    ("gone", "told"),
    [
        (
            [EASY],
            [
                f"{FLOW}:1:1: file: the words in en.easy-read are missing, {NOT_THE_SAME}{WRITE_EASY}",
            ],
        ),
        (
            [WORDS, EASY],
            [f"{FLOW}:1:1: file: the flow has no words - write words/en.yaml and words/en.easy-read.yaml"],
        ),
        (
            ["common/words/en.easy-read.yaml"],
            [
                f"{flow}/words/en.easy-read.yaml:1:1: file: there are no common words in en.easy-read"
                " - write conversations/common/words/en.easy-read.yaml"
                for flow in ("carer", "patient", "welcome")
            ],
        ),
        ([SCALES], [f"{SCALES}:1:1: file: there is no such file - make it, or correct its name"]),
        ([WELCOME], [f"{WELCOME}:1:1: file: there is no such file - make it, or correct its name"]),
    ],
)
def test_a_missing_file_is_told_by_what_needs_it(gone: list[str], told: list[str], small: SmallCopy) -> None:
    for name in gone:
        small.remove(name)

    assert small.issues() == [f"conversations/{line}" for line in told]


def test_without_a_front_door_there_is_no_way_in(small: SmallCopy) -> None:
    small.remove("welcome")

    assert small.issues() == [
        "conversations/welcome/flow.yaml:1:1: file: there is no flow “welcome”, which everyone starts in - make it"
    ]


def test_a_words_file_with_another_name_is_told_what_to_be_called(small: SmallCopy) -> None:
    small.rename(WORDS, "patient/words/english.yaml")

    assert small.issues() == [
        f"conversations/{FLOW}:1:1: file: the words in en are missing, {NOT_THE_SAME} - write words/en.yaml",
        f"conversations/patient/words/english.yaml:1:1: file: {NO_WORDS_FILE}",
    ]


def test_more_questions_in_own_words_than_can_be_taken_back_are_told(small: SmallCopy) -> None:
    more = "".join(f"  - free text: more-{number}\n    picture: better\n" for number in range(15))
    small.change(FLOW, "  - use: about-this-chat\n", f"{more}  - use: about-this-chat\n")

    told = [issue for issue in small.issues() if "own words" in issue]

    assert len(told) == 1
    assert f"conversations/{FLOW}:" in told[0]
    assert "at most 16 questions in a person's own words - take some out" in told[0]


def test_five_faults_in_one_folder_are_told_all_at_once(small: SmallCopy) -> None:
    names = {
        "an unknown key",
        "a choice that opens an unknown flow",
        "words for an unknown choice",
        "a placeholder that is missing",
        "a picture that OpenMoji does not draw",
    }
    faults = [each for each in ALL if each.name in names]
    assert len(faults) == 5
    assert len({each.file for each in faults}) == len(faults), "each in a file of its own, so that no line moves"

    for each in faults:
        small.change(each.file, each.old, each.new)

    assert small.issues() == sorted(f"conversations/{told}" for each in faults for told in each.told)
