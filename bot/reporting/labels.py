"""Labels: what the ids in figures mean, in the words that people read."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.engine.flow import Flow
from bot.engine.ids import ChoiceId, StepId
from bot.engine.wording import Register, StepWords, Wording
from bot.privacy.disclosure.groups import MERGED
from bot.reporting.figures import NOT_PICKED, NOT_SAID, PICKED, REGISTER, SERVICE

_WORDS = {
    SERVICE: "Ward or team",
    REGISTER: "Words",
    NOT_SAID: "Not said",
    MERGED: "Smaller groups together",
    PICKED: "Picked",
    NOT_PICKED: "Not picked",
    Register.STANDARD: "Standard",
    Register.EASY_READ: "Easy read",
}


@dataclass(frozen=True, slots=True)
class Labels:
    """What the ids in figures mean, in the words that people read: standard English, or easy read."""

    flow: Flow
    services: Mapping[str, str]
    register: Register = Register.STANDARD

    def question(self, name: str) -> str:
        """Return the words of a question."""
        step, _, choice = name.partition(":")
        prompt = self._words(step).prompt
        return f"{prompt} – {self._label(step, choice)}" if choice else prompt

    def title(self, name: str) -> str:
        """Return a few words for a question, such as “Your rights”."""
        step, _, choice = name.partition(":")
        return self._label(step, choice) if choice else self._words(step).title or self.question(name)

    def answer(self, question: str, answer: str) -> str:
        """Return the label of an answer."""
        return _WORDS.get(answer) or self._label(question, answer)

    def attribute(self, name: str) -> str:
        """Return the label of an attribute of a breakdown."""
        return _WORDS.get(name) or self._words(name).prompt

    def group(self, by: str, value: str) -> str:
        """Return the label of a value of an attribute."""
        if by == SERVICE:
            return self.services.get(value, value) or "No ward given"
        return _WORDS.get(value) or self._label(by, value)

    def _words(self, step: str) -> StepWords:
        return self.flow.words[self.flow.nearest(Wording("en", self.register))].steps[StepId(step)]

    def _label(self, step: str, choice: str) -> str:
        return self._words(step).labels.get(ChoiceId(choice), choice)
