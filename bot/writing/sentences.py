"""Sentences and messages: how long they are, and how much stands in one (L01 to L06)."""

import re
from collections.abc import Iterator

from bot.engine.wording import Register
from bot.writing.lists import Lists
from bot.writing.rules import EASY_ERROR, EASY_WARNING, ERROR, WARNING, Found, TextRule
from bot.writing.text import RUNNING, SHOWN, Part, Text, placed_sentences, sentences, unquoted, words

EASIEST, LONGEST = 10, 15
"""Words in an easy-read sentence: more than the first can be shorter, more than the second are too many."""

STANDARD_EASIEST, STANDARD_LONGEST = 20, 25
"""The same in standard words."""

MOST_LINES, MOST_WORDS = 5, 50
"""In one paragraph of easy read, and in what a step shows at once."""

_RELATIVE = re.compile(r"(?<![.?!:“\n])[,\s](which|whose|whom|whereby)\b", re.IGNORECASE)
_ASKED = re.compile(
    r"\b(?:know|choose|tell(?: \w+)?|say|ask|decide|pick|see|find out|remember|show(?: \w+)?|sure|in|of|for|to|about)"
    r"\s+(?:which|whose)\b",
    re.IGNORECASE,
)
_JOINS = re.compile(
    r"\b(because|although|though|whereas|unless|whilst|while|so that|in order to|therefore)\b", re.IGNORECASE
)
_AND = re.compile(r"\b(?:and|or|but)\b", re.IGNORECASE)
_COLON_INSIDE = re.compile(r":\s+(?![“\"{\d])\S")
_DASH = re.compile(r"\w\s+[–—-]\s+\w")
_LABEL = re.compile(r"^[^\w:]*+(?:\w++[^\w:]++){0,2}\w++[^\w:]*+:")
_BE = (
    r"(?:am|is|are|was|were|be|been|being|isn['’]t|aren['’]t|wasn['’]t|weren['’]t|get|gets|got|getting|"
    r"(?:I|you|we|they|he|she|it)['’](?:m|re|s))"
)
_BETWEEN_BE_AND = r"(?:\s+(?:not|never|also|always|often|only|then|still|now|being|all|both|\w+ly))*"
_PASSIVE = re.compile(rf"\b{_BE}{_BETWEEN_BE_AND}\s+(\w+)\b(?!-)", re.IGNORECASE)
_ASKED_PASSIVE = re.compile(
    r"\b(?:am|is|are|was|were)\s+(?:I|you|we|they|he|she|it|your?\s+\w+|the\s+\w+)\s+(?:\w+ly\s+)?(\w+)\b",
    re.IGNORECASE,
)
_IRREGULAR = frozenset(
    words(
        "beaten begun bitten blamed born borne bought bound broken brought built burnt caught chosen cut dealt done"
        " drawn driven eaten fed felt forbidden forgotten found given heard held hidden hit hurt kept known laid led"
        " left lent let lost made meant met paid put read said seen sent set shown shut sold spent spoken stolen"
        " struck stuck sworn taken taught thrown told understood won worn written"
    )
)
_NO_ACTION = frozenset(
    words(
        "annoyed ashamed bed bored closed complicated concerned confused depressed disabled disappointed divorced done"
        " embarrassed excited exhausted experienced finished frightened frustrated gone hundred indeed interested left"
        " limited married mixed need pleased prepared qualified red related relaxed retired satisfied scared separated"
        " settled shocked stressed supposed surprised tired used worried"
    )
)
"""Words that look as if something were done to somebody, and say how somebody is."""


def _longer_than(text: Text, easiest: int, longest: int) -> Iterator[Found]:
    for sentence in placed_sentences(text.text):
        if (count := len(sentence.words)) > easiest:
            severity = ERROR if count > longest else WARNING
            instead = f"say it in at most {easiest} words, or in two sentences: “{sentence.text}”"
            yield Found(f"this sentence has {count} words", instead, sentence.line, severity)


def _long_easy_read(text: Text, _: Lists) -> Iterator[Found]:
    yield from _longer_than(text, EASIEST, LONGEST)


def _long_standard(text: Text, _: Lists) -> Iterator[Found]:
    yield from _longer_than(text, STANDARD_EASIEST, STANDARD_LONGEST)


def _several_ideas(text: Text, _: Lists) -> Iterator[Found]:
    for sentence in placed_sentences(text.text):
        says = unquoted(sentence.text)
        if ";" in says:
            yield Found("“;” joins two ideas", "write two sentences", sentence.line)
        for found in _RELATIVE.finditer(_ASKED.sub("", says)):
            yield Found(f"“{found[1]}” adds a second idea", "write it as a sentence of its own", sentence.line)
        if _COLON_INSIDE.search(_LABEL.sub("", says)):
            yield Found("“:” joins two ideas", "write two sentences", sentence.line, WARNING)
        if _DASH.search(says):
            yield Found("“–” joins two ideas", "write two sentences", sentence.line, WARNING)
        for found in _JOINS.finditer(says):
            instead = "write two sentences, such as “The door is locked. This keeps people safe.”"
            yield Found(f"“{found[1].lower()}” joins two ideas", instead, sentence.line, WARNING)
        if len(joins := _AND.findall(says)) > 1:
            told = "” and “".join(each.lower() for each in joins)
            yield Found(f"“{told}” join several ideas", "write a sentence for each", sentence.line, WARNING)


def _several_in_a_line(text: Text, _: Lists) -> Iterator[Found]:
    for number, line in enumerate(text.lines):
        if len(sentences(line)) > 1:
            yield Found(f"this line has {len(sentences(line))} sentences", "start a new line with each", number)


def _large(text: Text, _: Lists) -> Iterator[Found]:
    """A step is looked at as a whole, a notice by its paragraphs: the help card cannot be cut in two.

    Lines that say what a choice means do not count: they are read one by one, beside the choice.
    """
    meanings = tuple(label.lower() for label in text.labels)
    begins = 0
    for paragraph in [text.text] if text.part is Part.SCREEN else re.split(r"\n\s*\n", text.text):
        lines = [each for each in paragraph.split("\n") if each.strip()]
        counted = [each for each in lines if not (meanings and each.strip().lower().startswith(meanings))]
        count = sum(len(words(each)) for each in counted)
        if len(counted) > MOST_LINES or count > MOST_WORDS:
            what = f"{len(counted)} lines with {count} words stand together"
            instead = f"say less, or leave a line empty: at most {MOST_LINES} lines and {MOST_WORDS} words"
            if text.part is Part.SCREEN:
                instead = f"say less, or put some under “explain”: at most {MOST_LINES} lines and {MOST_WORDS} words"
            yield Found(what, instead, begins)
        begins += paragraph.count("\n") + 2


def _passive(text: Text, _: Lists) -> Iterator[Found]:
    for sentence in placed_sentences(text.text):
        patterns = (_PASSIVE, _ASKED_PASSIVE) if sentence.text.endswith("?") else (_PASSIVE,)
        participles = dict.fromkeys(
            found[1] for pattern in patterns for found in pattern.finditer(sentence.text) if _is_participle(found[1])
        )
        for participle in participles:
            what = f"“{participle}” does not say who does it"
            yield Found(what, "say who does it first: “Staff help you”, not “You are helped”", sentence.line)


def _is_participle(word: str) -> bool:
    word = word.lower()
    return (word in _IRREGULAR or word.endswith("ed")) and word not in _NO_ACTION


RULES = (
    TextRule(
        id="L01",
        title="A sentence has at most 10 words; more than 15 are too many",
        severity=EASY_ERROR,
        source="gov.uk, “Accessible communication formats”, easy read (10 to 15 words);"
        " PIF, “Easy Read Matters” (15 words at most)",
        passes="Staff can help you with this.",
        fails="Members of staff who work on the ward during the day or at night can help you with all of this.",
        parts=RUNNING,
        check=_long_easy_read,
    ),
    TextRule(
        id="L02",
        title="A sentence in standard words has at most 20 words; more than 25 are too many",
        severity={Register.STANDARD: ERROR},
        source="The Advocacy Project, plain English guidance (fewer than 25 words)",
        passes="You can change or delete any answer before you send it.",
        fails="Before you send your answers to the team, you can go back to any of the questions and change what you"
        " said there or delete it.",
        parts=RUNNING,
        check=_long_standard,
    ),
    TextRule(
        id="L03",
        title="A sentence has one idea",
        severity=EASY_ERROR,
        source="gov.uk, “Accessible communication formats”, easy read (one idea and one verb);"
        " W3C, “Making Content Usable”, pattern o3p3 (no nested clauses)",
        passes="The form is on the table.\nThe form asks about you.",
        fails="The form, which asks about you, is on the table.",
        parts=RUNNING,
        check=_several_ideas,
    ),
    TextRule(
        id="L04",
        title="Each sentence begins on a new line",
        severity=EASY_ERROR,
        source="Inclusion Europe, “Information for all”",
        passes="You can stop.\nYou can come back.",
        fails="You can stop. You can come back.",
        parts=RUNNING,
        everywhere=True,
        check=_several_in_a_line,
    ),
    TextRule(
        id="L05",
        title="A message is short: at most 5 lines and 50 words stand together",
        severity=EASY_WARNING,
        source="W3C, “Making Content Usable” (text in small blocks); the numbers are ours",
        passes="We keep your answers.\nWe do not keep your name.",
        fails="We ask about food.\nWe ask about sleep.\nWe ask about walks.\nWe ask about staff.\nWe ask about rules."
        "\nWe ask about home.",
        parts=SHOWN,
        example=Part.SCREEN,
        everywhere=True,
        check=_large,
    ),
    TextRule(
        id="L06",
        title="A sentence says who does it (active, not passive)",
        severity=EASY_WARNING,
        source="gov.uk, “Accessible communication formats”, easy read (active, not passive)",
        passes="Staff bring your food.",
        fails="Your food is brought to you.",
        parts=RUNNING,
        check=_passive,
    ),
)
