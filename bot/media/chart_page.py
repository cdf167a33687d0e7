"""A chart as an HTML page: a summary, the drawing and a table of the figures. It loads no other file and no script."""

from bot.media.chart_layout import Size
from bot.media.chart_svg import plot_only
from bot.media.svg import escape_text
from bot.reporting.chart import Chart
from bot.reporting.chart_table import rows

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
    title = escape_text(chart.title)
    return f"""<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<title>{title}</title>
<style>
{STYLE}
</style>
</head>
<body>
<main>
<h1>{title}</h1>
{_paragraphs(chart.summary)}
{_drawings(chart, size)}
{_paragraphs((*chart.numbered_baselines(), *chart.numbered_changes()))}
{_table(chart)}
<h2>How this was made</h2>
{_paragraphs((*chart.notes, chart.rule))}
</main>
</body>
</html>
"""


def _drawings(chart: Chart, size: Size | None) -> str:
    if size is not None:
        return plot_only(chart, size)
    return "\n".join(f'<div class="{one}">{plot_only(chart, one)}</div>' for one in (Size.PAGE, Size.PHONE))


def _paragraphs(texts: tuple[str, ...]) -> str:
    return "\n".join(f"<p>{escape_text(text)}</p>" for text in texts if text)


def _table(chart: Chart) -> str:
    """Return the figures in a region that scrolls sideways, also with the keyboard, where the page is too narrow."""
    header, *body = rows(chart)
    columns = "".join(f'<th scope="col">{escape_text(heading)}</th>' for heading in header)
    lines = "\n".join(
        f'<tr><th scope="row">{label}</th>{"".join(f"<td>{cell}</td>" for cell in cells)}</tr>'
        for label, *cells in (map(escape_text, row) for row in body)
    )
    return f"""<div class="wide" role="region" aria-labelledby="figures" tabindex="0">
<table>
<caption id="figures">The figures of the chart</caption>
<thead><tr>{columns}</tr></thead>
<tbody>
{lines}
</tbody>
</table>
</div>"""
