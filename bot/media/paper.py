"""Paper to print on: large words, pictures, buttons, boxes to tick and lines to write on, one piece below another.

The file has a title, a language, bookmarks, and its words in the order of reading.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import partial
from io import BytesIO
from typing import cast

from font_source_sans_pro import font_files_ttf
from fpdf import FPDF, ViewerPreferences
from fpdf.enums import MethodReturnValue
from fpdf.fonts import TTFFont

from bot.media.pictures import HEIGHT, WIDTH

SMALL, NORMAL, LARGE, LARGEST = 14, 16, 18, 26
"""Sizes of letters, in points. None is smaller than “Clear print” (UKAAF, G003) asks for large print's least."""

INK, SOFT = 29, 85
"""Shades of grey: about 17 and 7 times as dark as paper (WCAG 2.2, 1.4.3)."""

EDGE, GAP = 18.0, 4.0
"""The space around what is on a page, and between what is said more, in millimetres."""

_FONT = "Source Sans Pro"
_WIDE, _TOP, _BOTTOM = 210.0, 32.0, 276.0
_TICK, _BUTTON, _RULED, _ROW = 6.0, 12.0, 9.0, 14.0
_TICKS = 116.0
"""Where the boxes to tick stand in a list."""
_LINE_HEIGHT = 1.3 * 25.4 / 72
"""How high a line is, in millimetres for each point of its letters."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Something that is drawn whole: how high it is, and what draws it from a height of the page downwards."""

    high: float
    draw: Callable[[float], None]


def space(high: float) -> Piece:
    """Return nothing, so high."""
    return Piece(high, lambda _: None)


class Paper:
    """A4 pages, and how far down the present one is filled. `heading` stands on every page."""

    def __init__(self, *, title: str, language: str, heading: Sequence[str], today: date) -> None:
        self._title = title
        self._heading = heading
        self._down = _TOP
        self._pdf = FPDF(format="A4")
        self._pdf.set_title(title)
        self._pdf.set_lang(language)
        self._pdf.set_creator("Sayso")
        self._pdf.set_creation_date(datetime.combine(today, time(), UTC))
        self._pdf.viewer_preferences = ViewerPreferences(display_doc_title=True)
        self._pdf.set_auto_page_break(auto=False)
        self._pdf.set_margin(0)
        for style, name in (("", "SourceSansPro"), ("B", "SourceSansProBold")):
            self._pdf.add_font(_FONT, style, font_files_ttf[name])

    def finished(self) -> bytes:
        """Return the file."""
        return bytes(self._pdf.output())

    def close(self) -> None:
        """Let go of the files of the letters."""
        for font in self._pdf.fonts.values():
            if isinstance(font, TTFFont):
                font.close()

    def lacking(self, text: str) -> list[str]:
        """Return the letters of a text that the font does not have."""
        self._letters(NORMAL)
        font = self._pdf.current_font
        known = font.cmap if isinstance(font, TTFFont) else {}
        return sorted({letter for letter in text if letter.isprintable() and ord(letter) not in known})

    def part(self, bookmark: str) -> None:
        """Begin a part on a new page, with its name as heading and bookmark."""
        self._page()
        self._pdf.start_section(bookmark)
        self.place([self.words(bookmark, LARGEST, bold=True), space(GAP)])

    def place(self, pieces: Iterable[Piece]) -> None:
        """Draw pieces one below another, all on one page if they fit on one."""
        together = list(pieces)
        high = sum(piece.high for piece in together)
        if self._down + high > _BOTTOM and high <= _BOTTOM - _TOP:
            self._page()
        for piece in together:
            if self._down + piece.high > _BOTTOM:
                self._page()
            piece.draw(self._down)
            self._down += piece.high

    def words(self, text: str, size: int, *, x: float = EDGE, to: float = _WIDE - EDGE, bold: bool = False) -> Piece:
        """Return words in a column."""
        self._letters(size, bold=bold)
        line = size * _LINE_HEIGHT
        high = self._pdf.multi_cell(to - x, line, text, align="L", dry_run=True, output=MethodReturnValue.HEIGHT)
        return Piece(cast("float", high), lambda y: self._write(text, size, x=x, y=y, to=to, bold=bold))

    def lines(self, text: str, size: int, *, x: float = EDGE) -> list[Piece]:
        """Return words of any length, each of their lines by itself, so that a page can end between two."""
        return [self.words(line, size, x=x) if line else space(GAP / 2) for line in text.splitlines()]

    def soft(self, text: str, *, x: float = EDGE, to: float = _WIDE - EDGE) -> Piece:
        """Return words that stand back behind those to be checked."""
        high = self.words(text, SMALL, x=x, to=to).high
        return Piece(high, lambda y: self._write(text, SMALL, x=x, y=y, to=to, grey=SOFT))

    def buttons(self, given: Sequence[tuple[str, bytes | None]], *, x: float = EDGE) -> list[Piece]:
        """Return buttons as they can be pressed in a chat, as many in a row as fit."""
        rows: list[list[tuple[float, str, bytes | None]]] = []
        at = _WIDE
        for label, png in given:
            wide = self._button_width(label, png)
            if at + wide > _WIDE - EDGE:
                rows.append([])
                at = x
            rows[-1].append((at, label, png))
            at += wide + GAP
        return [Piece(_BUTTON, partial(self._buttons, row)) for row in rows]

    def _button_width(self, label: str, png: bytes | None) -> float:
        self._letters(LARGE)
        return float(self._pdf.get_string_width(label)) + 2 * GAP + (0 if png is None else _BUTTON)

    def _buttons(self, row: Sequence[tuple[float, str, bytes | None]], y: float) -> None:
        for at, label, png in row:
            if png is not None:
                self._png(png, x=at + 1, y=y + 0.5, high=_BUTTON - 3)
            self._pen(SOFT)
            wide = self._button_width(label, png)
            self._pdf.rect(at, y, wide, _BUTTON - 2, round_corners=True, corner_radius=3)
            self._write(label, LARGE, x=at + GAP + (0 if png is None else _BUTTON), y=y + 0.8, to=_WIDE)

    def picture(self, png: bytes, high: float, *, x: float = EDGE) -> Piece:
        """Return a picture with what stands next to it: it takes no height of its own."""
        return Piece(0, lambda y: self._png(png, x=x, y=y, high=high))

    def ticks(self, labels: Iterable[str], *, x: float = EDGE) -> Piece:
        """Return boxes to tick, each before its words."""
        return Piece(_TICK + GAP, lambda y: self._ticks(labels, x, y + GAP / 2))

    def listed(self, text: str, png: bytes | None, labels: Iterable[str]) -> Piece:
        """Return one line of a list: its picture if it has one, its words, and boxes to tick at the right."""
        x = EDGE if png is None else EDGE + _ROW + GAP
        words = self.words(text, LARGE, x=x, to=_TICKS - GAP)
        high = max(words.high, 0 if png is None else _ROW, _TICK) + GAP

        def draw(y: float) -> None:
            if png is not None:
                self._png(png, x=EDGE, y=y, high=_ROW)
            words.draw(y)
            self._ticks(labels, _TICKS, y + 1)

        return Piece(high, draw)

    def _ticks(self, labels: Iterable[str], x: float, y: float) -> None:
        for label in labels:
            self._pen(INK)
            self._pdf.rect(x, y, _TICK, _TICK)
            self._write(label, SMALL, x=x + _TICK + 2, y=y, to=_WIDE)
            x += _TICK + float(self._pdf.get_string_width(label)) + 8

    def number(self, of: str) -> Piece:
        """Return a box to write a number in, before what there are so many of."""

        def draw(y: float) -> None:
            self._pen(INK)
            self._pdf.rect(EDGE, y, 2 * _RULED, _RULED)
            self._write(of, LARGE, x=EDGE + 2 * _RULED + GAP, y=y + 1, to=_WIDE)

        return Piece(_RULED + GAP, draw)

    def ruled(self, *, x: float = EDGE, to: float = _WIDE - EDGE) -> Piece:
        """Return a line to write on."""
        return Piece(_RULED, lambda y: self._rule(y + _RULED - 1, x=x, to=to))

    def rule(self) -> Piece:
        """Return a thick line between two things, with space around it; none at the top of a page."""

        def draw(y: float) -> None:
            if y > _TOP:
                self._rule(y + GAP, x=EDGE, to=_WIDE - EDGE, thick=0.8)

        return Piece(2 * GAP, draw)

    def _page(self) -> None:
        self._pdf.add_page()
        for number, line in enumerate(self._heading):
            self._write(line, SMALL, x=EDGE, y=10 + number * SMALL * _LINE_HEIGHT, to=_WIDE, grey=SOFT)
        self._rule(_TOP - 5, x=EDGE, to=_WIDE - EDGE)
        self._write(f"Page {self._pdf.page_no()} of {{nb}}", SMALL, x=EDGE, y=282, to=_WIDE, grey=SOFT)
        self._down = _TOP

    def _write(
        self, text: str, size: int, *, x: float, y: float, to: float, bold: bool = False, grey: int = INK
    ) -> None:
        self._letters(size, bold=bold)
        self._pdf.set_text_color(grey)
        self._pdf.set_xy(x, y)
        self._pdf.multi_cell(to - x, size * _LINE_HEIGHT, text, align="L")

    def _letters(self, size: int, *, bold: bool = False) -> None:
        self._pdf.set_font(_FONT, "B" if bold else "", size)

    def _pen(self, grey: int, thick: float = 0.4) -> None:
        self._pdf.set_draw_color(grey)
        self._pdf.set_line_width(thick)

    def _rule(self, y: float, *, x: float, to: float, thick: float = 0.3) -> None:
        self._pen(SOFT, thick)
        self._pdf.line(x, y, to, y)

    def _png(self, png: bytes, *, x: float, y: float, high: float) -> None:
        """Draw a picture at the left of a place: the white beside it may run over the edge."""
        wide = high * WIDTH / HEIGHT
        self._pdf.image(BytesIO(png), x=x - (wide - high) / 2, y=y, w=wide, h=high)
