"""Playing a conversation in a terminal: what the bot shows on the left, what the person says after a prompt."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from bot.engine.conventions import apart, reads_from_the_right
from bot.engine.events import Event, Redraw, Say, Settle, Show
from bot.engine.ids import FlowId
from bot.engine.screen import Button, Picture, Screen
from bot.engine.session import Stage
from bot.engine.wording import Control, Wording
from bot.errors import SaysoError
from bot.flows.journeys import Did, Journey, journey_text
from bot.usecases.authoring.rehearsal import Rehearsal
from bot.usecases.authoring.replay import play, replay
from bot.usecases.authoring.transcript import transcript

WIDTH = 76


@dataclass(slots=True)
class TerminalChannel:
    """Shows events on a console and reads lines from it."""

    console: Console
    rehearsal: Rehearsal

    def talk(self, flow: FlowId, wording: Wording, record: Path | None = None) -> None:
        """Hold a conversation until it is over or the input ends. With `record`, write it as a journey."""
        try:
            events = self.rehearsal.begin(flow, wording)
        except KeyError:
            known = ", ".join(sorted(self.rehearsal.library.flows))
            raise SaysoError(f"There is no conversation “{flow}”. There are: {known}.") from None
        opening = transcript(events)
        turns: list[Did] = []
        self._hint()
        self._note(flow, wording)
        self._show(events)
        while self._is_open() and (line := self._read()) is not None:
            did = self._did(line)
            events = play(self.rehearsal, did)
            turns.append(Did(did.how, did.what, transcript(events)))
            self._show(events)
        self._show_kept()
        if record is not None:
            _write(Journey(flow, wording, opening, tuple(turns)), record)
            self.console.print(f"Recorded in {record}.", markup=False, soft_wrap=True)

    def replay(self, journey: Journey, record: Path | None = None) -> bool:
        """Play a journey; return whether everything was shown as it says. With `record`, write it as it is now."""
        same = True
        shown: list[tuple[str, ...]] = []
        for did, events, difference in replay(journey, self.rehearsal):
            if did is not None:
                self._show_said(did)
            self._show(events)
            shown.append(transcript(events))
            if difference:
                same = False
                words = Text(difference)
                self.console.print(Panel(words, title="differs: - as recorded, + now", style="red", width=WIDTH))
        if record is not None:
            turns = [Did(did.how, did.what, now) for did, now in zip(journey.turns, shown[1:], strict=True)]
            self._record(Journey(journey.flow, journey.wording, shown[0], tuple(turns)), record)
        return same

    def _record(self, journey: Journey, file: Path) -> None:
        _write(journey, file)
        self.console.print(f"Recorded in {file}.", markup=False)

    def _is_open(self) -> bool:
        return self.rehearsal.session.stage is Stage.ASKING

    def _read(self) -> str | None:
        try:
            line = self.console.input("[bold]You:[/bold] ")
        except (EOFError, KeyboardInterrupt):
            self.console.print()
            return None
        return line.strip() or "?"

    def _did(self, line: str) -> Did:
        screen = self.rehearsal.screen
        buttons = () if screen is None else screen.buttons
        for number, button in enumerate(buttons, 1):
            if line.casefold() == button.label.casefold() or line == str(number):
                return Did("taps", button.label, ())
        name = line.removeprefix("/")
        if name != line and name in set(Control):
            return Did("asks", name, ())
        return Did("types", line, ())

    def _hint(self) -> None:
        self.console.print(
            "Nothing here is kept. Type a number or the words of a button, or write freely. Ctrl-D ends.", style="dim"
        )

    def _note(self, flow: FlowId, wording: Wording) -> None:
        words = self.rehearsal.library.flows[flow].words.get(wording)
        if words is None:
            self.console.print(f"There are no words in {wording}, so these are the nearest.", style="dim")
        elif words.unpublished:
            self.console.print(f"People are not offered these words: {words.unpublished}.", style="bold", markup=False)

    def _show(self, events: Iterable[Event]) -> None:
        for event in events:
            match event:
                case Say(text, picture):
                    self._message(text, picture)
                case Show(screen) | Redraw(screen):
                    self._screen(screen)
                case Settle(text) if text:
                    self.console.print(Padding(Text(text, style="green"), (0, 2)))
                case _:
                    pass

    def _screen(self, screen: Screen) -> None:
        self._message(screen.text, screen.picture)
        for number, button in enumerate(screen.choices, 1):
            mark = "✓ " if button.picked else ""
            emoji = f"{button.emoji} " if button.emoji else ""
            self.console.print(Padding(Text(f"{number}  {mark}{emoji}{_label(button)}", style="bold cyan"), (0, 4)))
        start = len(screen.choices) + 1
        controls = "   ".join(f"{number} {_label(button)}" for number, button in enumerate(screen.controls, start))
        self.console.print(Padding(Text(controls, style="cyan"), (0, 4)))

    def _message(self, text: str, picture: Picture | None) -> None:
        words = Text(text)
        if picture is not None:
            words = Text.assemble((f"[Picture: {picture.alt}]\n", "dim"), words)
        self.console.print(Panel(words, width=WIDTH, border_style="blue", title="Sayso", title_align="left"))

    def _show_said(self, did: Did) -> None:
        self.console.print(Text.assemble(("You: ", "bold"), did.what))

    def _show_kept(self) -> None:
        if self.rehearsal.sent is None:
            return
        submission, comments = self.rehearsal.sent
        table = Table(title="What would be kept (nothing was)", width=WIDTH)
        table.add_column("Question")
        table.add_column("Answer")
        for step, given in submission.answers.items():
            table.add_row(step, "(skipped)" if given is None else ", ".join(given))
        for comment in comments:
            table.add_row(f"{comment.question} (kept apart)", Text(comment.text))
        self.console.print(table)


def _write(journey: Journey, file: Path) -> None:
    try:
        file.write_text(journey_text(journey), encoding="utf-8")
    except OSError as error:
        raise SaysoError(f"The journey cannot be written to {file} ({error.strerror}).") from None


def _label(button: Button) -> str:
    """Return a button's words so that those beside it stay in their order, from whichever side they are read."""
    return apart(button.label) if reads_from_the_right(button.label) else button.label
