"""Telling people what was changed because of what they said: “you said, we did”. No IO."""

from bot.engine.flow import Change, Flow
from bot.engine.screens import words_of
from bot.engine.session import Session
from bot.engine.wording import Notice, Words

MOST_TOLD = 3
"""How many changes a person is told of at once."""


def changes_text(flow: Flow, session: Session) -> str:
    """Return the newest changes that concern the session's ward or all wards; empty where there are none."""
    service = None if session.service is None else session.service.code
    fitting = [each for each in flow.changes if each.service in {None, service}][:MOST_TOLD]
    words = words_of(flow, session)
    told = "\n\n".join(_said_and_did(words, session, each) for each in fitting)
    return words.notices[Notice.CHANGES].replace("{changes}", told) if told else ""


def _said_and_did(words: Words, session: Session, change: Change) -> str:
    entry, conventions = change.words[session.wording.register], words.conventions
    said, did = map(conventions.apart, (entry.said, entry.did))
    filled = {"{month}": conventions.month(change.month), "{said}": said, "{did}": did}
    text = words.notices[Notice.SAID_AND_DID]
    for name, value in filled.items():
        text = text.replace(name, value)
    return text
