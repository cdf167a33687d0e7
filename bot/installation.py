"""One installation: it builds every use case, once, for the program, the commands and the API."""

import secrets
from collections.abc import AsyncIterator, Awaitable, Callable, Container
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from functools import cached_property
from random import SystemRandom
from typing import TYPE_CHECKING

from bot.engine.flow import Flow
from bot.flows.library import Library
from bot.media.pictures import RenderedPictures
from bot.privacy.redaction import redact
from bot.privacy.sealing import Sealer
from bot.privacy.signing import Signer
from bot.privacy.withdrawal import Withdrawals
from bot.settings import Settings
from bot.store.opening import Store, open_store
from bot.store.secret import kept_secrets, secret_from_setting
from bot.usecases.conversing.conversation import Conversations
from bot.usecases.conversing.converse import Converse
from bot.usecases.conversing.housekeeping import Housekeeping
from bot.usecases.conversing.sending import Sending
from bot.usecases.conversing.unreadable import Unreadable
from bot.usecases.conversing.withdrawing import Withdrawing
from bot.usecases.problems import find_flow
from bot.usecases.publishing.catalogue import Catalogue, load_published
from bot.usecases.publishing.flow_history import FlowHistory
from bot.usecases.publishing.publishing import Publishing
from bot.usecases.releasing.closing import Closing
from bot.usecases.releasing.entering import Entering
from bot.usecases.releasing.ports import Progress, no_progress
from bot.usecases.releasing.reading import Reading
from bot.usecases.staff.safeguarding import Safeguarding

if TYPE_CHECKING:
    from bot.usecases.releasing.charting import Charting
    from bot.usecases.releasing.export import Exporting
    from bot.usecases.releasing.reporting import Reporting


class Installation:
    """The use cases of one installation, with its settings and its open store."""

    def __init__(self, settings: Settings, store: Store) -> None:
        self.settings, self.store = settings, store

    @cached_property
    def keys(self) -> tuple[bytes, ...]:
        """The current secret, then earlier ones that may still be needed. Generates one if there is none."""
        if self.settings.secret is None:
            return kept_secrets(self.settings.data_dir, secrets.token_bytes, today())
        given = (self.settings.secret, self.settings.previous_secret)
        return tuple(secret_from_setting(secret.get_secret_value()) for secret in given if secret is not None)

    @cached_property
    def unreadable(self) -> Unreadable:
        """How many rows could not be read."""
        return Unreadable()

    @cached_property
    def catalogue(self) -> Catalogue:
        """The published conversations, kept up to date."""
        return Catalogue(self.store.editions, self.settings.conversations_dir, today)

    @cached_property
    def flow_history(self) -> FlowHistory:
        """Every conversation that answers may belong to, including past ones."""
        return FlowHistory(self.store.editions, self.settings.conversations_dir)

    @cached_property
    def publishing(self) -> Publishing:
        """Editions: pushing, publishing, rolling back."""
        return Publishing(
            editions=self.store.editions,
            broken=lambda library: RenderedPictures(library.pictures).broken(),
            today=today,
        )

    @cached_property
    def safeguarding(self) -> Safeguarding:
        """Who owns the comments that are passed on, and within how many days."""
        return Safeguarding(self.settings.safeguarding_owner, self.settings.safeguarding_days)

    @cached_property
    def closing(self) -> Closing:
        """Closing periods into releases."""
        entering = Entering(
            releases=self.store.releases,
            services=self.store.services,
            flows=self.flow_history,
            rules=self.settings.rules,
            length=self.settings.period,
            signer=Signer(*self.keys),
        )
        return Closing(entering, Sealer(*self.keys), SystemRandom())

    @cached_property
    def reading(self) -> Reading:
        """Reading what was released."""
        return Reading(self.store.releases, Signer(*self.keys))

    def converse(self, library: Library, catch_up: Callable[[], Awaitable[None]]) -> Converse:
        """Return the use case of a turn; `catch_up` loads conversations that another process published."""
        sealer, withdrawals = Sealer(*self.keys), Withdrawals(*self.keys)
        return Converse(
            conversations=Conversations(library, _new_nonce),
            sessions=self.store.sessions,
            services=self.store.services,
            changes=self.store.changes,
            sealer=sealer,
            sending=Sending(sealer, withdrawals, now, secrets.token_bytes),
            withdrawing=Withdrawing(self.store.codes, withdrawals),
            redact=redact,
            clock=now,
            random_bytes=secrets.token_bytes,
            catch_up=catch_up,
            unreadable=self.unreadable,
        )

    def housekeeping(self, progress: Progress = no_progress) -> Housekeeping:
        """Return the use case that expires sessions, empties the waiting room and closes months and releases."""

        async def close(closed_month: str) -> object:
            await self.reading.sign_again()
            return await self.closing.close(closed_month, progress)

        return Housekeeping(
            sessions=self.store.sessions,
            waiting_room=self.store.waiting_room,
            months=self.store.months,
            wipe=self.store.database.wipe,
            lock=self.store.database.housekeeping_lock,
            sealer=Sealer(*self.keys),
            clock=now,
            random_bytes=secrets.token_bytes,
            chance=SystemRandom(),
            release=close,
            unreadable=self.unreadable,
        )

    async def exporting(self) -> "Exporting":
        """Return the use case that exports releases, for all conversations, past ones included."""
        # It imports numpy and more, half a second that a start of the bot need not take.
        from bot.usecases.releasing.export import Exporting  # noqa: PLC0415 - see above

        return Exporting(
            reading=self.reading,
            services=self.store.services,
            flows=await self.flow_history(),
            fft_return=self.settings.fft_return,
        )

    async def charting(self) -> "Charting":
        """Return the use case that charts releases, for all conversations, past ones included."""
        from bot.usecases.releasing.charting import Charting  # noqa: PLC0415 - as for exports

        return Charting(
            reading=self.reading,
            services=self.store.services,
            changes=self.store.changes,
            baselines=self.store.baselines,
            flows=await self.flow_history(),
            today=today,
            spc=self.settings.spc_rules,
        )

    async def reporting(self) -> "Reporting":
        """Return the use case that reports on releases, for all conversations, past ones included."""
        from bot.usecases.releasing.reporting import Reporting  # noqa: PLC0415 - as for exports

        return Reporting(
            reading=self.reading,
            services=self.store.services,
            changes=self.store.changes,
            baselines=self.store.baselines,
            flows=await self.flow_history(),
            today=today,
            chance=SystemRandom(),
            spc=self.settings.spc_rules,
        )

    async def published(self, unpublished: Container[str] = ()) -> Library:
        """Return the published conversations, or those of the folder if nothing has been published yet.

        For languages in `unpublished`, it includes words that respondents are not offered yet.
        """
        return await load_published(self.store.editions, self.settings.conversations_dir, unpublished=unpublished)

    async def flow(self, name: str) -> Flow:
        """Return a conversation, past or present, by name. Raises NoSuchConversation."""
        return find_flow(await self.flow_history(), name)


@asynccontextmanager
async def open_installation(settings: Settings) -> AsyncIterator[Installation]:
    """Open and migrate the installation's store. Raises SaysoError if it is unusable."""
    async with open_store(settings.database) as store:
        yield Installation(settings, store)


def now() -> datetime:
    """Return the time, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """Return the date, in UTC."""
    return now().date()


def _new_nonce() -> str:
    return secrets.token_urlsafe(4)
