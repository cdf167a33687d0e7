"""Remove what could identify a person from a text, before it is stored. No network, no clock.

>>> from bot.privacy.redaction import redact
>>> redacted = redact("my nurse sarah rang me on 07700 900123")
>>> redacted.text
'my nurse [name] rang me on [phone number]'
>>> redacted.taken_out
(<EntityKind.NAME: 'name'>, <EntityKind.PHONE: 'phone number'>)
>>> redact("10/10, the staff on ward 3 are here 24/7").taken_out
()

Rules and a model for names (`bot.privacy.redaction.rampart`; `names_by_model` tells whether it is installed) find most
identifiers but never all: the person is shown the text as it will be stored, and staff read every comment before it is
published. The first call loads the lists of names and the model, which takes about a second.
"""

from bot.privacy.redaction.pipeline import (
    LONGEST,
    RULES_ALONE,
    Redacted,
    Redactor,
    TooMuchToSearch,
    make_redactor,
    names_by_model,
    redact,
    redacted_text,
)
from bot.privacy.redaction.spans import EntityKind, Span

__all__ = [
    "LONGEST",
    "RULES_ALONE",
    "EntityKind",
    "Redacted",
    "Redactor",
    "Span",
    "TooMuchToSearch",
    "make_redactor",
    "names_by_model",
    "redact",
    "redacted_text",
]
