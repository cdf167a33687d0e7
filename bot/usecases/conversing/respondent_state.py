"""What is held of one respondent between turns: their session, and the little that keeps turns honest. No IO."""

import json
from dataclasses import dataclass, replace
from datetime import date

from bot.engine.session import Session

SENT_A_DAY = 3
"""How often one chat can send answers in a day."""

GUESSES_A_DAY = 10
"""How often one chat can write four words that take nothing back; after that they are not looked up."""

_REMEMBERED = 16


@dataclass(frozen=True, slots=True)
class RespondentState:
    """A session with the numbers of the last inputs it took, so that none is taken twice.

    `sent` and `guesses` count what was done on `day`. They lie sealed with the session, which opens only with the
    secret and the person's id, and are gone with it: there is no list of who has sent something.
    """

    session: Session
    seen: tuple[int, ...] = ()
    day: str = ""
    sent: int = 0
    guesses: int = 0

    def on(self, day: date) -> "RespondentState":
        """Return it with the counts of this day."""
        today = day.isoformat()
        return self if self.day == today else replace(self, day=today, sent=0, guesses=0)

    def has_processed(self, sequence: int) -> bool:
        """Tell whether an input was taken before. One older than all that are remembered was: numbers only grow."""
        return sequence in self.seen or (len(self.seen) == _REMEMBERED and sequence < min(self.seen))

    def with_input(self, sequence: int, session: Session) -> "RespondentState":
        """Return it after an input."""
        return replace(self, session=session, seen=(*self.seen, sequence)[-_REMEMBERED:])

    def to_json(self) -> str:
        """Return it as JSON."""
        return json.dumps([self.session.to_json(), self.seen, self.day, self.sent, self.guesses])

    @staticmethod
    def from_json(text: str) -> "RespondentState":
        """Return what `to_json` wrote. Raises ValueError if the text is anything else."""
        session, seen, *counts = json.loads(text)
        return RespondentState(Session.from_json(session), tuple(seen), *counts)
