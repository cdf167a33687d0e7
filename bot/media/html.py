"""HTML building blocks: a page that loads nothing else, tables, lists and paragraphs."""

from collections.abc import Iterable

from bot.media.svg import escape_text
from bot.reporting.tables import FigureTable


def document(title: str, style: str, body: Iterable[str], *, lang: str = "en-GB") -> str:
    """Return a self-contained page; the body is HTML, the title text."""
    parts = "\n".join(part for part in body if part)
    return f"""<!DOCTYPE html>
<html lang="{lang}">
<head>
<meta charset="utf-8"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<title>{escape_text(title)}</title>
<style>
{style}
</style>
</head>
<body>
<main>
{parts}
</main>
</body>
</html>
"""


def heading(level: int, text: str) -> str:
    """Return a heading."""
    return f"<h{level}>{escape_text(text)}</h{level}>"


def paragraphs(texts: Iterable[str], kind: str = "") -> str:
    """Return a paragraph for each text that is not empty, of a class if one is given."""
    opening = f'<p class="{kind}">' if kind else "<p>"
    return "\n".join(f"{opening}{escape_text(text)}</p>" for text in texts if text)


def items(texts: Iterable[str]) -> str:
    """Return a list; nothing where there are no texts."""
    listed = "\n".join(f"<li>{escape_text(text)}</li>" for text in texts)
    return f"<ul>\n{listed}\n</ul>" if listed else ""


def table(content: FigureTable, name: str, marks: tuple[str, ...] = ()) -> str:
    """Return a table in a region that scrolls sideways, also with the keyboard, where the page is too narrow.

    `name` is unique on the page. The first column heads its rows. Other cells that end in a word of `marks` are bold.
    """
    columns = "".join(f'<th scope="col">{escape_text(column)}</th>' for column in content.columns)
    rows = "\n".join(
        f'<tr><th scope="row">{first}</th>{"".join(_cell(cell, marks) for cell in cells)}</tr>'
        for first, *cells in (tuple(map(escape_text, row)) for row in content.rows)
    )
    kind = "wide whole" if len(content.rows) <= _ROWS_ON_A_PAGE else "wide"
    return f"""<div class="{kind}" role="region" aria-labelledby="{name}" tabindex="0">
<table>
<caption id="{name}">{escape_text(content.title)}</caption>
<thead><tr>{columns}</tr></thead>
<tbody>
{rows}
</tbody>
</table>
</div>"""


_ROWS_ON_A_PAGE = 14
"""A table with no more rows is not split between pages."""


def _cell(cell: str, marks: tuple[str, ...]) -> str:
    return f"<td><strong>{cell}</strong></td>" if cell.endswith(marks) else f"<td>{cell}</td>"
