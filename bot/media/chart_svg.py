"""A chart as a self-contained, accessible SVG drawing.

It has a title and a description for screen readers, with everything that the drawing shows and the rules that it was
made by. Kinds of point differ in shape as well as colour (WCAG 2.2, success criterion 1.4.1).
"""

import math
from zlib import crc32

from bot.media.chart_key import Key
from bot.media.chart_layout import INK, LAYOUTS, Layout, Size
from bot.media.chart_marks import ICON, assurance_icon, variation_icon
from bot.media.chart_plot import PlotArea
from bot.media.svg import document, text_line, text_width, truncate, wrap
from bot.reporting.chart import Chart

_BOLD = 1.1
"""Width of bold text relative to regular text."""
_GAP = 8


def svg(chart: Chart, size: Size = Size.SLIDE) -> str:
    """Return the complete drawing: heading, icons, plot, key and caption."""
    return _drawing(chart, size, has_words=True)


def plot_only(chart: Chart, size: Size) -> str:
    """Return icons, plot and key, for a page that has the heading and what the chart says as text."""
    return _drawing(chart, size, has_words=False)


def _drawing(chart: Chart, size: Size, *, has_words: bool) -> str:
    layout = LAYOUTS[size]
    icons, icons_width = _icons(chart, layout)
    heading = _heading(chart, layout, layout.inner - icons_width) if has_words else []
    icons_height = ICON * layout.scale if icons else 0
    top = layout.edge + max(icons_height, len(heading) * layout.heading * 1.25)
    below = _captions(chart, size) if has_words else []
    content = [*icons]
    content += [
        text_line(
            line,
            layout.edge,
            layout.edge + layout.heading * (0.9 + 1.25 * n),
            font_size=layout.heading,
            font_weight="bold",
            fill=INK,
        )
        for n, line in enumerate(heading)
    ]
    plotted, y = _plot(chart, layout, top=top, room=len(below) * layout.line + layout.edge)
    content += plotted
    for line in below:
        y += layout.line
        content.append(text_line(line, layout.edge, y, fill=INK))
    return document(
        f"chart-{crc32(repr((size, has_words, chart)).encode('utf-8', 'replace')):08x}",
        title=chart.title,
        description=chart.described(),
        content=content,
        size=(layout.width, max(math.ceil(y + layout.edge), layout.height)),
        font_size=layout.text,
    )


def _icons(chart: Chart, layout: Layout) -> tuple[list[str], float]:
    """Return the icons of the last figure, in the upper right corner, and the width that they take.

    Without a figure for the last period there are none: they would be taken to be about now.
    """
    if not chart.points or not chart.is_up_to_date:
        return [], 0
    width = ICON * layout.scale
    x = layout.width - layout.edge - width
    icons = []
    if chart.assurance is not None:
        icons.append(assurance_icon(chart.assurance, x, y=layout.edge, scale=layout.scale))
        x -= width + _GAP
    if chart.has_limits:
        mark = chart.points[-1].point.mark
        icons.append(variation_icon(mark, chart.better, x, y=layout.edge, scale=layout.scale))
    return icons, len(icons) * (width + _GAP)


def _heading(chart: Chart, layout: Layout, width: float) -> list[str]:
    """Return the title in lines; one that is too long loses the end of its question, and never the ward."""
    size = layout.heading * _BOLD
    lines = wrap(chart.title, size, width)
    question, _, ward = chart.title.rpartition(" – ")
    while len(lines) > layout.heading_lines and (shorter := question.rpartition(" ")[0]):
        question = shorter
        lines = wrap(f"{question}… – {ward}", size, width)
    return lines


def _captions(chart: Chart, size: Size) -> list[str]:
    """Return what the chart says in short, the reason for each baseline, and the changes; on a slide in one line."""
    layout = LAYOUTS[size]
    changes = chart.numbered_changes()
    if size is Size.SLIDE:
        columns = int(layout.inner / text_width("a", layout.text))
        changes = (truncate("; ".join(changes), columns),) if changes else ()
    return [
        line
        for words in (chart.caption, *chart.numbered_baselines(), *changes)
        for line in wrap(words, layout.text, layout.inner)
    ]


def _plot(chart: Chart, layout: Layout, *, top: float, room: float) -> tuple[list[str], float]:
    """Return scales, plot and key, and the y coordinate where they end."""
    if not chart.points:
        y = top + layout.line
        return [text_line("There are no figures to show.", layout.edge, y, fill=INK)], y
    top += layout.line if chart.changes or chart.baselines else layout.text / 2
    key = Key(chart, layout)
    scales = 2.2 * layout.line
    has_counts = bool(chart.is_percent and PlotArea(chart, layout, top=top, height=layout.plot).counts(0))
    scales += layout.line if has_counts else 0
    height = max(layout.plot, layout.height - top - scales - key.height - room)
    area = PlotArea(chart, layout, top=top, height=height)
    counts = area.counts(area.bottom + 3 * layout.line) if has_counts else []
    y = area.bottom + scales
    return [*area.elements(), *counts, *key.elements(y)], y + key.height
