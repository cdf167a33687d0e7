"""What pyxform makes of a workbook: the XForm that ODK and KoboToolbox show, read as far as tests ask."""

import re
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

from pyxform.xls2xform import convert

_XF = "{http://www.w3.org/2002/xforms}"
_JR = "jr:itext('{}')"


@dataclass(frozen=True)
class XForm:
    """A form as other programs read it."""

    names: list[str]
    relevant: dict[str, str]
    """Conditions by question, with `${…}` around names, as the workbook has them."""
    required: set[str]
    choices: dict[str, list[str]]
    """The names of the choices by the name of their list."""
    lists: dict[str, str]
    """The list of each question."""
    words: dict[str, dict[str, dict[str, str]]]
    """By language and by what is worded: its text as “”, and its “image” and “guidance”."""


def xform(file: Path) -> XForm:
    """Convert a workbook. Raises what pyxform raises where it cannot."""
    root = ET.fromstring(convert(str(file), warnings=[]).xform)  # noqa: S314 - made here
    binds = {bind.attrib["nodeset"].removeprefix("/data/"): bind.attrib for bind in root.iter(f"{_XF}bind")}
    return XForm(
        names=[name for name in binds if not name.startswith("meta/")],
        relevant={name: _named(each["relevant"]) for name, each in binds.items() if "relevant" in each},
        required={name for name, each in binds.items() if each.get("required") == "true()"},
        choices={
            each.attrib["id"]: [found.text or "" for found in each.iter(f"{_XF}name")]
            for each in root.iter(f"{_XF}instance")
            if "id" in each.attrib
        },
        lists={
            str(parent.attrib["ref"]).removeprefix("/data/"): str(each.attrib["nodeset"]).split("'")[1]
            for kind in ("select", "select1")
            for parent in root.iter(f"{_XF}{kind}")
            for each in parent.iter(f"{_XF}itemset")
        },
        words={
            language.attrib["lang"]: {
                text.attrib["id"]: {value.attrib.get("form", ""): value.text or "" for value in text}
                for text in language
            }
            for language in root.iter(f"{_XF}translation")
        },
    )


def _named(condition: str) -> str:
    return re.sub(r" ?/data/([^\s,)]+) ?", r"${\1}", condition).strip()
