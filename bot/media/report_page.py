"""A report as an HTML page, for a screen and for paper. It loads no other file and no script."""

from typing import assert_never

from bot.media.chart_small import small_multiple
from bot.media.funnel_svg import funnel_svg
from bot.media.html import document, heading, items, paragraphs, table
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
from bot.reporting.report_tables import CLAIMS
from bot.reporting.report_words import title_of
from bot.reporting.tables import FigureTable

STYLE = """
body { margin: 0 auto; padding: 1rem; max-width: 64rem; color: #1d2a33; background: #ffffff;
  font-family: Arial, Helvetica, "Liberation Sans", "DejaVu Sans", sans-serif; line-height: 1.5 }
h1 { font-size: 1.75rem; line-height: 1.25; margin: 0 0 0.5rem }
h2 { font-size: 1.3rem; line-height: 1.3; margin: 2rem 0 0.5rem; border-top: 2px solid #1d2a33; padding-top: 0.5rem }
h3 { font-size: 1rem; line-height: 1.35; margin: 0 0 0.25rem }
.short { border-left: 6px solid #005eb8; background: #eef3f7; padding: 0.25rem 1rem; margin: 1rem 0 }
.short h2 { border: 0; margin: 0.25rem 0; padding: 0 }
.small { display: grid; grid-template-columns: repeat(auto-fill, minmax(17rem, 1fr)); gap: 1.25rem }
.small section { display: flex; flex-direction: column; break-inside: avoid }
.small h3 { flex: 1 0 auto }
.small p { margin: 0.25rem 0 0; font-size: 0.9rem }
svg { display: block; width: 100%; height: auto }
.plot { max-width: 45rem }
.wide { overflow-x: auto; margin: 0.75rem 0 }
table { border-collapse: collapse; font-size: 0.875rem; line-height: 1.3 }
caption { text-align: left; font-weight: bold; padding: 0.5rem 0 }
th, td { text-align: left; vertical-align: top; padding: 0.25rem 0.6rem 0.25rem 0; border-bottom: 1px solid #8795a0 }
thead th { border-bottom: 2px solid #1d2a33 }
tbody th { font-weight: normal; min-width: 5rem }
blockquote { margin: 0.75rem 0; padding-left: 0.75rem; border-left: 4px solid #8795a0; break-inside: avoid }
blockquote p { margin: 0 }
.from { color: #4a5a66; font-size: 0.875rem }
@media print {
  @page { size: A4; margin: 14mm }
  body { max-width: none; padding: 0; font-size: 10pt }
  .small { grid-template-columns: repeat(3, 1fr); gap: 4mm }
  .small h3 { font-size: 9pt }
  .small p, table { font-size: 7.5pt }
  th, td { padding: 0.5mm 2mm 0.5mm 0 }
  .wide { overflow: visible }
  .plot { max-width: 120mm }
  tr, caption, .plot, .whole, li { break-inside: avoid }
  h2, h3, caption, thead, thead tr { break-after: avoid }
  tbody tr:first-child { break-before: avoid }
  thead { display: table-header-group }
  .short { print-color-adjust: exact; -webkit-print-color-adjust: exact }
}
""".strip()


def report_page(report: Report) -> str:
    """Return the report as a self-contained page."""
    title = title_of(report)
    body = [_html(block, number, report.labels) for number, block in enumerate(blocks_of(report))]
    return document(title, STYLE, [heading(1, title), *body])


def _html(block: ReportBlock, number: int, labels: Labels) -> str:
    match block:
        case ReportHeading(level, text):
            return heading(level, text)
        case Text(text):
            return paragraphs([text])
        case Bullets(texts):
            return items(texts)
        case InShort(texts):
            return f'<div class="short">\n{heading(2, "In short")}\n{items(texts)}\n</div>'
        case SmallCharts():
            return _small(block)
        case FunnelPlot(funnel, own):
            return f'<div class="plot">{funnel_svg(funnel, labels, own=own)}</div>'
        case CommentQuote(text, origin):
            return f"<blockquote>{paragraphs([text])}{paragraphs([origin], 'from')}</blockquote>"
        case FigureTable():
            return table(block, f"table-{number}", CLAIMS)
        case _:
            assert_never(block)


def _small(block: SmallCharts) -> str:
    charts = "\n".join(
        f"<section>\n{heading(3, question)}\n{small_multiple(chart)}\n{paragraphs([chart.caption])}\n</section>"
        for question, chart in block.charts
    )
    return f'<div class="small">\n{charts}\n</div>'
