"""Pictures as PNG: on white, wider than tall, so that text and buttons stay on a phone's screen beside them."""

import asyncio
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import resvg_py

from bot.engine.ids import PictureId
from bot.flows.pictures import PictureSource

WIDTH, HEIGHT = 640, 320
_INSET = 16
_TEST_SCALE = 20
"""Divides the size of a picture that is only drawn to see whether it can be: painting takes nearly all of the time."""

_ROOT = re.compile(r"<svg\b([^>]*)>")
_PLACE = re.compile(r"""\s(?:x|y|width|height)=(?:"[^"]*"|'[^']*')""")


@dataclass(slots=True)
class RenderedPictures:
    """The `Pictures` port, with a cache: each picture is drawn when it is first needed."""

    sources: Mapping[PictureId, PictureSource]
    _cache: dict[PictureId, bytes] = field(default_factory=dict)

    def reload(self, sources: Mapping[PictureId, PictureSource]) -> None:
        """Draw from these sources from now on."""
        self.sources, self._cache = sources, {}

    async def png(self, picture: PictureId) -> bytes:
        """Return the picture as PNG. Raises LookupError if there is none, or it cannot be drawn."""
        if picture in self._cache:
            return self._cache[picture]
        return await asyncio.to_thread(self.draw, picture)

    def draw(self, picture: PictureId) -> bytes:
        """Do the same in this thread."""
        cache = self._cache  # A picture still being drawn during a reload belongs to the cache of before it.
        if picture not in cache:
            cache[picture] = self._render(picture)
        return cache[picture]

    def broken(self) -> tuple[PictureId, ...]:
        """Return the pictures that cannot be drawn."""
        return tuple(picture for picture in self.sources if not self._can_draw(picture))

    def _can_draw(self, picture: PictureId) -> bool:
        try:
            self._render(picture, scale_down=_TEST_SCALE)
        except LookupError:
            return False
        return True

    def _render(self, picture: PictureId, *, scale_down: int = 1) -> bytes:
        try:
            return render(self.sources[picture].svg(), scale_down=scale_down)
        except (KeyError, OSError, ValueError):
            raise LookupError("the picture has no usable drawing") from None


def render(svg: str, *, scale_down: int = 1) -> bytes:
    """Return an SVG drawing centred on white, as PNG; `scale_down` divides its size. Raises ValueError if not SVG.

    Telegram shows the transparent parts of a photo as black, hence the white.
    """
    root = _ROOT.search(svg)
    if root is None:
        raise ValueError("not an SVG drawing")
    side = HEIGHT - 2 * _INSET
    place = f' x="{(WIDTH - side) / 2}" y="{_INSET}" width="{side}" height="{side}"'
    placed = f"<svg{place}{_PLACE.sub('', root.group(1))}>{svg[root.end() :]}"
    document = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>{placed}</svg>'
    )
    width, height = WIDTH // scale_down, HEIGHT // scale_down
    return bytes(resvg_py.svg_to_bytes(svg_string=document, width=width, height=height, skip_system_fonts=True))
