"""Vocabulary: hard and long words, figures of speech, synonyms, pronouns (L07, L08, L12, L18 to L22)."""

import re
from collections.abc import Iterator, Mapping

from bot.writing.forms import base_forms, count_syllables, phrase_pattern
from bot.writing.initials import initials, is_spelt_out
from bot.writing.lists import WordLists
from bot.writing.rules import (
    ALL_ERROR,
    ALL_WARNING,
    EASY_ERROR,
    EASY_ERROR_ELSE_WARNING,
    EASY_WARNING,
    Finding,
    TextRule,
)
from bot.writing.text import ALL_ROLES, ON_SCREEN, PROSE, Passage, TextRole, split_sentences, words

MAX_LETTERS, MAX_SYLLABLES = 9, 3

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
_THIRD_PERSON = re.compile(
    r"\b(the patients?(?! advice)|service[ -]users?|(?:the|a) clients?|the individual"
    r"|the respondent|the participant)\b",
    re.IGNORECASE,
)


_DEFINITION = re.compile(
    r"\W*(?:(?:can |could |may )?means?|(?:is|are) (?:an?|the|when|how|what|where|who|someone|somebody|something|people"
    r"|things|rules|words|your|like|where)|makes? (?:it|you)|helps?|checks?|says? (?:what|how|when|where|who))\b"
)


def _unexplained(passage: Passage, lists: WordLists) -> Iterator[Finding]:
    pattern = phrase_pattern(tuple(lists.hard_words))
    sentences = split_sentences(passage.text)
    seen: set[str] = set()
    for number, sentence in enumerate(sentences):
        following = sentences[number + 1].text if number + 1 < len(sentences) else ""
        for hit in pattern.finditer(sentence.text):
            word = _listed(hit[0], lists.hard_words)
            if word in seen:
                continue
            seen.add(word)
            if not (_defines(sentence.text, word) or _defines(following, word) or following in lists.glossary.values()):
                yield Finding(f"“{hit[0]}” is a hard word", _how_to_explain(word, lists), sentence.line)
    for label in passage.labels:
        for hit in pattern.finditer(label):
            word = _listed(hit[0], lists.hard_words)
            if word not in seen and not any(_defines(sentence.text, word) for sentence in sentences):
                yield Finding(f"the choice “{label}” contains a hard word", _how_to_explain(word, lists))


def _listed(hit: str, hard_words: Mapping[str, str]) -> str:
    plain = " ".join(hit.lower().replace("’", "'").split())
    if plain in hard_words:
        return plain
    *start, last = plain.split()
    forms = (" ".join((*start, base)) for base in base_forms(last))
    return next((form for form in forms if form in hard_words), plain)


def _defines(sentence: str, word: str) -> bool:
    """Tell whether a sentence explains a word: by starting with it, or with “is called” and the like."""
    hit = phrase_pattern((word,)).search(sentence)
    if hit is None:
        return False
    preceding, following = sentence[: hit.start()].lower(), sentence[hit.end() :].lower()
    is_definition = re.match(_DEFINITION, following)
    first = len(preceding.split()) <= 2  # noqa: PLR2004 - an article, or “we call this”
    return (first and is_definition is not None) or bool(
        re.search(r"(?:call (?:this|it|them)|this means|is called)\W*$", preceding)
    )


def _how_to_explain(word: str, lists: WordLists) -> str:
    plain, explanation = lists.hard_words.get(word, ""), lists.glossary.get(word, "")
    if explanation:
        alternative = f"“{plain}”, or " if plain else ""
        return f"write {alternative}in the next sentence “{explanation}”"
    return f"write “{plain}”" if plain else "say in the next sentence what it means, or leave it out"


def _rare(passage: Passage, lists: WordLists) -> Iterator[Finding]:
    if lists.common:
        for word, line in _unfamiliar_words(passage, lists):
            if not _is_long(word):
                suggestion = "use an everyday word, explain it in glossary.yaml, or add it to common-words.yaml"
                yield Finding(f"“{word}” is not an everyday word", suggestion, line)


def _long(passage: Passage, lists: WordLists) -> Iterator[Finding]:
    for word, line in _unfamiliar_words(passage, lists):
        if _is_long(word):
            what = f"“{word}” is long: {len(word)} letters, {count_syllables(word)} syllables"
            yield Finding(what, "use a shorter word, or explain it in glossary.yaml", line)


def _unfamiliar_words(passage: Passage, lists: WordLists) -> Iterator[tuple[str, int]]:
    """Yield the words that are not everyday words, names, explained, or the subject of another rule."""
    seen: set[str] = set()
    for number, line in enumerate(passage.lines):
        if any(is_spelt_out(letters, line) for letters, _ in initials(line)):
            continue  # A line that explains initials cannot choose its words.
        rest = phrase_pattern((*lists.hard_words, *lists.glossary)).sub(" ", _ADDRESS.sub(" ", line))
        for word in words(rest):
            known = word in seen or not word[0].isalpha() or word.isupper() or _SHORT_FORM.fullmatch(word)
            parts = word.split("-")
            if known or all(_is_known(part, lists) for part in parts) or lists.is_explained(word):
                continue
            seen.add(word)
            yield word, number


def _is_known(word: str, lists: WordLists) -> bool:
    return word.isdigit() or lists.is_common(word) or lists.is_name(word)


def _is_long(word: str) -> bool:
    return len(word) > MAX_LETTERS or count_syllables(word) > MAX_SYLLABLES


def _figures_of_speech(passage: Passage, lists: WordLists) -> Iterator[Finding]:
    pattern = phrase_pattern(tuple(lists.idioms))
    for sentence in split_sentences(passage.text):
        for hit in pattern.finditer(sentence.text):
            plain = _replacement(hit[0], lists.idioms)
            suggestion = f"say what you mean, such as “{plain}”" if plain else "say what you mean"
            yield Finding(f"“{hit[0]}” is a figure of speech", suggestion, sentence.line)


def _replacement(phrase: str, replacements: Mapping[str, str]) -> str:
    matches = (plain for listed, plain in replacements.items() if phrase_pattern((listed,)).fullmatch(phrase))
    return next(matches, "")


def _short_forms(passage: Passage, _: WordLists) -> Iterator[Finding]:
    for number, line in enumerate(passage.lines):
        for form in dict.fromkeys(_SHORT_FORM.findall(line)):
            yield Finding(f"“{form}” is a short form", f"write “{form}” in full", number)


def _synonyms(passage: Passage, lists: WordLists) -> Iterator[Finding]:
    pattern = phrase_pattern(tuple(lists.synonyms))
    for number, line in enumerate(passage.lines):
        for hit in pattern.finditer(line):
            preferred = _replacement(hit[0], lists.synonyms)
            yield Finding(f"“{hit[0]}” is another word for “{preferred}”", f"use “{preferred}” everywhere", number)


def _pronouns(passage: Passage, _: WordLists) -> Iterator[Finding]:
    for number, line in enumerate(passage.lines):
        hit = _POINTING.match(line) or _THIS.match(line)
        if hit is not None:
            suggestion = "start with the noun: “The call is free”, not “It is free”"
            yield Finding(f"“{hit[1]}” refers to another line", suggestion, number)


def _third_person(passage: Passage, _: WordLists) -> Iterator[Finding]:
    for number, line in enumerate(passage.lines):
        for hit in _THIRD_PERSON.finditer(line):
            yield Finding(f"“{hit[0]}” means the reader", "write “you”", number)


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
        roles=ON_SCREEN,
        example_role=TextRole.SCREEN,
        check=_unexplained,
    ),
    TextRule(
        id="L08",
        title="Words are everyday words, names, or explained in the glossary",
        severity=EASY_WARNING,
        source="W3C, “Making Content Usable”, pattern o3p1 (the 1,500 commonest words)",
        passes="You can have a drink at any time.",
        fails="You can have a beverage at any time.",
        roles=ALL_ROLES,
        check=_rare,
    ),
    TextRule(
        id="L12",
        title="Words mean exactly what they say: no figures of speech",
        severity=EASY_ERROR_ELSE_WARNING,
        source=f"W3C, “Making Content Usable”, pattern o3p4 (literal language); {_INCLUSION}",
        passes="Staff check on you often.",
        fails="Staff keep an eye on you.",
        roles=ALL_ROLES,
        check=_figures_of_speech,
    ),
    TextRule(
        id="L18",
        title="Words are written in full",
        severity=EASY_WARNING,
        source="General easy-read practice; W3C, “Making Content Usable”, pattern o3p1 (clear words)",
        passes="You do not have to answer.",
        fails="You don’t have to answer.",
        roles=ALL_ROLES,
        check=_short_forms,
    ),
    TextRule(
        id="L19",
        title="Words are short: at most 9 letters and 3 syllables, unless everybody knows them",
        severity=EASY_WARNING,
        source=f"{_INCLUSION} (easy words); the numbers are ours",
        passes="You can choose another room.",
        fails="You can choose alternative accommodation.",
        roles=ALL_ROLES,
        check=_long,
    ),
    TextRule(
        id="L20",
        title="The same thing always has the same name",
        severity=ALL_ERROR,
        source=f"{_INCLUSION} (the same word for the same thing); The Advocacy Project, plain English guidance",
        passes="Staff can help you.",
        fails="Personnel can help you.",
        roles=ALL_ROLES,
        check=_synonyms,
    ),
    TextRule(
        id="L21",
        title="A sentence names its subject: no “it” or “they” that refers to another line",
        severity=EASY_WARNING,
        source="PIF, “Easy Read Matters” (nouns, not pronouns)",
        passes="The call is free.",
        fails="It is free.",
        roles=PROSE,
        check=_pronouns,
    ),
    TextRule(
        id="L22",
        title="Words address the reader as “you”",
        severity=ALL_WARNING,
        source="The Advocacy Project, plain English guidance (“you” and “we”)",
        passes="You can ask for a copy.",
        fails="The patient can ask for a copy.",
        roles=PROSE,
        check=_third_person,
    ),
)
