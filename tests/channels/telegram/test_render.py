"""Long words, in parts that Telegram takes."""

from hypothesis import given
from hypothesis import strategies as st

from bot.channels.telegram.render import TEXT_LIMIT, _length, _parts


def test_short_words_stay_whole() -> None:
    assert _parts("hello") == ["hello"]


def test_long_words_are_cut_between_lines() -> None:
    line = "words " * 100
    parts = _parts("\n".join([line.strip()] * 20))
    assert len(parts) > 1
    assert all(part.startswith("words") and part.endswith("words") for part in parts)


@given(text=st.text(alphabet="ab \n\N{PILE OF POO}é", min_size=1, max_size=12_000))
def test_every_part_fits_and_no_word_is_lost(text: str) -> None:
    parts = _parts(text)
    assert all(_length(part) <= TEXT_LIMIT for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())
