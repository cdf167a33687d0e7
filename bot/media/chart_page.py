"""A chart as an HTML page: a summary, the drawing and a table of the figures. It loads no other file and no script."""

from bot.media.chart_layout import Size
from bot.media.chart_svg import plot_only
from bot.media.html import document, heading, paragraphs, table
from bot.reporting.chart import Chart
from bot.reporting.chart_table import rows
from bot.reporting.tables import FigureTable

STYLE = """
body { margin: 0 auto; padding: 0.5rem; max-width: 48rem; color: #1d2a33; background: #ffffff;
  font-family: Arial, Helvetica, "Liberation Sans", "DejaVu Sans", sans-serif; line-height: 1.5 }
h1 { font-size: 1.375rem; line-height: 1.3 }
h2 { font-size: 1.125rem }
h1, p, caption, th, td { overflow-wrap: break-word }
svg { display: block; width: 100%; height: auto }
.phone { display: none }
@media (max-width: 34rem) { .page { display: none } .phone { display: block } }
.wide { overflow-x: auto }
table { border-collapse: collapse }
caption { text-align: left; font-weight: bold; padding: 0.5rem 0 }
th, td { text-align: left; vertical-align: top; padding: 0.25rem 0.5rem; border-bottom: 1px solid #4a5a66 }
tbody th { white-space: nowrap }
""".strip()


def page(chart: Chart, size: Size | None = None) -> str:
    """Return the chart as a self-contained page. Without a size, its drawing fits the screen that it is read on."""
    columns, *body = rows(chart)
    return document(
        chart.title,
        STYLE,
        [
            heading(1, chart.title),
            paragraphs(chart.summary),
            _drawings(chart, size),
            paragraphs((*chart.numbered_baselines(), *chart.numbered_changes())),
            table(FigureTable("The figures of the chart", columns, tuple(body)), "figures"),
            heading(2, "How this was made"),
            paragraphs((*chart.notes, chart.rule)),
        ],
    )


def _drawings(chart: Chart, size: Size | None) -> str:
    if size is not None:
        return plot_only(chart, size)
    return "\n".join(f'<div class="{one}">{plot_only(chart, one)}</div>' for one in (Size.PAGE, Size.PHONE))
