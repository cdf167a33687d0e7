"""The XForm that pyxform makes of a workbook, as ODK and KoboToolbox show it."""

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
    """By language and id: the text as “”, the “image” and the “guidance”."""


def xform(file: Path) -> XForm:
    """Convert a workbook. Raises what pyxform raises where it cannot."""
    root = ET.fromstring(convert(str(file), warnings=[]).xform)  # noqa: S314 - made here
    binds = {bind.attrib["nodeset"].removeprefix("/data/"): bind.attrib for bind in root.iter(f"{_XF}bind")}
    return XForm(
        names=[name for name in binds if not name.startswith("meta/")],
        relevant={name: _named(bind["relevant"]) for name, bind in binds.items() if "relevant" in bind},
        required={name for name, bind in binds.items() if bind.get("required") == "true()"},
        choices={
            instance.attrib["id"]: [name.text or "" for name in instance.iter(f"{_XF}name")]
            for instance in root.iter(f"{_XF}instance")
            if "id" in instance.attrib
        },
        lists={
            str(parent.attrib["ref"]).removeprefix("/data/"): str(itemset.attrib["nodeset"]).split("'")[1]
            for kind in ("select", "select1")
            for parent in root.iter(f"{_XF}{kind}")
            for itemset in parent.iter(f"{_XF}itemset")
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
