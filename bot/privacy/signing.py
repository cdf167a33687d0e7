"""Signatures of releases: a keyed hash, so that whoever changes one in the database cannot sign it again."""

import hmac
from enum import Enum, auto

from bot.privacy.sealing import derive


class Signed(Enum):
    """How a signature fits: made with the secret of now, with an earlier one, or not at all."""

    NOW = auto()
    EARLIER = auto()
    NOT = auto()


class Signer:
    """Signs with an installation's secret (HMAC-SHA-256, RFC 2104), and verifies with it or an earlier one."""

    def __init__(self, secret: bytes, *earlier: bytes) -> None:
        self._keys = tuple(derive(key, b"sayso release signature") for key in (secret, *earlier))

    @property
    def has_earlier(self) -> bool:
        """Tell whether there is an earlier secret."""
        return len(self._keys) > 1

    def sign(self, content: bytes) -> str:
        """Return the signature of some content, in hexadecimal."""
        return hmac.digest(self._keys[0], content, "sha256").hex()

    def verify(self, content: bytes, signature: str) -> Signed:
        """Tell how a signature fits some content."""
        for place, key in enumerate(self._keys):
            if hmac.compare_digest(hmac.digest(key, content, "sha256").hex(), signature):
                return Signed.EARLIER if place else Signed.NOW
        return Signed.NOT
