"""The state of one respondent between turns: their session, the inputs it has taken, and daily counts. No IO."""

import json
from dataclasses import dataclass, replace
from datetime import date

from bot.engine.session import Session
from bot.usecases.conversing.inbound import Precedes

GUESSES_A_DAY = 10
"""How often one chat can write four words that are no withdrawal code; after that they are not looked up."""

_REMEMBERED = 16
_DEFAULTS = ((), "", 0, 0)


@dataclass(frozen=True, slots=True)
class RespondentState:
    """A session with the tokens of the last inputs it took, so that none is taken twice.

    `sent` and `guesses` count what was done on `day`. They are sealed with the session, which opens only with the
    secret and the person's id, and are deleted with it. `sent` is what earlier versions limit sending by; how often
    somebody has sent in a month is in a marker of its own (`sent_marker.py`).
    """

    session: Session
    tokens: tuple[str, ...] = ()
    day: str = ""
    sent: int = 0
    guesses: int = 0

    def for_day(self, day: date) -> "RespondentState":
        """Return the state with the counts of this day."""
        today = day.isoformat()
        return self if self.day == today else replace(self, day=today, sent=0, guesses=0)

    def has_processed(self, token: str, precedes: Precedes) -> bool:
        """Tell whether an input was taken before. One that precedes all that are remembered was."""
        return token in self.tokens or (len(self.tokens) == _REMEMBERED and precedes(token, self.tokens))

    def with_input(self, token: str, session: Session) -> "RespondentState":
        """Return the state after an input."""
        return replace(self, session=session, tokens=(*self.tokens, token)[-_REMEMBERED:])

    def to_json(self) -> str:
        """Return it as JSON. The session in it carries the version of the whole."""
        return json.dumps(
            [
                self.session.to_json(),
                [_token_to_plain(token) for token in self.tokens],
                self.day,
                self.sent,
                self.guesses,
            ]
        )

    @staticmethod
    def from_json(text: str) -> "RespondentState":
        """Return what this or an earlier version wrote.

        Raises NewerPayload if it needs a newer reader, and ValueError if the text is anything else. The first version
        accepts exactly these five parts: what is added goes into the session's JSON.
        """
        try:
            session, *others = json.loads(text)
            tokens, day, sent, guesses = (*others, *_DEFAULTS[len(others) :])[: len(_DEFAULTS)]
            return RespondentState(Session.from_json(session), tuple(map(str, tokens)), day, sent, guesses)
        except TypeError as error:
            message = "this text is not the state of a respondent"
            raise ValueError(message) from error


def _token_to_plain(token: str) -> str | int:
    """Return a token for JSON: decimal ones as numbers, because the first version compares them with `<`."""
    return int(token) if token.isascii() and token.isdecimal() and str(int(token)) == token else token
