"""Charts as pictures: twice as sharp, on white, with their words; and what is told where that cannot be."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bot.media.chart_png import SHARPNESS, png
from bot.media.chart_svg import COLOURS, EDGE, WIDTH, svg
from bot.media.svg import FONT, element
from bot.reporting.chart import Chart
from bot.reporting.spc.points import Kind, Point
from tests.media.test_pictures import WHITE, Png

CHART = Chart("Felt safe", ("May", "June"), (Point(70, 60), Point(90, 60, kind=Kind.TREND)), "A rule.")
EMPTY = 'mount -t tmpfs none /usr/share/fonts && exec "$0" "$@"'
ALONE = """
import sys
from bot.media.chart_png import png
try:
    png(sys.stdin.read())
except LookupError as error:
    print(error)
"""


def drawn(chart: Chart) -> Png:
    """Draw a chart on a machine with fonts; without them there is nothing to look at."""
    try:
        return Png(png(svg(chart)))
    except LookupError as error:
        pytest.skip(str(error))


def colours(picture: Png, top: int, bottom: int) -> set[tuple[int, ...]]:
    return {picture.pixel(x, y) for y in range(top, bottom) for x in range(picture.width)}


def test_a_chart_becomes_a_picture_of_twice_its_size_on_white() -> None:
    picture = drawn(CHART)
    height = int(svg(CHART).split('height="')[1].split('"')[0])

    assert (picture.width, picture.height) == (SHARPNESS * WIDTH, SHARPNESS * height)
    assert all(picture.pixel(x, y) == WHITE for x in (0, picture.width - 1) for y in range(0, picture.height, 7)), (
        "nothing runs over its edge"
    )


def test_the_picture_has_the_figures_and_the_words() -> None:
    picture = drawn(CHART)
    mark = COLOURS[Kind.TREND]

    assert tuple(int(mark[n : n + 2], 16) for n in (1, 3, 5)) in colours(picture, 0, picture.height)
    for top in (EDGE, EDGE + 28 + 10):
        assert colours(picture, SHARPNESS * top, SHARPNESS * (top + 20)) != {WHITE}
    last_line = picture.height - SHARPNESS * (EDGE + 20)
    assert len(colours(picture, last_line, picture.height - SHARPNESS * EDGE)) > 10, "letters have soft edges"


@pytest.mark.parametrize("broken", ["", "no drawing", "<html></html>", "<svg", "<svg><path", "<svg></svg></svg>"])
def test_what_is_no_drawing_is_refused(broken: str) -> None:
    drawn(CHART)
    with pytest.raises(ValueError):  # noqa: PT011 - the renderer's own words
        png(broken)


@pytest.mark.skipif(shutil.which("unshare") is None, reason="nothing here can hide fonts from a program")
def test_on_a_machine_without_fonts_it_says_which_are_missing(tmp_path: Path) -> None:
    ran = subprocess.run(  # noqa: S603 - our own program, where the folder of fonts is another, empty one
        ["unshare", "-rm", "sh", "-c", EMPTY, sys.executable, "-c", ALONE],  # noqa: S607 - the unshare there is
        input=element("svg", xmlns="http://www.w3.org/2000/svg", width=1, height=1),
        env={**os.environ, "HOME": str(tmp_path)},
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    if ran.stderr.startswith(("unshare:", "mount:")):
        pytest.skip(f"this machine does not let its fonts be hidden: {ran.stderr}")

    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.startswith(f"this machine has none of {FONT}; install one")
    assert "show the chart as SVG" in ran.stdout
