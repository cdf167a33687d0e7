"""What was released is the same for ever: no setting and no order of questions changes a byte of it."""

import json
import re
import shutil
from pathlib import Path

import pytest

from tests.api.serving import fetch, released, token_for
from tests.program import ROOT, Program

pytestmark = pytest.mark.usefixtures("processes")

BY = ("--role", "QI lead")
RELEASED = ("figures.csv", "figures.parquet", "records.csv", "records.parquet")


async def fetched(program: Program, token: str) -> dict[str, bytes]:
    """Return what the program serves of what was released."""
    return {name: (await fetch(program, f"/{name}", token)).body for name in (*RELEASED, "releases")}


async def questions(program: Program, token: str) -> list[str]:
    """Return the questions of today's conversations, in their order."""
    listed = json.loads((await fetch(program, "/questions", token)).body)
    return [f"{question['flow']}.{question['question']}" for question in listed]


def backwards(flow: str) -> str:
    """Return the text of a flow with its questions in the opposite order."""
    steps = re.split(r"^(?= *- [a-z ]+: )", flow, flags=re.MULTILINE)
    # Whoever says no to this one is not asked the others.
    asked = [step for step in steps if re.match(r" *- (scale|pick one): (?!about-you)", step)]
    assert len(asked) > 3
    opposite = iter(asked[::-1])
    return "".join(next(opposite) if step in asked else step for step in steps)


def reordered(folder: Path) -> Path:
    """Return conversations in which the questions about people, and those that they rate, come in another order."""
    copy = folder / "conversations"
    shutil.copytree(ROOT / "conversations", copy, ignore=shutil.ignore_patterns("journeys"))
    for file in (copy / "common" / "steps" / "about-you.yaml", copy / "patient" / "flow.yaml"):
        file.write_text(backwards(file.read_text("utf-8")), "utf-8")
    return copy


async def test_other_settings_and_another_order_of_questions_change_no_byte_of_what_was_released(
    tmp_path: Path,
) -> None:
    async with released(tmp_path) as program:
        token = await token_for(program, "figures", "records")
        before, asked = await fetched(program, token), await questions(program, token)
        assert all(len(body) > 100 for body in before.values())
        await program.stop()
        program.environment |= {"SAYSO_RULE_SET": "statistics", "SAYSO_MIN_PEOPLE": "40", "SAYSO_PERIOD": "week"}
        await program.run_beside(
            "conversations", "push", str(reordered(tmp_path)), *BY, "--note", "Reordered", "--over"
        )
        await program.run_beside("conversations", "publish", *BY, "--unsigned-because", "A test")
        await program.start()
        await program.until_running()
        assert await fetched(program, token) == before
        reasked = await questions(program, token)
        assert sorted(reasked) == sorted(asked)
        assert reasked != asked
