"""The sizes and colours of charts.

The colours are those that Making Data Count uses, blue for improvement, orange for concern and grey for common cause,
dark enough for a contrast with white of 3 to 1, or for text 4.5 to 1 (WCAG 2.2, success criteria 1.4.3 and 1.4.11).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.reporting.spc.summary import Variation

INK, SOFT, PLUM, GRID, WHITE = "#1d2a33", "#4a5a66", "#8a2a5b", "#dde3e7", "#ffffff"
"""Text and the centre line; limits and the line of figures; the target; the grid; the background."""
COLOURS: Mapping[Variation, str] = {
    Variation.IMPROVEMENT: "#005eb8",
    Variation.CONCERN: "#d95f02",
    Variation.CHANGE: "#6a3d9a",
    Variation.COMMON: "#6b7780",
}


class Size(StrEnum):
    """What a chart is drawn for."""

    SLIDE = "slide"
    PAGE = "page"
    PHONE = "phone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The measures of a drawing: its size and margin, and its font sizes.

    `plot` is the least height of the plot area: a drawing whose words need more room becomes higher.
    """

    width: int
    height: int
    edge: int
    text: int
    heading: int
    heading_lines: int
    plot: int

    @property
    def line(self) -> float:
        """Return the height of a line of text."""
        return self.text * 1.3

    @property
    def scale(self) -> float:
        """Return the size of markers, as a factor."""
        return self.text / 18

    @property
    def inner(self) -> int:
        """Return the width between the margins."""
        return self.width - 2 * self.edge


LAYOUTS: Mapping[Size, Layout] = {
    # 16:9; on a slide at half its width, text is still as large as 11 points.
    Size.SLIDE: Layout(width=960, height=540, edge=20, text=22, heading=27, heading_lines=3, plot=150),
    Size.PAGE: Layout(width=720, height=440, edge=14, text=16, heading=20, heading_lines=3, plot=200),
    Size.PHONE: Layout(width=440, height=520, edge=14, text=18, heading=21, heading_lines=5, plot=240),
}
