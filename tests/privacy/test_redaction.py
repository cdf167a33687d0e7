"""What the rules promise of any text at all. The model has its own tests in `test_rampart.py`."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.privacy.redaction import EntityKind, Redacted, TooMuchToSearch, make_redactor
from bot.privacy.redaction.spans import Span
from tests.privacy.hostile import HOSTILE, LIMIT, repeated

redact = make_redactor()


HIDDEN = "\u200b\u200d\u2060\ufeff\u202e\u2066\u00ad"
PIECES = st.sampled_from(
    [
        *("Sarah", "sarah", "my nurse", "dr", "Grace", "will", "and", "the only patient", "my name is", "on", "room"),
        *("07700 900123", "1/2/80", "10/10", "@jo", "jo@example.com", "dot", "at", "12 Mill Lane", "[name]", "[", "]"),
        *(
            "www.",
            "example.com",
            "insta",
            "is",
            "3rd",
            "March",
            "ward",
            "😀",
            "\u200b",
            "é",
            "e\u0301",
            ",",
            ".",
            "\n",
            "£5",
        ),
    ]
)
WRITING = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=30).map(" ".join), st.lists(PIECES).map("".join))


@given(WRITING)
def test_redacting_twice_changes_nothing_the_second_time(text: str) -> None:
    once = redact(text)
    assert redact(once.text) == Redacted(once.text, ())


@given(WRITING)
def test_six_digits_in_a_row_are_never_kept(text: str) -> None:
    assert not re.search(r"\d{6}", redact(text).text)


@given(
    opening=st.sampled_from(["", "call ", "my number is ", "sarah ", "on "]),
    digits=st.lists(st.sampled_from("0123456789"), min_size=9, max_size=16),
    separators=st.lists(
        st.sampled_from(["", " ", "-", ".", " - ", "\u200b", ") ", "\ufe0f\u20e3"]), min_size=16, max_size=16
    ),
)
def test_a_long_number_goes_however_it_is_spaced(opening: str, digits: list[str], separators: list[str]) -> None:
    number = "".join(digit + separator for digit, separator in zip(digits, separators, strict=False))
    kept = redact(f"{opening}{number} thanks").text
    assert sum(sign.isdigit() for sign in kept) < 6


@given(WRITING)
def test_every_redacted_kind_is_listed_once_and_has_a_placeholder_in_the_text(text: str) -> None:
    redacted = redact(text)
    assert len(set(redacted.taken_out)) == len(redacted.taken_out)
    assert all(f"[{kind}]" in redacted.text for kind in redacted.taken_out)


@given(st.text(alphabet="😀👩🏽‍⚕️🏳️‍🌈❤️ .!?", max_size=60))
def test_emoji_stay(text: str) -> None:
    assert redact(text).taken_out == ()


@pytest.mark.parametrize("picture", ["👩\u200d⚕️", "🏳️\u200d🌈", "👍🏽", "\U0001f3f4\U000e0067\U000e0062\U000e007f", "1️⃣"])
def test_a_picture_made_of_several_characters_stays_whole(picture: str) -> None:
    assert redact(f"good {picture} staff").text == f"good {picture} staff"


@pytest.mark.parametrize("hidden", HIDDEN)
def test_characters_that_cannot_be_seen_go_and_hide_nothing(hidden: str) -> None:
    number = hidden.join("07700900123")
    assert redact(f"call {number}") == Redacted("call [phone number]", (EntityKind.PHONE,))
    assert redact(f"good{hidden} food").text == "good food"


def test_a_clean_text_comes_back_normalised_and_otherwise_unchanged() -> None:
    text = "  Cafe\u0301,  ﬁne:\n\tstaff ✓  "
    assert redact(text) == Redacted(unicodedata.normalize("NFKC", text), ())


def test_kinds_are_in_the_order_of_first_appearance() -> None:
    assert redact("room 4, Sarah, 1/2/2024, Priya").taken_out == (EntityKind.ROOM, EntityKind.NAME, EntityKind.DATE)


def test_a_placeholder_that_was_typed_is_left_and_not_counted() -> None:
    assert redact("[name] and [phone number] rang 07700 900123") == Redacted(
        "[name] and [phone number] rang [phone number]", (EntityKind.PHONE,)
    )


def test_a_placeholder_inside_something_longer_goes_with_it() -> None:
    assert redact("the only [name] patient with 1/2/2024") == Redacted(
        "[something that could show who you are]", (EntityKind.DETAIL,)
    )


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_hostile_text_is_redacted_within_the_rounds_allowed(piece: str) -> None:
    redacted = redact(repeated(piece)).text
    assert redact(redacted).text[:LIMIT] == redacted[:LIMIT]


@dataclass
class FakeRecogniser:
    """Finds one word wherever it stands, and remembers what it was asked about."""

    word: str = "zyxmar"
    asked: list[list[str]] = field(default_factory=list)

    def __call__(self) -> "FakeRecogniser":
        return self

    def find(self, text: str, words: Sequence[Span]) -> list[Span]:
        self.asked.append([text[word.start : word.end] for word in words])
        return [Span(match.start(), match.end(), EntityKind.NAME) for match in re.finditer(self.word, text)]


class FakeBrokenRecogniser:
    """Gives a span that is not in the text."""

    def find(self, text: str, words: Sequence[Span]) -> list[Span]:
        return [Span(0, len(text) + 1, EntityKind.NAME)]


class FakeRestlessRecogniser:
    """Finds only the last of the words that it is shown, so that a text is redacted round after round."""

    def find(self, text: str, words: Sequence[Span]) -> Sequence[Span]:
        return words[-1:]


def test_names_of_a_recogniser_are_redacted_and_expanded() -> None:
    with_recogniser = make_redactor(recognisers=[FakeRecogniser("zyxmar")])
    assert with_recogniser("i trust zyxmar and priya").text == "i trust [name] and [name]"
    assert redact("i trust zyxmar").taken_out == ()


@pytest.mark.parametrize("word", ["staff", "olanzapine", "Monday", "CPN", "grace"])
def test_a_recogniser_cannot_redact_an_ordinary_word(word: str) -> None:
    assert make_redactor(recognisers=[FakeRecogniser(word)])(f"the {word} helped").taken_out == ()


def test_a_surname_before_ward_is_a_place_whatever_a_recogniser_returns() -> None:
    with_recogniser = make_redactor(recognisers=[FakeRecogniser("Hawthornby"), FakeRecogniser("hawthornby")])
    assert with_recogniser("Hawthornby ward has a quiet room").taken_out == ()
    assert with_recogniser("i like hawthornby ward or not").text == "i like [name] ward or not"


def test_a_recogniser_is_asked_only_about_words_that_could_be_names_and_are_not_known() -> None:
    recogniser = FakeRecogniser()
    make_redactor(recognisers=[recogniser])("The food is bad. I trust Sarah and zyxmar here, my nurse is Zyxola.\nok")
    assert recogniser.asked == [["zyxmar"], []]


def test_every_text_has_a_recogniser_of_its_own() -> None:
    made: list[FakeRecogniser] = []

    def new() -> FakeRecogniser:
        made.append(FakeRecogniser())
        return made[-1]

    redactor = make_redactor(recognisers=[new])
    redactor("ask zyxmar")
    redactor("ask zyxola")
    assert [recogniser.asked for recogniser in made] == [[["ask", "zyxmar"], ["ask"]], [["ask", "zyxola"]]]


def test_a_text_that_cannot_be_searched_in_time_is_not_kept() -> None:
    with pytest.raises(TooMuchToSearch):
        make_redactor(recognisers=[FakeRestlessRecogniser])(" ".join(f"zyx{chr(97 + number)}" for number in range(25)))


def test_a_broken_recogniser_stops_redaction() -> None:
    with pytest.raises(ValueError, match="fix the recogniser"):
        make_redactor(recognisers=[FakeBrokenRecogniser])("ask zyxmar")


def test_the_names_of_wards_stay_and_people_who_share_them_do_not() -> None:
    for_trust = make_redactor(ward_names=["Mary Rose Ward", "Florence", "Ward", " "])
    assert for_trust("Florence was noisy, Mary Rose too").taken_out == ()
    assert for_trust("florence is better than mary rose").taken_out == ()
    assert for_trust("Mary was noisy on Florence").text == "[name] was noisy on Florence"
    assert for_trust("my nurse Florence was kind").text == "my nurse [name] was kind"
