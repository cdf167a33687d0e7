"""Signing off a conversation's words: its own file, and the common one that it shares screens with.

People who will read a text check it (Inclusion Europe, "Information for all"; PIF, "Easy Read Matters"). What they
check is all that they can meet, so a conversation is signed off only with its own words and the common ones.
"""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.engine.wording import Wording
from bot.errors import SaysoError
from bot.flows.files import COMMON, FileRead, Folder, read_folder
from bot.flows.format import WordsFile
from bot.flows.library import library_of, sound
from bot.flows.signing import signed
from bot.flows.signoff import is_signed_off, text_hash
from bot.privacy.redaction.spans import EntityKind
from bot.usecases.conversing.ports import Redact

_NUMBER = re.compile(r"\d")
_ROLE = re.compile(
    r"\b(adults?|advocates?|carers?|clients?|experts?|famil(y|ies)|friends?|inpatients?|interpreters?|managers?|members?"
    r"|men|nurses?|parents?|patients?|people|person|practitioners?|readers?|relatives?|speakers?|staff|translators?"
    r"|users?|women|workers?)\b",
    re.IGNORECASE,
)
_HOW = "Write how many and what they are, and no names, such as “4 people with a learning disability”."


@dataclass(frozen=True, slots=True)
class SignedFile:
    """A words file that is signed off as it stands, and whether that is so only since now."""

    file: str
    hash: str
    checked_by: str
    on: str
    now: bool


def sign_off(
    root: Path, flow: str, wording: Wording, *, checked_by: str, on: date, today: date, redact: Redact
) -> tuple[SignedFile, ...]:
    """Write who checked a conversation's words, and when, into each of its words files that nobody signed off yet.

    Raises SaysoError, with nothing written, where the conversations have faults, the words are not there, the
    day is still to come, or who checked does not read like roles and a number.
    """
    if on > today:
        raise SaysoError(f"The day of checking, {on}, is still to come.")
    who = in_roles(checked_by, redact)
    folder = read_folder(root, unpublished={wording.locale})
    sound(library_of(folder), root)
    files = words_files(folder, flow, wording)
    texts: dict[Path, str] = {}
    done = []
    for path, file in files.items():
        earlier = file.model.signed_off
        if not is_signed_off(file.model):
            texts[path] = signed(path.read_bytes().decode(), checked_by=who, on=on)
            done.append(SignedFile(file.source.name, text_hash(file.model), who, str(on), now=True))
        elif earlier is not None:
            done.append(SignedFile(file.source.name, earlier.hash, earlier.checked_by, str(earlier.on), now=False))
    for path, text in texts.items():
        try:
            path.write_bytes(text.encode())
        except OSError as error:
            raise SaysoError(f"The sign-off cannot be written to {path} ({error.strerror}).") from None
    return tuple(done)


def words_files(folder: Folder, flow: str, wording: Wording) -> dict[Path, FileRead[WordsFile]]:
    """Return the words files of a conversation in one wording, its own first. Raises SaysoError if there are none."""
    if flow not in folder.flows:
        raise SaysoError(f"There is no conversation “{flow}”. There are: {', '.join(sorted(folder.flows))}.")
    own = folder.flows[flow].words
    if wording not in own:
        raise SaysoError(f"“{flow}” has no words in {wording}. It has: {', '.join(map(str, sorted(own)))}.")
    return {
        folder.root / name / "words" / f"{wording}.yaml": file
        for name, file in ((flow, own[wording]), (COMMON, folder.words[wording]))
    }


def in_roles(checked_by: str, redact: Redact) -> str:
    """Return who checked, in one line. Raises SaysoError unless it holds a number and a role, and no name is found."""
    who = " ".join(checked_by.split())
    if not _NUMBER.search(who) or not _ROLE.search(who):
        raise SaysoError(f"“{who}” does not say who checked. {_HOW}")
    if EntityKind.NAME in redact(who, ()).taken_out:
        raise SaysoError(f"“{who}” looks as if it names somebody. {_HOW}")
    return who
