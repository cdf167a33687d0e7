"""The files that a new conversation starts from: a small one with notes, in standard words and in easy read."""

from pathlib import Path, PurePath

from bot.errors import SaysoError
from bot.flows.files import Files, read_files
from bot.flows.sources import COMMON, FLOW_NAME

_TEMPLATE = Path(__file__).parent / "template"


def template_files(files: Files, name: str) -> dict[str, bytes]:
    """Return the files of a new conversation, by their paths among the others.

    Raises SaysoError where the name cannot be one, or is taken.
    """
    if not FLOW_NAME.fullmatch(name) or name == COMMON:
        raise SaysoError(
            f"“{name}” cannot be the name of a conversation. Use lower case letters, digits and hyphens, at most 20."
        )
    if any(path.partition("/")[0] == name for path in files):
        there = PurePath(files.folder, name)
        raise SaysoError(f"{there} is there already. Choose another name, or change what is there.")
    return {f"{name}/{path}": content for path, content in read_files(_TEMPLATE).items()}
