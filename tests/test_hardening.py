"""When something goes wrong that nobody expected, no memory is written and no words are printed."""

import logging
import resource
import subprocess
import sys
from pathlib import Path

import pytest
import structlog

from bot.logs import set_up_logs
from tests.program import ROOT, Program

CANARY = "zarathwaite"
FAULTS = {
    "in the main program": "raise ValueError(words)",
    "in a thread": "t = threading.Thread(target=lambda: int(words)); t.start(); t.join()",
    "while an object is cleared away": (
        "class A:\n    def __del__(self): raise ValueError(words)\na = A()\ndel a\nimport gc; gc.collect()"
    ),
    "in a task that nobody waits for": (
        "async def bad(): raise ValueError(words)\n"
        "async def main():\n    t = asyncio.create_task(bad()); await asyncio.sleep(0.01); del t\n"
        "asyncio.run(main())"
    ),
}


@pytest.mark.parametrize("where", FAULTS)
def test_an_error_that_nobody_catches_tells_its_kind_and_none_of_its_words(where: str) -> None:
    program = (
        "import asyncio, logging, threading\n"
        "from bot.logs import set_up_logs\n"
        "from bot.hardening import harden_process\n"
        f"harden_process(); set_up_logs('debug', [])\nwords = '{CANARY}'\n{FAULTS[where]}\n"
    )
    ran = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", program], capture_output=True, encoding="utf-8", cwd=ROOT, check=False
    )
    assert "ValueError" in ran.stderr
    assert CANARY not in ran.stdout + ran.stderr
    assert "Traceback" not in ran.stderr


def test_an_uncaught_error_before_logs_are_set_up_is_reported_by_its_type_alone() -> None:
    program = f"from bot.hardening import harden_process\nharden_process()\nraise ValueError('{CANARY}')\n"
    ran = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", program], capture_output=True, encoding="utf-8", cwd=ROOT, check=False
    )
    assert ran.stderr == "ValueError was not expected\n"


def test_of_what_a_library_logs_only_the_words_before_any_value_are_kept(capsys: pytest.CaptureFixture[str]) -> None:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    set_up_logs("debug", [])
    try:
        logging.getLogger("library.part").error("could not parse %r for %s", CANARY, CANARY)
        logging.getLogger("library.part").error(f"Unknown object: <{CANARY}>")  # noqa: G004 - libraries do
        logging.getLogger("bot.part").error("ours is whole: %s", 7)
    finally:
        root.handlers[:], root.level = handlers, level
        structlog.reset_defaults()
    logged = capsys.readouterr().err
    assert CANARY not in logged
    assert "library.part: could not parse" in logged
    assert "library.part: Unknown object" in logged
    assert "ours is whole: 7" in logged


@pytest.mark.usefixtures("processes")
async def test_the_running_program_writes_no_memory_to_disk_when_it_crashes(tmp_path: Path) -> None:
    program = Program(tmp_path)
    await program.start()
    await program.until_running()
    assert program.process is not None
    assert resource.prlimit(program.process.pid, resource.RLIMIT_CORE) == (0, 0)
    assert await program.stop() == 0


@pytest.mark.usefixtures("processes")
async def test_every_file_that_the_running_program_makes_is_for_its_owner_only(tmp_path: Path) -> None:
    program = Program(tmp_path)
    await program.start()
    await program.until_running()
    made = [tmp_path / "data", *(tmp_path / "data").iterdir()]
    assert len(made) >= 3
    assert [file.name for file in made if file.stat().st_mode & 0o077] == []
    assert await program.stop() == 0
