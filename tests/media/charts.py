"""Charts to draw, and how to read a drawing."""

from collections.abc import Sequence
from xml.etree import ElementTree as ET

from bot.media.chart_layout import Size
from bot.media.chart_svg import svg
from bot.reporting.chart import Annotation, Chart, ChartPoint
from bot.reporting.spc.points import Interval, exact
from bot.reporting.spc.rules import SpcRules
from bot.reporting.spc.summary import Assurance
from bot.reporting.spc.xmr import xmr
from bot.reporting.timeline import periods_after

SVG = "{http://www.w3.org/2000/svg}"
SHARES = (70, 72, 71, 69, 40, 71, 73, 70, 72, 71, 70, 90, 70)
HOSTILE = [
    "</title><script>alert(1)</script>",
    "\"'><image href='https://example.org/a.png'/>",
    "]]> <!-- &amp; &#0; <![CDATA[",
    "nul \0, bell \a, half a pair \ud800, no character \uffff",
    "\u202egnihtyna",
    "",
]


def months(count: int, first: str = "2025-01") -> list[str]:
    return [first, *periods_after(first, "2040-12")][:count]


def points_of(
    figures: Sequence[Interval], names: Sequence[str] | None = None, *, people: int = 20
) -> tuple[ChartPoint, ...]:
    """Return an XmR chart's points, a month each unless their periods are named."""
    drawn = xmr(figures, SpcRules()).points
    periods = months(len(figures)) if names is None else names
    return tuple(ChartPoint(name, name, people, point) for name, point in zip(periods, drawn, strict=True))


def chart_of(words: str = "Felt safe", **changed: object) -> Chart:
    """Return a chart with something of everything, in which every text has the given words."""
    chart = {
        "title": words,
        "points": points_of([*exact(SHARES[:-2]), Interval(90, 100), *exact(SHARES[-1:])]),
        "until": "2026-01",
        "rule": f"Rule {words}",
        "caption": f"Caption {words}",
        "summary": (f"Says {words}",),
        "notes": (f"Note {words}",),
        "target": 80,
        "changes": (Annotation("2025-04", words), Annotation("2025-04", f"Another {words}")),
        "baselines": (Annotation("2025-11", f"Because {words}"),),
        "assurance": Assurance.FAIL,
    }
    return Chart(**(chart | changed))  # type: ignore[arg-type] # each of its own type


def parsed(chart: Chart, size: Size = Size.SLIDE) -> ET.Element:
    return ET.fromstring(svg(chart, size))  # noqa: S314 - our own drawing


def texts(drawing: ET.Element) -> list[str]:
    return [element.text or "" for element in drawing.iter(f"{SVG}text")]


def contrast_with_white(colour: str) -> float:
    """Return the contrast by WCAG 2.2's definition of relative luminance."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
