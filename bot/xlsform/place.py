"""Writing what a workbook says into a folder: never over a conversation that is there, unless told to."""

from pathlib import Path

from bot.errors import SaysoError
from bot.flows.source import read_source, text_of
from bot.flows.sources import Sources
from bot.flows.writer import flow_text, words_text
from bot.xlsform.carry import In


def place(sources: Sources, arrived: In, target: Path, *, replace: bool) -> tuple[str, ...]:
    """Write the files of a conversation and return their names.

    A conversation that is replaced keeps its journeys, the files in which nothing differs, and notes in words files.
    Raises SaysoError where one is there and is not to be replaced, or where a file cannot be written.
    """
    if arrived.files is None:
        raise ValueError("a workbook with faults says no files")
    texts = {"flow.yaml": flow_text(arrived.files.flow.model, _text(target / "flow.yaml"))}
    for wording, words in arrived.files.words.items():
        name = f"words/{wording}.yaml"
        texts[name] = words_text(words.model, _text(target / name))
    there = target.exists() and any(target.iterdir() if target.is_dir() else [target])
    if (
        there
        and target.resolve() == (Path(sources.files.folder) / arrived.name).resolve()
        and arrived.name in sources.flows
    ):
        changed = {each.wording for each in arrived.differences}
        names = {None: "flow.yaml"} | {wording: f"words/{wording}.yaml" for wording in arrived.files.words}
        texts = {names[each]: texts[names[each]] for each in names if each in changed}
    if not texts:
        return ()
    if there and not replace:
        raise SaysoError(f"{target} is there already. Nothing was written. To write over it, add --replace.")
    try:
        for name, text in texts.items():
            file = target / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise SaysoError(f"{target} cannot be written ({error.strerror}).") from None
    return tuple(texts)


def _text(file: Path) -> str:
    """Return what is in a file; nothing where there is none, or none that can be read."""
    try:
        content = file.read_bytes()
    except OSError:
        return ""
    _, issues = read_source(content, file.name)
    return "" if issues else text_of(content)
