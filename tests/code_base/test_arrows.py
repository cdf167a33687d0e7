"""Arrows between the parts of the program point inwards, as `pyproject.toml` says."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

from tests.code_base.repository import ROOT


def test_every_contract_between_the_parts_is_kept() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    assert len(contracts) >= 6

    ran = subprocess.run(  # noqa: S603 - a tool of ours
        [Path(sys.executable).parent / "lint-imports", "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        check=False,
        encoding="utf-8",
    )

    assert ran.returncode == 0, ran.stdout
    assert f"Contracts: {len(contracts)} kept, 0 broken." in re.sub(r"\s+", " ", ran.stdout)
