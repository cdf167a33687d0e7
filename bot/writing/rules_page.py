"""docs/easy-read-rules.md, made from the rules."""

from collections.abc import Iterator, Sequence

from bot.engine.wording import Register
from bot.writing.registry import RULES
from bot.writing.rules import FlowRule, Rule, TextRule

_OPENING = """\
# The rules for writing

`sayso check` checks all words, standard and easy read, against these rules. This page is generated from them
(`make rules`). Each rule has its source; the examples are run as tests.

An **error** must be fixed before the words are published. A **warning** is for a person to decide. A **note** is only
for information. Some rules are milder on small offences: in easy read, a sentence of 12 words is a warning and one of
16 words an error.

No rule can tell whether people understand a text. Only readers can: see L34.

You can change the word lists in [conversations/common/rules/](../conversations/common/rules/). For exceptions, see
[conversations/README.md](../conversations/README.md#exceptions).
"""


def rules_page(rules: Sequence[Rule] = RULES) -> str:
    """Return the page."""
    lines = [_OPENING, "| rule | requirement | standard | easy read |", "|---|---|---|---|"]
    for rule in rules:
        severities = " | ".join(str(rule.severity.get(register, "–")) for register in Register)
        lines.append(f"| [{rule.id}](#{rule.id.lower()}) | {rule.title} | {severities} |")
    for rule in rules:
        lines += ["", f"## {rule.id}", "", f"{rule.title}.", "", f"Source: {rule.source}.", "", *_examples(rule)]
    return "\n".join([*lines, ""])


def _examples(rule: Rule) -> Iterator[str]:
    location = f", in `{rule.file}`" if isinstance(rule, FlowRule) else ""
    for heading, example in ((f"Like this{location}:", rule.passes), ("Not like this:", rule.fails)):
        if example.strip():
            shown = example.strip("\n") if isinstance(rule, TextRule) else example.rstrip("\n")
            yield from (heading, "", "```", _shorten(shown), "```", "")
        else:
            yield from (f"{heading.rstrip(':')}: without it.", "")


def _shorten(example: str) -> str:
    return example if len(example) < 400 else f"{example[:200]} …"  # noqa: PLR2004 - an example whose length is the point
