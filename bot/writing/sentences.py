"""Sentences and messages: their length and complexity (L01 to L06)."""

import re
from collections.abc import Iterator

from bot.engine.wording import Register
from bot.writing.lists import WordLists
from bot.writing.rules import EASY_ERROR, EASY_WARNING, ERROR, WARNING, Finding, TextRule
from bot.writing.text import ON_SCREEN, PROSE, Passage, TextRole, sentences, split_sentences, without_quotes, words

EASY_READ_TARGET, EASY_READ_MAX = 10, 15
"""Words in an easy-read sentence: above the first is a warning, above the second an error."""

STANDARD_TARGET, STANDARD_MAX = 20, 25
"""The same for standard words."""

MAX_LINES, MAX_WORDS = 5, 50
"""In a paragraph of easy read, or in what a step shows at once."""

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
_ADVERBS = r"(?:\s+(?:not|never|also|always|often|only|then|still|now|being|all|both|\w+ly))*"
_PASSIVE = re.compile(rf"\b{_BE}{_ADVERBS}\s+(\w+)\b(?!-)", re.IGNORECASE)
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
"""Words that look like passive participles but describe a state."""


def _longer_than(passage: Passage, target: int, maximum: int) -> Iterator[Finding]:
    for sentence in split_sentences(passage.text):
        if (count := len(sentence.words)) > target:
            severity = ERROR if count > maximum else WARNING
            suggestion = f"say it in at most {target} words, or in two sentences: “{sentence.text}”"
            yield Finding(f"this sentence has {count} words", suggestion, sentence.line, severity)


def _long_easy_read(passage: Passage, _: WordLists) -> Iterator[Finding]:
    yield from _longer_than(passage, EASY_READ_TARGET, EASY_READ_MAX)


def _long_standard(passage: Passage, _: WordLists) -> Iterator[Finding]:
    yield from _longer_than(passage, STANDARD_TARGET, STANDARD_MAX)


def _several_ideas(passage: Passage, _: WordLists) -> Iterator[Finding]:
    for sentence in split_sentences(passage.text):
        unquoted = without_quotes(sentence.text)
        if ";" in unquoted:
            yield Finding("“;” joins two ideas", "write two sentences", sentence.line)
        for match in _RELATIVE.finditer(_ASKED.sub("", unquoted)):
            yield Finding(f"“{match[1]}” adds a second idea", "write it as a sentence of its own", sentence.line)
        if _COLON_INSIDE.search(_LABEL.sub("", unquoted)):
            yield Finding("“:” joins two ideas", "write two sentences", sentence.line, WARNING)
        if _DASH.search(unquoted):
            yield Finding("“–” joins two ideas", "write two sentences", sentence.line, WARNING)
        for match in _JOINS.finditer(unquoted):
            suggestion = "write two sentences, such as “The door is locked. This keeps people safe.”"
            yield Finding(f"“{match[1].lower()}” joins two ideas", suggestion, sentence.line, WARNING)
        if len(joins := _AND.findall(unquoted)) > 1:
            quoted = "” and “".join(word.lower() for word in joins)
            yield Finding(f"“{quoted}” join several ideas", "write a sentence for each", sentence.line, WARNING)


def _several_in_a_line(passage: Passage, _: WordLists) -> Iterator[Finding]:
    for number, line in enumerate(passage.lines):
        if len(sentences(line)) > 1:
            yield Finding(f"this line has {len(sentences(line))} sentences", "start a new line with each", number)


def _large(passage: Passage, _: WordLists) -> Iterator[Finding]:
    """Measure a step as a whole and a notice by paragraphs, because a help card cannot be divided.

    Lines that explain a choice do not count: they are read one by one, beside the choice.
    """
    meanings = tuple(label.lower() for label in passage.labels)
    first_line = 0
    for paragraph in [passage.text] if passage.role is TextRole.SCREEN else re.split(r"\n\s*\n", passage.text):
        lines = [line for line in paragraph.split("\n") if line.strip()]
        counted = [line for line in lines if not (meanings and line.strip().lower().startswith(meanings))]
        count = sum(len(words(line)) for line in counted)
        if len(counted) > MAX_LINES or count > MAX_WORDS:
            what = f"this block has {len(counted)} lines and {count} words"
            suggestion = f"write less, or add an empty line: at most {MAX_LINES} lines and {MAX_WORDS} words"
            if passage.role is TextRole.SCREEN:
                suggestion = f"write less, or move some to “explain”: at most {MAX_LINES} lines and {MAX_WORDS} words"
            yield Finding(what, suggestion, first_line)
        first_line += paragraph.count("\n") + 2


def _passive(passage: Passage, _: WordLists) -> Iterator[Finding]:
    for sentence in split_sentences(passage.text):
        patterns = (_PASSIVE, _ASKED_PASSIVE) if sentence.text.endswith("?") else (_PASSIVE,)
        participles = dict.fromkeys(
            match[1] for pattern in patterns for match in pattern.finditer(sentence.text) if _is_participle(match[1])
        )
        for participle in participles:
            what = f"“{participle}” does not say who does it"
            yield Finding(what, "say who does it first: “Staff help you”, not “You are helped”", sentence.line)


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
        roles=PROSE,
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
        roles=PROSE,
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
        roles=PROSE,
        check=_several_ideas,
    ),
    TextRule(
        id="L04",
        title="Each sentence starts on a new line",
        severity=EASY_ERROR,
        source="Inclusion Europe, “Information for all”",
        passes="You can stop.\nYou can come back.",
        fails="You can stop. You can come back.",
        roles=PROSE,
        all_languages=True,
        check=_several_in_a_line,
    ),
    TextRule(
        id="L05",
        title="A message is short: at most 5 lines and 50 words in one block",
        severity=EASY_WARNING,
        source="W3C, “Making Content Usable” (text in small blocks); the numbers are ours",
        passes="We keep your answers.\nWe do not keep your name.",
        fails="We ask about food.\nWe ask about sleep.\nWe ask about walks.\nWe ask about staff.\nWe ask about rules."
        "\nWe ask about home.",
        roles=ON_SCREEN,
        example_role=TextRole.SCREEN,
        all_languages=True,
        check=_large,
    ),
    TextRule(
        id="L06",
        title="A sentence says who does it (active, not passive)",
        severity=EASY_WARNING,
        source="gov.uk, “Accessible communication formats”, easy read (active, not passive)",
        passes="Staff bring your food.",
        fails="Your food is brought to you.",
        roles=PROSE,
        check=_passive,
    ),
)
