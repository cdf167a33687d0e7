"""Sealing: what lies in the database opens only with the secret, and an open session only with the person's id too.

A session is found by a keyed hash of who it belongs to and encrypted with a key made from both (HMAC-SHA-256,
RFC 2104; HKDF, RFC 5869; AES-256-GCM, NIST SP 800-38D). With the database alone nobody can be looked up.
With database and secret, whoever tries every id there can be will find and open the sessions that are open just
then: that is why the secret is kept apart from the database and its backups, and why sessions expire.
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
"""32 bytes under which a respondent's session is kept."""

NONCE_BYTES = 12
SECRET_BYTES = 32
_VERSION = b"\x01"
_BLOCK = 1024


class Unsealable(ValueError):  # noqa: N818 - it names the state of what was found
    """What was found does not open: it is another's, another secret's, or damaged."""


class Sealer:
    """Seals with an installation's secret and opens with it or an earlier one; each has at least 32 bytes.

    After a change of the secret, what was sealed with the one before stays where `keys` finds it, until it is next
    sealed or expires.
    """

    def __init__(self, secret: bytes, *earlier: bytes) -> None:
        secrets = (secret, *earlier)
        for each in secrets:
            if len(each) < SECRET_BYTES:
                raise ValueError(f"the secret has {len(each)} bytes and needs at least {SECRET_BYTES}")
        self._lookups = tuple(_derived(each, b"sayso session lookup") for each in secrets)
        self._seals = tuple(_derived(each, b"sayso session seal") for each in secrets)
        self._rooms = tuple(AESGCM(_derived(each, b"sayso waiting room")) for each in secrets)

    def keys(self, respondent: Respondent) -> tuple[SessionKey, ...]:
        """Return the keys under which the respondent's session can lie: the present one, then earlier ones."""
        material = respondent.material()
        return tuple(SessionKey(hmac.digest(lookup, material, "sha256")) for lookup in self._lookups)

    def seal(self, respondent: Respondent, text: str, nonce: bytes) -> bytes:
        """Return the text sealed for this respondent. `nonce`: 12 random bytes, never used twice.

        The length is rounded up, so that it does not tell how far a conversation has come.
        """
        return _sealed(_cipher(self._seals[0], respondent), text, nonce)

    def open(self, respondent: Respondent, sealed: bytes) -> str:
        """Return the text that was sealed for this respondent. Raises Unsealable for anything else."""
        return _opened((_cipher(seal, respondent) for seal in self._seals), sealed)

    def seal_waiting(self, text: str, nonce: bytes) -> bytes:
        """Return what was sent sealed for the waiting room: it opens with the secret alone."""
        return _sealed(self._rooms[0], text, nonce)

    def open_waiting(self, sealed: bytes) -> str:
        """Return what was sealed for the waiting room. Raises Unsealable for anything else."""
        return _opened(self._rooms, sealed)


def _sealed(cipher: AESGCM, text: str, nonce: bytes) -> bytes:
    plain = text.encode()
    padded = plain + b"\x80" + bytes(-(len(plain) + 1) % _BLOCK)
    return _VERSION + nonce + cipher.encrypt(nonce, padded, _VERSION)


def _opened(ciphers: Iterable[AESGCM], sealed: bytes) -> str:
    nonce, body = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
    if sealed[:1] != _VERSION or len(nonce) < NONCE_BYTES:
        raise Unsealable("this was not sealed here")
    for cipher in ciphers:
        with suppress(InvalidTag):
            return cipher.decrypt(nonce, body, _VERSION).rstrip(b"\x00")[:-1].decode()
    raise Unsealable("this does not open")


def _cipher(seal: bytes, respondent: Respondent) -> AESGCM:
    return AESGCM(_derived(seal, b"sayso respondent", respondent.material()))


def _derived(secret: bytes, purpose: bytes, salt: bytes = b"") -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=purpose).derive(secret)
