"""Every picture is drawn on white, wide rather than tall."""

import struct
import zlib
from pathlib import Path

import pytest

from bot.engine.ids import PictureId
from bot.flows.library import load_sound
from bot.flows.pictures import PictureSource
from bot.media.pictures import HEIGHT, WIDTH, RenderedPictures, draw

SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 72 72"><path d="M0 0h72v72H0z" fill="#f00"/></svg>'
WHITE, RED = (255, 255, 255), (255, 0, 0)


class Png:
    """A PNG with 8 bits a channel, as the renderer writes it."""

    def __init__(self, data: bytes) -> None:
        assert data.startswith(b"\x89PNG\r\n\x1a\n")
        chunks: dict[bytes, bytes] = {}
        at = 8
        while at < len(data):
            length, kind = struct.unpack_from(">I4s", data, at)
            chunks[kind] = chunks.get(kind, b"") + data[at + 8 : at + 8 + length]
            at += length + 12
        self.width, self.height, depth, colour = struct.unpack_from(">IIBB", chunks[b"IHDR"])
        assert depth == 8
        self._channels = {2: 3, 6: 4}[colour]
        self._rows = self._unfiltered(zlib.decompress(chunks[b"IDAT"]))

    def pixel(self, x: int, y: int) -> tuple[int, ...]:
        """Return red, green and blue."""
        return tuple(self._rows[y][x * self._channels : x * self._channels + 3])

    def _unfiltered(self, data: bytes) -> list[bytearray]:
        size = self.width * self._channels
        rows: list[bytearray] = []
        for y in range(self.height):
            kind = data[y * (size + 1)]
            row = bytearray(data[y * (size + 1) + 1 : (y + 1) * (size + 1)])
            above = rows[-1] if rows else bytearray(size)
            if kind == 0 or not (any(row) or any(above)):
                rows.append(row)
                continue
            if kind == 2:
                rows.append(bytearray((one + other) & 0xFF for one, other in zip(row, above, strict=True)))
                continue
            for x in range(size):
                left = row[x - self._channels] if x >= self._channels else 0
                corner = above[x - self._channels] if x >= self._channels else 0
                row[x] = (row[x] + _predicted(kind, left, above[x], corner)) & 0xFF
            rows.append(row)
        return rows


def _predicted(kind: int, left: int, above: int, corner: int) -> int:
    guess = left + above - corner
    nearest = min((left, above, corner), key=lambda each: abs(guess - each))
    return (0, left, above, (left + above) // 2, nearest)[kind]


def test_a_drawing_stands_in_the_middle_of_a_white_sheet() -> None:
    png = Png(draw(SQUARE))

    assert (png.width, png.height) == (WIDTH, HEIGHT) == (640, 320)
    assert png.pixel(WIDTH // 2, HEIGHT // 2) == RED
    for x, y in ((0, 0), (WIDTH - 1, 0), (0, HEIGHT - 1), (WIDTH - 1, HEIGHT - 1), (WIDTH // 2, 4), (150, 160)):
        assert png.pixel(x, y) == WHITE
    for x, y in ((180, 160), (460, 160), (320, 20), (320, 300)):
        assert png.pixel(x, y) == RED


@pytest.mark.parametrize(
    "size", ['width="20" height="20"', "width='900' height='900' x='5' y='7'", 'x="1" y="2" width="3em" height="100%"']
)
def test_a_drawing_of_any_size_fills_the_same_place(size: str) -> None:
    assert draw(SQUARE.replace("<svg ", f"<svg {size} ")) == draw(SQUARE)


@pytest.mark.parametrize("broken", ["", "hello", "<html></html>", "<svg", "<svg><path", "<svg></svg></svg>"])
def test_what_is_no_drawing_is_refused(broken: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the renderer's own words
        draw(broken)


def test_a_drawing_may_begin_with_what_programs_write_before_it() -> None:
    before = '<?xml version="1.0" encoding="UTF-8"?>\n<!-- made by hand -->\n'

    assert draw(before + SQUARE) == draw(SQUARE)


async def test_a_picture_is_drawn_once_until_there_is_another() -> None:
    pictures = RenderedPictures({PictureId("one"): PictureSource(drawing=SQUARE)})

    first = await pictures.png(PictureId("one"))
    assert await pictures.png(PictureId("one")) is first

    pictures.reload({PictureId("one"): PictureSource("⭐")})
    assert await pictures.png(PictureId("one")) != first


@pytest.mark.parametrize("drawing", ["", "not a drawing"])
async def test_a_picture_that_cannot_be_drawn_is_no_picture(drawing: str) -> None:
    one = PictureSource(drawing=drawing)
    pictures = RenderedPictures({PictureId("one"): one, PictureId("two"): PictureSource("⭐")})

    with pytest.raises(LookupError):
        await pictures.png(PictureId("one"))
    with pytest.raises(LookupError):
        await pictures.png(PictureId("three"))
    assert pictures.broken() == ("one",)


def test_every_shipped_picture_can_be_drawn() -> None:
    library = load_sound(Path(__file__).parent.parent.parent / "conversations")

    assert len(library.pictures) > 50
    assert RenderedPictures(library.pictures).broken() == ()


def test_a_drawing_of_ones_own_comes_before_the_emoji() -> None:
    assert PictureSource("⭐", SQUARE).svg() == SQUARE
    assert PictureSource("⭐").svg() != SQUARE


@pytest.mark.parametrize("emoji", ["⭐", "⚖️", "🧑‍⚕️", "1️⃣", "♾️", "☹"])
def test_an_emoji_is_found_whatever_its_style_marks(emoji: str) -> None:
    assert PictureSource(emoji).exists()
    assert "<svg" in PictureSource(emoji).svg()


@pytest.mark.parametrize("emoji", ["", "x", "../README", "🧑‍🧑‍🧑"])
def test_what_openmoji_does_not_draw_is_not_there(emoji: str) -> None:
    assert not PictureSource(emoji).exists()
    with pytest.raises(FileNotFoundError):
        PictureSource(emoji).svg()
