"""Remarks in words: the notice of a screen. No IO."""

from collections.abc import Iterable
from typing import assert_never

from bot.engine.changes import changes_text
from bot.engine.flow import Flow
from bot.engine.recap import DroppedAnswers, Explanation, Remark
from bot.engine.screens import title, words_of
from bot.engine.session import Session
from bot.engine.wording import Notice


def notice_text(flow: Flow, session: Session, remarks: Iterable[Remark]) -> str:
    """Return the remarks as one text."""
    texts = (_text(flow, session, remark) for remark in remarks)
    return "\n\n".join(text for text in texts if text)


def _text(flow: Flow, session: Session, remark: Remark) -> str:
    words = words_of(flow, session)
    match remark:
        case Explanation(step):
            return words.steps[step].explain
        case DroppedAnswers(steps):
            titles = words.conventions.listed(name for step in steps if (name := title(flow, session, step)))
            return words.notices[Notice.DROPPED].replace("{titles}", titles) if titles else ""
        case Notice.CHANGES:
            return changes_text(flow, session) or words.notices[Notice.NO_CHANGES]
        case Notice():
            return words.notices[remark]
    assert_never(remark)
