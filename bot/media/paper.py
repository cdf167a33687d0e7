"""A layout for printable PDFs: large text, pictures, buttons, tick boxes and lines to write on, from top to bottom.

The PDF has a title, a language, bookmarks, and its text in reading order.
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
"""Font sizes in points. None is smaller than “Clear print” (UKAAF, G003) asks for."""

INK, SOFT = 29, 85
"""Grey levels, with a contrast of about 17 and 7 to 1 on white (WCAG 2.2, 1.4.3)."""

EDGE, GAP = 18.0, 4.0
"""The margin of a page and the gap between paragraphs, in millimetres."""

_FONT = "Source Sans Pro"
_WIDTH, _TOP, _BOTTOM = 210.0, 32.0, 276.0
_TICK_BOX, _BUTTON, _WRITING_LINE, _ROW = 6.0, 12.0, 9.0, 14.0
_TICKS = 116.0
"""The x coordinate of the tick boxes in a list."""
_LINE_HEIGHT = 1.3 * 25.4 / 72
"""The height of a line in millimetres, per point of font size."""


@dataclass(frozen=True, slots=True)
class Flowable:
    """Content that is not split across pages: its height, and a function that draws it at a y coordinate."""

    height: float
    draw: Callable[[float], None]


def space(height: float) -> Flowable:
    """Return empty space."""
    return Flowable(height, lambda _: None)


class Paper:
    """A4 pages, filled from top to bottom. `heading` is printed on every page."""

    def __init__(self, *, title: str, language: str, heading: Sequence[str], today: date) -> None:
        self._title = title
        self._heading = heading
        self._y = _TOP
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

    def pdf(self) -> bytes:
        """Return the PDF."""
        return bytes(self._pdf.output())

    def close(self) -> None:
        """Close the font files."""
        for font in self._pdf.fonts.values():
            if isinstance(font, TTFFont):
                font.close()

    def missing_glyphs(self, text: str) -> list[str]:
        """Return the characters of a text that the font has no glyph for."""
        self._set_font(NORMAL)
        font = self._pdf.current_font
        glyphs = font.cmap if isinstance(font, TTFFont) else {}
        return sorted({character for character in text if character.isprintable() and ord(character) not in glyphs})

    def start_section(self, title: str) -> None:
        """Start a section on a new page, with its title as heading and bookmark."""
        self._add_page()
        self._pdf.start_section(title)
        self.add([self.text(title, LARGEST, bold=True), space(GAP)])

    def add(self, flowables: Iterable[Flowable]) -> None:
        """Draw flowables one below another, together on one page if they fit."""
        group = list(flowables)
        height = sum(flowable.height for flowable in group)
        if self._y + height > _BOTTOM and height <= _BOTTOM - _TOP:
            self._add_page()
        for flowable in group:
            if self._y + flowable.height > _BOTTOM:
                self._add_page()
            flowable.draw(self._y)
            self._y += flowable.height

    def text(self, text: str, size: int, *, x: float = EDGE, to: float = _WIDTH - EDGE, bold: bool = False) -> Flowable:
        """Return a paragraph in the column from `x` to `to`."""
        self._set_font(size, bold=bold)
        line = size * _LINE_HEIGHT
        height = self._pdf.multi_cell(to - x, line, text, align="L", dry_run=True, output=MethodReturnValue.HEIGHT)
        return Flowable(cast("float", height), lambda y: self._write(text, size, x=x, y=y, to=to, bold=bold))

    def lines(self, text: str, size: int, *, x: float = EDGE) -> list[Flowable]:
        """Return a text line by line, so that it can be split across pages."""
        return [self.text(line, size, x=x) if line else space(GAP / 2) for line in text.splitlines()]

    def caption(self, text: str, *, x: float = EDGE, to: float = _WIDTH - EDGE) -> Flowable:
        """Return a paragraph in small grey print, for text that is not being checked."""
        height = self.text(text, SMALL, x=x, to=to).height
        return Flowable(height, lambda y: self._write(text, SMALL, x=x, y=y, to=to, grey=SOFT))

    def buttons(self, labels: Sequence[tuple[str, bytes | None]], *, x: float = EDGE) -> list[Flowable]:
        """Return rows of buttons as a chat shows them, each with its label and perhaps a picture (PNG)."""
        rows: list[list[tuple[float, str, bytes | None]]] = []
        left = _WIDTH
        for label, png in labels:
            width = self._button_width(label, png)
            if left + width > _WIDTH - EDGE:
                rows.append([])
                left = x
            rows[-1].append((left, label, png))
            left += width + GAP
        return [Flowable(_BUTTON, partial(self._draw_buttons, row)) for row in rows]

    def _button_width(self, label: str, png: bytes | None) -> float:
        self._set_font(LARGE)
        return float(self._pdf.get_string_width(label)) + 2 * GAP + (0 if png is None else _BUTTON)

    def _draw_buttons(self, row: Sequence[tuple[float, str, bytes | None]], y: float) -> None:
        for x, label, png in row:
            if png is not None:
                self._draw_png(png, x=x + 1, y=y + 0.5, height=_BUTTON - 3)
            self._set_pen(SOFT)
            width = self._button_width(label, png)
            self._pdf.rect(x, y, width, _BUTTON - 2, round_corners=True, corner_radius=3)
            self._write(label, LARGE, x=x + GAP + (0 if png is None else _BUTTON), y=y + 0.8, to=_WIDTH)

    def picture(self, png: bytes, height: float, *, x: float = EDGE) -> Flowable:
        """Return a picture that takes no height itself, so that what follows is drawn beside it."""
        return Flowable(0, lambda y: self._draw_png(png, x=x, y=y, height=height))

    def tick_boxes(self, labels: Iterable[str], *, x: float = EDGE) -> Flowable:
        """Return a row of boxes to tick, each followed by its label."""
        return Flowable(_TICK_BOX + GAP, lambda y: self._draw_tick_boxes(labels, x, y + GAP / 2))

    def list_item(self, text: str, png: bytes | None, labels: Iterable[str]) -> Flowable:
        """Return one item of a list: perhaps a picture, the text, and tick boxes at the right."""
        x = EDGE if png is None else EDGE + _ROW + GAP
        paragraph = self.text(text, LARGE, x=x, to=_TICKS - GAP)
        height = max(paragraph.height, 0 if png is None else _ROW, _TICK_BOX) + GAP

        def draw(y: float) -> None:
            if png is not None:
                self._draw_png(png, x=EDGE, y=y, height=_ROW)
            paragraph.draw(y)
            self._draw_tick_boxes(labels, _TICKS, y + 1)

        return Flowable(height, draw)

    def _draw_tick_boxes(self, labels: Iterable[str], x: float, y: float) -> None:
        for label in labels:
            self._set_pen(INK)
            self._pdf.rect(x, y, _TICK_BOX, _TICK_BOX)
            self._write(label, SMALL, x=x + _TICK_BOX + 2, y=y, to=_WIDTH)
            x += _TICK_BOX + float(self._pdf.get_string_width(label)) + 8

    def number_box(self, label: str) -> Flowable:
        """Return a box to write a number in, followed by its label."""

        def draw(y: float) -> None:
            self._set_pen(INK)
            self._pdf.rect(EDGE, y, 2 * _WRITING_LINE, _WRITING_LINE)
            self._write(label, LARGE, x=EDGE + 2 * _WRITING_LINE + GAP, y=y + 1, to=_WIDTH)

        return Flowable(_WRITING_LINE + GAP, draw)

    def writing_line(self, *, x: float = EDGE, to: float = _WIDTH - EDGE) -> Flowable:
        """Return a line to write on."""
        return Flowable(_WRITING_LINE, lambda y: self._draw_rule(y + _WRITING_LINE - 1, x=x, to=to))

    def separator(self) -> Flowable:
        """Return a thick line with space around it; at the top of a page, only the space."""

        def draw(y: float) -> None:
            if y > _TOP:
                self._draw_rule(y + GAP, x=EDGE, to=_WIDTH - EDGE, thickness=0.8)

        return Flowable(2 * GAP, draw)

    def _add_page(self) -> None:
        self._pdf.add_page()
        for number, line in enumerate(self._heading):
            self._write(line, SMALL, x=EDGE, y=10 + number * SMALL * _LINE_HEIGHT, to=_WIDTH, grey=SOFT)
        self._draw_rule(_TOP - 5, x=EDGE, to=_WIDTH - EDGE)
        self._write(f"Page {self._pdf.page_no()} of {{nb}}", SMALL, x=EDGE, y=282, to=_WIDTH, grey=SOFT)
        self._y = _TOP

    def _write(
        self, text: str, size: int, *, x: float, y: float, to: float, bold: bool = False, grey: int = INK
    ) -> None:
        self._set_font(size, bold=bold)
        self._pdf.set_text_color(grey)
        self._pdf.set_xy(x, y)
        self._pdf.multi_cell(to - x, size * _LINE_HEIGHT, text, align="L")

    def _set_font(self, size: int, *, bold: bool = False) -> None:
        self._pdf.set_font(_FONT, "B" if bold else "", size)

    def _set_pen(self, grey: int, thickness: float = 0.4) -> None:
        self._pdf.set_draw_color(grey)
        self._pdf.set_line_width(thickness)

    def _draw_rule(self, y: float, *, x: float, to: float, thickness: float = 0.3) -> None:
        self._set_pen(SOFT, thickness)
        self._pdf.line(x, y, to, y)

    def _draw_png(self, png: bytes, *, x: float, y: float, height: float) -> None:
        """Draw a picture so that its square drawing starts at x; its white sides may reach into the margin."""
        width = height * WIDTH / HEIGHT
        self._pdf.image(BytesIO(png), x=x - (width - height) / 2, y=y, w=width, h=height)
