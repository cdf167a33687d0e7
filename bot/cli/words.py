"""Checking words with the people who will read them: sheets, sign-off, maps, and new conversations."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.shared import read_conversations
from bot.errors import SaysoError, with_faults

if TYPE_CHECKING:
    from bot.engine.wording import Wording

FlowName = Annotated[str, typer.Argument(help="Which conversation: patient, carer, co-production or welcome.")]
EasyRead = Annotated[bool, typer.Option("--easy-read", help="The easy-read words.")]
Locale = Annotated[str, typer.Option(help="The words in this language.")]
InFolder = Annotated[
    Path | None, typer.Option("--folder", help="The conversations in this folder; else SAYSO_CONVERSATIONS_DIR.")
]


def sheet(
    flow: FlowName,
    *,
    easy_read: EasyRead = False,
    locale: Locale = "en",
    folder: InFolder = None,
    out: Annotated[Path | None, typer.Option(help="The PDF file; without it, named after the conversation.")] = None,
) -> None:
    """Make a sheet to print, for a group to check a conversation's words with.

    The common words are on it too, unless somebody signed them off already.
    """
    from bot.media.sheets import pdf
    from bot.usecases.authoring.sheet import make_sheet

    wording = _wording(locale, easy_read=easy_read)
    made = make_sheet(read_conversations(folder), flow, wording)
    file = out or Path(f"{flow}.{wording}.pdf")
    _write(file, pdf(made, today=datetime.now(UTC).date()))
    print(f"Written to {file}. When the words are right, fill in the last page and sign them off.")


def sign_off(
    flow: FlowName,
    *,
    checked_by: Annotated[
        str, typer.Option(help="How many checked and what they are, no names: “4 people with a learning disability”.")
    ],
    easy_read: EasyRead = False,
    locale: Locale = "en",
    folder: InFolder = None,
    on: Annotated[str | None, typer.Option(help="The day they checked, such as 2026-03-02; without it, today.")] = None,
) -> None:
    """Sign off a conversation's words, as people who will read them have checked them.

    It is written into the conversation's words file and, unless that is signed off already, into the common one, which
    holds the other words that the sheet showed. It lapses as soon as a word changes.
    """
    from bot.flows.files import write_files
    from bot.privacy.redaction import redact
    from bot.usecases.authoring.sign_off import sign_off as sign

    today = datetime.now(UTC).date()
    try:
        day = today if on is None else datetime.strptime(on, "%Y-%m-%d").replace(tzinfo=UTC).date()
    except ValueError:
        raise SaysoError(f"“{on}” is not a day. Write it like 2026-03-02.") from None
    wording = _wording(locale, easy_read=easy_read)
    conversations = read_conversations(folder)
    changed, files = sign(conversations, flow, wording, checked_by=checked_by, on=day, today=today, redact=redact)
    write_files(changed, Path(conversations.folder))
    for signed in files:
        when = "Signed off" if signed.now else "Signed off before"
        print(f"{when}: {signed.file}, hash {signed.hash}, checked by {signed.checked_by} on {signed.on}")
    if any(signed.now for signed in files):
        print("Compare the hashes with those on the sheet that was checked: they are made from the exact words.")
    else:
        print("Nothing has changed since, so nothing was written.")


def new(
    flow: Annotated[str, typer.Argument(help="Its name: lower case letters, digits and hyphens.")],
    *,
    folder: InFolder = None,
) -> None:
    """Start a new conversation: a folder with a few questions and notes on how to change them."""
    from bot.flows.files import write_files
    from bot.privacy.redaction import redact
    from bot.usecases.authoring.new_flow import new_flow

    conversations = read_conversations(folder)
    root = Path(conversations.folder)
    made = new_flow(conversations, flow, redact)
    write_files(made.files, root)
    if made.errors:
        what = f"{root / flow} was made, but it does not fit {conversations.name}/common as yours is. Change it:"
        raise SaysoError(with_faults(what, made.errors))
    for path in made.files:
        print(f"Made: {root / path}")
    print(
        f"Change its words, then: sayso check. To have the conversation: sayso try {flow}. After a change on purpose,"
        f" record its journeys again: sayso try --journey FILE --record FILE. So that people come to it, add"
        f" “opens: {flow}” to a choice in {root / 'welcome' / 'flow.yaml'}."
    )


def map_(
    flow: FlowName,
    *,
    register: Annotated[
        str | None, typer.Option(help="Only what readers of standard, or of easy-read, words see.")
    ] = None,
    folder: InFolder = None,
    out: Annotated[Path | None, typer.Option(help="Write it as a drawing to this .svg file.")] = None,
) -> None:
    """Show the way through a conversation: its steps, who sees each, and where its choices lead.

    For example: sayso map patient --out patient.svg
    """
    from rich.console import Console
    from rich.text import Text
    from rich.tree import Tree

    from bot.engine.wording import Register
    from bot.flows.flow_map import flow_map
    from bot.flows.library import require_library
    from bot.media.map_svg import map_svg
    from bot.usecases.problems import find_flow

    if register is not None and register not in set(Register):
        raise SaysoError(f"“{register}” is not known. There are: {', '.join(Register)}.")
    flows = require_library(read_conversations(folder)).flows
    registers = tuple(Register) if register is None else (Register(register),)
    made = flow_map(find_flow(flows, flow), flows.values(), registers)
    if out is not None:
        _write(out, map_svg(made).encode())
        print(f"Written to {out}.")
        return
    tree = Tree(Text("\n".join((made.title, *made.about()))))
    for step in made.steps:
        branch = tree.add(Text(step.heading(), style="bold"))
        for line in step.lines():
            branch.add(Text(line))
    Console(highlight=False).print(tree)


def _wording(locale: str, *, easy_read: bool) -> "Wording":
    from bot.engine.wording import Register, Wording

    return Wording(locale, Register.EASY_READ if easy_read else Register.STANDARD)


def _write(file: Path, content: bytes) -> None:
    try:
        file.write_bytes(content)
    except OSError as error:
        raise SaysoError(f"{file} cannot be written ({error.strerror}).") from None
