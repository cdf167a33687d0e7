"""Charts as PNG: at twice their size, on white, with text; and the error on a machine without fonts."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bot.media.chart_layout import COLOURS, LAYOUTS, Size
from bot.media.chart_png import SHARPNESS, png
from bot.media.chart_svg import svg
from bot.media.svg import FONT, element
from bot.reporting.chart import Chart
from bot.reporting.spc.summary import Variation
from tests.media.charts import chart_of
from tests.media.png import WHITE, DecodedPng

CHART = chart_of()
EMPTY = 'mount -t tmpfs none /usr/share/fonts && exec "$0" "$@"'
ALONE = """
import sys
from bot.media.chart_png import png
try:
    png(sys.stdin.read())
except LookupError as error:
    print(error)
"""


def rendered(chart: Chart, size: Size = Size.SLIDE) -> DecodedPng:
    """Render a chart; skip the test on a machine without fonts."""
    try:
        return DecodedPng(png(svg(chart, size)))
    except LookupError as error:
        pytest.skip(str(error))


@pytest.mark.parametrize("size", Size)
def test_a_chart_is_rendered_at_twice_its_size_on_white(size: Size) -> None:
    picture = rendered(CHART, size)
    height = int(svg(CHART, size).split('height="')[1].split('"')[0])

    assert abs(picture.height - SHARPNESS * height) <= SHARPNESS
    assert picture.width == SHARPNESS * LAYOUTS[size].width
    assert all(picture.pixel(x, y) == WHITE for x in (0, picture.width - 1) for y in range(0, picture.height, 7)), (
        "nothing runs over its edge"
    )


def test_the_picture_has_markers_and_text() -> None:
    picture = rendered(CHART)
    marker = COLOURS[Variation.CONCERN]

    assert tuple(int(marker[n : n + 2], 16) for n in (1, 3, 5)) in picture.colours(0, picture.height)
    edge = LAYOUTS[Size.SLIDE].edge
    assert picture.colours(SHARPNESS * edge, SHARPNESS * (edge + 20)) != {WHITE}
    last_line = picture.height - SHARPNESS * (edge + 20)
    assert len(picture.colours(last_line, picture.height - SHARPNESS * edge)) > 10, "letters have soft edges"


@pytest.mark.parametrize("broken", ["", "no drawing", "<html></html>", "<svg", "<svg><path", "<svg></svg></svg>"])
def test_a_text_that_is_not_svg_is_refused(broken: str) -> None:
    rendered(CHART)
    with pytest.raises(ValueError):  # noqa: PT011 - the renderer's own words
        png(broken)


@pytest.mark.skipif(shutil.which("unshare") is None, reason="nothing here can hide fonts from a program")
def test_on_a_machine_without_fonts_the_error_names_those_to_install(tmp_path: Path) -> None:
    ran = subprocess.run(  # noqa: S603 - our own program, with an empty folder of fonts
        ["unshare", "-rm", "sh", "-c", EMPTY, sys.executable, "-c", ALONE],  # noqa: S607 - whichever unshare is installed
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
