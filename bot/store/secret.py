"""The installation's secret: given by a setting, or made once and kept beside the data for its owner only.

The file holds the present secret in its first line. After a change, those before it follow, each with the day until
which it is needed: for so long something can lie in the database that was sealed or hashed with it.
"""

import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

from bot.errors import SaysoError
from bot.privacy.sealing import SECRET_BYTES
from bot.usecases.ports import RandomBytes

FILE = "secret"

NEEDED_DAYS = 40
"""A code takes back answers for at most 38 days; sessions and what waits need their secret for no longer."""


def secret_from_setting(value: str) -> bytes:
    """Return the bytes that a setting of at least 32 characters stands for."""
    return sha256(value.encode()).digest()


def kept_secrets(folder: Path, random_bytes: RandomBytes, today: date) -> tuple[bytes, ...]:
    """Return the secrets kept in the folder, the present one first; the first time, make one.

    Raises SaysoError where that cannot be.
    """
    file = folder / FILE
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not file.exists():
            _write(file, [_Kept(random_bytes(SECRET_BYTES))], replace=False)
        kept = _read(file)
        needed = [kept[0], *(each for each in kept[1:] if each.until is not None and each.until >= today)]
        if len(needed) < len(kept):
            _write(file, needed, replace=True)
    except OSError as error:
        raise SaysoError(
            f"The secret cannot be kept in {file} ({error.strerror}). Check SAYSO_DATA_DIR, or set SAYSO_SECRET."
        ) from None
    return tuple(each.secret for each in needed)


def rotate(folder: Path, random_bytes: RandomBytes, today: date) -> date:
    """Put a new secret before those in the folder; return until when the one before is kept.

    Raises SaysoError where there is none yet, or it cannot be written.
    """
    file = folder / FILE
    until = today + timedelta(days=NEEDED_DAYS)
    try:
        present, *earlier = _read(file)
        _write(file, [_Kept(random_bytes(SECRET_BYTES)), _Kept(present.secret, until), *earlier], replace=True)
    except OSError as error:
        raise SaysoError(
            f"The secret in {file} cannot be changed ({error.strerror}). It is made at the first start; check"
            " SAYSO_DATA_DIR, and run this as the user that Sayso runs as."
        ) from None
    return until


@dataclass(frozen=True, slots=True)
class _Kept:
    secret: bytes
    until: date | None = None

    def line(self) -> str:
        return self.secret.hex() if self.until is None else f"{self.secret.hex()} {self.until}"


def _write(file: Path, kept: Sequence[_Kept], *, replace: bool) -> None:
    """Write the secrets whole or not at all; with `replace` off, leave what another program put there meanwhile."""
    unfinished = file.with_name(f"{FILE}-{os.getpid()}")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as made:
            made.write("\n".join(each.line() for each in kept).encode())
            made.flush()
            os.fsync(made.fileno())
        if replace:
            unfinished.replace(file)
            return
        with suppress(FileExistsError):
            os.link(unfinished, file)
    finally:
        unfinished.unlink(missing_ok=True)


def _read(file: Path) -> list[_Kept]:
    try:
        kept = [_kept(line) for line in file.read_text("ascii").splitlines() if line.strip()]
    except ValueError:
        kept = []
    if not kept or any(len(each.secret) < SECRET_BYTES for each in kept):
        raise SaysoError(
            f"The file {file} does not hold a secret. Put back your copy of it. Without one, remove the file: a new"
            " secret is made, and conversations that are open now start again."
        )
    return kept


def _kept(line: str) -> _Kept:
    secret, _, until = line.strip().partition(" ")
    return _Kept(bytes.fromhex(secret), date.fromisoformat(until) if until else None)
