"""The files of the repository: what is committed, or would be."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent


def files(*endings: str, under: str = "") -> list[Path]:
    """Return the repository's files below a folder, those with one of these endings if any are given."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],  # noqa: S607 - the git there is
        cwd=ROOT,
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    found = [ROOT / name for name in listed.stdout.split("\0") if name.startswith(under)]
    return sorted(file for file in found if file.is_file() and (not endings or file.name.endswith(endings)))


def name(file: Path) -> str:
    """Return a file's name from the root of the repository."""
    return file.relative_to(ROOT).as_posix()


def texts(found: list[Path]) -> dict[str, str]:
    """Return what stands in each file that is text, by its name."""
    read = {}
    for file in found:
        try:
            read[name(file)] = file.read_text("utf-8")
        except UnicodeDecodeError:
            continue
    return read
