"""The installation's secret: given by a setting, or made once and kept beside the data for its owner only."""

import os
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from bot.errors import SaysoError
from bot.privacy.sealing import SECRET_BYTES

FILE = "secret"


def secret_from_setting(value: str) -> bytes:
    """Return the bytes that a setting of at least 32 characters stands for."""
    return sha256(value.encode()).digest()


def kept_secret(folder: Path, random_bytes: Callable[[int], bytes]) -> bytes:
    """Return the secret kept in the folder; the first time, make it. Raises SaysoError where that cannot be."""
    file = folder / FILE
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not file.exists():
            _make(file, random_bytes(SECRET_BYTES).hex())
        return _read(file)
    except OSError as error:
        raise SaysoError(
            f"The secret cannot be kept in {file} ({error.strerror}). Check SAYSO_DATA_DIR, or set SAYSO_SECRET."
        ) from None


def _make(file: Path, secret: str) -> None:
    """Write the secret whole or not at all; where another program was quicker, leave its secret there."""
    unfinished = file.with_name(f"{FILE}-{os.getpid()}")
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as made:
            made.write(secret.encode())
            made.flush()
            os.fsync(made.fileno())
        with suppress(FileExistsError):
            os.link(unfinished, file)
    finally:
        unfinished.unlink()


def _read(file: Path) -> bytes:
    try:
        secret = bytes.fromhex(file.read_text("ascii"))
    except ValueError:
        secret = b""
    if len(secret) < SECRET_BYTES:
        raise SaysoError(
            f"The file {file} does not hold a secret. Put back your copy of it. Without one, remove the file: a new"
            " secret is made, and conversations that are open now start again."
        )
    return secret
