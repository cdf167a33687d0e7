"""A checking sheet as a PDF to print: pictures on the left, text on the right, with space to tick and to write.

The type is large and sans serif, with the text beside its picture, as “Easy Read Matters” (PIF) asks.
"""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date

from bot.engine.ids import PictureId
from bot.engine.wording import Register
from bot.errors import SaysoError
from bot.media import sheet_words
from bot.media.paper import EDGE, GAP, LARGE, NORMAL, SMALL, Flowable, Paper, space
from bot.media.pictures import RenderedPictures
from bot.usecases.authoring.sheet import Block, CheckingSheet

_PICTURE_COLUMN, _PICTURE = 50.0, 34.0
"""The width of the picture column and the height of a picture, in millimetres."""


def sign_off_command(sheet: CheckingSheet) -> str:
    """Return the command that signs the sheet's words off."""
    easy = " --easy-read" if sheet.wording.register is Register.EASY_READ else ""
    locale = "" if sheet.wording.locale == "en" else f" --locale {sheet.wording.locale}"
    return f'sayso sign-off {sheet.flow}{easy}{locale} --checked-by "…"'


def pdf(sheet: CheckingSheet, *, today: date) -> bytes:
    """Return the sheet as PDF.

    Raises SaysoError if the font lacks characters of its language, or a picture cannot be drawn.
    """
    hashes = ", ".join(f"{name} {text_hash}" for name, text_hash in sheet.hashes.items())
    heading = (f"{sheet.title}. Revision {sheet.revision}", f"Hash to sign off: {hashes}")
    language = "en-GB" if sheet.wording.locale == "en" else sheet.wording.locale
    with closing(Paper(title=sheet.title, language=language, heading=heading, today=today)) as paper:
        return _SheetPrinter(sheet, paper, RenderedPictures(sheet.pictures)).pdf()


@dataclass(frozen=True, slots=True)
class _SheetPrinter:
    sheet: CheckingSheet
    paper: Paper
    pictures: RenderedPictures

    def pdf(self) -> bytes:
        blocks = [block for part in self.sheet.parts for block in part.blocks]
        if missing := self.paper.missing_glyphs("".join(text for block in blocks for text in _texts(block))):
            locale = self.sheet.wording.locale
            raise SaysoError(
                f"A sheet in “{locale}” cannot be made: the font has no letters such as {' '.join(missing[:5])}."
                f" Go through the conversation together instead: sayso try {self.sheet.flow} --locale {locale}"
            )
        self._add_first_page()
        for number, part in enumerate(self.sheet.parts, 1):
            self.paper.start_section(f"SheetSection {number}: {part.title}")
            self.paper.add([self.paper.text(part.about, NORMAL)])
            for block in part.blocks:
                self._add_block(block)
        self._add_last_page()
        return self.paper.pdf()

    def _add_first_page(self) -> None:
        text = self.paper.text
        self.paper.start_section(self.sheet.title)
        self.paper.add([text("\n".join(sheet_words.INTRODUCTION), LARGE), space(GAP)])
        self.paper.add(text(f"•  {line}", LARGE) for line in sheet_words.INSTRUCTIONS)
        self.paper.add([space(GAP), text("\n".join(sheet_words.SYMBOLS), NORMAL), self.paper.separator()])
        self.paper.add([text(sheet_words.LEADER_HEADING, SMALL, bold=True), text(sheet_words.LEADER_NOTES, SMALL)])

    def _add_last_page(self) -> None:
        text = self.paper.text
        self.paper.start_section(sheet_words.WHO_CHECKED)
        self.paper.add([text(sheet_words.COUNTS_ONLY, LARGE), space(GAP)])
        for role in sheet_words.ROLES:
            self.paper.add([self.paper.number_box(role)])
        self.paper.add([space(GAP), text(sheet_words.WHEN_FINISHED, LARGE), self.paper.writing_line()])
        self.paper.add(
            [
                space(GAP),
                text(sheet_words.ARE_THEY_RIGHT, LARGE),
                self.paper.tick_boxes(sheet_words.YES_OR_NO),
            ]
        )
        hashes = (f"{name}: {text_hash}" for name, text_hash in self.sheet.hashes.items())
        signing = "\n".join((sheet_words.SIGN_OFF, sign_off_command(self.sheet), sheet_words.COMPARE_HASHES, *hashes))
        self.paper.add(
            [self.paper.separator(), text(sheet_words.LEADER_HEADING, SMALL, bold=True), text(signing, SMALL)]
        )

    def _add_block(self, block: Block) -> None:
        """Draw a screen with space to tick and write below it, or a list with tick boxes for each item."""
        self.paper.add(self._list_heading(block) if block.rows else self._screen(block))
        for row in block.rows:
            self.paper.add([self.paper.list_item(row.words, self._png(row.picture), sheet_words.TICK_LABELS)])

    def _list_heading(self, block: Block) -> Iterator[Flowable]:
        yield self.paper.separator()
        yield self.paper.caption(block.heading)
        yield space(GAP)

    def _screen(self, block: Block) -> Iterator[Flowable]:
        yield self.paper.separator()
        if block.picture is None:
            yield self.paper.caption(block.heading)
            yield from self._words(block, EDGE)
            return
        x = EDGE + _PICTURE_COLUMN
        caption = self.paper.caption(f"{block.heading}. The picture shows: {block.picture.alt}", to=x - GAP)
        words = list(self._words(block, x))
        yield self.paper.picture(self._draw(block.picture.id), _PICTURE)
        yield Flowable(0, lambda y: caption.draw(y + _PICTURE))
        yield from words
        yield space(max(0.0, _PICTURE + caption.height - sum(flowable.height for flowable in words)))

    def _words(self, block: Block, x: float) -> Iterator[Flowable]:
        if block.words:
            yield from self.paper.lines(block.words, LARGE, x=x)
            yield space(GAP / 2)
        yield from self.paper.buttons([(button.words, self._png(button.picture)) for button in block.buttons], x=x)
        for label, words in block.notes:
            separator = "\n" if "\n" in words else " "
            yield from self.paper.lines(f"{label}:{separator}{words}", NORMAL, x=x)
        yield self.paper.tick_boxes(sheet_words.TICK_LABELS, x=x)
        yield from (self.paper.writing_line(x=x) for _ in range(2 if block.picture is not None else 1))

    def _png(self, picture: PictureId | None) -> bytes | None:
        return None if picture is None else self._draw(picture)

    def _draw(self, picture: PictureId) -> bytes:
        try:
            return self.pictures.draw(picture)
        except LookupError:
            raise SaysoError(f"The picture “{picture}” cannot be drawn. Fix it first: sayso check") from None


def _texts(block: Block) -> Iterator[str]:
    yield block.words
    yield "" if block.picture is None else block.picture.alt
    yield from (row.words for row in (*block.buttons, *block.rows))
    yield from (words for _, words in block.notes)
