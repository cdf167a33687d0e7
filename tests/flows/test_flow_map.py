"""The map of a flow shows every step, who sees it, in which words, and where its choices lead."""

import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from bot.engine.conditions import AllOf, Answered, AnyOf, Condition, Is, IsNot
from bot.engine.ids import ChoiceId, FlowId, StepId
from bot.engine.wording import Register
from bot.flows.flow_map import FlowMap, MapStep, flow_map
from bot.flows.library import Library
from bot.media.map_svg import EDGE, map_svg

SVG = "{http://www.w3.org/2000/svg}"


def mapped(library: Library, flow: str, *registers: Register) -> FlowMap:
    return flow_map(library.flows[FlowId(flow)], library.flows.values(), registers or tuple(Register))


def step(made: FlowMap, name: str) -> MapStep:
    return next(each for each in made.steps if each.id == name)


def texts(svg: str) -> list[str]:
    return [element.text or "" for element in ET.fromstring(svg).iter(f"{SVG}text")]  # noqa: S314 - we drew it


@pytest.mark.parametrize("flow", ["patient", "carer", "welcome"])
def test_the_map_lists_every_step_in_order(flow: str, small_library: Library) -> None:
    made = mapped(small_library, flow)

    assert [each.id for each in made.steps] == [each.id for each in small_library.flows[FlowId(flow)].steps]
    assert [each.number for each in made.steps] == list(range(1, len(made.steps) + 1))


def test_a_step_says_who_sees_it_and_when(small_library: Library) -> None:
    made = mapped(small_library, "patient")

    assert step(made, "hello").only_if == ""
    assert step(made, "your-phone").only_if == "Only in easy read"
    assert set(step(made, "your-phone").says) == {Register.EASY_READ}
    assert step(made, "ethnicity").only_if == "Only if about-you is “Yes”"


def test_a_step_says_its_question_and_where_its_choices_lead_in_each_register(small_library: Library) -> None:
    asked = step(mapped(small_library, "patient"), "start")

    assert asked.heading() == "4  start: pick one, not kept, needs an answer"
    assert asked.lines() == (
        "standard: Would you like to start? [Yes, start] [No, thank you → ends here]",
        "easy read: Do you want to start? [Yes] [No → ends here]",
    )
    door = mapped(small_library, "welcome")
    assert "[Carer → opens carer]" in step(door, "role").lines()[1]
    assert "[Easy read → changes to easy read words]" in step(door, "register").lines()[0]


def test_the_map_names_the_choices_that_lead_to_its_flow(small_library: Library) -> None:
    assert mapped(small_library, "patient").comes_from == ("“I am a patient” in welcome",)
    assert mapped(small_library, "carer").comes_from == ("“I care for a patient” in welcome",)
    assert mapped(small_library, "welcome").comes_from == ("everyone begins here",)
    alone = flow_map(small_library.flows[FlowId("carer")], [])
    assert alone.about()[0] == "Comes from: no conversation leads here"


def test_the_map_of_one_register_omits_steps_of_the_other(small_library: Library) -> None:
    standard = mapped(small_library, "patient", Register.STANDARD)
    easy = mapped(small_library, "patient", Register.EASY_READ)

    assert len(standard.steps) == len(easy.steps) - 1
    assert "your-phone" not in {each.id for each in standard.steps}
    assert step(easy, "your-phone").only_if == "", "everyone that this map is about sees it"
    assert "easy read:" not in standard.described()
    assert standard.title == "The conversation “patient”, in standard words"


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (Is(StepId("rights"), (ChoiceId("no"), ChoiceId("partly"))), "rights is “No” or “Partly”"),
        (IsNot(StepId("rights"), (ChoiceId("no"),)), "rights is answered, but not with “No”"),
        (Answered(StepId("good")), "good is answered"),
        (
            AllOf(
                (
                    Answered(StepId("good")),
                    AnyOf((Answered(StepId("say")), Is(StepId("rights"), (ChoiceId("no"),)))),
                )
            ),
            "good is answered and (say is answered or rights is “No”)",
        ),
    ],
)
def test_a_condition_is_put_into_words(condition: Condition, words: str, small_library: Library) -> None:
    flow = small_library.flows[FlowId("patient")]
    steps = tuple(replace(each, show_if=condition) if each.id == "helped" else each for each in flow.steps)

    made = flow_map(replace(flow, steps=steps), small_library.flows.values())

    assert step(made, "helped").only_if == f"Only if {words}"


@pytest.mark.parametrize("registers", [tuple(Register), (Register.EASY_READ,)])
@pytest.mark.parametrize("flow", ["patient", "carer", "welcome"])
def test_the_drawing_has_a_title_and_every_word_and_fits_its_sheet(
    flow: str, registers: tuple[Register, ...], small_library: Library
) -> None:
    made = mapped(small_library, flow, *registers)
    svg = map_svg(made)
    root = ET.fromstring(svg)  # noqa: S314 - we drew it

    assert root.get("role") == "img"
    labels = {element.get("id"): element.text for element in root if element.tag in {f"{SVG}title", f"{SVG}desc"}}
    assert (root.get("aria-labelledby") or "").split() == list(labels)
    assert list(labels.values()) == [made.title, made.described()]
    shown = re.sub(r"\s+", " ", " ".join(texts(svg)))
    for each in made.steps:
        assert f"{each.number} {each.id}: {each.kind}" in shown
    width, height = float(root.get("width") or 0), float(root.get("height") or 0)
    for box in root.iter(f"{SVG}rect"):
        right, bottom = (
            float(box.get(at) or 0) + float(box.get(size) or 0) for at, size in (("x", "width"), ("y", "height"))
        )
        assert right <= width
        assert bottom <= height
    assert all(EDGE <= float(line.get("y") or 0) <= height - EDGE for line in root.iter(f"{SVG}text"))
    assert "http" not in svg.replace("http://www.w3.org/2000/svg", "")


def test_a_step_that_only_some_people_see_has_a_broken_edge_and_says_so(small_library: Library) -> None:
    made = mapped(small_library, "patient")
    root = ET.fromstring(map_svg(made))  # noqa: S314 - we drew it

    broken = [box for box in root.iter(f"{SVG}rect") if box.get("stroke-dasharray")]
    assert len(broken) == sum(1 for each in made.steps if each.only_if) > 3
    assert sum(1 for line in texts(map_svg(made)) if line.startswith("Only ")) == len(broken)
    assert any("broken edge" in line for line in texts(map_svg(made)))
