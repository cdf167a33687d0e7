"""What is asked, and how: negatives, one thing at a time, no leading, no counting back (L10, L11, L28 to L31)."""

import re
from collections.abc import Iterator

from bot.writing.lists import Lists
from bot.writing.rules import (
    ALL_ERROR,
    ALL_WARNING,
    EASY_ERROR,
    EASY_ERROR_ELSE_WARNING,
    Found,
    TextRule,
)
from bot.writing.text import RUNNING, SHOWN, STEM, Part, Sentence, Text, placed_sentences, words

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
_WHICH = re.compile(r"^(?:which|what|who|where|when|would you (?:like|prefer)|do you want)\b[^?]*\bor\b", re.IGNORECASE)
_COMMAS = re.compile(
    r"\w+, (?!how|what|when|where|who|why|do|did|does|are|is|was|were|have|has|can|could|would|should|which)\w+",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\bbetween \w+(?: \w+)? and \w+", re.IGNORECASE)
_HOW_OFTEN = re.compile(
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


def stems(text: Text) -> Iterator[Sentence]:
    """Yield the sentences of a question's prompt that ask something."""
    if text.asks:
        yield from (each for each in placed_sentences(text.text) if each.text.endswith("?"))


def _negatives(sentence: str) -> list[str]:
    return [hit[0] for hit in _NEGATIVE.finditer(_NOT_NEGATIVE.sub(lambda hit: _kept(hit[0]), sentence))]


def _kept(phrase: str) -> str:
    """Return what is left of a phrase that is no negative, or is one negative in several words."""
    return "not" if phrase.lower() in {"not only", "do not know", "not sure"} else "–"


def _two_negatives(text: Text, _: Lists) -> Iterator[Found]:
    for sentence in placed_sentences(text.text):
        if len(found := _negatives(sentence.text)) > 1:
            told = "” and “".join(found)
            instead = "say what is so: “You can go out”, not “You are not unable to go out”"
            yield Found(f"“{told}” are two negatives in a sentence", instead, sentence.line)


def _negative_question(text: Text, _: Lists) -> Iterator[Found]:
    for sentence in stems(text):
        for word in dict.fromkeys(_negatives(sentence.text)):
            instead = "ask what is so: “Do you feel safe?”, not “Do you not feel safe?”"
            yield Found(f"“{word}” makes it hard to know what “yes” means", instead, sentence.line)


def _two_questions(text: Text, lists: Lists) -> Iterator[Found]:
    for sentence in stems(text):
        asked = _BETWEEN.sub("–", sentence.text)
        for phrase in lists.set_phrases:
            asked = re.sub(rf"\b{re.escape(phrase)}\b", "–", asked, flags=re.IGNORECASE)
        hit = None if _WHICH.match(asked) else _AND.search(asked) or _COMMAS.search(asked)
        if hit is not None:
            instead = "ask about one thing, or give examples in the hint"
            yield Found(f"“{hit[0]}” asks about two things at once", instead, sentence.line)


def _several_marks(text: Text, _: Lists) -> Iterator[Found]:
    marks = [number for number, line in enumerate(text.lines) for letter in line if letter in "?؟"]
    if len(marks) > 1:
        yield Found(f"this message has {len(marks)} questions", "ask one; put the other in a step of its own", marks[1])


def _counting_back(text: Text, _: Lists) -> Iterator[Found]:
    for sentence in stems(text):
        for hit in _HOW_OFTEN.finditer(sentence.text):
            instead = "ask about now, and let people answer “Sometimes”"
            yield Found(f"“{hit[0]}” asks people to count or to look back", instead, sentence.line)


def _leading(text: Text, _: Lists) -> Iterator[Found]:
    for sentence in stems(text):
        hit = _LEADING.search(sentence.text)
        if hit is not None:
            instead = "ask so that every answer is as easy to give: “Is the food good?”, “How is the food?”"
            yield Found(f"“{hit[0]}” leads to an answer", instead, sentence.line)


RULES = (
    TextRule(
        id="L10",
        title="A sentence has at most one negative",
        severity=ALL_ERROR,
        source="W3C, “Making Content Usable”, pattern o3p3 (no double negatives)",
        passes="You can leave at any time.",
        fails="You are not unable to leave.",
        parts=RUNNING,
        check=_two_negatives,
    ),
    TextRule(
        id="L11",
        title="A question has no negative",
        severity=ALL_WARNING,
        source="General survey practice; W3C, “Making Content Usable”, pattern o3p3",
        passes="Do you feel safe here?",
        fails="Do you not feel safe here?",
        parts=STEM,
        check=_negative_question,
    ),
    TextRule(
        id="L28",
        title="A question asks about one thing",
        severity=EASY_ERROR_ELSE_WARNING,
        source="gov.uk, “Accessible communication formats”, easy read (one idea)",
        passes="Are staff kind?",
        fails="Are staff kind and quick?",
        parts=STEM,
        check=_two_questions,
    ),
    TextRule(
        id="L29",
        title="A message asks one question",
        severity=ALL_ERROR,
        source="Ours: an answer must belong to one question",
        passes="Is the food good?",
        fails="Is the food good? Is it hot?",
        parts=SHOWN,
        example=Part.SCREEN,
        everywhere=True,
        check=_several_marks,
    ),
    TextRule(
        id="L30",
        title="A question does not ask how often, or about a stretch of time",
        severity=EASY_ERROR,
        source="Finlay and Lyons 2001, on interviewing people with a learning disability",
        passes="Do staff listen to you?",
        fails="How often did staff listen to you in the last month?",
        parts=STEM,
        check=_counting_back,
    ),
    TextRule(
        id="L31",
        title="A question does not lead to an answer",
        severity=ALL_ERROR,
        source="Cardone 1999, on acquiescence in interviews",
        passes="How is the food?",
        fails="Don’t you think the food is good?",
        parts=STEM,
        check=_leading,
    ),
)
