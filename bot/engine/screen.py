"""A screen in parts: a chat joins them into one text, a page lays out each by itself. No IO."""

from dataclasses import dataclass
from typing import Self

from bot.engine.ids import PictureId, StepId


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture with its text alternative."""

    id: PictureId
    alt: str


@dataclass(frozen=True, slots=True)
class Button:
    """Something to press. `emoji` is its picture where only text fits; empty with pictures off."""

    id: str
    label: str
    emoji: str = ""
    picked: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """Words to set off: an answer so far, the text that will be kept, the code. `intro` and `outro` frame them."""

    text: str
    intro: str = ""
    outro: str = ""

    @classmethod
    def filled(cls, template: str, placeholder: str, text: str) -> Self:
        r"""Fill the placeholder and split the template at blank lines around the paragraph that holds it.

        >>> Quote.filled("You wrote:\n\n“{text}”\n\nIs that right?", "{text}", "Tea")
        Quote(text='“Tea”', intro='You wrote:', outro='Is that right?')
        """
        start, _, end = template.partition(placeholder)
        intro, _, opening = start.rpartition("\n\n")
        closing, _, outro = end.partition("\n\n")
        return cls(f"{opening}{text}{closing}", intro, outro)

    def joined(self) -> str:
        """Return the quote with its frame."""
        return "\n\n".join(part for part in (self.intro, self.text, self.outro) if part)


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One answer to check. `step` is the question to return to in order to change it."""

    step: StepId
    title: str
    answer: str


@dataclass(frozen=True, slots=True)
class Summary:
    """All answers, before they are sent, with what is written above and below them."""

    intro: str
    rows: tuple[AnswerRow, ...]
    outro: str

    def joined(self) -> str:
        """Return the summary with one line for each answer."""
        return self.intro + "\n".join(f"{row.title}: {row.answer}" for row in self.rows) + self.outro


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """The person's next step. `key` comes back with every button pressed on it.

    The parts are in the order in which they are read. `notice` is about what the person just did, such as "I did not
    understand that"; `reminder` says what not to write; `help` is the help card.
    """

    key: str
    notice: str = ""
    progress: str = ""
    question: str = ""
    hint: str = ""
    reminder: str = ""
    quote: Quote | None = None
    summary: Summary | None = None
    help: str = ""
    picture: Picture | None = None
    choices: tuple[Button, ...] = ()
    controls: tuple[Button, ...] = ()

    @property
    def buttons(self) -> tuple[Button, ...]:
        """Return the choices, then the controls."""
        return self.choices + self.controls

    @property
    def text(self) -> str:
        """Return every part as one text, for a chat."""
        parts = (
            self.notice,
            self.progress,
            self.question,
            self.hint,
            self.reminder,
            "" if self.quote is None else self.quote.joined(),
            "" if self.summary is None else self.summary.joined(),
            self.help,
        )
        return "\n\n".join(part.strip() for part in parts if part.strip())
