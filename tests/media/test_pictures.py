"""Pictures are drawn on white, wider than tall."""

from pathlib import Path

import pytest

from bot.engine.ids import PictureId
from bot.flows.files import read_files
from bot.flows.library import require_library
from bot.flows.pictures import PictureSource
from bot.media.pictures import HEIGHT, WIDTH, RenderedPictures, render
from tests.media.png import WHITE, DecodedPng

SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 72 72"><path d="M0 0h72v72H0z" fill="#f00"/></svg>'
RED = (255, 0, 0)


def test_a_drawing_is_centred_on_white() -> None:
    png = DecodedPng(render(SQUARE))

    assert (png.width, png.height) == (WIDTH, HEIGHT) == (640, 320)
    assert png.pixel(WIDTH // 2, HEIGHT // 2) == RED
    for x, y in ((0, 0), (WIDTH - 1, 0), (0, HEIGHT - 1), (WIDTH - 1, HEIGHT - 1), (WIDTH // 2, 4), (150, 160)):
        assert png.pixel(x, y) == WHITE
    for x, y in ((180, 160), (460, 160), (320, 20), (320, 300)):
        assert png.pixel(x, y) == RED


@pytest.mark.parametrize(
    "size", ['width="20" height="20"', "width='900' height='900' x='5' y='7'", 'x="1" y="2" width="3em" height="100%"']
)
def test_a_drawing_of_any_size_is_scaled_to_the_same_square(size: str) -> None:
    assert render(SQUARE.replace("<svg ", f"<svg {size} ")) == render(SQUARE)


@pytest.mark.parametrize("broken", ["", "hello", "<html></html>", "<svg", "<svg><path", "<svg></svg></svg>"])
def test_a_text_that_is_not_svg_is_refused(broken: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the renderer's own words
        render(broken)


def test_a_drawing_may_start_with_an_xml_declaration_and_comments() -> None:
    prolog = '<?xml version="1.0" encoding="UTF-8"?>\n<!-- made by hand -->\n'

    assert render(prolog + SQUARE) == render(SQUARE)


async def test_a_picture_is_drawn_once_until_it_is_replaced() -> None:
    pictures = RenderedPictures({PictureId("one"): PictureSource(drawing=SQUARE)})

    first = await pictures.png(PictureId("one"))
    assert await pictures.png(PictureId("one")) is first

    pictures.reload({PictureId("one"): PictureSource("⭐")})
    assert await pictures.png(PictureId("one")) != first


@pytest.mark.parametrize("drawing", ["", "not a drawing"])
async def test_a_picture_that_cannot_be_drawn_is_reported_as_broken(drawing: str) -> None:
    one = PictureSource(drawing=drawing)
    pictures = RenderedPictures({PictureId("one"): one, PictureId("two"): PictureSource("⭐")})

    with pytest.raises(LookupError):
        await pictures.png(PictureId("one"))
    with pytest.raises(LookupError):
        await pictures.png(PictureId("three"))
    assert pictures.broken() == ("one",)


def test_every_shipped_picture_can_be_drawn() -> None:
    library = require_library(read_files(Path(__file__).parent.parent.parent / "conversations"))

    assert len(library.pictures) > 50
    assert RenderedPictures(library.pictures).broken() == ()


def test_a_drawing_is_preferred_to_an_emoji() -> None:
    assert PictureSource("⭐", SQUARE).svg() == SQUARE
    assert PictureSource("⭐").svg() != SQUARE


@pytest.mark.parametrize("emoji", ["⭐", "⚖️", "🧑‍⚕️", "1️⃣", "♾️", "☹"])
def test_an_emoji_is_found_with_or_without_variation_selectors(emoji: str) -> None:
    assert PictureSource(emoji).exists()
    assert "<svg" in PictureSource(emoji).svg()


@pytest.mark.parametrize("emoji", ["", "x", "../README", "🧑‍🧑‍🧑"])
def test_an_emoji_that_openmoji_lacks_does_not_exist(emoji: str) -> None:
    assert not PictureSource(emoji).exists()
    with pytest.raises(FileNotFoundError):
        PictureSource(emoji).svg()
