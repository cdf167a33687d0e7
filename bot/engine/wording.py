"""Which words: a locale and a register, and the words themselves. No IO.

Every sentence that a respondent can read is data that an admin can change; the engine only chooses among them and
fills in `{…}`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bot.engine.conventions import Conventions
from bot.engine.ids import ChoiceId, PictureId, StepId


class Register(StrEnum):
    """How things are worded: in standard words, or in easy read for people with a learning disability."""

    STANDARD = "standard"
    EASY_READ = "easy-read"


@dataclass(frozen=True, slots=True, order=True)
class Wording:
    """A locale such as `en` with a register."""

    locale: str
    register: Register = Register.STANDARD

    def __str__(self) -> str:
        """Return `en` or `en.easy-read`, as in the names of words files."""
        return self.locale if self.register is Register.STANDARD else f"{self.locale}.{self.register}"


class Control(StrEnum):
    """What a person can do besides answering. The first group is understood on every screen."""

    BACK = "back"
    SKIP = "skip"
    AGAIN = "again"
    CHANGE = "change"
    STOP = "stop"
    HELP = "help"
    EASY_READ = "easy-read"
    STANDARD = "standard"
    LANGUAGE = "language"
    PICTURES_ON = "pictures-on"
    PICTURES_OFF = "pictures-off"
    PRIVACY = "privacy"
    CLEAR = "clear"
    WITHDRAW = "withdraw"
    CHANGES = "changes"

    CARRY_ON = "carry-on"
    DELETE = "delete"
    DELETE_TEXT = "delete-text"
    DONE = "done"
    EXPLAIN = "explain"
    KEEP = "keep"
    LEAVE_OUT = "leave-out"
    MORE = "more"
    NEXT = "next"
    REWRITE = "rewrite"
    SEND = "send"
    START_AGAIN = "start-again"


UNIVERSAL = frozenset(
    {
        Control.BACK,
        Control.SKIP,
        Control.AGAIN,
        Control.CHANGE,
        Control.STOP,
        Control.HELP,
        Control.EASY_READ,
        Control.STANDARD,
        Control.LANGUAGE,
        Control.PICTURES_ON,
        Control.PICTURES_OFF,
        Control.PRIVACY,
        Control.CLEAR,
        Control.WITHDRAW,
        Control.CHANGES,
    }
)


class Notice(StrEnum):
    """Sentences that belong to no step. The comment on each says when it is shown."""

    PROGRESS = "progress"  # above a counted question; {n} {m}
    YOU_SAID = "you-said"  # under a question once it is answered; {answer}
    YOU_WROTE = "you-wrote"  # after free text; {text}
    TAKEN_OUT = "taken-out"  # after free text from which something was taken; {what} {text}
    SO_FAR = "so-far"  # on a question that already has an answer; {answer}
    NO_NAMES = "no-names"  # on every free-text question
    TOO_LONG = "too-long"  # a text is longer than is kept
    NOT_UNDERSTOOD = "not-understood"
    OLD_BUTTON = "old-button"
    NOT_WORDS = "not-words"  # a photo, a voice note, a sticker
    EDITED = "edited"  # an earlier message was edited
    NEEDED = "needed"  # Skip on a question that the conversation cannot go on without
    FIRST = "first"  # Back on the first question
    DROPPED = "dropped"  # answers that no longer fit were taken out; {titles}
    CHECK = "check"  # {answers}
    NOTHING_YET = "nothing-yet"  # check with no answers
    CHANGE = "change"  # which answer to change
    STOPPED = "stopped"
    DELETING = "deleting"  # are you sure
    DELETED = "deleted"
    TEXT_DELETED = "text-deleted"
    LEFT = "left"  # the conversation ended before there was anything to keep
    SENT = "sent"
    CODE = "code"  # after sending, the words that take the answers back; {code} {date}
    ALREADY_SENT = "already-sent"  # anything that comes after sending
    SENT_ENOUGH = "sent-enough"  # as often as is possible in one month
    WITHDRAW = "withdraw"  # asks for the words that take answers back
    WITHDRAWN = "withdrawn"  # answers were taken back
    NOT_WITHDRAWN = "not-withdrawn"  # no answers go with those words
    CHANGES = "changes"  # what was changed because of what people said; {changes}
    SAID_AND_DID = "said-and-did"  # one such change; {month} {said} {did}
    NO_CHANGES = "no-changes"  # what was changed was asked for, and there is nothing yet
    TAKEN_AWAY = "taken-away"  # the conversation was taken away while somebody was in it; nothing of it is kept
    NO_SESSION = "no-session"  # a button from a conversation that is over
    NOT_OPENED = "not-opened"  # what is stored of an earlier conversation cannot be read; it begins again
    RESUME = "resume"  # the link was opened again part way; carry on or start again
    UNKNOWN_LINK = "unknown-link"
    DISTRESS = "distress"
    HELP = "help"  # the help card
    PRIVACY = "privacy"
    LANGUAGE = "language"
    ONE_LANGUAGE = "one-language"
    NO_SUCH_WORDING = "no-such-wording"  # easy read asked for where there is none
    PICTURES_ON = "pictures-on"
    PICTURES_OFF = "pictures-off"
    REGISTER_CHANGED = "register-changed"
    CLEARED = "cleared"
    TROUBLE = "trouble"
    GROUP = "group"  # {link}
    SKIPPED = "skipped"  # in the list of answers
    THIS_SERVICE = "this-service"  # in place of {service} where it is not known
    CHANGED = "changed"  # a new version of the questions came while the person was answering


INSTEAD = {Notice.NOT_OPENED: Notice.NO_SESSION}
"""Notices that words need not have, and those that are shown instead: earlier editions do not have them."""


@dataclass(frozen=True, slots=True)
class StepWords:
    """The words of one step: `title` is its short name in lists of answers, at most 24 characters."""

    prompt: str
    title: str = ""
    hint: str = ""
    explain: str = ""
    labels: Mapping[ChoiceId, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Words:
    """Every word of a flow in one wording.

    `understood` maps the id of a choice or control to what people type for it; `distress` holds phrases
    that lead to the help card, and `not_distress` false alarms; all are in plain form (`bot.engine.plain`).
    `unpublished` says why these words are not offered to respondents; empty where they are.
    """

    language: str
    conventions: Conventions
    steps: Mapping[StepId, StepWords]
    controls: Mapping[Control, str]
    notices: Mapping[Notice, str]
    kinds: Mapping[str, str] = field(default_factory=dict)
    pictures: Mapping[PictureId, str] = field(default_factory=dict)
    understood: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    distress: tuple[str, ...] = ()
    not_distress: tuple[str, ...] = ()
    draft: bool = True
    unpublished: str = ""
