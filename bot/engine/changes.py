"""“You said, we did”: what was changed because of feedback. No IO."""

from bot.engine.flow import Change, Flow
from bot.engine.screens import words_of
from bot.engine.session import Session
from bot.engine.wording import Notice, Words

MOST_SHOWN = 3
"""How many changes are shown at once."""


def changes_text(flow: Flow, session: Session) -> str:
    """Return the newest changes that concern the session's ward or all wards; empty where there are none."""
    service = None if session.service is None else session.service.code
    shown = [change for change in flow.changes if change.service in {None, service}][:MOST_SHOWN]
    words = words_of(flow, session)
    changes = "\n\n".join(_said_and_did(words, session, change) for change in shown)
    return words.notices[Notice.CHANGES].replace("{changes}", changes) if changes else ""


def _said_and_did(words: Words, session: Session, change: Change) -> str:
    entry, conventions = change.words[session.wording.register], words.conventions
    placeholders = {
        "{month}": conventions.month(change.month),
        "{said}": conventions.apart(entry.said),
        "{did}": conventions.apart(entry.did),
    }
    text = words.notices[Notice.SAID_AND_DID]
    for placeholder, value in placeholders.items():
        text = text.replace(placeholder, value)
    return text
