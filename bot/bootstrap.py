"""The composition root: settings in, running program out. Everything is wired here, once."""

import asyncio
import gc
import hmac
import secrets
import signal
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from random import SystemRandom

import structlog
from starlette.routing import BaseRoute, Mount
from starlette.types import ASGIApp

from bot.channels.telegram.account import deliver_by_polling, deliver_by_webhook, set_commands, sign_in
from bot.channels.telegram.api import BotApi
from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.chats import Chats
from bot.channels.telegram.polling import Polling
from bot.channels.telegram.render import Renderer
from bot.channels.telegram.webhook import webhook_route
from bot.engine.flow import Flow
from bot.engine.ids import FlowId
from bot.flows.library import Library
from bot.health import Health
from bot.logs import set_up_logs
from bot.media.pictures import RenderedPictures
from bot.privacy.redaction import RULES_ALONE, names_by_model, redact
from bot.privacy.sealing import Sealer
from bot.privacy.withdrawal import Withdrawals
from bot.published import AsPublished
from bot.reporting.ledger import Release
from bot.serving import listen, serve
from bot.settings import Settings
from bot.store.opening import Store, open_store
from bot.store.secret import kept_secrets, secret_from_setting
from bot.usecases.conversation import Conversations
from bot.usecases.converse import Converse
from bot.usecases.housekeeping import CloseReleases, Housekeeping
from bot.usecases.publish.following import LOOKED_EVERY, EveryFlow, Following, Shown
from bot.usecases.release import Closing, Progress
from bot.usecases.sending import Sending
from bot.usecases.withdrawing import Withdrawing

TIDY_SECONDS = 60.0
NEW_OBJECTS = 50_000
"""How many more objects there are before young ones are looked through for garbage."""
SAME_FOR_ALL = (
    "The secret is kept on this machine. Before a second process uses the same database, set SAYSO_SECRET to the same"
    " value for both: without it they cannot read what the other sealed."
)

Announce = Callable[[str], None]
CatchUp = Callable[[], Awaitable[None]]

log = structlog.get_logger(__name__)


async def run(settings: Settings, announce: Announce) -> None:
    """Run until told to stop by a signal. Raises SaysoError for whatever keeps it from running."""
    set_up_logs(settings.log_level, _secrets(settings))
    notes = [] if names_by_model() else [RULES_ALONE]
    if settings.secret is None and settings.database.startswith("postgresql"):
        notes.append(SAME_FOR_ALL)
    for note in notes:
        announce(note)
    keys = _keys(settings)
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    with listen(settings.listen, *settings.address) as listener:
        async with open_store(settings.database) as store:
            following = Following(store.editions, lambda: _now().date())
            shown, note = await following.start(settings.conversations_dir)
            if note:
                announce(note)
            pictures = RenderedPictures(shown.library.pictures)
            channels: list[_Telegram] = []

            async def take(shown: Shown) -> None:
                pictures.take(shown.pictures())
                converse.conversations.take(shown.library, shown.earlier, shown.withdrawn)
                for channel in channels:
                    await channel.take(shown.library)
                    announce(f"People meet edition {shown.edition} of the conversations from now on.")

            converse = _converse(shown.library, store, keys, partial(following.catch_up, take))
            await take(shown)
            health, flows = Health(store.reach, notes, _now), EveryFlow(store.editions, settings.conversations_dir)
            async with _telegram(
                settings, converse, store, keys[0], pictures=pictures, health=health, announce=announce
            ) as telegram:
                channels.append(telegram)
                announce(f"Sayso is running on http://{settings.listen}. Ctrl-C stops it.")
                api = Mount("/api/v1", AsPublished(flows, partial(_api, settings, store)))
                await _until_stopped(
                    stop,
                    serve(listener, [*health.routes(), *telegram.routes, api], stop),
                    _keep_house(_housekeeping(store, keys, _closing(settings, store, flows).close), health, stop),
                    _follow(converse.catch_up, stop),
                    _warm_up(converse),
                    *telegram.jobs(stop),
                )


def _api(settings: Settings, store: Store, flows: Mapping[FlowId, Flow]) -> ASGIApp:
    """Return the API, which is loaded when it is first asked: that takes half a second, and a bot need not wait."""
    from bot.api.app import make_api  # noqa: PLC0415 - as above
    from bot.usecases.export import Exporting  # noqa: PLC0415 - as above

    exporting = Exporting(store.releases, store.services, store.changes, flows, settings.rules, settings.spc_rules)
    return make_api(exporting, store.tokens)


async def close_releases(settings: Settings, progress: Progress) -> tuple[Release, ...]:
    """Close what is due, as the running program does every minute, and return the releases that this made."""
    keys = _keys(settings)
    made: list[Release] = []
    async with open_store(settings.database) as store:
        closing = _closing(settings, store, EveryFlow(store.editions, settings.conversations_dir))

        async def close(closed_month: str) -> None:
            made.extend(await closing.close(closed_month, progress))

        await _housekeeping(store, keys, close).tidy()
    return tuple(made)


@dataclass(frozen=True, slots=True)
class _Telegram:
    """What Telegram adds to the program: routes to serve and a job to run."""

    api: BotApi | None = None
    routes: tuple[BaseRoute, ...] = ()
    polling: Polling | None = None

    def jobs(self, stop: asyncio.Event) -> tuple[Coroutine[None, None, None], ...]:
        """Return what is to be run until stopped."""
        return () if self.polling is None else (self.polling.run(stop),)

    async def take(self, library: Library) -> None:
        """Tell Telegram the commands of these conversations."""
        if self.api is not None:
            await set_commands(self.api, library.door)


@asynccontextmanager
async def _telegram(
    settings: Settings,
    converse: Converse,
    store: Store,
    secret: bytes,
    *,
    pictures: RenderedPictures,
    health: Health,
    announce: Announce,
) -> AsyncIterator[_Telegram]:
    if settings.telegram_token is None:
        announce(
            "Telegram is off: SAYSO_TELEGRAM_TOKEN is not set. Put the token from @BotFather in .env"
            " (README, “Connect Telegram”), or try a conversation here and now: make try"
        )
        yield _Telegram()
        return
    token = settings.telegram_token.get_secret_value()
    api = BotApi(token=token, base_url=str(settings.telegram_base_url), reached=health.telegram)
    async with api.connections():
        account = await sign_in(api)
        await set_commands(api, converse.conversations.library.door)
        renderer = Renderer(
            api=api,
            chats=Chats(),
            pictures=pictures,
            sent_pictures=store.sent_pictures,
            clock=_now,
            account=account.id,
        )
        channel = TelegramChannel(converse, renderer, account.username)
        announce(f"Telegram: https://t.me/{account.username}")
        if settings.webhook_url is None:
            await deliver_by_polling(api)
            yield _Telegram(api, polling=Polling(api, channel.handle))
        else:
            path, proof = settings.webhook_url.path or "/", _webhook_secret(settings, secret)
            await deliver_by_webhook(api, url=str(settings.webhook_url), secret=proof)
            yield _Telegram(api, routes=(webhook_route(path, proof, channel.handle),))


def _converse(library: Library, store: Store, keys: Sequence[bytes], catch_up: CatchUp) -> Converse:
    sealer, withdrawals = Sealer(*keys), Withdrawals(*keys)
    return Converse(
        conversations=Conversations(library, _new_nonce),
        sessions=store.sessions,
        services=store.services,
        changes=store.changes,
        sealer=sealer,
        sending=Sending(sealer, withdrawals, _now, secrets.token_bytes),
        withdrawing=Withdrawing(store.codes, withdrawals),
        redact=redact,
        clock=_now,
        random_bytes=secrets.token_bytes,
        catch_up=catch_up,
    )


def _housekeeping(store: Store, keys: Sequence[bytes], release: CloseReleases) -> Housekeeping:
    return Housekeeping(
        sessions=store.sessions,
        waiting_room=store.waiting_room,
        months=store.months,
        wipe=store.database.wipe,
        alone=store.database.alone,
        sealer=Sealer(*keys),
        clock=_now,
        random_bytes=secrets.token_bytes,
        chance=SystemRandom(),
        release=release,
    )


def _closing(settings: Settings, store: Store, flows: EveryFlow) -> Closing:
    return Closing(releases=store.releases, flows=flows, rules=settings.rules, length=settings.period)


async def _warm_up(converse: Converse) -> None:
    """Load what is loaded late, and leave all that was loaded out of the collection of garbage from now on.

    Python would otherwise go through all of it again and again: a fifth of the work of a busy program.
    """
    await converse.warm_up()
    gc.collect()
    gc.freeze()
    gc.set_threshold(NEW_OBJECTS)


async def _until_stopped(stop: asyncio.Event, *jobs: Coroutine[None, None, None]) -> None:
    """Run the jobs until they have all ended; where one fails, have the others end and raise its error."""
    tasks = [asyncio.create_task(job) for job in jobs]
    await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
    stop.set()
    await asyncio.wait(tasks)
    for task in tasks:
        task.result()


async def _follow(catch_up: CatchUp, stop: asyncio.Event) -> None:
    """Have people meet what is published within seconds."""
    while not stop.is_set():
        try:
            await catch_up()
        except Exception as error:  # noqa: BLE001 - tried again in a while, and people meet what they met until now
            log.error("what is published could not be looked at", error=type(error).__name__)
        with suppress(TimeoutError):
            async with asyncio.timeout(LOOKED_EVERY):
                await stop.wait()


async def _keep_house(housekeeping: Housekeeping, health: Health, stop: asyncio.Event) -> None:
    """Tidy now, every minute, and once more in the end."""
    while True:
        stopping = stop.is_set()
        try:
            await housekeeping.tidy()
            health.tidied()
        except Exception as error:  # noqa: BLE001 - tried again in a while
            log.error("what is over could not be tidied away", error=type(error).__name__)
        if stopping:
            return
        with suppress(TimeoutError):
            async with asyncio.timeout(TIDY_SECONDS):
                await stop.wait()


def _keys(settings: Settings) -> tuple[bytes, ...]:
    """Return the secret and those before it that may still be needed."""
    if settings.secret is None:
        return kept_secrets(settings.data_dir, secrets.token_bytes, _now().date())
    given = (settings.secret, settings.secret_before)
    return tuple(secret_from_setting(each.get_secret_value()) for each in given if each is not None)


def _webhook_secret(settings: Settings, secret: bytes) -> str:
    if settings.webhook_secret is not None:
        return settings.webhook_secret.get_secret_value()
    return hmac.digest(secret, b"sayso webhook", "sha256").hex()


def _secrets(settings: Settings) -> list[str]:
    found = (
        settings.telegram_token,
        settings.webhook_secret,
        settings.secret,
        settings.secret_before,
        settings.database_url,
    )
    return [each.get_secret_value() for each in found if each is not None]


def _new_nonce() -> str:
    return secrets.token_urlsafe(4)


def _now() -> datetime:
    return datetime.now(UTC)
