"""Saves an imported conversation to a folder, and replaces an existing one only on request."""

from pathlib import Path

from bot.errors import SaysoError
from bot.flows.source import read_source, text_of
from bot.flows.sources import Sources
from bot.flows.writer import flow_text, words_text
from bot.xlsform.conversion import WorkbookImport


def save_import(sources: Sources, imported: WorkbookImport, target: Path, *, replace: bool) -> tuple[str, ...]:
    """Write the files of a conversation and return their names.

    A replaced conversation keeps its journeys, unchanged files, and comments in words files. Raises SaysoError if there
    is a conversation that may not be replaced, or a file cannot be written.
    """
    if imported.files is None:
        raise ValueError("a workbook with errors has no files")
    texts = {"flow.yaml": flow_text(imported.files.flow.model, _text(target / "flow.yaml"))}
    for wording, words in imported.files.words.items():
        name = f"words/{wording}.yaml"
        texts[name] = words_text(words.model, _text(target / name))
    exists = target.exists() and any(target.iterdir() if target.is_dir() else [target])
    if (
        exists
        and target.resolve() == (Path(sources.files.folder) / imported.name).resolve()
        and imported.name in sources.flows
    ):
        changed = {difference.wording for difference in imported.differences}
        names = {None: "flow.yaml"} | {wording: f"words/{wording}.yaml" for wording in imported.files.words}
        texts = {name: texts[name] for wording, name in names.items() if wording in changed}
    if not texts:
        return ()
    if exists and not replace:
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
    """Return the text of a file; empty if there is none, or it cannot be read."""
    try:
        content = file.read_bytes()
    except OSError:
        return ""
    _, issues = read_source(content, file.name)
    return "" if issues else text_of(content)
