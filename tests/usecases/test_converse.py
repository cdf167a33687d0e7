"""Turns: what is kept, what is not, and what happens when something fails."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import count
from pathlib import Path

import pytest

from bot.engine.events import Event, Screen, Show
from bot.engine.flow import Service, ServiceCode
from bot.engine.inputs import Asked, NotKept, Tap
from bot.engine.wording import Control, Notice
from bot.flows.library import Library, load_sound
from bot.privacy.redaction import Redacted, redact
from bot.privacy.respondent import Respondent
from bot.privacy.sealing import Sealer
from bot.usecases import converse as module
from bot.usecases.conversation import Conversations
from bot.usecases.converse import SESSION_HOURS, Converse
from bot.usecases.inbound import Given, Inbound, Text, Visit
from bot.usecases.ports import ListedService, Redact
from bot.usecases.transcript import transcript
from tests.fakes import FakeClock, FakeRandomBytes, FakeServices, FakeSessions

SECRET = b"s" * 32
WILLOW = Service(ServiceCode("willow"), "Willow Ward")
THE_PERSON = Respondent("telegram", "1001")


@cache
def library() -> Library:
    return load_sound(Path(__file__).parents[2] / "conversations")


@dataclass
class Talk:
    """One person's conversation with the use case."""

    redact: Redact = redact
    secret: bytes = SECRET
    clock: FakeClock = field(default_factory=FakeClock)
    sessions: FakeSessions = field(default_factory=FakeSessions)
    sequences: "count[int]" = field(default_factory=count)
    shown: tuple[Event, ...] = ()

    def __post_init__(self) -> None:
        nonces = count()
        self.converse = Converse(
            conversations=Conversations(library(), lambda: f"n{next(nonces)}"),
            sessions=self.sessions,
            services=FakeServices([ListedService(WILLOW, retired=False)]),
            sealer=Sealer(self.secret),
            redact=self.redact,
            clock=self.clock,
            random_bytes=FakeRandomBytes(),
        )

    async def do(self, given: Given, *, sequence: int | None = None, respondent: Respondent = THE_PERSON) -> str:
        number = next(self.sequences) if sequence is None else sequence
        self.shown = await self.converse.turn(Inbound(respondent, given, number))
        return "\n".join(transcript(self.shown))

    async def tap(self, label: str, *, sequence: int | None = None) -> str:
        button = next(each for each in self.screen.buttons if each.label == label)
        return await self.do(Tap(self.screen.key, button.id), sequence=sequence)

    @property
    def screen(self) -> Screen:
        return next(event.screen for event in reversed(self.shown) if isinstance(event, Show))

    async def come_to(self, words: str, code: str = "willow_patient") -> None:
        """Answer the patient conversation as far as the question with these words."""
        shown = await self.do(Visit(code))
        for label in (
            "Standard",
            "Yes, start",
            "Good",
            *["Partly"] * 7,
            "Skip",
            "Skip",
            "Skip",
            "Skip",
            "No, thank you",
        ):
            if words in shown:
                return
            shown = await self.tap(label)
        assert words in shown


async def test_what_was_sent_is_kept_once_however_often_it_is_delivered() -> None:
    talk = Talk()
    await talk.come_to("Please check")
    sent = await talk.tap("Send", sequence=99)
    assert "Thank you" in sent
    assert await talk.do(Tap("n9.check", "~send"), sequence=99) == sent
    assert len(talk.sessions.sent) == 1


async def test_a_later_send_from_an_old_screen_thanks_and_sends_nothing() -> None:
    talk = Talk()
    await talk.come_to("Please check")
    key = talk.screen.key
    await talk.tap("Send")
    await talk.do(Tap(key, "~send"))
    assert len(talk.sessions.sent) == 1


async def test_an_input_delivered_again_changes_nothing_and_shows_the_screen_again() -> None:
    talk = Talk()
    await talk.come_to("Overall, how")
    first = await talk.tap("Good", sequence=50)
    kept = dict(talk.sessions.kept)
    again = await talk.do(Tap("n9.overall", "good"), sequence=50)
    assert "Question 2 of" in first
    assert "Question 2 of" in again
    assert talk.sessions.kept == kept


async def test_the_messages_before_a_question_are_shown_again_with_it() -> None:
    talk = Talk()
    await talk.do(Visit("willow_patient"))
    shown = await talk.tap("Standard", sequence=7)
    assert "We do not keep your name" in shown
    assert "We do not keep your name" in await talk.do(Text("?"), sequence=7)


async def test_a_session_is_kept_before_anything_is_shown() -> None:
    talk = Talk(sessions=FakeSessions(broken=True))
    with pytest.raises(OSError, match="disk full"):
        await talk.do(Visit())
    assert talk.shown == ()


async def test_after_two_days_a_session_is_gone_and_an_old_button_says_so() -> None:
    talk = Talk()
    await talk.come_to("Question 3 of")
    key = talk.screen.key
    talk.clock.advance(hours=SESSION_HOURS - 1)
    assert await talk.converse.expire() == 0
    assert "Question 3 of" in await talk.do(Asked(Control.AGAIN))
    talk.clock.advance(hours=SESSION_HOURS)
    shown = await talk.do(Tap(key, "yes"))
    assert "Question" not in shown
    assert "That chat is over." in shown


async def test_expired_sessions_are_deleted() -> None:
    talk = Talk()
    await talk.do(Visit())
    talk.clock.advance(hours=SESSION_HOURS)
    assert await talk.converse.expire() == 1
    assert talk.sessions.kept == {}


async def test_what_is_kept_of_a_session_does_not_open_for_anyone_else() -> None:
    talk = Talk()
    await talk.come_to("Question 2 of")
    ((sealed, _),) = talk.sessions.kept.values()
    assert b"overall" not in sealed
    key = talk.converse.sealer.key(Respondent("telegram", "1002"))
    talk.sessions.kept[key] = (sealed, 10**9)
    shown = await talk.do(Text("hello"), respondent=Respondent("telegram", "1002"))
    assert "Which words would you like?" in shown


async def test_with_another_secret_a_session_starts_again() -> None:
    talk = Talk()
    await talk.come_to("Question 2 of")
    other = Talk(secret=b"t" * 32, sessions=talk.sessions)
    assert "Which words would you like?" in await other.do(Asked(Control.AGAIN))


async def test_distress_as_the_very_first_words_shows_where_help_is() -> None:
    talk = Talk()
    assert "116 123" in await talk.do(Text("i want to kill myself"))


async def test_help_and_privacy_work_before_anything_was_asked() -> None:
    assert "116 123" in await Talk().do(Asked(Control.HELP))
    assert "Telegram" in await Talk().do(Asked(Control.PRIVACY))


async def test_a_photo_as_the_first_thing_is_answered_kindly() -> None:
    assert "only read words" in await Talk().do(NotKept(Notice.NOT_WORDS))


async def test_a_link_that_is_not_known_says_so_and_asks_which_ward() -> None:
    talk = Talk()
    shown = await talk.do(Visit("nonsense"))
    assert "Which words would you like?" in shown
    assert "Willow Ward" in await talk.tap("Standard")


def failing(_text: str, _wards: Sequence[str]) -> Redacted:
    raise RuntimeError("my name is Quillonia")


def hanging(text: str, _wards: Sequence[str]) -> Redacted:
    time.sleep(0.3)
    return Redacted(text, ())


@pytest.mark.parametrize("redactor", [failing, hanging])
async def test_when_redaction_fails_or_hangs_nothing_is_kept_and_the_person_is_asked_again(
    redactor: Redact, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(module, "REDACTION_SECONDS", 0.05)
    talk = Talk(redact=redactor)
    await talk.come_to("What is good?")
    shown = await talk.do(Text("my name is Quillonia"))
    assert "Something went wrong" in shown
    assert "What is good?" in shown
    opened = talk.converse.sealer.open(THE_PERSON, next(iter(talk.sessions.kept.values()))[0])
    assert "Quillonia" not in opened
    assert "Quillonia" not in "".join(capsys.readouterr())


async def test_words_on_a_choice_question_are_understood_and_never_kept() -> None:
    talk = Talk()
    await talk.come_to("Question 2 of")
    await talk.do(Text("my name is Quillonia"))
    opened = talk.converse.sealer.open(THE_PERSON, next(iter(talk.sessions.kept.values()))[0])
    assert "Quillonia" not in opened


async def test_a_name_split_over_two_messages_is_taken_out_too() -> None:
    talk = Talk()
    await talk.come_to("What is good?")
    await talk.do(Text("I saw Dr"))
    assert "Okonkwo" not in await talk.do(Text("Okonkwo today"))
