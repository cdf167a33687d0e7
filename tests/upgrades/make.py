"""Make the test data of one version: run that version for real, and keep the databases it leaves behind.

    git worktree add /tmp/then COMMIT
    cd /tmp/then && PYTHONPATH=. python REPOSITORY/tests/upgrades/make.py REPOSITORY/tests/data/upgrades/COMMIT

Everything it imports is that version's own: its program, its tests' Bot API and its PostgreSQL. What is made here stays
as it is for ever: a later version must be able to go on from it.
"""

import asyncio
import gzip
import json
import re
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import asyncpg

from bot.privacy.respondent import Respondent
from bot.privacy.sealing import Sealer
from bot.privacy.withdrawal import code_words
from bot.store.secret import secret_from_setting
from tests.botapi import FakeBotApi, Message, Person
from tests.botapi.faults import Moment
from tests.channels.telegram.walker import COMMENT, act, is_over, screen_of
from tests.postgres import postgres
from tests.program import SECRET, Program

FIRST_CHAT = 7001
CHANGED_TITLE = "Changed for edition 2. "
ROLE = ("--role", "ward manager")
TABLES = (
    "services", "sessions", "waiting", "submissions", "comments", "releases", "figures", "tokens", "changes",
    "editions", "publications", "texts",
)  # fmt: skip

_COUNTING = "SELECT count(*) FROM "


class Making:
    """One installation of that version, and everybody who talks to it."""

    def __init__(self, folder: Path, telegram: FakeBotApi, database: str) -> None:
        self.folder, self.telegram, self.database = folder, telegram, database
        self.program = self._program()
        self.people: dict[str, Person] = {}
        self.codes: dict[str, str] = {}
        self.has = {path.stem for path in Path("bot/store/migrations/versions").glob("0*.py")}

    def _program(self) -> Program:
        return Program(
            self.folder / "installation",
            telegram_token=self.telegram.token,
            telegram_base_url=self.telegram.base_url,
            secret=SECRET,
            database_url=self.database,
        )

    async def run(self) -> dict[str, Any]:
        """Let everybody say what they say; return what an upgrade must find."""
        await self._set_up()
        for number in range(6):
            await self._finish(f"moved-{number}", "willow_patient")
        assert await self.program.stop() == 0
        await self._restart()
        for number in range(3):
            await self._finish(f"waiting-{number}", "oak_patient")
        await self._stay_in_the_middle()
        if "0007_editions" in self.has:
            await self._publish_second()
        await self._be_killed_before_the_code_is_shown()
        return self._manifest()

    async def _set_up(self) -> None:
        await self.program.start()
        await self.program.until_running()
        if "0003_releases" in self.has:
            made_up = ("--service", "Birch Ward", "--months", "2", "--each-month", "25")
            await self.program.run_beside("demo-data", *made_up)
            await self.program.run_beside("release", "close")
        for code, name in (("willow", "Willow Ward"), ("oak", "Oak Ward"), ("elm", "Elm Ward")):
            await self.program.run_beside("services", "add", name, "--code", code)
        await self.program.run_beside("services", "retire", "elm")
        if "0004_tokens" in self.has:
            await self.program.run_beside("staff", "token", "Power BI", "--scope", "figures")
        if "0005_changes" in self.has:
            said = ("--said", "It is too noisy at night.", "--did", "Doors now close without a bang.")
            easy = ("--easy-said", "It is loud at night.", "--easy-did", "The doors are quiet now.")
            await self.program.run_beside("changes", "add", *said, *easy)

    async def _restart(self) -> None:
        self.program = self._program()
        await self.program.start()
        await self.program.until_running()

    async def _begin(self, name: str, payload: str) -> Person:
        number = FIRST_CHAT + len(self.people)
        person = self.people[name] = self.telegram.person(first_name="Sam", id=number)
        await self._does(person, f"/start {payload}".strip())
        return person

    async def _does(self, person: Person, text: str) -> None:
        person.read_all()
        person.send(text)
        await person.expect(lambda message: bool(message.labels))

    async def _presses(self, person: Person, label: str) -> None:
        screen = screen_of(person)
        assert screen is not None
        button = next(each for row in screen.rows for each in row if each["text"].endswith(label))
        person.read_all()
        person.tap_data(screen.id, button["callback_data"])
        await person.expect(lambda message: bool(message.labels))

    async def _until(self, person: Person, words: str) -> None:
        """Answer until the newest screen has these words."""
        for _ in range(40):
            screen = screen_of(person)
            assert screen is not None
            if words in screen.text:
                return
            person.read_all()
            act(person)
            await person.expect(lambda message: bool(message.labels))
        raise AssertionError(person.chat.transcript())

    async def _finish(self, name: str, payload: str) -> None:
        person = await self._begin(name, payload)
        await self._until(person, "You can change any answer")
        await self._presses(person, "Send")
        assert is_over(person)
        self.codes[name] = _code_of(person)

    async def _stay_in_the_middle(self) -> None:
        standard = await self._begin("standard", "willow_patient")
        await self._until(standard, "Question 5 of")
        easy = await self._begin("easy-read", "willow_patient")
        await self._presses(easy, "Easy read")
        for label in ("Next", "Yes", "Good", "Skip", "Yes"):
            await self._presses(easy, label)
        written = await self._begin("written", "oak_patient")
        await self._until(written, "What is good?")
        await self._does(written, "The garden. My nurse Sarah Jones shows me the roses.")
        helped = await self._begin("help", "willow_patient")
        await self._until(helped, "Question 3 of")
        await self._presses(helped, "Help")
        stopped = await self._begin("stopped", "oak_patient")
        await self._until(stopped, "Question 4 of")
        await self._does(stopped, "/stop")
        await self._begin("door", "")
        carer = await self._begin("carer", "willow_carer")
        await self._until(carer, "Question 3 of")
        deleting = await self._begin("check", "oak_patient")
        await self._until(deleting, "You can change any answer")

    async def _publish_second(self) -> None:
        words = self.folder / "words"
        await self.program.run_beside("conversations", "pull", str(words))
        file = words / "patient" / "words" / "en.yaml"
        text = file.read_text("utf-8")
        marked = re.sub(r"^    prompt: (Do staff .*)$", rf'    prompt: "{CHANGED_TITLE}\1"', text, flags=re.MULTILINE)
        assert marked != text
        file.write_text(marked, "utf-8")
        await self.program.run_beside("conversations", "push", str(words), *ROLE, "--note", "One word changed")
        why = ("--unsigned-because", "a group checks it on Monday")
        await self.program.run_beside("conversations", "publish", *ROLE, *why)
        # Every version follows what is published within five seconds; not every one says so.
        await asyncio.sleep(8)
        second = await self._begin("second-edition", "willow_patient")
        await self._until(second, "Question 3 of")

    async def _be_killed_before_the_code_is_shown(self) -> None:
        """Have the program end after the commit of somebody's “Send”, and before they are shown their code."""
        person = await self._begin("code-not-shown", "oak_patient")
        await self._until(person, "You can change any answer")
        await self.telegram.expect_confirmed()
        self.telegram.faults.on("sendMessage", times=None).drop(Moment.BEFORE)
        self.telegram.faults.on("sendPhoto", times=None).drop(Moment.BEFORE)
        act(person)
        await asyncio.sleep(2)
        await self.program.kill()
        self.undelivered = self.telegram.updates.pending
        assert len(self.undelivered) == 1

    def _manifest(self) -> dict[str, Any]:
        return {
            "secret": SECRET,
            "made": f"{datetime.now(UTC):%Y-%m-%dT%H:00:00+00:00}",
            "channel": "telegram",
            "comment": COMMENT,
            "codes": self.codes,
            "undelivered": self.undelivered,
            "next update": self.undelivered[0]["update_id"] + 1,
            "people": {name: {"chat": person.id, **_seen(screen_of(person))} for name, person in self.people.items()},
        }


def _code_of(person: Person) -> str:
    return next(code for message in reversed(person.messages) if message.by_bot and (code := _code_in(message)))


def _code_in(message: Message) -> str:
    lines = (line.split() for line in message.text.splitlines())
    return next((" ".join(line) for line in lines if len(line) == 4 and set(line) <= set(code_words())), "")


def _seen(screen: Message | None) -> dict[str, Any]:
    if screen is None:
        return {}
    buttons = {button["text"]: button["callback_data"] for row in screen.rows for button in row}
    return {"screen": {"message": screen.id, "text": screen.text, "buttons": buttons}}


async def _make(folder: Path, database: str) -> dict[str, Any]:
    async with FakeBotApi() as telegram:
        return await Making(folder, telegram, database).run()


def _with_state(manifest: dict[str, Any], rows: dict[str, int], sealed: dict[bytes, bytes]) -> dict[str, Any]:
    """Add how many rows there are, and what is held of everybody, as that version opens it."""
    sealer = Sealer(secret_from_setting(SECRET))
    for person in manifest["people"].values():
        respondent = Respondent("telegram", str(person["chat"]))
        session, seen, day, sent, guesses = json.loads(sealer.open(respondent, sealed[sealer.keys(respondent)[0]]))
        person["held"] = {"seen": seen, "day": day, "sent": sent, "guesses": guesses}
        person["session"] = json.loads(session)
    return {**manifest, "rows": rows}


def _write(target: Path, kind: str, dump: str, manifest: dict[str, Any]) -> None:
    target.mkdir(parents=True, exist_ok=True)
    packed = gzip.compress(dump.encode(), mtime=0)
    (target / f"{kind}.sql.gz").write_bytes(packed)
    text = json.dumps(manifest, ensure_ascii=False, indent=1) + "\n"
    (target / f"{kind}.json").write_text(text, "utf-8")


def _sqlite(target: Path, folder: Path) -> None:
    file = folder / "sayso.db"
    manifest = asyncio.run(_make(folder, f"sqlite:///{file}"))
    with sqlite3.connect(file) as asked:
        there = {name for (name,) in asked.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        rows = {table: asked.execute(_COUNTING + table).fetchone()[0] for table in TABLES if table in there}
        sealed = dict(asked.execute("SELECT key, sealed FROM sessions"))
        dump = "\n".join(asked.iterdump()) + "\n"
    asked.close()
    _write(target, "sqlite", dump, _with_state(manifest, rows, sealed))


def _postgresql(target: Path, folder: Path) -> None:
    with postgres(folder / "pg") as server:
        url = server.new_database()
        manifest = asyncio.run(_make(folder, url))
        dump = subprocess.run(  # noqa: S603 - our own command
            [server._server.bin_path / "pg_dump", "--inserts", "--no-owner", "--no-privileges", url],
            capture_output=True, check=True, text=True,
        ).stdout  # fmt: skip
        # psql's own commands and settings are of no use to whoever reads it by another way.
        kept = [line for line in dump.splitlines() if line and not line.startswith(("\\", "--", "SET "))]
        rows, sealed = asyncio.run(_asked(url))
    _write(target, "postgresql", "\n".join(kept) + "\n", _with_state(manifest, rows, sealed))


async def _asked(url: str) -> tuple[dict[str, int], dict[bytes, bytes]]:
    asked = await asyncpg.connect(url)
    there = {row[0] for row in await asked.fetch("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")}
    rows = {table: await asked.fetchval(_COUNTING + table) for table in TABLES if table in there}
    sealed = {row[0]: row[1] for row in await asked.fetch("SELECT key, sealed FROM sessions")}
    await asked.close()
    return rows, sealed


if __name__ == "__main__":
    for make in (_sqlite, _postgresql):
        with TemporaryDirectory(prefix="sayso-make-") as place:
            make(Path(sys.argv[1]), Path(place))
