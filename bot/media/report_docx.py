"""A report as a Word document, to edit and to print: the words and tables of the page, with the drawings as PNG."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from io import BytesIO
from typing import assert_never

import docx
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from bot.engine.ids import PictureId
from bot.media.chart_png import png
from bot.media.chart_small import small_multiple
from bot.media.funnel_svg import funnel_svg
from bot.reporting.chart import Chart
from bot.reporting.easy_report import EasyBlock, easy_report, easy_title, small_print
from bot.reporting.labels import Labels
from bot.reporting.report import Report
from bot.reporting.report_blocks import (
    Bullets,
    CommentQuote,
    FunnelPlot,
    InShort,
    ReportBlock,
    ReportHeading,
    SmallCharts,
    Text,
    blocks_of,
)
from bot.reporting.report_words import title_of
from bot.reporting.tables import FigureTable

_STYLES = {"Normal": 1, "Title": 2, "Heading 1": 1.4, "Heading 2": 1, "Caption": 0.9}
"""The styles that are used, and their size relative to that of the text."""
_INK = RGBColor(0x1D, 0x2A, 0x33)
_MARGIN, _TABLE_TEXT = Mm(16), Pt(8)
_SMALL_WIDTH, _PLOT_WIDTH = Mm(84), Mm(150)
_PICTURE_WIDTH, _LEFT_WIDTH, _RIGHT_WIDTH = Mm(44), Mm(48), Mm(130)

Draw = Callable[[PictureId], bytes]
"""Draws a picture as PNG. Raises LookupError where there is none."""


def report_docx(report: Report) -> bytes:
    """Return the report as a document. Raises LookupError where no font is installed to draw with."""
    document = _document(title_of(report), Pt(10))
    for block in blocks_of(report):
        _add(document, block, report.labels)
    return _saved(document)


def easy_report_docx(report: Report, draw: Draw) -> bytes:
    """Return the report in easy read as a document. A picture that cannot be drawn is left out."""
    document = _document(easy_title(report), Pt(16))
    for section in easy_report(report):
        document.add_heading(section.title, 1)
        for block in section.blocks:
            _add_easy(document, block, draw)
    for text in small_print(report):
        document.add_paragraph(text)
    return _saved(document)


def _document(title: str, size: Pt) -> Document:
    document = docx.Document()
    document.core_properties.title, document.core_properties.language = title, "en-GB"
    document.core_properties.author = ""
    for name, factor in _STYLES.items():
        style = document.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = "Arial", Pt(round(size.pt * factor)), _INK
        # The theme's font would win over the name.
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = _MARGIN
    document.add_heading(title, 0)
    return document


def _saved(document: Document) -> bytes:
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _add(document: Document, block: ReportBlock, labels: Labels) -> None:
    match block:
        case ReportHeading(level, text):
            document.add_heading(text, level - 1)
        case Text(text):
            document.add_paragraph(text)
        case Bullets(texts):
            _add_bullets(document, texts)
        case InShort(texts):
            document.add_heading("In short", 1)
            _add_bullets(document, texts)
        case SmallCharts(charts):
            _add_small(document, charts)
        case FunnelPlot(funnel, own):
            alt = f"Funnel plot: {labels.question(funnel.question)} The table below has the same figures."
            paragraph = document.add_paragraph()
            paragraph.paragraph_format.keep_with_next = True
            _add_picture(paragraph, png(funnel_svg(funnel, labels, own=own)), alt, _PLOT_WIDTH)
        case CommentQuote(text, origin):
            document.add_paragraph(f"“{text}” – {origin}")
        case FigureTable():
            _add_table(document, block)
        case _:
            assert_never(block)


def _add_bullets(document: Document, texts: tuple[str, ...]) -> None:
    for text in texts:
        document.add_paragraph(text, "List Bullet")


def _add_small(document: Document, charts: Sequence[tuple[str, Chart]]) -> None:
    """Add small charts, two beside each other."""
    table = document.add_table(rows=(len(charts) + 1) // 2, cols=2)
    cells = (cell for row in table.rows for cell in row.cells)
    for cell, (question, chart) in zip(cells, charts, strict=False):
        _add_title(cell, question)
        _add_picture(cell.add_paragraph(), png(small_multiple(chart)), chart.caption, _SMALL_WIDTH)
        cell.add_paragraph(chart.caption)


def _add_title(cell: _Cell, title: str) -> None:
    """Make a title of the empty paragraph that a cell begins with."""
    cell.paragraphs[0].style = "Heading 2"
    cell.paragraphs[0].add_run(title)


def _add_picture(paragraph: Paragraph, image: bytes, alt: str, width: Mm) -> None:
    shape = paragraph.add_run().add_picture(BytesIO(image), width)
    shape._inline.docPr.set("descr", alt)  # noqa: SLF001 - python-docx has no other way to the alternative text


def _add_table(document: Document, content: FigureTable) -> None:
    """Add a table whose first row repeats on each page, under its caption."""
    document.add_paragraph(content.title, "Caption").paragraph_format.keep_with_next = True
    table = document.add_table(rows=0, cols=len(content.columns), style="Table Grid")
    for row in (content.columns, *content.rows):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            run = cell.paragraphs[0].add_run(text)
            run.font.size = _TABLE_TEXT
            if row is content.columns:
                run.font.bold = True
    header = table.rows[0]._tr.get_or_add_trPr()  # noqa: SLF001 - nor one to a repeated heading
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    header.append(repeated)
    document.add_paragraph()


def _add_easy(document: Document, block: EasyBlock, draw: Draw) -> None:
    """Add a picture on the left and words on the right. The words say all that the picture does."""
    table = document.add_table(rows=1, cols=2)
    table.autofit = False
    left, right = table.rows[0].cells
    for place, width in enumerate((_LEFT_WIDTH, _RIGHT_WIDTH)):
        table.columns[place].width = table.rows[0].cells[place].width = width
    with suppress(LookupError):
        _add_picture(left.paragraphs[0], draw(block.picture), "", _PICTURE_WIDTH)
    lines = right.paragraphs[0]
    if block.title:
        _add_title(right, block.title)
        lines = right.add_paragraph()
    for place, line in enumerate(block.lines):
        (right.add_paragraph() if place else lines).add_run(line)
    document.add_paragraph().paragraph_format.space_after = Pt(0)
