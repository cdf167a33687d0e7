"""Take what could show who someone is out of their words, before anything is stored. No network, no clock.

>>> from bot.privacy.redaction import redact
>>> redacted = redact("my nurse sarah rang me on 07700 900123")
>>> redacted.text
'my nurse [name] rang me on [phone number]'
>>> redacted.taken_out
(<Kind.NAME: 'name'>, <Kind.PHONE: 'phone number'>)
>>> redact("10/10, the staff on ward 3 are here 24/7").taken_out
()

Rules and a model of names (`bot.privacy.redaction.rampart`; `names_by_model` says whether it is installed) find most of
what identifies a person and never all of it: the person sees the text as it will be kept, and someone reads
every comment before it leaves. The first call loads the lists of names and the model, which takes about a second.
"""

from bot.privacy.redaction.pipeline import (
    LONGEST,
    RULES_ALONE,
    Redact,
    Redacted,
    TooMuchToSearch,
    make_redactor,
    names_by_model,
    redact,
    redacted_text,
)
from bot.privacy.redaction.spans import Kind, Span

__all__ = [
    "LONGEST",
    "RULES_ALONE",
    "Kind",
    "Redact",
    "Redacted",
    "Span",
    "TooMuchToSearch",
    "make_redactor",
    "names_by_model",
    "redact",
    "redacted_text",
]
