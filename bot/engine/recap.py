"""What a turn said besides its screen, by reference, so that it can be said again. No IO.

Nothing here repeats what a person wrote: words that were deleted are in no recap.
"""

from dataclasses import dataclass
from typing import Any, assert_never

from bot.engine.ids import StepId
from bot.engine.wording import Notice


@dataclass(frozen=True, slots=True)
class Explanation:
    """What the question of this step means."""

    step: StepId


@dataclass(frozen=True, slots=True)
class DroppedAnswers:
    """Answers to these questions were dropped, because another answer changed."""

    steps: tuple[StepId, ...]


Remark = Notice | Explanation | DroppedAnswers
"""One paragraph of a screen's notice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recap:
    """What the last turn said.

    `confirmation` is the text under the question that was answered. Where it would quote what the person wrote,
    `written` names the question instead. `announcement`, then `messages`, came before the screen, and `remarks` are
    its notice. `farewell`: the session ended.
    """

    confirmation: str = ""
    written: StepId | None = None
    announcement: Notice | None = None
    messages: tuple[StepId, ...] = ()
    remarks: tuple[Remark, ...] = ()
    farewell: bool = False

    def to_plain(self) -> dict[str, Any]:
        """Return it as JSON values, without those that are empty."""
        plain = {
            "confirmation": self.confirmation,
            "written": self.written,
            "announcement": self.announcement,
            "messages": self.messages,
            "remarks": [_remark_to_plain(remark) for remark in self.remarks],
            "farewell": self.farewell,
        }
        return {name: value for name, value in plain.items() if value}

    @staticmethod
    def from_plain(plain: dict[str, Any]) -> "Recap | None":
        """Return what `to_plain` wrote, here or in another version; None if it has a notice that is not known here."""
        written, announcement = plain.get("written"), plain.get("announcement")
        try:
            return Recap(
                confirmation=plain.get("confirmation", ""),
                written=None if written is None else StepId(written),
                announcement=None if announcement is None else Notice(announcement),
                messages=tuple(map(StepId, plain.get("messages", ()))),
                remarks=tuple(map(_remark_from_plain, plain.get("remarks", ()))),
                farewell=plain.get("farewell", False),
            )
        except ValueError:
            return None


def _remark_to_plain(remark: Remark) -> list[str]:
    match remark:
        case Explanation(step):
            return ["explain", step]
        case DroppedAnswers(steps):
            return ["dropped", *steps]
        case Notice():
            return [remark]
    assert_never(remark)


def _remark_from_plain(plain: list[str]) -> Remark:
    match plain:
        case ["explain", step]:
            return Explanation(StepId(step))
        case ["dropped", *steps] if steps:
            return DroppedAnswers(tuple(map(StepId, steps)))
        case _:
            return Notice(plain[0])
