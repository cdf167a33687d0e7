"""Starting: whatever is wrong is told in one paragraph that names the setting or the file, and no secret."""

import asyncio
import shutil
from collections.abc import Callable
from pathlib import Path

import aiohttp
import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.privacy.redaction import RULES_ALONE
from bot.store.opening import open_database
from tests.botapi import PATIENCE, FakeBotApi
from tests.channels.telegram.walker import begin, walk
from tests.program import ROOT, SECRET, WITHOUT_THE_MODEL, Program, database_of, running

pytestmark = pytest.mark.usefixtures("processes")

TOKEN = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"


async def complaint(program: Program) -> str:
    """Start it, see it end with an error, and return the complaint."""
    await program.start()
    assert await program.ended() == 1
    complained = program.complained
    assert "Traceback" not in complained
    assert TOKEN.partition(":")[2] not in complained + program.printed
    assert complained.splitlines()[-1].startswith("sayso: ") or complained.startswith("sayso: ")
    return complained


async def test_without_a_token_it_runs_and_says_in_one_line_what_to_do(tmp_path: Path) -> None:
    program = Program(tmp_path)
    await program.start()
    await program.until_running()
    (line,) = [line for line in program.printed.splitlines() if "Telegram" in line]
    assert "SAYSO_TELEGRAM_TOKEN is not set" in line
    assert "@BotFather" in line
    assert "make try" in line
    async with aiohttp.ClientSession() as client, client.get(f"{program.url}/healthz") as answer:
        assert (answer.status, await answer.text()) == (200, "ok")
    assert await program.stop() == 0
    assert program.complained == ""


async def test_with_the_model_installed_nothing_is_said_about_it(tmp_path: Path) -> None:
    program = Program(tmp_path)
    await program.start()
    await program.until_running()
    assert "rules alone" not in program.printed
    assert await program.stop() == 0


async def readiness(program: Program) -> tuple[int, str]:
    async with aiohttp.ClientSession() as client, client.get(f"{program.url}/readyz") as answer:
        return answer.status, await answer.text()


async def break_database(folder: Path) -> None:
    """Take a table out of the database of the installation in a folder."""
    database = open_database(database_of(folder))
    await database.write(lambda asked: asked.exec_driver_sql("ALTER TABLE services RENAME TO elsewhere"))
    await database.close()


async def test_it_says_that_it_is_ready_and_when_the_database_cannot_be_asked_that_it_is_not(tmp_path: Path) -> None:
    program = Program(tmp_path, secret=SECRET)
    await program.start()
    await program.until_running()
    assert await readiness(program) == (200, "ready\n")
    await break_database(tmp_path)
    assert await readiness(program) == (503, "The database is unavailable.\n")
    assert await program.stop() == 0


async def test_nothing_is_served_but_health(tmp_path: Path) -> None:
    program = Program(tmp_path)
    await program.start()
    await program.until_running()
    async with aiohttp.ClientSession() as client:
        for path in (
            "/",
            "/index.html",
            "/api",
            "/staff",
            "/docs",
            "/openapi.json",
            "/export",
            "/telegram",
        ):
            async with client.get(f"{program.url}{path}") as answer:
                assert answer.status == 404, path
        async with client.post(f"{program.url}/healthz") as answer:
            assert answer.status == 405
    assert await program.stop() == 0


async def metrics(program: Program) -> dict[str, float]:
    async with aiohttp.ClientSession() as client, client.get(f"{program.url}/metrics") as answer:
        families = list(text_string_to_metric_families(await answer.text()))
    assert all(family.documentation for family in families)
    return {sample.name: sample.value for family in families for sample in family.samples}


async def metrics_once(program: Program, holds: Callable[[dict[str, float]], bool]) -> dict[str, float]:
    """Return the metrics once it holds of them."""
    async with asyncio.timeout(PATIENCE):
        values = await metrics(program)
        while not holds(values):
            await asyncio.sleep(0.05)
            values = await metrics(program)
    return values


async def test_metrics_do_not_move_with_what_people_do(tmp_path: Path, telegram: FakeBotApi) -> None:
    async with running(tmp_path, telegram, secret=SECRET) as program:
        earlier = await metrics_once(program, lambda values: values["sayso_housekeeping_timestamp_seconds"] > 0)
        people = [telegram.person(first_name=f"Person {number}") for number in range(6)]
        await asyncio.gather(*(begin(person, "_patient") for person in people))
        await asyncio.gather(*(walk(person) for person in people))
        after = await metrics(program)
    assert (earlier["sayso_ready"], earlier["sayso_telegram_reachable"], earlier["sayso_notes"]) == (1, 1, 0)
    assert earlier["sayso_start_timestamp_seconds"] <= earlier["sayso_housekeeping_timestamp_seconds"]
    # The time of housekeeping moves by itself, once a minute.
    del earlier["sayso_housekeeping_timestamp_seconds"], after["sayso_housekeeping_timestamp_seconds"]
    assert after == earlier


async def test_metrics_say_nothing_of_telegram_where_it_is_off(tmp_path: Path) -> None:
    program = Program(tmp_path)
    await program.start()
    await program.until_running()
    assert "sayso_telegram_reachable" not in await metrics(program)
    assert await program.stop() == 0


async def test_metrics_say_when_the_database_or_telegram_cannot_be_reached(
    tmp_path: Path, telegram: FakeBotApi
) -> None:
    async with running(tmp_path, telegram) as program:
        telegram.faults.on("getUpdates", times=None).fail(502)
        telegram.person(first_name="Sam").command("start")
        await metrics_once(program, lambda values: values["sayso_telegram_reachable"] == 0)
        telegram.faults.clear()
        await break_database(tmp_path)
        assert (await metrics(program))["sayso_ready"] == 0


async def test_without_the_model_it_says_so_when_it_starts_and_when_it_is_asked(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(WITHOUT_THE_MODEL, "utf-8")
    program = Program(tmp_path)
    program.before_ours.append(str(tmp_path))
    await program.start()
    await program.until_running()
    assert program.printed.startswith(RULES_ALONE)
    assert await readiness(program) == (200, f"ready\n{RULES_ALONE}\n")
    assert await program.stop() == 0


async def test_a_token_that_telegram_refuses(tmp_path: Path, telegram: FakeBotApi) -> None:
    wrong = "110201543:AAwrongwrongwrongwrongwrongwrongwrong"
    program = Program(tmp_path, telegram_token=wrong, telegram_base_url=telegram.base_url)
    complained = await complaint(program)
    assert "SAYSO_TELEGRAM_TOKEN" in complained
    assert "AAwrong" not in complained


async def test_a_token_that_is_none(tmp_path: Path) -> None:
    complained = await complaint(Program(tmp_path, telegram_token="my secret token"))
    assert "SAYSO_TELEGRAM_TOKEN" in complained
    assert "my secret token" not in complained


async def test_a_bot_api_that_is_not_there(tmp_path: Path) -> None:
    program = Program(tmp_path, telegram_token=TOKEN, telegram_base_url="http://127.0.0.1:9")
    await program.start()
    assert await program.ended() == 1
    assert "SAYSO_TELEGRAM_BASE_URL" in program.complained
    assert TOKEN not in program.complained


@pytest.mark.parametrize("wrong", ["garbage", "folder"])
async def test_a_database_that_cannot_be_read(tmp_path: Path, wrong: str) -> None:
    database = tmp_path / "sayso.db"
    database.mkdir() if wrong == "folder" else database.write_bytes(b"this is not a database at all" * 100)
    complained = await complaint(Program(tmp_path, database_url=f"sqlite:///{database}"))
    assert "SAYSO_DATABASE_URL" in complained
    assert str(database) in complained


async def test_a_broken_conversation_file_is_named_with_its_line(tmp_path: Path) -> None:
    conversations = tmp_path / "conversations"
    shutil.copytree(ROOT / "conversations", conversations)
    flow = conversations / "patient" / "flow.yaml"
    flow.write_text(flow.read_text("utf-8").replace("- scale: overall", "- scael: overall"), "utf-8")
    line = next(n for n, text in enumerate(flow.read_text("utf-8").splitlines(), 1) if "scael" in text)
    complained = await complaint(Program(tmp_path, conversations_dir=str(conversations)))
    assert f"conversations/patient/flow.yaml:{line}:" in complained
    assert "did you mean “scale”?" in complained


async def test_an_address_that_is_taken(tmp_path: Path) -> None:
    first = Program(tmp_path / "first")
    await first.start()
    await first.until_running()
    second = Program(tmp_path / "second", listen=first.environment["SAYSO_LISTEN"])
    assert "SAYSO_LISTEN" in await complaint(second)
    assert await first.stop() == 0


async def test_a_second_copy_of_the_same_bot_gives_way_to_the_first(tmp_path: Path, telegram: FakeBotApi) -> None:
    async with running(tmp_path / "first", telegram) as first:
        await telegram.expect_calls("getUpdates")
        await asyncio.sleep(6)
        second = Program(tmp_path / "second", telegram_token=telegram.token, telegram_base_url=telegram.base_url)
        await second.start()
        assert await second.ended() == 1
        assert "Another copy of this bot" in second.complained
        assert "SAYSO_TELEGRAM_TOKEN" in second.complained
        assert "Traceback" not in second.complained
        ada = telegram.person()
        ada.command("start")
        await ada.expect("Hello")
        assert first.process is not None
        assert first.process.returncode is None


async def test_it_stops_calmly_when_asked_and_confirms_what_is_done(tmp_path: Path, telegram: FakeBotApi) -> None:
    async with running(tmp_path, telegram) as program:
        ada = telegram.person()
        ada.command("start")
        await ada.expect("Hello")
        assert await program.stop() == 0
        assert telegram.updates.pending == []
        await asyncio.sleep(0)
        assert program.complained == ""
