"""A chart as one of many small ones that are compared: the same lines and marks, without its key and rules."""

from zlib import crc32

from bot.media.chart_layout import Layout
from bot.media.chart_plot import PlotArea
from bot.media.svg import document
from bot.reporting.chart import Chart

LAYOUT = Layout(width=360, height=216, edge=8, text=15, heading=15, heading_lines=3, plot=140)


def small_multiple(chart: Chart) -> str:
    """Return the drawing of a chart with at least one point; what it says is written beside it.

    Changes are lines without numbers: one change would have a number of its own in each chart.
    """
    top = LAYOUT.edge + LAYOUT.text / 2
    height = LAYOUT.height - 2 * LAYOUT.edge - 2.2 * LAYOUT.line - top
    area = PlotArea(chart, LAYOUT, top=top, height=height, numbered=False)
    return document(
        f"small-{crc32(repr(chart).encode('utf-8', 'replace')):08x}",
        title=chart.title,
        description=chart.caption,
        content=area.elements(),
        size=(LAYOUT.width, LAYOUT.height - 2 * LAYOUT.edge),
        font_size=LAYOUT.text,
    )
