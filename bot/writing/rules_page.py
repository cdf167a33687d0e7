"""The rules for writing as a page of the documentation."""

from collections.abc import Iterator, Sequence

from bot.engine.wording import Register
from bot.writing.registry import RULES
from bot.writing.rules import FlowRule, Rule, TextRule

_OPENING = """\
# The rules for writing

What `sayso check` holds every word to, in standard words and in easy read. This page is made from the rules themselves:
`make rules`. Each rule names where it is published; the examples are tests.

An **error** must be put right before the words are published. A **warning** is for a person to decide. A **note** asks
for nothing yet. Some rules are milder where a text breaks them only a little: a sentence of 12 words in easy read is a
warning, and one of 16 an error.

No rule knows whether people understand a text. Only people who read it do: see L34.

The lists of words stand in [conversations/common/rules/](../conversations/common/rules/), for you to change. How to
make an exception is told in [conversations/README.md](../conversations/README.md#exceptions).
"""


def rules_page(rules: Sequence[Rule] = RULES) -> str:
    """Return the page."""
    lines = [_OPENING, "| rule | what it asks | standard | easy read |", "|---|---|---|---|"]
    for rule in rules:
        strict = " | ".join(str(rule.severity[each]) if each in rule.severity else "–" for each in Register)
        lines.append(f"| [{rule.id}](#{rule.id.lower()}) | {rule.title} | {strict} |")
    for rule in rules:
        lines += ["", f"## {rule.id}", "", f"{rule.title}.", "", f"Source: {rule.source}.", "", *_examples(rule)]
    return "\n".join([*lines, ""])


def _examples(rule: Rule) -> Iterator[str]:
    place = f", in `{rule.file}`" if isinstance(rule, FlowRule) else ""
    for told, example in ((f"Like this{place}:", rule.passes), ("Not like this:", rule.fails)):
        if example.strip():
            shown = example.strip("\n") if isinstance(rule, TextRule) else example.rstrip("\n")
            yield from (told, "", "```", _cut(shown), "```", "")
        else:
            yield from (f"{told.rstrip(':')}: without it.", "")


def _cut(example: str) -> str:
    return example if len(example) < 400 else f"{example[:200]} …"  # noqa: PLR2004 - an example that is only long
