"""Typed text as an input of the engine, redacted where it would be stored."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

import structlog

from bot.engine.advance import draft
from bot.engine.flow import Flow
from bot.engine.inputs import Input, NotKept, Typed
from bot.engine.session import Session
from bot.engine.wording import Notice
from bot.privacy.redaction import Redacted
from bot.usecases.conversing.ports import Redact
from bot.usecases.ports import Unavailable
from bot.usecases.staff.ports import Services

REDACTION_SECONDS = 20.0
"""The longest that redaction may take. A text takes milliseconds; the first also waits for the lists and the model."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class TypedText:
    """Turns typed text into inputs. Texts to one question are redacted together."""

    redact: Redact
    services: Services

    async def to_input(self, flow: Flow | None, session: Session, raw: str) -> Input:
        """Return the text as an input; NotKept if it could not be redacted. `flow` is None if the session's is gone."""
        written = None if flow is None or not flow.has(session.step) else draft(flow, session)
        if written is None:
            return Typed(raw=raw, kept="")
        try:
            wards = [service.name for service in await self.services.open()]
            async with asyncio.timeout(REDACTION_SECONDS):
                redacted = await asyncio.to_thread(self._append_redacted, written, raw, wards)
        except Unavailable:
            raise
        except Exception as error:  # noqa: BLE001 - whatever went wrong, nothing unredacted may be kept
            log.error("redaction failed, so a text was not kept", error=type(error).__name__)
            return NotKept(Notice.TROUBLE)
        if redacted is None:
            return Typed(raw=raw, kept=written, taken_out=session.taken_out)
        return Typed(raw=raw, kept=redacted.text, taken_out=tuple(map(str, redacted.taken_out)))

    def _append_redacted(self, written: str, raw: str, wards: Sequence[str]) -> Redacted | None:
        """Return a draft with words added, redacted as one; None if its last words were only written again.

        After "something went wrong" people write the same again, although it may have been stored.
        """
        if not written:
            return self.redact(raw, wards)
        alone = self.redact(raw, wards).text.strip()
        if written == alone or written.endswith(f"\n{alone}"):
            return None
        return self.redact(f"{written}\n{raw}", wards)
