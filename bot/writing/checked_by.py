"""Checking by readers (L34): words are a draft until people who will read them have checked them unchanged."""

import re
from collections.abc import Iterator

from bot.engine.issues import Issue, Severity
from bot.engine.wording import Register, Wording
from bot.flows.build import BuiltFlow
from bot.flows.format import WordsFile
from bot.flows.signoff import is_signed_off, text_hash
from bot.flows.source import SourceFile
from bot.writing.lists import WordLists
from bot.writing.rules import FlowRule

_READERS = re.compile(r"learning[ -](?:disabilit|difficult)|learning[ -]disabled|intellectual disabilit", re.IGNORECASE)


def _check_sign_off(built: BuiltFlow, _: WordLists) -> Iterator[Issue]:
    for wording, own in built.files.words.items():
        yield from _check_file(wording, own)
        if wording in built.sources.words:
            yield from _check_file(wording, built.sources.words[wording])


def _check_file(wording: Wording, words: SourceFile[WordsFile]) -> Iterator[Issue]:
    signed = words.model.signed_off
    readers = (
        "people with a learning disability" if wording.register is Register.EASY_READ else "people who will read it"
    )
    if signed is None and words.model.unpublished:
        return  # The issue about unpublished words already says that they are not checked.
    if signed is None and not is_signed_off(words.model):
        what = f"DRAFT: nobody has signed off this text; its hash is {text_hash(words.model)}"
        yield words.issue((), what, f"have {readers} check it", Severity.NOTE)
    elif signed is not None and not is_signed_off(words.model):
        what = f"DRAFT: the text has changed since it was checked; its hash is now {text_hash(words.model)}"
        yield words.issue(("signed_off", "hash"), what, f"have {readers} check it again", Severity.NOTE)
    elif signed is not None and wording.register is Register.EASY_READ and not _READERS.search(signed.checked_by):
        what = "no people with a learning disability are named as having checked this text"
        yield words.issue(("signed_off", "checked_by"), what, f"have {readers} check it", Severity.WARNING)


RULES = (
    FlowRule(
        id="L34",
        title="People who will read the words have checked them; until then, and after any change, they are a draft",
        severity={Register.STANDARD: Severity.NOTE, Register.EASY_READ: Severity.NOTE},
        source="Inclusion Europe, “Information for all” (always involve people with a learning disability);"
        " PIF, “Easy Read Matters” (always test)",
        file="patient/words/en.easy-read.yaml",
        passes="signed_off:\n  checked_by: 4 people with a learning disability\n  on: 2026-03-02\n  hash: {hash}\n"
        "steps:\n",
        fails="steps:\n",
        check=_check_sign_off,
    ),
)
