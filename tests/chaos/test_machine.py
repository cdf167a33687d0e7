"""The machine under the program fails for a while: nothing that was confirmed is lost, and nobody is stuck."""

import asyncio
import errno
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Coroutine, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.botapi import FakeBotApi
from tests.chaos.crowd import answer_while, expect_kept_once
from tests.program import SECRET, running

SMALL_DISK = "16m"
"""More than what SQLite gathers before it writes it to its place."""

LONGEST = 1200.0

STEPPED_CLOCK = """
import datetime
from pathlib import Path

class Stepped(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        hours = float(Path({file!r}).read_text())
        return super().now(tz) + datetime.timedelta(hours=hours)

datetime.datetime = Stepped
"""
"""What Python runs first, to have the time of day put forward or back by the hours in a file."""


async def everything_is_kept_once_while(
    folder: Path, telegram: FakeBotApi, happening: Coroutine[None, None, None], *before_ours: Path
) -> None:
    async with running(folder, telegram, *before_ours, secret=SECRET), asyncio.timeout(LONGEST):
        ended = await answer_while(telegram, happening)
    expect_kept_once(folder, ended)


async def test_while_another_program_locks_the_database_now_and_then_everything_is_kept_once(
    tmp_path: Path, telegram: FakeBotApi
) -> None:
    async def lock_now_and_then() -> None:
        for seconds in (0.3, 6.0):
            await asyncio.sleep(1)
            with closing(sqlite3.connect(tmp_path / "data" / "sayso.db", isolation_level=None)) as other:
                other.execute("PRAGMA busy_timeout = 5000")
                other.execute("BEGIN IMMEDIATE")
                await asyncio.sleep(seconds)
                other.execute("ROLLBACK")

    await everything_is_kept_once_while(tmp_path, telegram, lock_now_and_then())


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of a few megabytes in the place of the data folder."""
    data = tmp_path / "data"
    data.mkdir(mode=0o700)
    as_root = [] if os.geteuid() == 0 else [shutil.which("sudo") or "sudo", "-n"]
    mounting = [*as_root, "mount", "-t", "tmpfs", "-o", f"size={SMALL_DISK},mode=0700,uid={os.geteuid()}", "small"]
    try:
        subprocess.run([*mounting, str(data)], check=True, capture_output=True)  # noqa: S603 - our own command
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"a small disk cannot be mounted here, which takes root or sudo without a password: {error}")
    yield data
    subprocess.run([*as_root, "umount", str(data)], check=True)  # noqa: S603 - our own command


def fill_up_with(ballast: Path) -> None:
    with ballast.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError as error:
            if error.errno != errno.ENOSPC:
                raise


async def test_while_the_disk_is_full_now_and_then_everything_is_kept_once(
    tmp_path: Path, small_disk: Path, telegram: FakeBotApi
) -> None:
    async def fill_now_and_then() -> None:
        ballast = small_disk / "ballast"
        for seconds in (0.5, 5.0):
            await asyncio.sleep(1.5)
            fill_up_with(ballast)
            await asyncio.sleep(seconds)
            ballast.unlink()

    await everything_is_kept_once_while(tmp_path, telegram, fill_now_and_then())


async def test_while_the_clock_is_put_forward_and_back_everything_is_kept_once(
    tmp_path: Path, telegram: FakeBotApi
) -> None:
    ahead = tmp_path / "hours"
    ahead.write_text("0", "ascii")
    (tmp_path / "sitecustomize.py").write_text(STEPPED_CLOCK.format(file=str(ahead)), "utf-8")

    async def step_the_clock() -> None:
        for hours in (1, 30, -30, 0, -1, 45, 0):
            await asyncio.sleep(0.5)
            # In one step: the program would read half a file.
            next_ = ahead.with_suffix(".next")
            next_.write_text(str(hours), "ascii")
            next_.replace(ahead)

    await everything_is_kept_once_while(tmp_path, telegram, step_the_clock(), tmp_path)
