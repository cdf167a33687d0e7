"""Sealing: encryption that opens only with the secret and, for a session, only with the respondent's id too.

A session is stored under a keyed hash of the respondent and encrypted with a key derived from the secret and the
respondent (HMAC-SHA-256, RFC 2104; HKDF, RFC 5869; AES-256-GCM, NIST SP 800-38D). The database alone identifies nobody.
Somebody with the database and the secret can try every possible id and open the sessions that have not expired: so the
secret is kept apart from the database and its backups, and sessions expire.
"""

import hmac
from collections.abc import Iterable
from contextlib import suppress
from typing import NewType

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.privacy.respondent import Respondent

SessionKey = NewType("SessionKey", bytes)
"""The `KEY_BYTES` under which a respondent's session is stored."""

KEY_BYTES = 32
NONCE_BYTES = 12
SECRET_BYTES = 32
_VERSION = b"\x01"
_BLOCK, _SMALL_BLOCK = 1024, 32
"""Texts are padded to a multiple of these, so that their lengths do not tell them apart."""


class Unsealable(ValueError):  # noqa: N818 - it names the state of the sealed bytes
    """The bytes do not open: they belong to somebody else or another secret, or are damaged."""


class Sealer:
    """Seals with an installation's secret, and opens with it or an earlier one. A secret has at least 32 bytes.

    After a change of the secret, a session stays under a key of the earlier one until it is next sealed or expires.
    """

    def __init__(self, secret: bytes, *earlier: bytes) -> None:
        secrets = (secret, *earlier)
        if (shortest := min(map(len, secrets))) < SECRET_BYTES:
            raise ValueError(f"the secret has {shortest} bytes and needs at least {SECRET_BYTES}")
        self._lookups = tuple(derive(key, b"sayso session lookup") for key in secrets)
        self._seals = tuple(derive(key, b"sayso session seal") for key in secrets)
        self._answer_ciphers = tuple(AESGCM(derive(key, b"sayso answer beside a comment")) for key in secrets)
        self._waiting_ciphers = tuple(AESGCM(derive(key, b"sayso waiting room")) for key in secrets)

    def keys(self, respondent: Respondent) -> tuple[SessionKey, ...]:
        """Return the keys under which the respondent's session may be stored: the current one, then earlier ones."""
        material = respondent.material()
        return tuple(SessionKey(hmac.digest(lookup, material, "sha256")) for lookup in self._lookups)

    def seal(self, respondent: Respondent, text: str, nonce: bytes) -> bytes:
        """Return the text sealed for this respondent. `nonce` is 12 random bytes, never reused.

        It is padded, so that its length does not show how far a conversation has come.
        """
        return _encrypt(_cipher(self._seals[0], respondent), text, nonce)

    def open(self, respondent: Respondent, sealed: bytes) -> str:
        """Return the text that was sealed for this respondent. Raises Unsealable for anything else."""
        return _decrypt((_cipher(seal, respondent) for seal in self._seals), sealed)

    def seal_waiting(self, text: str, nonce: bytes) -> bytes:
        """Return a text sealed for the waiting room: it opens with the secret alone."""
        return _encrypt(self._waiting_ciphers[0], text, nonce)

    def open_waiting(self, sealed: bytes) -> str:
        """Return what was sealed for the waiting room. Raises Unsealable for anything else."""
        return _decrypt(self._waiting_ciphers, sealed)

    def seal_answer(self, text: str, nonce: bytes) -> bytes:
        """Return an answer beside a comment, sealed: it opens with the secret alone."""
        return _encrypt(self._answer_ciphers[0], text, nonce, _SMALL_BLOCK)

    def open_answer(self, sealed: bytes) -> str:
        """Return an answer beside a comment. Raises Unsealable for anything else."""
        return _decrypt(self._answer_ciphers, sealed)


def _encrypt(cipher: AESGCM, text: str, nonce: bytes, block: int = _BLOCK) -> bytes:
    plain = text.encode()
    padded = plain + b"\x80" + bytes(-(len(plain) + 1) % block)
    return _VERSION + nonce + cipher.encrypt(nonce, padded, _VERSION)


def _decrypt(ciphers: Iterable[AESGCM], sealed: bytes) -> str:
    nonce, body = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
    if sealed[:1] != _VERSION or len(nonce) < NONCE_BYTES:
        raise Unsealable("the bytes were not sealed by Sayso")
    for cipher in ciphers:
        with suppress(InvalidTag):
            return cipher.decrypt(nonce, body, _VERSION).rstrip(b"\x00")[:-1].decode()
    raise Unsealable("no secret opens the bytes")


def _cipher(seal: bytes, respondent: Respondent) -> AESGCM:
    return AESGCM(derive(seal, b"sayso respondent", respondent.material()))


def derive(secret: bytes, purpose: bytes, salt: bytes = b"") -> bytes:
    """Return a key of 32 bytes for one purpose only (HKDF)."""
    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=purpose).derive(secret)
