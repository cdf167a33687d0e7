"""Typed words and the buttons they mean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine.plain import edits, plain, unstretched
from bot.engine.screen import Button
from bot.engine.understand import understand, understand_many

BUTTONS = [
    Button("yes", "Yes, fully", "✔️"),
    Button("partly", "Partly"),
    Button("no", "No"),
    Button("not-sure", "Not sure"),
]
PHRASES = {"yes": ("yes", "yeah", "👍"), "partly": ("depends",), "no": ("nope", "depends"), "~stop": ("quit",)}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Yes, fully", "yes"),
        ("YEAH!!!", "yes"),
        ("yeaaah", "yes"),
        ("👍🏽", "yes"),
        ("✔", "yes"),
        ("partli", "partly"),
        ("patrly", "partly"),
        ("Not sur", "not-sure"),
        ("ont sure", None),
        ("not suer", "not-sure"),
        ("1", "yes"),
        ("4.", "not-sure"),
        ("٢", "partly"),
        ("0", None),
        ("5", None),
        ("99999999999999999999999", None),
        ("depends", None),
        ("", None),
        ("?!", None),
        ("nooo", "no"),
        ("on", None),
        ("perhaps", None),
        ("yes and no", None),
    ],
)
def test_words_mean_one_button_or_none(typed: str, meant: str | None) -> None:
    assert understand(typed, BUTTONS, PHRASES, loosely=True) == meant


def test_controls_are_meant_only_by_their_exact_words() -> None:
    stop = [Button("~stop", "Stop asking")]

    assert understand("stop asking", stop, PHRASES) == "~stop"
    assert understand("quit", stop, PHRASES) == "~stop"
    assert understand("stop askin", stop, PHRASES) is None
    assert understand("1", stop, PHRASES) is None


def test_a_slip_that_could_mean_two_buttons_means_none() -> None:
    wards = [Button("a", "Ward A1"), Button("b", "Ward B1")]

    assert understand("ward c1", wards, {}, loosely=True) is None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("yeah", ("yes",)),
        ("1, 3", ("yes", "no")),
        ("no and partly", ("no", "partly")),
        ("no; partly\nno", ("no", "partly")),
        ("no, something else", ()),
        ("", ()),
        (",", ()),
    ],
)
def test_a_list_means_every_button_it_names_or_none(typed: str, meant: tuple[str, ...]) -> None:
    assert understand_many(typed, BUTTONS, PHRASES) == meant


@pytest.mark.parametrize(
    ("typed", "comparable"),
    [
        ("  Don\u2019t   KNOW! ", "dont know"),
        ("caf\u00e9", "cafe"),
        ("\uff39\uff25\uff33", "yes"),
        ("👍🏿", "👍"),
        ("🤷‍♀️", "🤷♀"),
        ("16-24", "16 24"),
        ("?!", "?!"),
        (" ", ""),
    ],
)
def test_text_is_made_comparable(typed: str, comparable: str) -> None:
    assert plain(typed) == comparable


def test_drawn_out_letters_are_pulled_together() -> None:
    assert unstretched("no") == ("no",)
    assert unstretched("soooo good") == ("soooo good", "soo good", "so good")


@pytest.mark.parametrize(
    ("one", "other", "slips"),
    [("", "", 0), ("a", "", 1), ("food", "food", 0), ("food", "fod", 1), ("food", "ofod", 1), ("food", "good", 1)],
)
def test_slips_are_counted(one: str, other: str, slips: int) -> None:
    assert edits(one, other, 3) == slips


def test_more_slips_than_matter_are_not_counted_out() -> None:
    assert edits("food", "garden", 1) == 2
    assert edits("food", "team", 2) == 3


@given(st.text(max_size=12), st.text(max_size=12), st.integers(0, 3))
def test_slips_are_the_same_from_either_side(one: str, other: str, most: int) -> None:
    assert edits(one, other, most) == edits(other, one, most) <= most + 1


@given(st.text(max_size=60))
def test_no_words_mean_a_button_that_is_not_there(text: str) -> None:
    ids = {button.id for button in BUTTONS}

    assert understand(text, BUTTONS, PHRASES, loosely=True) in {*ids, None}
    assert set(understand_many(text, BUTTONS, PHRASES)) <= ids
    assert understand(text, [], PHRASES, loosely=True) is None
