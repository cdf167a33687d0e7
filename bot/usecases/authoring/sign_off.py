"""Signing off a conversation's words: its own file, and the common one that it shares screens with.

People who will read a text check it (Inclusion Europe, "Information for all"; PIF, "Easy Read Matters"). What they
check is everything they can see, so a conversation is signed off only with its own words and the common ones.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.engine.wording import Wording
from bot.flows.files import Files
from bot.flows.format import WordsFile
from bot.flows.library import require_library
from bot.flows.signing import signed
from bot.flows.signoff import is_signed_off, text_hash
from bot.flows.source import SourceFile
from bot.flows.sources import COMMON, Sources, read_sources
from bot.privacy.redaction.spans import EntityKind
from bot.usecases.authoring.problems import CheckedInFuture, CheckersNamed, CheckersUnclear, NoSuchWording
from bot.usecases.conversing.ports import Redact
from bot.usecases.problems import NoSuchConversation

_NUMBER = re.compile(r"\d")
_ROLE = re.compile(
    r"\b(adults?|advocates?|carers?|clients?|experts?|famil(y|ies)|friends?|inpatients?|interpreters?|managers?|members?"
    r"|men|nurses?|parents?|patients?|people|person|practitioners?|readers?|relatives?|speakers?|staff|translators?"
    r"|users?|women|workers?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class SignedFile:
    """A words file that is signed off, and whether it was signed off only now."""

    file: str
    hash: str
    checked_by: str
    on: str
    now: bool


def sign_off(
    files: Files, flow: str, wording: Wording, *, checked_by: str, on: date, today: date, redact: Redact
) -> tuple[Mapping[str, bytes], tuple[SignedFile, ...]]:
    """Return the words files of a conversation that change as it is signed off, and the sign-off of each one.

    A file that somebody signed off as it is does not change. Raises SaysoError where the conversations have errors,
    NoSuchConversation, NoSuchWording, CheckedInFuture, CheckersUnclear and CheckersNamed.
    """
    if on > today:
        raise CheckedInFuture(on)
    who = in_roles(checked_by, redact)
    require_library(files, unpublished={wording.locale})
    changed: dict[str, bytes] = {}
    signed_files = []
    for path, words in words_files(read_sources(files, unpublished={wording.locale}), flow, wording).items():
        earlier = words.model.signed_off
        if not is_signed_off(words.model):
            changed[path] = signed(files[path].decode(), checked_by=who, on=on).encode()
            signed_files.append(SignedFile(words.name, text_hash(words.model), who, str(on), now=True))
        elif earlier is not None:
            signed_files.append(SignedFile(words.name, earlier.hash, earlier.checked_by, str(earlier.on), now=False))
    return changed, tuple(signed_files)


def words_files(sources: Sources, flow: str, wording: Wording) -> dict[str, SourceFile[WordsFile]]:
    """Return the words files of a conversation in one wording, by path, its own first.

    Raises NoSuchConversation and NoSuchWording.
    """
    if flow not in sources.flows:
        raise NoSuchConversation(flow, tuple(sorted(sources.flows)))
    own = sources.flows[flow].words
    if wording not in own:
        raise NoSuchWording(flow, wording, tuple(sorted(own)))
    return {
        f"{folder}/words/{wording}.yaml": file
        for folder, file in ((flow, own[wording]), (COMMON, sources.words[wording]))
    }


def in_roles(checked_by: str, redact: Redact) -> str:
    """Return who checked, in one line. Raises CheckersUnclear without a number or a role, and CheckersNamed."""
    who = " ".join(checked_by.split())
    if not _NUMBER.search(who) or not _ROLE.search(who):
        raise CheckersUnclear(who)
    if EntityKind.NAME in redact(who, ()).taken_out:
        raise CheckersNamed(who)
    return who
