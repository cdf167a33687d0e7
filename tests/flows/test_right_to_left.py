"""Words that are read from right to left: what reads the other way round in them stands apart, whoever put it there."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine.conventions import APART, TOGETHER, reads_from_the_right
from bot.engine.events import Event, Redraw, Say, Settle, Show
from bot.engine.flow import Change, SaidAndDid, Service, ServiceCode
from bot.engine.ids import FlowId
from bot.engine.screen import Screen
from bot.engine.wording import Control, Register, Wording
from bot.flows.files import read_files
from bot.flows.library import Library, require_library
from bot.flows.right_to_left import RIGHT_TO_LEFT_MARK, ready
from bot.privacy.redaction import redact
from bot.usecases.authoring.rehearsal import Rehearsal
from tests.examples import examples

SHIPPED = Path(__file__).parents[2] / "conversations"
FROM_THE_RIGHT = ("ar", "ur")
PATIENT = FlowId("patient")
WARD = "Oak Ward (2nd floor)"
COMMENT = "The staff on Oak Ward: 10/10\nحسن 2 you"
TOLD = dict.fromkeys(Register, SaidAndDid("Tea was cold.", "We bought 2 urns."))
CHANGE = Change(id="tea", month="2026-02", words=TOLD)

_STANDS_APART = re.compile(f"{APART}[^{APART}{TOGETHER}]*{TOGETHER}")
_OTHER_WAY_ROUND = re.compile(r"[A-Za-z0-9]")


@pytest.fixture(scope="module")
def library() -> Library:
    return require_library(read_files(SHIPPED), unpublished=FROM_THE_RIGHT)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("اتصل بالرقم 116 123 الآن", f"اتصل بالرقم {APART}116 123{TOGETHER} الآن"),
        ("يرى Telegram هذا", f"يرى {APART}Telegram{TOGETHER} هذا"),
        ("في {service}.", "في {service}."),
        ("مدد", "مدد"),
        ("{code}", f"{RIGHT_TO_LEFT_MARK}{{code}}"),
        ("111", f"{RIGHT_TO_LEFT_MARK}{APART}111{TOGETHER}"),
        ("نعم\n\n{answers}", f"نعم\n\n{RIGHT_TO_LEFT_MARK}{{answers}}"),
        ("", ""),
    ],
)
def test_a_phone_number_or_an_english_word_stands_apart_and_a_line_of_nothing_else_is_said_to_be_turned(
    text: str, shown: str
) -> None:
    assert ready(text) == shown


@pytest.mark.parametrize("locale", FROM_THE_RIGHT)
def test_nothing_that_reads_the_other_way_round_stands_bare_on_any_screen_of_a_conversation(
    locale: str, library: Library
) -> None:
    seen = list(screens(library, Wording(locale), WARD))
    assert any(APART in text for text in seen)
    for line in (line for text in seen for line in text.split("\n")):
        bare = _STANDS_APART.sub("", line)
        assert APART not in bare
        assert TOGETHER not in bare
        assert not (reads_from_the_right(bare) and _OTHER_WAY_ROUND.search(bare)), line


@pytest.mark.parametrize("locale", FROM_THE_RIGHT)
def test_each_thing_that_is_filled_in_stands_apart(locale: str, library: Library) -> None:
    seen = "\n".join(screens(library, Wording(locale), WARD))
    for filled_in in (
        WARD,
        "12",
        "2026",
        "river apple spoon green",
        "Tea was cold.",
        COMMENT.split("\n", maxsplit=1)[0],
    ):
        assert f"{APART}{filled_in}{TOGETHER}" in seen, filled_in


@pytest.mark.parametrize("register", list(Register))
def test_english_has_no_marks_at_all(register: Register, library: Library) -> None:
    seen = "".join(screens(library, Wording("en", register), WARD))
    assert WARD in seen
    assert not {APART, TOGETHER, RIGHT_TO_LEFT_MARK} & set(seen)


@examples(30)
@given(name=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40))
def test_no_name_of_a_ward_can_turn_the_words_around_it(name: str, library: Library) -> None:
    rehearsal = Rehearsal(library, redact, services=(Service(ServiceCode("w1"), name),))
    for text in texts(rehearsal.begin(PATIENT, Wording("ur"))):
        for line in text.split("\n"):
            depth = 0
            for letter in line:
                depth += (letter in "\u2066\u2067\u2068") - (letter == TOGETHER)
                assert depth in {0, 1}
                assert letter not in "\u202a\u202b\u202c\u202d\u202e"
            assert depth == 0


@pytest.mark.parametrize("locale", FROM_THE_RIGHT)
def test_a_button_can_be_typed_as_it_is_shown_or_copied_without_its_marks(locale: str, library: Library) -> None:
    for strip in (str, bare):
        rehearsal = Rehearsal(library, redact)
        rehearsal.begin(PATIENT, Wording(locale))
        assert rehearsal.screen is not None
        rehearsal.tap(leads_on(rehearsal.screen))
        before = rehearsal.session.step
        rehearsal.type(
            strip(rehearsal.screen.choices[0].label if rehearsal.screen.choices else leads_on(rehearsal.screen))
        )
        assert rehearsal.session.step != before


@pytest.mark.parametrize("locale", FROM_THE_RIGHT)
def test_the_words_that_take_answers_back_work_as_they_were_copied(locale: str, library: Library) -> None:
    rehearsal = Rehearsal(library, redact)
    shown = "\n".join(conversation(rehearsal, Wording(locale)))
    copied = next(line for line in shown.split("\n") if "river apple" in line)
    assert rehearsal.sent is not None
    rehearsal.type(copied)
    assert rehearsal.sent is None


def screens(library: Library, wording: Wording, ward: str) -> Iterator[str]:
    """Yield all that is shown in one go through the patients' questions and what stands beside them."""
    services = (Service(ServiceCode("w1"), ward),)
    rehearsal = Rehearsal(library, redact, services=services, changes=[CHANGE])
    yield from texts(rehearsal.begin(PATIENT, wording))
    for control in (Control.HELP, Control.PRIVACY, Control.CHANGES, Control.WITHDRAW, Control.LANGUAGE):
        yield from texts(rehearsal.ask(control))
    yield from conversation(Rehearsal(library, redact, services=services), wording)


def conversation(rehearsal: Rehearsal, wording: Wording) -> Iterator[str]:
    yield from texts(rehearsal.begin(PATIENT, wording))
    wrote = False
    for _ in range(80):
        if rehearsal.sent is not None:
            return
        assert rehearsal.screen is not None
        if not wrote and not rehearsal.screen.choices and rehearsal.session.step == "better":
            wrote = True
            yield from texts(rehearsal.type(COMMENT))
        else:
            yield from texts(rehearsal.tap(leads_on(rehearsal.screen)))
    raise AssertionError("the conversation does not come to its end")


def leads_on(screen: Screen) -> str:
    """Return the label of the button that leads on."""
    by_id = {button.id: button.label for button in screen.buttons}
    choices = [each for each in by_id if not each.startswith("~")]
    wanted = ("~send", "~keep", *choices[:1], "~next", "~skip", "~done")
    return next(by_id[each] for each in wanted if each in by_id)


def texts(events: tuple[Event, ...]) -> Iterator[str]:
    for event in events:
        match event:
            case Say(text) | Settle(text):
                yield text
            case Show(screen) | Redraw(screen):
                yield from (screen.text, *(button.label for button in screen.buttons))
                if screen.picture is not None:
                    yield screen.picture.alt
            case _:
                pass


def bare(text: str) -> str:
    return "".join(letter for letter in text if letter not in {APART, TOGETHER, RIGHT_TO_LEFT_MARK})
