"""Words of harm and distress, and what was taken out, are found where they are in the text."""

import pytest

from bot.flows.library import Library
from bot.usecases.staff.highlights import Concern, ConcernPhrases, Highlight, concern_phrases, find, make_ranker, quoted

PHRASES: ConcernPhrases = {
    "abuse": Concern.HARM,
    "hit me": Concern.HARM,
    "frappe": Concern.HARM,
    "dont want to live": Concern.DISTRESS,
    "मारा": Concern.HARM,
}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("They HIT  me, twice", ["HIT me"]),
        ("He hit-me", ["hit-me"]),
        ("On m’a frappé!", ["frappé"]),
        ("It is abuuuuse", ["abuuuuse"]),
        ("“Abuse”, they said. Abuse.", ["Abuse"]),
        ("उसने मारा।", ["मारा"]),
        ("He abused them, and they hit meat", []),
    ],
)
def test_words_of_harm_are_found_as_they_were_written(text: str, words: list[str]) -> None:
    found = find(text, PHRASES)

    assert list(quoted(text, found, Concern.HARM)) == words
    assert (make_ranker(PHRASES)(text) == 0) == bool(words)


def test_each_finding_says_why() -> None:
    text = "[name] hit me. I don’t want to live"

    assert find(text, PHRASES) == (
        Highlight(0, 6, Concern.IDENTITY),
        Highlight(7, 13, Concern.HARM),
        Highlight(17, 35, Concern.DISTRESS),
    )


def test_findings_do_not_overlap_and_the_longest_one_is_told() -> None:
    phrases: ConcernPhrases = {"kill": Concern.HARM, "kill himself": Concern.DISTRESS, "himself": Concern.HARM}

    assert find("kill himself", phrases) == (Highlight(0, 12, Concern.DISTRESS),)


def test_harm_comes_first_then_where_something_was_taken_out_then_the_rest() -> None:
    texts = ["The garden", "[taken out] is kind", "They hit me"]

    assert sorted(texts, key=make_ranker(PHRASES)) == ["They hit me", "[taken out] is kind", "The garden"]
    assert find("", PHRASES) == ()
    assert find("👍", {}) == ()


def test_the_shipped_lists_say_what_is_harm_and_what_is_distress(library: Library) -> None:
    phrases = concern_phrases(library)

    assert phrases["kill himself"] is Concern.DISTRESS
    assert phrases["held down"] is Concern.HARM
    assert phrases.keys() == {*library.review_first}
