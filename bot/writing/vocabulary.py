"""Words: hard ones, long ones, figures of speech, one word for one thing, and words that stand for others."""

import re
from collections.abc import Iterator, Mapping

from bot.writing.forms import bases, finder, syllables
from bot.writing.initials import initials, is_spelt_out
from bot.writing.lists import Lists
from bot.writing.rules import (
    ALL_ERROR,
    ALL_WARNING,
    EASY_ERROR,
    EASY_ERROR_ELSE_WARNING,
    EASY_WARNING,
    Found,
    TextRule,
)
from bot.writing.text import EVERY, RUNNING, SHOWN, Part, Text, placed_sentences, words

MOST_LETTERS, MOST_SYLLABLES = 9, 3

_ADDRESS = re.compile(r"\S+@\S+|\b(?:https?://|www\.)\S+|\b\S+\.(?:com|org|net|uk)\b\S*")
_SHORT_FORM = re.compile(
    r"\b\w+(?:n['’]t|['’](?:ll|re|ve|m|d))\b|\b(?:it|that|there|what|who|he|she|let)['’]s\b", re.IGNORECASE
)
_POINTING = re.compile(r"^(they|it|these|those|he|she|them|its|their)\b", re.IGNORECASE)
_THIS = re.compile(
    r"^(this|that)\s+(?:(?:will|can|may|could|would|should|must|does|did|do|has|had|helps?|makes?|lets?|happens?"
    r"|keeps?|goes|gives?|takes?|shows?|tells?|says?|asks?|stops?|works?)\b)",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\b(the patients?(?! advice)|service[ -]users?|(?:the|a) clients?|the individual"
    r"|the respondent|the participant)\b",
    re.IGNORECASE,
)


_SAYS_WHAT = re.compile(
    r"\W*(?:(?:can |could |may )?means?|(?:is|are) (?:an?|the|when|how|what|where|who|someone|somebody|something|people"
    r"|things|rules|words|your|like|where)|makes? (?:it|you)|helps?|checks?|says? (?:what|how|when|where|who))\b"
)


def _unexplained(text: Text, lists: Lists) -> Iterator[Found]:
    found = finder(tuple(lists.hard_words))
    said = placed_sentences(text.text)
    seen: set[str] = set()
    for number, sentence in enumerate(said):
        following = said[number + 1].text if number + 1 < len(said) else ""
        for hit in found.finditer(sentence.text):
            word = _listed(hit[0], lists.hard_words)
            if word in seen:
                continue
            seen.add(word)
            if not (_defines(sentence.text, word) or _defines(following, word) or following in lists.glossary.values()):
                yield Found(f"“{hit[0]}” is a hard word", _how_to_explain(word, lists), sentence.line)
    for label in text.labels:
        for hit in found.finditer(label):
            word = _listed(hit[0], lists.hard_words)
            if word not in seen and not any(_defines(each.text, word) for each in said):
                yield Found(f"the choice “{label}” has a hard word", _how_to_explain(word, lists))


def _listed(hit: str, hard_words: Mapping[str, str]) -> str:
    plain = " ".join(hit.lower().replace("’", "'").split())
    if plain in hard_words:
        return plain
    *before, last = plain.split()
    forms = (" ".join((*before, base)) for base in bases(last))
    return next((each for each in forms if each in hard_words), plain)


def _defines(sentence: str, word: str) -> bool:
    """Tell whether a sentence explains a word: it begins with it, or says what it means or is called."""
    hit = finder((word,)).search(sentence)
    if hit is None:
        return False
    before, after = sentence[: hit.start()].lower(), sentence[hit.end() :].lower()
    says_what = re.match(_SAYS_WHAT, after)
    first = len(before.split()) <= 2  # noqa: PLR2004 - an article, or “we call this”
    return (first and says_what is not None) or bool(
        re.search(r"(?:call (?:this|it|them)|this means|is called)\W*$", before)
    )


def _how_to_explain(word: str, lists: Lists) -> str:
    instead, explained = lists.hard_words.get(word, ""), lists.glossary.get(word, "")
    if explained:
        plainer = f"“{instead}”, or " if instead else ""
        return f"write {plainer}in the next sentence “{explained}”"
    return f"write “{instead}”" if instead else "say in the next sentence what it means, or leave it out"


def _rare(text: Text, lists: Lists) -> Iterator[Found]:
    if lists.common:
        for word, line in _words_to_know(text, lists):
            if not _is_long(word):
                instead = "take an everyday word, explain it in glossary.yaml, or add it to common-words.yaml"
                yield Found(f"“{word}” is not an everyday word", instead, line)


def _long(text: Text, lists: Lists) -> Iterator[Found]:
    for word, line in _words_to_know(text, lists):
        if _is_long(word):
            what = f"“{word}” is long: {len(word)} letters, {syllables(word)} syllables"
            yield Found(what, "take a shorter word, or explain it in glossary.yaml", line)


def _words_to_know(text: Text, lists: Lists) -> Iterator[tuple[str, int]]:
    """Yield the words that are neither everyday, nor explained, nor names, nor looked at by another rule."""
    seen: set[str] = set()
    for number, line in enumerate(text.lines):
        if any(is_spelt_out(letters, line) for letters, _ in initials(line)):
            continue  # It explains initials, and cannot choose its words.
        said = finder((*lists.hard_words, *lists.glossary)).sub(" ", _ADDRESS.sub(" ", line))
        for word in words(said):
            known = word in seen or not word[0].isalpha() or word.isupper() or _SHORT_FORM.fullmatch(word)
            parts = word.split("-")
            if known or all(_is_known(part, lists) for part in parts) or lists.is_explained(word):
                continue
            seen.add(word)
            yield word, number


def _is_known(word: str, lists: Lists) -> bool:
    return word.isdigit() or lists.is_common(word) or lists.is_name(word)


def _is_long(word: str) -> bool:
    return len(word) > MOST_LETTERS or syllables(word) > MOST_SYLLABLES


def _figures_of_speech(text: Text, lists: Lists) -> Iterator[Found]:
    found = finder(tuple(lists.idioms))
    for sentence in placed_sentences(text.text):
        for hit in found.finditer(sentence.text):
            plain = next((meant for idiom, meant in lists.idioms.items() if finder((idiom,)).fullmatch(hit[0])), "")
            instead = f"say what you mean, such as “{plain}”" if plain else "say what you mean"
            yield Found(f"“{hit[0]}” is a figure of speech", instead, sentence.line)


def _short_forms(text: Text, _: Lists) -> Iterator[Found]:
    for number, line in enumerate(text.lines):
        for form in dict.fromkeys(_SHORT_FORM.findall(line)):
            yield Found(f"“{form}” is a short form", f"write “{form}” in full", number)


def _other_words(text: Text, lists: Lists) -> Iterator[Found]:
    found = finder(tuple(lists.synonyms))
    for number, line in enumerate(text.lines):
        for hit in found.finditer(line):
            ours = next((say for other, say in lists.synonyms.items() if finder((other,)).fullmatch(hit[0])), "")
            yield Found(f"“{hit[0]}” is another word for “{ours}”", f"say “{ours}” everywhere", number)


def _pronouns(text: Text, _: Lists) -> Iterator[Found]:
    for number, line in enumerate(text.lines):
        hit = _POINTING.match(line) or _THIS.match(line)
        if hit is not None:
            instead = "begin with the word it stands for: “The call is free”, not “It is free”"
            yield Found(f"“{hit[1]}” stands for something in another line", instead, number)


def _third_person(text: Text, _: Lists) -> Iterator[Found]:
    for number, line in enumerate(text.lines):
        for hit in _OTHERS.finditer(line):
            yield Found(f"“{hit[0]}” speaks about the reader", "say “you”", number)


_GOV = "gov.uk, “Accessible communication formats”, easy read"
_INCLUSION = "Inclusion Europe, “Information for all”"

RULES = (
    TextRule(
        id="L07",
        title="A hard word is explained in the next sentence",
        severity=EASY_ERROR,
        source=f"{_GOV} (say what it means in the next sentence)",
        passes="You can ask for an advocate.\nAn advocate helps you speak up.",
        fails="You can ask for an advocate.\nTell staff if you want one.",
        parts=SHOWN,
        example=Part.SCREEN,
        check=_unexplained,
    ),
    TextRule(
        id="L08",
        title="Words are everyday words, names, or explained in the glossary",
        severity=EASY_WARNING,
        source="W3C, “Making Content Usable”, pattern o3p1 (the 1,500 commonest words)",
        passes="You can have a drink at any time.",
        fails="You can have a beverage at any time.",
        parts=EVERY,
        check=_rare,
    ),
    TextRule(
        id="L12",
        title="Words mean exactly what they say: no figures of speech",
        severity=EASY_ERROR_ELSE_WARNING,
        source=f"W3C, “Making Content Usable”, pattern o3p4 (literal language); {_INCLUSION}",
        passes="Staff check on you often.",
        fails="Staff keep an eye on you.",
        parts=EVERY,
        check=_figures_of_speech,
    ),
    TextRule(
        id="L18",
        title="Words are written in full",
        severity=EASY_WARNING,
        source="General easy-read practice; W3C, “Making Content Usable”, pattern o3p1 (clear words)",
        passes="You do not have to answer.",
        fails="You don’t have to answer.",
        parts=EVERY,
        check=_short_forms,
    ),
    TextRule(
        id="L19",
        title="Words are short: at most 9 letters and 3 syllables, unless everybody knows them",
        severity=EASY_WARNING,
        source=f"{_INCLUSION} (easy words); the numbers are ours",
        passes="You can choose another room.",
        fails="You can choose alternative accommodation.",
        parts=EVERY,
        check=_long,
    ),
    TextRule(
        id="L20",
        title="One thing has one name everywhere",
        severity=ALL_ERROR,
        source=f"{_INCLUSION} (the same word for the same thing); The Advocacy Project, plain English guidance",
        passes="Staff can help you.",
        fails="Personnel can help you.",
        parts=EVERY,
        check=_other_words,
    ),
    TextRule(
        id="L21",
        title="A sentence names what it is about: no “it” or “they” for something in another line",
        severity=EASY_WARNING,
        source="PIF, “Easy Read Matters” (nouns, not pronouns)",
        passes="The call is free.",
        fails="It is free.",
        parts=RUNNING,
        check=_pronouns,
    ),
    TextRule(
        id="L22",
        title="Words speak to the reader: “you”",
        severity=ALL_WARNING,
        source="The Advocacy Project, plain English guidance (“you” and “we”)",
        passes="You can ask for a copy.",
        fails="The patient can ask for a copy.",
        parts=RUNNING,
        check=_third_person,
    ),
)
