"""Takes packages out of constraints.txt that nothing of ours uses: `make pins` names them and says why.

What only they needed goes too. Each package in the file is followed by comments that name what needs it.
"""

import re
import sys
from pathlib import Path

_PIN = re.compile(r"(?m)^(?P<name>[\w.-]+)==.*\n(?:[ \t]+.*\n)*")
_NEEDED_BY = re.compile(r"(?m)^    # +(?:via +)?([\w.-]+)")


def without(pins: str, unused: set[str]) -> str:
    """Return the pins without these packages and without what only they needed."""
    gone = set(unused)
    needed_by = {pin["name"]: set(_NEEDED_BY.findall(pin[0])) - {"via"} for pin in _PIN.finditer(pins)}
    if missing := gone - set(needed_by):
        raise SystemExit(f"Not among the pins, so it need not be left out any more: {', '.join(sorted(missing))}")
    while more := {name for name, by in needed_by.items() if by and by <= gone} - gone:
        gone |= more
    return _PIN.sub(lambda pin: "" if pin["name"] in gone else pin[0], pins)


if __name__ == "__main__":
    file = Path(sys.argv[1])
    file.write_text(without(file.read_text("utf-8"), set(sys.argv[2:])), "utf-8")
