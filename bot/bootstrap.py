"""The running program: an installation, its channels, its API and its background jobs."""

import asyncio
import gc
import signal
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import structlog
from starlette.routing import Mount

from bot.api.reloading import ReloadingApi
from bot.channels.part import Part
from bot.channels.telegram.part import Connection, derived_webhook_secret, open_telegram
from bot.errors import with_faults
from bot.installation import Installation, now, open_installation
from bot.logs import set_up_logs
from bot.media.pictures import RenderedPictures
from bot.privacy.redaction import RULES_ALONE, names_by_model
from bot.settings import Settings
from bot.usecases.conversing.converse import Converse
from bot.usecases.conversing.housekeeping import Housekeeping
from bot.usecases.publishing.catalogue import LOOKED_EVERY, FolderDiffers, Published
from bot.web.health import Health
from bot.web.serving import listen, serve

HOUSEKEEPING_SECONDS = 60.0
WARM_UP_AFTER = 1.0
"""Seconds from the start until what is loaded lazily is loaded."""
GC_THRESHOLD = 50_000
"""Generation-0 threshold of the garbage collector."""
KEYS_ON_ONE_MACHINE = (
    "The secret is stored on this machine only. Before a second process uses the same database, set SAYSO_SECRET to the"
    " same value for both: without it, neither can open what the other sealed."
)

Announce = Callable[[str], None]

log = structlog.get_logger(__name__)


async def run(settings: Settings, announce: Announce) -> None:
    """Run until a signal stops it. Raises SaysoError if it cannot start."""
    set_up_logs(settings.log_level, settings.secrets)
    notes = _notes(settings)
    for note in notes:
        announce(note)
    stop = _stop_on_signals()
    with listen(settings.listen, *settings.address) as listener:
        async with open_installation(settings) as installation:
            await _run_installation(installation, listener, notes=notes, stop=stop, announce=announce)


async def _run_installation(
    installation: Installation,
    listener: socket.socket,
    *,
    notes: Sequence[str],
    stop: asyncio.Event,
    announce: Announce,
) -> None:
    """Serve the published conversations on every channel until `stop` is set."""
    _ = installation.keys  # An unreadable secret is reported at once.
    published, differs = await installation.catalogue.start()
    if differs is not None:
        announce(folder_note(differs, installation.settings.conversations_dir))
    pictures = RenderedPictures(published.library.pictures)
    health = Health(installation.store.reach, notes, now)
    parts: list[Part] = []

    async def reload(published: Published) -> None:
        pictures.reload(published.pictures())
        converse.conversations.reload(published.library, published.earlier, published.unpublished_flows)
        trouble = unusable_note(published)
        health.publishing(trouble)
        if trouble:
            announce(trouble)
        for part in parts:
            await part.reload(published.library)
            announce(f"Edition {published.edition} of the conversations is live.")

    async def catch_up() -> None:
        await installation.catalogue.catch_up(reload)

    converse = installation.converse(published.library, catch_up)
    await reload(published)
    async with _telegram(installation, converse, pictures, health=health, announce=announce) as telegram:
        parts.append(telegram)
        announce(f"Sayso is running on http://{installation.settings.listen}. Ctrl-C stops it.")
        api = Mount("/api/v1", ReloadingApi(installation))
        await _until_stopped(
            stop,
            serve(listener, [*health.routes(), *telegram.routes, api], stop),
            _run_housekeeping(installation.housekeeping(), health, stop),
            _follow_publications(catch_up, stop),
            _warm_up(converse, stop),
            *(job(stop) for job in telegram.jobs),
        )


@asynccontextmanager
async def _telegram(
    installation: Installation,
    converse: Converse,
    pictures: RenderedPictures,
    *,
    health: Health,
    announce: Announce,
) -> AsyncIterator[Part]:
    settings = installation.settings
    if settings.telegram_token is None:
        announce(
            "Telegram is off: SAYSO_TELEGRAM_TOKEN is not set. Put the token from @BotFather in .env"
            " (README, “Connect Telegram”), or try a conversation here and now: make try"
        )
        yield Part()
        return
    secret = settings.webhook_secret
    connection = Connection(
        token=settings.telegram_token.get_secret_value(),
        base_url=str(settings.telegram_base_url),
        webhook_url=None if settings.webhook_url is None else str(settings.webhook_url),
        webhook_secret=derived_webhook_secret(installation.keys[0]) if secret is None else secret.get_secret_value(),
    )
    async with open_telegram(
        connection,
        converse,
        pictures=pictures,
        sent_pictures=installation.store.sent_pictures,
        clock=now,
        reached=health.telegram,
        announce=announce,
    ) as part:
        yield part


def _notes(settings: Settings) -> list[str]:
    """Return notes on what these settings leave degraded, for the terminal and `/readyz`."""
    notes = [] if names_by_model() else [RULES_ALONE]
    if settings.secret is None and settings.database.startswith("postgresql"):
        notes.append(KEYS_ON_ONE_MACHINE)
    return notes


def folder_note(differs: FolderDiffers, folder: Path) -> str:
    """Return which edition is live where the folder has other files, and how to publish those.

    Replacing another edition (`--over`) is suggested only while nobody has pushed one.
    """
    over = " --over" if differs.untouched else ""
    return "\n  ".join(
        (
            f"Edition {differs.edition} of the conversations is live; the files in {folder} differ from it.",
            "To publish the files:",
            f'sayso conversations push {folder} --role "ward manager" --note "The files of the folder"{over}',
            'sayso conversations publish --role "ward manager"',
        )
    )


def unusable_note(published: Published) -> str:
    """Return why the edition that was published last is not served, and what to do; empty where it is."""
    unusable = published.unusable
    if unusable is None:
        return ""
    number, served = unusable.edition, published.edition
    what = f"Edition {number} of the conversations cannot be used by this version of Sayso."
    instead = f"Edition {served} is served." if served else "The files of the conversations folder are served."
    remedy = (
        "To fix it, correct what is reported here and publish again:",
        f"sayso conversations pull words --edition {number}",
        "sayso check words",
        'sayso conversations push words --role "ward manager" --note "Fixed" --over',
        'sayso conversations publish --role "ward manager" --unsigned-because "they are checked next"',
    )
    return "\n  ".join([with_faults(f"{what} {instead}", unusable.issues), *remedy])


def _stop_on_signals() -> asyncio.Event:
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    return stop


async def _warm_up(converse: Converse, stop: asyncio.Event) -> None:
    """Load what is loaded lazily, and exempt all objects loaded so far from garbage collection.

    Python would otherwise scan them again and again: a fifth of the work of a busy program. Loading takes a core for
    about a second, so whoever waits for an answer at the start comes first.
    """
    await _pause(stop, WARM_UP_AFTER)
    if stop.is_set():
        return
    await converse.warm_up()
    gc.collect()
    gc.freeze()
    gc.set_threshold(GC_THRESHOLD)


async def _until_stopped(stop: asyncio.Event, *jobs: Coroutine[None, None, None]) -> None:
    """Run the jobs until all have ended; if one fails, stop the others and raise its error."""
    tasks = [asyncio.create_task(job) for job in jobs]
    await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
    stop.set()
    await asyncio.wait(tasks)
    for task in tasks:
        task.result()


async def _follow_publications(catch_up: Callable[[], Awaitable[None]], stop: asyncio.Event) -> None:
    """Load what another process publishes, within seconds."""
    while not stop.is_set():
        try:
            await catch_up()
        except Exception as error:  # noqa: BLE001 - retried soon; until then the current edition is served
            log.error("the published conversations could not be read", error=type(error).__name__)
        await _pause(stop, LOOKED_EVERY)


async def _run_housekeeping(housekeeping: Housekeeping, health: Health, stop: asyncio.Event) -> None:
    """Run housekeeping now, every minute, and once more at the end."""
    while True:
        stopping = stop.is_set()
        try:
            await housekeeping.tidy()
            health.housekeeping_done(housekeeping.unreadable)
        except Exception as error:  # noqa: BLE001 - retried soon
            log.error("housekeeping failed", error=type(error).__name__)
        if stopping:
            return
        await _pause(stop, HOUSEKEEPING_SECONDS)


async def _pause(stop: asyncio.Event, seconds: float) -> None:
    """Wait for some seconds, or until `stop` is set."""
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await stop.wait()
