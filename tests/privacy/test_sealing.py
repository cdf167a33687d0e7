"""Sealed sessions open only with the same secret for the same person, and their length says little."""

import traceback

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.privacy.respondent import Respondent
from bot.privacy.sealing import NONCE_BYTES, SECRET_BYTES, Sealer, Unsealable

SEALER = Sealer(b"s" * SECRET_BYTES)
ANN, BOB = Respondent("telegram", "1001"), Respondent("telegram", "1002")
NONCE = b"n" * NONCE_BYTES
WORDS = "the tea was cold"
SEALED = SEALER.seal(ANN, WORDS, NONCE)


@given(st.text(max_size=3000), st.binary(min_size=NONCE_BYTES, max_size=NONCE_BYTES))
def test_what_was_sealed_opens_for_the_same_person(text: str, nonce: bytes) -> None:
    assert SEALER.open(ANN, SEALER.seal(ANN, text, nonce)) == text


@given(st.text(alphabet="\x00\x80x", max_size=20))
def test_text_that_looks_like_padding_is_kept_whole(text: str) -> None:
    assert SEALER.open(ANN, SEALER.seal(ANN, text, NONCE)) == text


def test_it_opens_after_a_restart_with_the_same_secret() -> None:
    assert Sealer(b"s" * SECRET_BYTES).open(ANN, SEALED) == WORDS


@pytest.mark.parametrize("other", [BOB, Respondent("web", "1001"), Respondent("telegram", "")])
def test_it_does_not_open_for_anyone_else(other: Respondent) -> None:
    with pytest.raises(Unsealable):
        SEALER.open(other, SEALED)


def test_it_does_not_open_with_another_secret() -> None:
    with pytest.raises(Unsealable):
        Sealer(b"t" * SECRET_BYTES).open(ANN, SEALED)


@given(st.integers(0, len(SEALED) - 1), st.integers(1, 255))
def test_it_does_not_open_with_one_byte_changed(place: int, change: int) -> None:
    damaged = bytearray(SEALED)
    damaged[place] ^= change

    with pytest.raises(Unsealable):
        SEALER.open(ANN, bytes(damaged))


@given(st.integers(0, len(SEALED) - 1))
def test_it_does_not_open_with_a_part_missing(length: int) -> None:
    with pytest.raises(Unsealable):
        SEALER.open(ANN, SEALED[:length])


@given(st.binary(max_size=200))
def test_other_bytes_do_not_open(other: bytes) -> None:
    with pytest.raises(Unsealable):
        SEALER.open(ANN, other)


@pytest.mark.parametrize("sealed", [b"", b"\x02" + SEALED[1:], SEALED[:-1], SEALED[:5]])
def test_the_error_holds_nothing_of_what_was_sealed_or_for_whom(sealed: bytes) -> None:
    with pytest.raises(Unsealable) as caught:
        SEALER.open(ANN, sealed)

    error = caught.value
    assert error.__cause__ is None
    assert error.__suppress_context__ or error.__context__ is None
    shown = "".join(traceback.format_exception(error)) + repr(error)
    assert WORDS not in shown
    assert "1001" not in shown
    assert isinstance(error, ValueError)


def test_the_words_and_the_person_cannot_be_read_in_what_is_kept() -> None:
    assert WORDS.encode() not in SEALED
    assert b"tea" not in SEALED
    assert ANN.id.encode() not in SEALED
    assert ANN.id.encode() not in bytes(SEALER.keys(ANN)[0])


@given(st.text(max_size=250), st.text(max_size=250))
def test_the_length_does_not_tell_short_answers_from_long(one: str, other: str) -> None:
    assert len(SEALER.seal(ANN, one, NONCE)) == len(SEALER.seal(ANN, other, NONCE))


@pytest.mark.parametrize(("length", "blocks"), [(0, 1), (1023, 1), (1024, 2), (2047, 2), (2048, 3)])
def test_the_length_grows_by_whole_blocks(length: int, blocks: int) -> None:
    tag = 16

    assert len(SEALER.seal(ANN, "x" * length, NONCE)) == 1 + NONCE_BYTES + blocks * 1024 + tag


def test_the_same_words_are_sealed_differently_each_time() -> None:
    again = SEALER.seal(ANN, WORDS, b"m" * NONCE_BYTES)

    assert again[1 + NONCE_BYTES :] != SEALED[1 + NONCE_BYTES :]


def test_a_session_is_found_again_under_the_same_key() -> None:
    assert SEALER.keys(ANN)[0] == Sealer(b"s" * SECRET_BYTES).keys(Respondent("telegram", "1001"))[0]
    assert len(SEALER.keys(ANN)[0]) == 32


def test_keys_differ_by_channel_id_and_secret() -> None:
    respondents = [ANN, BOB, Respondent("web", "1001"), Respondent("telegram1", "001")]
    keys = {SEALER.keys(respondent)[0] for respondent in respondents}

    assert len(keys) == len(respondents)
    assert Sealer(b"t" * SECRET_BYTES).keys(ANN)[0] not in keys


@pytest.mark.parametrize("length", [0, 1, 31])
def test_a_short_secret_is_refused_without_being_shown(length: int) -> None:
    with pytest.raises(ValueError, match=f"has {length} bytes and needs at least 32") as caught:
        Sealer(b"q" * length)

    assert "q" not in str(caught.value)


ROTATED = Sealer(b"t" * SECRET_BYTES, b"s" * SECRET_BYTES)
"""After a change of the secret."""


def test_after_a_change_of_the_secret_what_was_sealed_before_is_found_and_opens() -> None:
    assert ROTATED.keys(ANN) == (*Sealer(b"t" * SECRET_BYTES).keys(ANN), *SEALER.keys(ANN))
    assert ROTATED.open(ANN, SEALED) == WORDS
    assert ROTATED.open_waiting(SEALER.seal_waiting(WORDS, NONCE)) == WORDS


def test_after_a_change_of_the_secret_the_one_before_opens_nothing_new() -> None:
    with pytest.raises(Unsealable):
        SEALER.open(ANN, ROTATED.seal(ANN, WORDS, NONCE))
    with pytest.raises(Unsealable):
        SEALER.open_waiting(ROTATED.seal_waiting(WORDS, NONCE))


def test_an_earlier_secret_that_is_too_short_is_refused_as_well() -> None:
    with pytest.raises(ValueError, match="has 3 bytes"):
        Sealer(b"s" * SECRET_BYTES, b"abc")


def test_what_waits_opens_with_the_secret_and_a_session_does_not_open_as_if_it_waited() -> None:
    assert SEALER.open_waiting(SEALER.seal_waiting(WORDS, NONCE)) == WORDS
    assert WORDS.encode() not in SEALER.seal_waiting(WORDS, NONCE)
    with pytest.raises(Unsealable):
        SEALER.open_waiting(SEALED)
    with pytest.raises(Unsealable):
        SEALER.open(ANN, SEALER.seal_waiting(WORDS, NONCE))


def test_a_sealer_shows_nothing_of_its_secret() -> None:
    assert "ssss" not in repr(SEALER)
