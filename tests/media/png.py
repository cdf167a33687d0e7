"""PNG pictures decoded with Pillow, to look at single pixels."""

from io import BytesIO
from typing import cast

from PIL import Image

WHITE = (255, 255, 255)

Pixel = tuple[int, int, int]


class DecodedPng:
    """A picture's size and colours."""

    def __init__(self, data: bytes) -> None:
        with Image.open(BytesIO(data), formats=["PNG"]) as image:
            self._image = image.convert("RGB")
        self.width, self.height = self._image.size

    def pixel(self, x: int, y: int) -> Pixel:
        """Return red, green and blue."""
        return cast("Pixel", self._image.getpixel((x, y)))

    def colours(self, top: int, bottom: int) -> set[Pixel]:
        """Return every colour in the rows from `top` up to `bottom`."""
        rows = self._image.crop((0, top, self.width, bottom))
        return {cast("Pixel", colour) for _, colour in rows.getcolors(self.width * self.height) or ()}
