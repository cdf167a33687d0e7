"""Sealing open sessions: what lies in the database opens only with the secret *and* the person's own id.

A session is found by a keyed hash of who it belongs to and encrypted with a key made from both (HMAC-SHA-256,
RFC 2104; HKDF, RFC 5869; AES-256-GCM, NIST SP 800-38D). With the database alone nobody can be looked up.
With database and secret, whoever tries every id there can be will find and open the sessions that are open just
then: that is why the secret is kept apart from the database and its backups, and why sessions expire.
"""

import hmac
from typing import NewType

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.privacy.respondent import Respondent

SessionKey = NewType("SessionKey", bytes)
"""32 bytes under which a respondent's session is kept."""

NONCE_BYTES = 12
SECRET_BYTES = 32
_VERSION = b"\x01"
_BLOCK = 1024


class Unsealable(ValueError):  # noqa: N818 - it names the state of what was found
    """What was found does not open: it is another's, another secret's, or damaged."""


class Sealer:
    """Seals and opens with one installation's secret of at least 32 bytes."""

    def __init__(self, secret: bytes) -> None:
        if len(secret) < SECRET_BYTES:
            raise ValueError(f"the secret has {len(secret)} bytes and needs at least {SECRET_BYTES}")
        self._lookup = _derived(secret, b"sayso session lookup")
        self._seal = _derived(secret, b"sayso session seal")

    def key(self, respondent: Respondent) -> SessionKey:
        """Return the key under which the respondent's session is kept."""
        return SessionKey(hmac.digest(self._lookup, respondent.material(), "sha256"))

    def seal(self, respondent: Respondent, text: str, nonce: bytes) -> bytes:
        """Return the text sealed for this respondent. `nonce`: 12 random bytes, never used twice.

        The length is rounded up, so that it does not tell how far a conversation has come.
        """
        plain = text.encode()
        padded = plain + b"\x80" + bytes(-(len(plain) + 1) % _BLOCK)
        return _VERSION + nonce + self._cipher(respondent).encrypt(nonce, padded, _VERSION)

    def open(self, respondent: Respondent, sealed: bytes) -> str:
        """Return the text that was sealed for this respondent. Raises Unsealable for anything else."""
        nonce, body = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
        if sealed[:1] != _VERSION or len(nonce) < NONCE_BYTES:
            raise Unsealable("not a sealed session")
        try:
            padded = self._cipher(respondent).decrypt(nonce, body, _VERSION)
        except InvalidTag:
            raise Unsealable("the session does not open") from None
        return padded.rstrip(b"\x00")[:-1].decode()

    def _cipher(self, respondent: Respondent) -> AESGCM:
        return AESGCM(_derived(self._seal, b"sayso respondent", respondent.material()))


def _derived(secret: bytes, purpose: bytes, salt: bytes = b"") -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=purpose).derive(secret)
