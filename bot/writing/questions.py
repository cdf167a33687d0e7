"""Questions: no negatives, one thing at a time, not leading, not about the past (L10, L11, L28 to L31)."""

import re
from collections.abc import Iterator

from bot.writing.lists import WordLists
from bot.writing.rules import (
    ALL_ERROR,
    ALL_WARNING,
    EASY_ERROR,
    EASY_ERROR_ELSE_WARNING,
    Finding,
    TextRule,
)
from bot.writing.text import ON_SCREEN, PROSE, STEM, Passage, Sentence, TextRole, split_sentences, words

_OPPOSITES = words(
    "unable unacceptable unaware uncertain unclear uncomfortable uncommon unfair unfriendly unhappy unhelpful unkind"
    " unlikely unnecessary unpleasant unreasonable unsafe unsure untrue unusual unwanted unwell unwelcome impossible"
    " incorrect dishonest disagree disallow dislike"
)
_NEGATIVE = re.compile(
    r"\b(?:not|no(?! longer than| more than| less than|\. \d)|never|nobody|no one|hardly|nothing|nowhere|none"
    rf"|neither|nor|without|cannot|\w+n['’]t|{'|'.join(_OPPOSITES)})\b",
    re.IGNORECASE,
)
_NOT_NEGATIVE = re.compile(
    r"“[^”]*”|\bwith or without\b|\bwhether or not\b|\bor not\b|\b(?:yes|yes,) (?:or|and) no\b|^no(?:,|\.|$)|\bno-one\b"
    r"|\bnot only\b|\bneither\b(?=[^.?!]*\bnor\b)|\bnot sure\b|\bdo not know\b|^No thank you",
    re.IGNORECASE,
)
_AND = re.compile(r"\b(?:and/or|and|or|as well as|but also)\b|&|(?<=\w)/(?=\w)", re.IGNORECASE)
_ALTERNATIVES = re.compile(
    r"^(?:which|what|who|where|when|would you (?:like|prefer)|do you want)\b[^?]*\bor\b", re.IGNORECASE
)
_LIST = re.compile(
    r"\w+, (?!how|what|when|where|who|why|do|did|does|are|is|was|were|have|has|can|could|would|should|which)\w+",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\bbetween \w+(?: \w+)? and \w+", re.IGNORECASE)
_FREQUENCY = re.compile(
    r"\b(?:how (?:often|frequently|many times|long|regularly|much time)|usually|normally|generally|typically|always"
    r"|often|sometimes|rarely|seldom|regularly|frequently|most of the time|all the time|every (?:day|week|month|time)"
    r"|daily|weekly|monthly|(?:in|over|during|within) the (?:last|past|previous)|since (?:you|your|last)"
    r"|(?:last|past|this) (?:week|month|year)|(?:once|twice|times|hours|minutes|days) (?:a|an|per|each)|so far"
    r"|recently|lately|ever)\b",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"^\w+n['’]t\b|\b(?:do|would|did) you (?:not )?(?:agree|accept)\b|\b(?:do|are|did|is|have) (?:you|staff|they) not\b"
    r"|\bwould you say\b|\b(?:surely|obviously|clearly|of course|naturally)\b|\bis it (?:true|fair to say) that\b"
    r"|\bhow (?:good|great|helpful|well|kind|happy|satisfied|useful|friendly|excellent|nice|pleased|bad|awful|poor)\b"
    r"|\bhow much (?:better|did you (?:enjoy|like|love))\b|\bwhat did you (?:like|love|enjoy)\b"
    r"|\b(?:most people|every(?:one|body) (?:knows|says|thinks))\b"
    r"|,\s*(?:\w+n['’]t\s+(?:it|they|you|we|he|she)|right)\?"
    r"|\bour (?:excellent|great|wonderful|kind|caring|friendly|brilliant)\b",
    re.IGNORECASE,
)


def stems(passage: Passage) -> Iterator[Sentence]:
    """Yield the question sentences of a prompt."""
    if passage.asks:
        yield from (sentence for sentence in split_sentences(passage.text) if sentence.text.endswith("?"))


def _negatives(sentence: str) -> list[str]:
    return [hit[0] for hit in _NEGATIVE.finditer(_NOT_NEGATIVE.sub(lambda hit: _masked(hit[0]), sentence))]


def _masked(phrase: str) -> str:
    """Return a single “not” for a phrase that is one negative, and a dash for one that is none."""
    return "not" if phrase.lower() in {"not only", "do not know", "not sure"} else "–"


def _two_negatives(passage: Passage, _: WordLists) -> Iterator[Finding]:
    for sentence in split_sentences(passage.text):
        if len(negatives := _negatives(sentence.text)) > 1:
            quoted = "” and “".join(negatives)
            suggestion = "write it positively: “You can go out”, not “You are not unable to go out”"
            yield Finding(f"“{quoted}” are two negatives in one sentence", suggestion, sentence.line)


def _negative_question(passage: Passage, _: WordLists) -> Iterator[Finding]:
    for sentence in stems(passage):
        for word in dict.fromkeys(_negatives(sentence.text)):
            suggestion = "ask positively: “Do you feel safe?”, not “Do you not feel safe?”"
            yield Finding(f"“{word}” makes it hard to know what “yes” means", suggestion, sentence.line)


def _two_questions(passage: Passage, lists: WordLists) -> Iterator[Finding]:
    for sentence in stems(passage):
        question = _RANGE.sub("–", sentence.text)
        for phrase in lists.set_phrases:
            question = re.sub(rf"\b{re.escape(phrase)}\b", "–", question, flags=re.IGNORECASE)
        hit = None if _ALTERNATIVES.match(question) else _AND.search(question) or _LIST.search(question)
        if hit is not None:
            suggestion = "ask about one thing, or give examples in the hint"
            yield Finding(f"“{hit[0]}” asks about two things at once", suggestion, sentence.line)


def _several_questions(passage: Passage, _: WordLists) -> Iterator[Finding]:
    marks = [number for number, line in enumerate(passage.lines) for letter in line if letter in "?؟"]
    if len(marks) > 1:
        suggestion = "ask one; put the other in a step of its own"
        yield Finding(f"this message has {len(marks)} questions", suggestion, marks[1])


def _frequency(passage: Passage, _: WordLists) -> Iterator[Finding]:
    for sentence in stems(passage):
        for hit in _FREQUENCY.finditer(sentence.text):
            suggestion = "ask about now, and let people answer “Sometimes”"
            yield Finding(f"“{hit[0]}” asks people to count or to look back", suggestion, sentence.line)


def _leading(passage: Passage, _: WordLists) -> Iterator[Finding]:
    for sentence in stems(passage):
        hit = _LEADING.search(sentence.text)
        if hit is not None:
            suggestion = "word it so that every answer is equally easy to give: “Is the food good?”, “How is the food?”"
            yield Finding(f"“{hit[0]}” suggests an answer", suggestion, sentence.line)


RULES = (
    TextRule(
        id="L10",
        title="A sentence has at most one negative",
        severity=ALL_ERROR,
        source="W3C, “Making Content Usable”, pattern o3p3 (no double negatives)",
        passes="You can leave at any time.",
        fails="You are not unable to leave.",
        roles=PROSE,
        check=_two_negatives,
    ),
    TextRule(
        id="L11",
        title="A question has no negative",
        severity=ALL_WARNING,
        source="General survey practice; W3C, “Making Content Usable”, pattern o3p3",
        passes="Do you feel safe here?",
        fails="Do you not feel safe here?",
        roles=STEM,
        check=_negative_question,
    ),
    TextRule(
        id="L28",
        title="A question asks about one thing",
        severity=EASY_ERROR_ELSE_WARNING,
        source="gov.uk, “Accessible communication formats”, easy read (one idea)",
        passes="Are staff kind?",
        fails="Are staff kind and quick?",
        roles=STEM,
        check=_two_questions,
    ),
    TextRule(
        id="L29",
        title="A message asks one question",
        severity=ALL_ERROR,
        source="Ours: an answer must belong to one question",
        passes="Is the food good?",
        fails="Is the food good? Is it hot?",
        roles=ON_SCREEN,
        example_role=TextRole.SCREEN,
        all_languages=True,
        check=_several_questions,
    ),
    TextRule(
        id="L30",
        title="A question does not ask how often, or about a period of time",
        severity=EASY_ERROR,
        source="Finlay and Lyons 2001, on interviewing people with a learning disability",
        passes="Do staff listen to you?",
        fails="How often did staff listen to you in the last month?",
        roles=STEM,
        check=_frequency,
    ),
    TextRule(
        id="L31",
        title="A question does not suggest an answer",
        severity=ALL_ERROR,
        source="Cardone 1999, on acquiescence in interviews",
        passes="How is the food?",
        fails="Don’t you think the food is good?",
        roles=STEM,
        check=_leading,
    ),
)
