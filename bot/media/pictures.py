"""Drawings made into PNG: on white, wide rather than tall, so that words and buttons stay in sight on a phone."""

import asyncio
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import resvg_py

from bot.engine.ids import PictureId
from bot.flows.pictures import PictureSource

WIDTH, HEIGHT = 640, 320
_INSET = 16
_TO_SEE_IF_IT_CAN_BE_DRAWN = 20
"""How many times smaller: reading a drawing takes hardly any time, painting it takes nearly all."""

_ROOT = re.compile(r"<svg\b([^>]*)>")
_PLACE = re.compile(r"""\s(?:x|y|width|height)=(?:"[^"]*"|'[^']*')""")


@dataclass(slots=True)
class RenderedPictures:
    """The `Pictures` port: each picture is drawn when it is first wanted."""

    sources: Mapping[PictureId, PictureSource]
    _drawn: dict[PictureId, bytes] = field(default_factory=dict)

    def reload(self, sources: Mapping[PictureId, PictureSource]) -> None:
        """Draw from these from now on."""
        self.sources, self._drawn = sources, {}

    async def png(self, picture: PictureId) -> bytes:
        """Return the picture as PNG. Raises LookupError if there is none."""
        if picture in self._drawn:
            return self._drawn[picture]
        return await asyncio.to_thread(self.draw, picture)

    def draw(self, picture: PictureId) -> bytes:
        """Return the picture as PNG, drawn here and now. Raises LookupError if there is none or it is broken."""
        drawn = self._drawn  # What is still being drawn when others are taken is kept with those it belongs to.
        if picture not in drawn:
            drawn[picture] = self._painted(picture)
        return drawn[picture]

    def broken(self) -> tuple[PictureId, ...]:
        """Return the pictures that cannot be drawn."""
        return tuple(picture for picture in self.sources if not self._can_draw(picture))

    def _can_draw(self, picture: PictureId) -> bool:
        try:
            self._painted(picture, smaller=_TO_SEE_IF_IT_CAN_BE_DRAWN)
        except LookupError:
            return False
        return True

    def _painted(self, picture: PictureId, *, smaller: int = 1) -> bytes:
        try:
            return draw(self.sources[picture].svg(), smaller=smaller)
        except (KeyError, OSError, ValueError):
            raise LookupError("the picture has no drawing that can be used") from None


def draw(svg: str, *, smaller: int = 1) -> bytes:
    """Return an SVG drawing in the middle of a white sheet, as PNG, so many times smaller. ValueError if it is not SVG.

    Telegram shows the transparent parts of a photo as black, hence the white.
    """
    root = _ROOT.search(svg)
    if root is None:
        raise ValueError("not an SVG drawing")
    side = HEIGHT - 2 * _INSET
    place = f' x="{(WIDTH - side) / 2}" y="{_INSET}" width="{side}" height="{side}"'
    placed = f"<svg{place}{_PLACE.sub('', root.group(1))}>{svg[root.end() :]}"
    sheet = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>{placed}</svg>'
    )
    width, height = WIDTH // smaller, HEIGHT // smaller
    return bytes(resvg_py.svg_to_bytes(svg_string=sheet, width=width, height=height, skip_system_fonts=True))
