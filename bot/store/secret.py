"""The installation's secret: from a setting, or generated once and stored beside the data, readable by its owner only.

The first line of the file is the current secret. After a change, earlier ones follow, with the day until which the
database may hold something that was sealed or hashed with them.
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
"""A code withdraws answers for at most 38 days; sessions and waiting rows need their secret for no longer."""


def secret_from_setting(value: str) -> bytes:
    """Return the secret for a setting of at least 32 characters."""
    return sha256(value.encode()).digest()


def kept_secrets(folder: Path, random_bytes: RandomBytes, today: date) -> tuple[bytes, ...]:
    """Return the secrets stored in the folder, the current one first; generate one the first time.

    Raises SaysoError if the file cannot be read or written.
    """
    file = folder / FILE
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not file.exists():
            _write(file, [_StoredSecret(random_bytes(SECRET_BYTES))], replace=False)
        kept = _read(file)
        needed = [kept[0], *(secret for secret in kept[1:] if secret.until is not None and secret.until >= today)]
        if len(needed) < len(kept):
            _write(file, needed, replace=True)
    except OSError as error:
        raise SaysoError(
            f"The secret cannot be stored in {file} ({error.strerror}). Check SAYSO_DATA_DIR, or set SAYSO_SECRET."
        ) from None
    return tuple(kept_secret.secret for kept_secret in needed)


def rotate(folder: Path, random_bytes: RandomBytes, today: date) -> date:
    """Store a new secret before the others in the folder; return the day until which the previous one is kept.

    Raises SaysoError if there is none yet, or the file cannot be written.
    """
    file = folder / FILE
    until = today + timedelta(days=NEEDED_DAYS)
    try:
        current, *earlier = _read(file)
        _write(
            file,
            [_StoredSecret(random_bytes(SECRET_BYTES)), _StoredSecret(current.secret, until), *earlier],
            replace=True,
        )
    except OSError as error:
        raise SaysoError(
            f"The secret in {file} cannot be changed ({error.strerror}). It is generated at the first start; check"
            " SAYSO_DATA_DIR, and run this as the user that Sayso runs as."
        ) from None
    return until


@dataclass(frozen=True, slots=True)
class _StoredSecret:
    secret: bytes
    until: date | None = None

    def line(self) -> str:
        return self.secret.hex() if self.until is None else f"{self.secret.hex()} {self.until}"


def _write(file: Path, kept: Sequence[_StoredSecret], *, replace: bool) -> None:
    """Write the secrets atomically; without `replace`, keep a file that another process created meanwhile."""
    unfinished = file.with_name(f"{FILE}-{os.getpid()}")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as written:
            written.write("\n".join(secret.line() for secret in kept).encode())
            written.flush()
            os.fsync(written.fileno())
        if replace:
            unfinished.replace(file)
            return
        with suppress(FileExistsError):
            os.link(unfinished, file)
    finally:
        unfinished.unlink(missing_ok=True)


def _read(file: Path) -> list[_StoredSecret]:
    try:
        kept = [_parse(line) for line in file.read_text("ascii").splitlines() if line.strip()]
    except ValueError:
        kept = []
    if not kept or any(len(kept_secret.secret) < SECRET_BYTES for kept_secret in kept):
        raise SaysoError(
            f"The file {file} does not hold a secret. Put back your copy of it. Without one, remove the file: a new"
            " secret is generated, and conversations that are open now start again."
        )
    return kept


def _parse(line: str) -> _StoredSecret:
    secret, _, until = line.strip().partition(" ")
    return _StoredSecret(bytes.fromhex(secret), date.fromisoformat(until) if until else None)
