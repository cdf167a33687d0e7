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


@pytest.mark.parametrize("flow", ["patient", "carer", "co-production", "welcome"])
def test_every_step_stands_on_the_map_in_order(flow: str, library: Library) -> None:
    made = mapped(library, flow)

    assert [each.id for each in made.steps] == [each.id for each in library.flows[FlowId(flow)].steps]
    assert [each.number for each in made.steps] == list(range(1, len(made.steps) + 1))


def test_a_step_says_who_sees_it_and_when(library: Library) -> None:
    made = mapped(library, "patient")

    assert step(made, "hello").only_if == ""
    assert step(made, "your-phone").only_if == "Only in easy read"
    assert set(step(made, "your-phone").says) == {Register.EASY_READ}
    assert step(made, "ethnicity").only_if == "Only if about-you is “Yes”"


def test_a_step_says_its_question_and_where_its_choices_lead_in_each_register(library: Library) -> None:
    asked = step(mapped(library, "patient"), "start")

    assert asked.heading() == "4  start: pick one, not kept, needs an answer"
    assert asked.lines() == (
        "standard: Would you like to start? [Yes, start] [No, thank you → ends here]",
        "easy read: Do you want to start? [Yes] [No → ends here]",
    )
    door = mapped(library, "welcome")
    assert "[Carer → opens carer]" in step(door, "role").lines()[1]
    assert "[Easy read → changes to easy read words]" in step(door, "register").lines()[0]


def test_each_role_has_the_map_that_its_answer_leads_to(library: Library) -> None:
    assert mapped(library, "patient").comes_from == ("“I am a patient” in welcome",)
    assert mapped(library, "co-production").comes_from == ("“I work here” in welcome",)
    assert mapped(library, "welcome").comes_from == ("everyone begins here",)
    alone = flow_map(library.flows[FlowId("carer")], [])
    assert alone.about()[0] == "Comes from: no conversation leads here"


def test_the_map_of_one_register_leaves_out_what_only_the_other_sees(library: Library) -> None:
    standard = mapped(library, "patient", Register.STANDARD)
    easy = mapped(library, "patient", Register.EASY_READ)

    assert len(standard.steps) == len(easy.steps) - 1
    assert "your-phone" not in {each.id for each in standard.steps}
    assert step(easy, "your-phone").only_if == "", "everyone that this map is about sees it"
    assert "easy read:" not in standard.described()
    assert standard.title == "The conversation “patient”, in standard words"


@pytest.mark.parametrize(
    ("condition", "told"),
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
def test_a_condition_is_told_in_words(condition: Condition, told: str, library: Library) -> None:
    flow = library.flows[FlowId("patient")]
    steps = tuple(replace(each, show_if=condition) if each.id == "helped" else each for each in flow.steps)

    made = flow_map(replace(flow, steps=steps), library.flows.values())

    assert step(made, "helped").only_if == f"Only if {told}"


@pytest.mark.parametrize("registers", [tuple(Register), (Register.EASY_READ,)])
@pytest.mark.parametrize("flow", ["patient", "carer", "co-production", "welcome"])
def test_the_drawing_has_a_title_all_of_the_words_and_nothing_outside_its_sheet(
    flow: str, registers: tuple[Register, ...], library: Library
) -> None:
    made = mapped(library, flow, *registers)
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


def test_what_only_some_people_see_has_a_broken_edge_and_says_so_in_words(library: Library) -> None:
    made = mapped(library, "patient")
    root = ET.fromstring(map_svg(made))  # noqa: S314 - we drew it

    broken = [box for box in root.iter(f"{SVG}rect") if box.get("stroke-dasharray")]
    assert len(broken) == sum(1 for each in made.steps if each.only_if) > 3
    assert sum(1 for line in texts(map_svg(made)) if line.startswith("Only ")) == len(broken)
    assert any("broken edge" in line for line in texts(map_svg(made)))
