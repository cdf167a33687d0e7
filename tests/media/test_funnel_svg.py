"""A funnel plot names the wards that are beyond its limits, and the ward that a report is of."""

from xml.etree import ElementTree as ET

import pytest

from bot.engine.ids import FlowId
from bot.flows.library import Library
from bot.media.chart_layout import COLOURS
from bot.media.funnel_svg import LAYOUT, funnel_svg
from bot.reporting.funnel import Distance, Funnel, FunnelWard
from bot.reporting.labels import Labels
from bot.reporting.shares import Share
from bot.reporting.spc.summary import Variation
from tests.media.charts import HOSTILE, SVG
from tests.usecases.releasing.planted import library

WARDS = (
    FunnelWard("willow", Share(200, 60, 60), Distance.BEYOND_998, -1),
    FunnelWard("oak", Share(150, 110, 120), Distance.USUAL, 1),
    FunnelWard("elm", Share(100, 97, 97), Distance.BEYOND_95, 1),
)


@pytest.fixture
def shipped() -> Library:
    return library()


def drawn(shipped: Library, *, own: str = "", name: str = "Willow Ward") -> ET.Element:
    labels = Labels(shipped.flows[FlowId("patient")], {"willow": name, "oak": "Oak Ward", "elm": "Elm Ward"})
    return ET.fromstring(funnel_svg(Funnel("rights", 0.7, WARDS), labels, own=own))  # noqa: S314 - our own drawing


def words(drawing: ET.Element) -> list[str]:
    return [text.text or "" for text in drawing.iter(f"{SVG}text")]


def test_wards_beyond_a_limit_and_the_own_one_are_named(shipped: Library) -> None:
    assert {"Willow Ward", "Elm Ward"} <= set(words(drawn(shipped)))
    assert "Oak Ward" not in words(drawn(shipped))
    assert "Oak Ward" in words(drawn(shipped, own="oak"))


def test_marks_differ_in_shape_and_colour(shipped: Library) -> None:
    marks = [path for path in drawn(shipped).iter(f"{SVG}path") if (path.get("d") or "").startswith("m")]

    assert [path.get("fill") for path in marks] == [
        COLOURS[kind] for kind in (Variation.CONCERN, Variation.COMMON, Variation.IMPROVEMENT)
    ]
    assert len({path.get("d") for path in marks}) == 3


def test_the_key_names_each_line(shipped: Library) -> None:
    assert words(drawn(shipped))[-3:] == ["Overall 70%", "Limits 95%", "Limits 99.8%"]


@pytest.mark.parametrize("name", HOSTILE)
def test_no_name_of_a_ward_breaks_the_drawing(shipped: Library, name: str) -> None:
    drawing = drawn(shipped, name=name)

    assert drawing.tag == f"{SVG}svg"
    assert all(float(text.get("x") or 0) <= LAYOUT.width for text in drawing.iter(f"{SVG}text"))
    assert list(drawing.iter(f"{SVG}script")) == []
