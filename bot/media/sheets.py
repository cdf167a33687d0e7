"""A checking sheet as a PDF to print: pictures left and words right, with space to tick and to write on.

Its print is large and without serifs, and its words stand beside their pictures, as “Easy Read Matters” (PIF) asks.
"""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date

from bot.engine.ids import PictureId
from bot.errors import SaysoError
from bot.media import sheet_words as said
from bot.media.paper import EDGE, GAP, LARGE, NORMAL, SMALL, Paper, Piece, space
from bot.media.pictures import RenderedPictures
from bot.usecases.authoring.sheet import Block, Sheet

_LEFT, _PICTURE = 50.0, 34.0
"""How wide the column of pictures is, and how high a picture, in millimetres."""


def pdf(sheet: Sheet, *, today: date) -> bytes:
    """Return the sheet as PDF.

    Raises SaysoError where there are no letters for its language, or a picture cannot be drawn.
    """
    hashes = ", ".join(f"{name} {each}" for name, each in sheet.hashes.items())
    heading = (f"{sheet.title}. Revision {sheet.revision}", f"Hash to sign off: {hashes}")
    language = "en-GB" if sheet.wording.locale == "en" else sheet.wording.locale
    with closing(Paper(title=sheet.title, language=language, heading=heading, today=today)) as paper:
        return _Drawing(sheet, paper, RenderedPictures(sheet.pictures)).drawn()


@dataclass(frozen=True, slots=True)
class _Drawing:
    sheet: Sheet
    paper: Paper
    pictures: RenderedPictures

    def drawn(self) -> bytes:
        """Draw every page."""
        blocks = [block for part in self.sheet.parts for block in part.blocks]
        if lacking := self.paper.lacking("".join(text for block in blocks for text in _texts(block))):
            locale = self.sheet.wording.locale
            raise SaysoError(
                f"A sheet in “{locale}” cannot be made: its font has no letters such as {' '.join(lacking[:5])}."
                f" Go through the conversation together instead: sayso try {self.sheet.flow} --locale {locale}"
            )
        self._first_page()
        for number, part in enumerate(self.sheet.parts, 1):
            self.paper.part(f"Part {number}: {part.title}")
            self.paper.place([self.paper.words(part.about, NORMAL)])
            for block in part.blocks:
                self._block(block)
        self._last_page()
        return self.paper.finished()

    def _first_page(self) -> None:
        words = self.paper.words
        self.paper.part(self.sheet.title)
        self.paper.place([words("\n".join(said.HOW), LARGE), space(GAP)])
        self.paper.place(words(f"•  {line}", LARGE) for line in said.TOGETHER)
        self.paper.place([space(GAP), words("\n".join(said.SIGNS), NORMAL), self.paper.rule()])
        self.paper.place([words(said.LEADERS, SMALL, bold=True), words(said.LEADING, SMALL)])

    def _last_page(self) -> None:
        words = self.paper.words
        self.paper.part(said.WHO)
        self.paper.place([words(said.NUMBERS, LARGE), space(GAP)])
        for role in said.ROLES:
            self.paper.place([self.paper.number(role)])
        self.paper.place([space(GAP), words(said.WHEN, LARGE), self.paper.ruled()])
        self.paper.place([space(GAP), words(said.RIGHT, LARGE), self.paper.ticks(said.RIGHT_ANSWERS)])
        hashes = (f"{name}: {each}" for name, each in self.sheet.hashes.items())
        signing = "\n".join((said.SIGNING, self.sheet.command, said.HASHES, *hashes))
        self.paper.place([self.paper.rule(), words(said.LEADERS, SMALL, bold=True), words(signing, SMALL)])

    def _block(self, block: Block) -> None:
        """Draw a piece to look at, with space to tick and write; a list with boxes to tick on each of its lines."""
        self.paper.place(self._list_heading(block) if block.rows else self._pieces(block))
        for row in block.rows:
            self.paper.place([self.paper.listed(row.words, self._png(row.picture), said.TICKS)])

    def _list_heading(self, block: Block) -> Iterator[Piece]:
        yield self.paper.rule()
        yield self.paper.soft(block.heading)
        yield space(GAP)

    def _pieces(self, block: Block) -> Iterator[Piece]:
        yield self.paper.rule()
        if block.picture is None:
            yield self.paper.soft(block.heading)
            yield from self._beside(block, EDGE)
            return
        x = EDGE + _LEFT
        under = self.paper.soft(f"{block.heading}. The picture shows: {block.picture.alt}", to=x - GAP)
        beside = list(self._beside(block, x))
        yield self.paper.picture(self._drawn(block.picture.id), _PICTURE)
        yield Piece(0, lambda y: under.draw(y + _PICTURE))
        yield from beside
        yield space(max(0.0, _PICTURE + under.high - sum(piece.high for piece in beside)))

    def _beside(self, block: Block, x: float) -> Iterator[Piece]:
        if block.words:
            yield from self.paper.lines(block.words, LARGE, x=x)
            yield space(GAP / 2)
        yield from self.paper.buttons([(each.words, self._png(each.picture)) for each in block.buttons], x=x)
        for what, words in block.notes:
            between = "\n" if "\n" in words else " "
            yield from self.paper.lines(f"{what}:{between}{words}", NORMAL, x=x)
        yield self.paper.ticks(said.TICKS, x=x)
        yield from (self.paper.ruled(x=x) for _ in range(2 if block.picture is not None else 1))

    def _png(self, picture: PictureId | None) -> bytes | None:
        return None if picture is None else self._drawn(picture)

    def _drawn(self, picture: PictureId) -> bytes:
        try:
            return self.pictures.draw(picture)
        except LookupError:
            raise SaysoError(f"The picture “{picture}” cannot be drawn. Put it right first: sayso check") from None


def _texts(block: Block) -> Iterator[str]:
    yield block.words
    yield "" if block.picture is None else block.picture.alt
    yield from (row.words for row in (*block.buttons, *block.rows))
    yield from (words for _, words in block.notes)
