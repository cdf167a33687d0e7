"""Reading a folder: whatever stands in it, an author gets lines that say what is wrong, and never a traceback."""

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
from bot.flows.files import read_files
from bot.flows.library import Library, parse_library, require_library
from tests.examples import examples
from tests.flows.conversations import Copy

LINE = re.compile(r"^conversations/[\w./-]+\.yaml:[1-9]\d*:[1-9]\d*: \S[^\n]*$")
SCRAPS = ("", "  ", "- ", "- use: opening", "steps:", "id: x", "  picture: rights", "{", "]", "null", "~", "1", "&a", "*a", "!!python/name:os.x", "'", "a: b: c", "%TAG", "---", "...", "<<: *a", "\t", "é", "\x00", "? x", "| ", "yes: no", "[]: {}", "{[1]: 2}", "2026-03-02", "0x1F", ".inf", "prompt: {a: b}", "show_if: {all: []}", "show_if: {step: [a], is: {b: c}}")  # fmt: skip # noqa: E501

CHANGES = ("delete", "duplicate", "replace", "indent", "misspell", "cut", "move")


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """A copy whose files are put back after each use."""
    return Copy(tmp_path_factory.mktemp("shared"))


@pytest.mark.slow
@given(data=st.data())
@settings(examples(30), suppress_health_check=list(HealthCheck))
def test_no_fault_ever_gives_a_traceback(data: st.DataObject, shared: Copy) -> None:
    names = sorted(each.relative_to(shared.root).as_posix() for each in shared.root.rglob("*.yaml"))
    file = shared.file(data.draw(st.sampled_from(names), label="file"))
    before = file.read_text("utf-8")
    try:
        file.write_text(_mangled(before, data), "utf-8")
        issues = shared.issues()
    finally:
        file.write_text(before, "utf-8")

    assert [issue for issue in issues if not LINE.match(issue)] == []


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


def test_every_shipped_flow_is_there_in_both_wordings(library: Library) -> None:
    assert set(library.flows) == {"welcome", "patient", "carer", "co-production"}
    assert library.door.id == "welcome"
    for flow in library.flows.values():
        assert set(flow.words) == {Wording("en"), Wording("en", Register.EASY_READ)}


def test_a_flows_own_words_come_before_the_common_ones(library: Library) -> None:
    patient, carer = (library.flows[FlowId(each)].words[Wording("en")] for each in ("patient", "carer"))

    assert "press your call button" in patient.notices[Notice.HELP]
    assert "Call the ward or your crisis team." in carer.notices[Notice.HELP]
    assert patient.notices[Notice.SENT] == carer.notices[Notice.SENT]


def test_shared_steps_stand_where_they_are_used(library: Library) -> None:
    steps = [step.id for step in library.flows[FlowId("patient")].steps]

    assert steps[:5] == ["hello", "privacy", "your-phone", "start", "overall"]
    assert steps[-3:] == ["autistic", "gender", "check"]


def test_a_flow_can_give_a_shared_choice_another_label(copy: Copy) -> None:
    copy.change(
        "carer/words/en.yaml",
        "notices:\n",
        "  age:\n    prompt: Your age?\n    choices: {age-16-24: Young}\nnotices:\n",
    )

    library = copy.load()
    words = library.flows[FlowId("carer")].words[Wording("en")].steps[StepId("age")]

    assert library.errors == ()
    assert words.prompt == "Your age?"
    assert words.title == "Age"
    assert words.labels[ChoiceId("age-16-24")] == "Young"
    assert words.labels[ChoiceId("age-25-34")] == "25 to 34"


def test_choices_keep_the_order_of_the_file(library: Library) -> None:
    step = library.flows[FlowId("patient")].step(StepId("helped"))

    assert isinstance(step, PickOne)
    assert [choice.id for choice in step.choices] == ["no", "staff", "someone-else", "prefer-not-to-say"]


def test_a_sound_folder_can_be_used(copy: Copy) -> None:
    assert set(require_library(read_files(copy.root)).flows) == {"welcome", "patient", "carer", "co-production"}


def test_a_faulty_folder_is_refused_with_its_faults(copy: Copy) -> None:
    copy.change("patient/flow.yaml", "picture: rights", "pictur: rights")

    with pytest.raises(SaysoError) as raised:
        require_library(read_files(copy.root))

    assert str(raised.value) == (
        f"The conversations in {copy.root} cannot be used:\n"
        "  conversations/patient/flow.yaml:13:5: steps.2.pictur: unknown key “pictur” - did you mean “picture”?"
    )


def test_of_very_many_faults_the_first_twenty_are_shown(copy: Copy) -> None:
    copy.change("common/words/en.yaml", "pictures:\n", "pictured:\n")
    assert len(copy.issues()) == 1
    copy.change("common/words/en.yaml", "pictured:\n", "kinds-of:\n")
    text = copy.file("common/words/en.yaml").read_text("utf-8")
    copy.file("common/words/en.yaml").write_text(text.split("kinds-of:\n")[0], "utf-8")
    faults = len(copy.issues())
    assert faults > 20

    with pytest.raises(SaysoError) as raised:
        require_library(read_files(copy.root))

    lines = str(raised.value).splitlines()
    assert len(lines) == 22
    assert lines[-1] == f"  … and {faults - 20} more: run “make check”."


def test_what_is_not_a_flow_in_the_folder_is_told(copy: Copy) -> None:
    copy.file("notes").mkdir()
    copy.file("notes/to-do.txt").write_text("Ask.", "utf-8")
    copy.file(".git").mkdir()
    copy.file("LICENCE.txt").write_text("Free.", "utf-8")

    assert copy.issues() == [
        "conversations/notes/flow.yaml:1:1: file: there is no such file - make it, or correct its name"
    ]


@pytest.mark.parametrize("name", ["Patients", "out_patients", "out patients", "p" * 21])
def test_a_folder_whose_name_cannot_stand_in_a_link_is_told(name: str, copy: Copy) -> None:
    copy.file("co-production").rename(copy.file(name))
    copy.change("welcome/flow.yaml", "opens: co-production", "opens: carer")

    (issue,) = copy.issues()
    assert issue == (
        f"conversations/{name}:1:1: folder: the name of the folder is not an id"
        " - use lower case letters, digits and hyphens, at most 20"
    )


def test_a_drawing_of_ones_own_can_stand_for_a_picture(copy: Copy) -> None:
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 72 72"/>'
    (copy.file("common") / "pictures" / "star.svg").write_text(drawing, "utf-8")
    copy.change("common/pictures.yaml", 'overall: {emoji: "⭐"}', 'overall: {file: pictures/star.svg, emoji: "⭐"}')

    library = copy.load()

    assert library.errors == ()
    overall = next(source for picture, source in library.pictures.items() if picture == "overall")
    assert overall.svg() == drawing


@pytest.mark.parametrize("outside", ["../pictures/star.svg", "/etc/passwd", "pictures/../../star.svg"])
def test_a_drawing_lies_in_the_folder_of_pictures(outside: str, copy: Copy, tmp_path: Path) -> None:
    copy.change("common/pictures.yaml", 'overall: {emoji: "⭐"}', f"overall: {{file: {outside}}}")

    (issue,) = copy.issues()

    assert issue.startswith("conversations/common/pictures.yaml:48:11: overall.file: ")


def test_what_staff_read_first_comes_from_the_lists_of_every_language_in_plain_form(copy: Copy) -> None:
    french = copy.file("common/review-first/fr.yaml")
    french.write_text("phrases: [Frappé, “!”, frappé]\n", "utf-8")

    library = copy.load()

    assert library.errors == ()
    assert {"abuse", "kill himself", "frappe"} <= set(library.review_first)
    assert library.review_first.count("frappe") == 1
    assert "" not in library.review_first


def test_a_fault_in_the_words_that_staff_read_first_is_told(copy: Copy) -> None:
    copy.change("common/review-first/en.yaml", "phrases:", "phrase:")

    issues = copy.issues()

    assert any("common/review-first/en.yaml" in issue and "did you mean “phrases”?" in issue for issue in issues)


def test_without_words_to_read_first_conversations_are_as_sound(copy: Copy) -> None:
    copy.file("common/review-first/en.yaml").unlink()

    assert "abuse" not in copy.load().review_first
    assert copy.issues() == []


def test_what_people_type_in_a_language_that_nobody_is_offered_stops_nothing_and_is_told_where_it_is_read(
    copy: Copy,
) -> None:
    file = "common/understood/ur.yaml"
    copy.file(file).write_text("nonsense: 1\n", "utf-8")
    assert not copy.load().errors
    told = parse_library(read_files(copy.root), unpublished={"ur"}).errors
    assert {each.file for each in told} == {f"conversations/{file}"}


def test_distress_is_heard_in_every_language_whether_people_are_offered_it_or_not(copy: Copy) -> None:
    words = copy.load().flows[FlowId("patient")].words
    assert {each.locale for each in words} == {"en"}
    for said in ("chcę umrzeć", "hoffwn i ladd fy hun", "أريد أن أموت", "vreau să mor"):
        assert sounds_distressed(said, words[Wording("en")])
    copy.file("common/distress/ur.yaml").write_text("nonsense: 1\n", "utf-8")
    assert {each.file for each in copy.load().errors} == {"conversations/common/distress/ur.yaml"}


def test_easy_read_that_is_still_a_draft_leaves_what_people_type_in_the_words_they_are_offered(copy: Copy) -> None:
    for part in ("common", "patient", "carer", "co-production", "welcome"):
        easy = f"{part}/words/en.easy-read.yaml"
        copy.file(easy).write_text(f"unpublished: still to be checked\n{copy.file(easy).read_text('utf-8')}", "utf-8")
    flow = parse_library(read_files(copy.root)).flows[FlowId("patient")]
    assert list(flow.words) == [Wording("en")]
    assert "yeah" in flow.words[Wording("en")].understood["yes"]
    assert flow.words[Wording("en")].distress
