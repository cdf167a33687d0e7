"""Parsing the files of the conversations: an author gets a line for each fault in them, and never a traceback."""

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.engine.distress import sounds_distressed
from bot.engine.flow import PickOne
from bot.engine.ids import ChoiceId, FlowId, StepId
from bot.engine.wording import Notice, Register, Wording
from bot.errors import SaysoError
from bot.flows.files import read_files, write_files
from bot.flows.library import Library, parse_library, require_library
from tests.examples import examples
from tests.flows.small import SmallCopy

LINE = re.compile(r"^conversations/[\w./-]+\.yaml:[1-9]\d*:[1-9]\d*: \S[^\n]*$")
SCRAPS = ("", "  ", "- ", "- use: opening", "steps:", "id: x", "  picture: rights", "{", "]", "null", "~", "1", "&a", "*a", "!!python/name:os.x", "'", "a: b: c", "%TAG", "---", "...", "<<: *a", "\t", "é", "\x00", "? x", "| ", "yes: no", "[]: {}", "{[1]: 2}", "2026-03-02", "0x1F", ".inf", "prompt: {a: b}", "show_if: {all: []}", "show_if: {step: [a], is: {b: c}}")  # fmt: skip # noqa: E501

CHANGES = ("delete", "duplicate", "replace", "indent", "misspell", "cut", "move")
UNPUBLISHED = "unpublished: still to be checked\n"


@pytest.mark.slow
@given(data=st.data())
@settings(examples(150), suppress_health_check=list(HealthCheck))
def test_no_fault_ever_gives_a_traceback(data: st.DataObject) -> None:
    small = SmallCopy()
    for folder in ("common", "patient"):
        small.write(f"{folder}/words/pl.yaml", UNPUBLISHED + small.text(f"{folder}/words/en.yaml"))
    names = sorted(name for name in small.files if name.endswith(".yaml"))
    name = data.draw(st.sampled_from(names), label="file")
    small.write(name, _mangled(small.text(name), data))

    assert [issue for issue in small.issues() if not LINE.match(issue)] == []


def _mangled(text: str, data: st.DataObject) -> str:
    lines = text.split("\n")
    for _ in range(data.draw(st.integers(1, 3), label="changes")):
        at = data.draw(st.integers(0, len(lines) - 1), label="line")
        match data.draw(st.sampled_from(CHANGES), label="change"):
            case "delete":
                del lines[at]
            case "duplicate":
                lines.insert(at, lines[at])
            case "replace":
                lines[at] = data.draw(st.sampled_from(SCRAPS) | st.text(max_size=20), label="scrap")
            case "indent":
                lines[at] = "  " + lines[at]
            case "misspell":
                lines[at] = re.sub(r"\w(?=\w*:)", data.draw(st.sampled_from("ax1")), lines[at], count=1)
            case "cut":
                lines[at] = lines[at][: data.draw(st.integers(0, len(lines[at])), label="length")]
            case _:
                lines.insert(data.draw(st.integers(0, len(lines) - 1), label="to"), lines.pop(at))
        lines = lines or [""]
    return "\n".join(lines)


def test_every_shipped_flow_has_both_wordings(library: Library) -> None:
    assert set(library.flows) == {"welcome", "patient", "carer", "co-production"}
    assert library.door.id == "welcome"
    for flow in library.flows.values():
        assert set(flow.words) == {Wording("en"), Wording("en", Register.EASY_READ)}


def test_a_flows_own_words_override_the_common_ones(small_library: Library) -> None:
    patient, carer = (small_library.flows[FlowId(each)].words[Wording("en")] for each in ("patient", "carer"))

    assert "press your call button" in patient.notices[Notice.HELP]
    assert "Call the ward or your crisis team." in carer.notices[Notice.HELP]
    assert patient.notices[Notice.SENT] == carer.notices[Notice.SENT]


def test_shared_steps_are_placed_where_a_flow_uses_them(small_library: Library) -> None:
    steps = [step.id for step in small_library.flows[FlowId("patient")].steps]

    assert steps[:5] == ["hello", "privacy", "your-phone", "start", "overall"]
    assert steps[-3:] == ["autistic", "gender", "check"]


def test_a_flow_can_give_a_shared_choice_another_label(small: SmallCopy) -> None:
    small.change(
        "carer/words/en.yaml",
        "notices:\n",
        "  age:\n    prompt: Your age?\n    choices: {age-16-24: Young}\nnotices:\n",
    )

    library = small.load()
    words = library.flows[FlowId("carer")].words[Wording("en")].steps[StepId("age")]

    assert library.errors == ()
    assert words.prompt == "Your age?"
    assert words.title == "Age"
    assert words.labels[ChoiceId("age-16-24")] == "Young"
    assert words.labels[ChoiceId("age-25-34")] == "25 to 34"


def test_choices_keep_the_order_of_the_file(small_library: Library) -> None:
    step = small_library.flows[FlowId("patient")].step(StepId("helped"))

    assert isinstance(step, PickOne)
    assert [choice.id for choice in step.choices] == ["no", "staff", "someone-else", "prefer-not-to-say"]


def test_a_folder_without_errors_is_accepted(small: SmallCopy, tmp_path: Path) -> None:
    write_files(small.files, tmp_path)

    assert set(require_library(read_files(tmp_path)).flows) == {"welcome", "patient", "carer"}


def test_a_folder_with_errors_is_refused_with_each_of_them(small: SmallCopy, tmp_path: Path) -> None:
    folder = tmp_path / "conversations"
    small.change("patient/flow.yaml", "picture: rights", "pictur: rights")
    write_files(small.files, folder)

    with pytest.raises(SaysoError) as raised:
        require_library(read_files(folder))

    assert str(raised.value) == (
        f"The conversations in {folder} cannot be used:\n"
        "  conversations/patient/flow.yaml:11:5: steps.2.pictur: unknown key “pictur” - did you mean “picture”?"
    )


def test_a_refusal_lists_the_first_twenty_errors(small: SmallCopy) -> None:
    small.change("common/words/en.yaml", "pictures:\n", "pictured:\n")
    assert len(small.issues()) == 1
    small.write("common/words/en.yaml", small.text("common/words/en.yaml").split("pictured:\n")[0])
    errors = len(small.issues())
    assert errors > 20

    with pytest.raises(SaysoError) as raised:
        require_library(small.files)

    lines = str(raised.value).splitlines()
    assert len(lines) == 22
    assert lines[-1] == f"  … and {errors - 20} more: run “make check”."


def test_a_folder_without_a_flow_is_reported(small: SmallCopy, tmp_path: Path) -> None:
    folder = tmp_path / "conversations"
    small.write("notes/to-do.txt", "Ask.")
    small.write("LICENCE.txt", "Free.")
    write_files(small.files, folder)
    (folder / ".git").mkdir()

    assert [str(issue) for issue in parse_library(read_files(folder)).issues] == [
        "conversations/notes/flow.yaml:1:1: file: there is no such file - make it, or correct its name"
    ]


@pytest.mark.parametrize("name", ["Patients", "out_patients", "out patients", "p" * 21])
def test_a_folder_name_that_does_not_fit_in_a_link_is_reported(name: str, small: SmallCopy) -> None:
    small.rename("carer", name)
    small.change("welcome/flow.yaml", "opens: carer", "opens: patient")

    (issue,) = small.issues()
    assert issue == (
        f"conversations/{name}:1:1: folder: the name of the folder is not an id"
        " - use lower case letters, digits and hyphens, at most 20"
    )


def test_a_picture_can_be_a_drawing_of_your_own(small: SmallCopy) -> None:
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 72 72"/>'
    small.write("common/pictures/star.svg", drawing)
    small.change("common/pictures.yaml", 'overall: {emoji: "⭐"}', 'overall: {file: pictures/star.svg, emoji: "⭐"}')

    library = small.load()

    assert library.errors == ()
    overall = next(source for picture, source in library.pictures.items() if picture == "overall")
    assert overall.svg() == drawing


@pytest.mark.parametrize("outside", ["../pictures/star.svg", "/etc/passwd", "pictures/../../star.svg"])
def test_a_drawing_outside_the_folder_of_pictures_is_reported(outside: str, small: SmallCopy) -> None:
    small.change("common/pictures.yaml", 'overall: {emoji: "⭐"}', f"overall: {{file: {outside}}}")

    (issue,) = small.issues()

    assert issue.startswith("conversations/common/pictures.yaml:48:11: overall.file: ")


def test_phrases_to_review_first_come_from_the_lists_of_every_language_in_plain_form(small: SmallCopy) -> None:
    small.write("common/review-first/fr.yaml", "phrases: [Frappé, “!”, frappé]\n")

    library = small.load()

    assert library.errors == ()
    assert {"abuse", "kill himself", "frappe"} <= set(library.review_first)
    assert library.review_first.count("frappe") == 1
    assert "" not in library.review_first


def test_a_fault_in_the_phrases_to_review_first_is_reported(small: SmallCopy) -> None:
    small.change("common/review-first/en.yaml", "phrases:", "phrase:")

    issues = small.issues()

    assert any("common/review-first/en.yaml" in issue and "did you mean “phrases”?" in issue for issue in issues)


def test_phrases_to_review_first_can_be_left_out(small: SmallCopy) -> None:
    small.remove("common/review-first/en.yaml")

    assert "abuse" not in small.load().review_first
    assert small.issues() == []


def test_typed_words_are_checked_only_where_their_language_is_read(small: SmallCopy) -> None:
    file = "common/understood/ur.yaml"
    for folder in ("common", "patient", "carer", "welcome"):
        small.write(f"{folder}/words/ur.yaml", f"{UNPUBLISHED}steps: {{}}\n")
    small.write(file, "nonsense: 1\n")

    assert not small.load().errors
    assert {each.file for each in small.load(unpublished={"ur"}).errors} == {f"conversations/{file}"}


def test_distress_is_recognised_in_every_language_whether_published_or_not(small: SmallCopy) -> None:
    small.write("common/words/pl.yaml", f"{UNPUBLISHED}steps: {{}}\n")
    library = small.load()
    words = library.flows[FlowId("patient")].words

    assert library.errors == ()
    assert {each.locale for each in words} == {"en"}
    for typed in ("chcę umrzeć", "خودکشی", "want to die"):
        assert sounds_distressed(typed, words[Wording("en")])

    small.write("common/distress/pl.yaml", "nonsense: 1\n")
    assert {each.file for each in small.load().errors} == {"conversations/common/distress/pl.yaml"}


def test_distress_is_recognised_in_shipped_languages(library: Library) -> None:
    words = library.flows[FlowId("patient")].words

    assert {each.locale for each in words} == {"en"}
    for typed in ("chcę umrzeć", "hoffwn i ladd fy hun", "أريد أن أموت", "vreau să mor"):
        assert sounds_distressed(typed, words[Wording("en")])


def test_unpublished_easy_read_takes_no_phrases_from_standard_words(small: SmallCopy) -> None:
    for part in ("common", "patient", "carer", "welcome"):
        easy = f"{part}/words/en.easy-read.yaml"
        small.write(easy, UNPUBLISHED + small.text(easy))

    flow = small.load().flows[FlowId("patient")]

    assert list(flow.words) == [Wording("en")]
    assert "yeah" in flow.words[Wording("en")].understood["yes"]
    assert flow.words[Wording("en")].distress
