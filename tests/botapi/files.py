"""Files that were sent, by either side. Only their ids and sizes matter here."""

import struct
from collections.abc import Sequence
from itertools import count

from tests.botapi.errors import bad_request
from tests.botapi.parameters import Json

PHOTO_BYTES = 10 * 1024 * 1024
PHOTO_WIDTH_AND_HEIGHT = 10_000
PHOTO_RATIO = 20

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_HEADER_BYTES = 33
_JPEG = b"\xff\xd8\xff"
_JPEG_SIZE = (800, 600)
"""Not read from the file; only a PNG's size is."""
_THUMBNAIL_WIDTH = 90


class Files:
    """Every file that the server knows, by its id."""

    def __init__(self) -> None:
        self._sizes: dict[str, int] = {}
        self._photos: dict[str, list[Json]] = {}
        self._numbers = count(1)

    def add(self, size: int) -> Json:
        """Take in a file of this many bytes; the answer is what a message says of it."""
        number = next(self._numbers)
        file = {"file_id": f"AgACFile{number:08}", "file_unique_id": f"AQAD{number:08}", "file_size": size}
        self._sizes[str(file["file_id"])] = size
        return file

    def add_photo(self, size: int, dimensions: tuple[int, int]) -> list[Json]:
        """Take in a photo; Telegram keeps it in several sizes, smallest first."""
        width, height = dimensions
        small = max(1, height * _THUMBNAIL_WIDTH // width)
        sizes = [
            {**self.add(min(size, 1000)), "width": _THUMBNAIL_WIDTH, "height": small},
            {**self.add(size), "width": width, "height": height},
        ]
        self._photos.update({each["file_id"]: sizes for each in sizes})
        return sizes

    def photo(self, file_id: str) -> Sequence[Json]:
        """A photo that was sent before. Bad Request if it was not."""
        if file_id not in self._photos:
            raise bad_request("wrong file identifier/HTTP URL specified")
        return self._photos[file_id]

    def describe(self, file_id: str) -> Json:
        """What getFile answers. Bad Request if there is no such file."""
        if file_id not in self._sizes:
            raise bad_request("invalid file_id")
        return {
            "file_id": file_id,
            "file_unique_id": f"AQAD{file_id[-8:]}",
            "file_size": self._sizes[file_id],
            "file_path": f"files/{file_id}",
        }


def check_photo(content: bytes) -> tuple[int, int]:
    """The width and height of a picture that Telegram would take as a photo."""
    if not content:
        raise bad_request("file must be non-empty")
    if len(content) > PHOTO_BYTES:
        raise bad_request("file is too big")
    if content.startswith(_JPEG):
        return _JPEG_SIZE
    if not content.startswith(_PNG) or len(content) < _PNG_HEADER_BYTES:
        raise bad_request("IMAGE_PROCESS_FAILED")
    width, height = struct.unpack_from(">II", content, 16)
    sides = sorted((width, height))
    if not sides[0] or sum(sides) > PHOTO_WIDTH_AND_HEIGHT or sides[1] > PHOTO_RATIO * sides[0]:
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return width, height
