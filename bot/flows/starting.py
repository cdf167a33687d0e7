"""The files that a new conversation starts from: a small one with notes, in standard words and in easy read."""

import shutil
from pathlib import Path

from bot.errors import SaysoError
from bot.flows.files import COMMON, FLOW_NAME

_TEMPLATE = Path(__file__).parent / "template"


def start_files(root: Path, name: str) -> Path:
    """Make the folder of a new conversation, and return it.

    Raises SaysoError where the name cannot be one, or something of that name is there: nothing is written over.
    """
    if not FLOW_NAME.fullmatch(name) or name == COMMON:
        raise SaysoError(
            f"“{name}” cannot be the name of a conversation. Use lower case letters, digits and hyphens, at most 20."
        )
    folder = root / name
    if folder.exists():
        raise SaysoError(f"{folder} is there already. Choose another name, or change what is there.")
    try:
        shutil.copytree(_TEMPLATE, folder, copy_function=shutil.copyfile)
    except OSError as error:
        raise SaysoError(f"{folder} cannot be made ({error.strerror}).") from None
    return folder
