"""The person, as far as a turn needs them."""

from hypothesis import given
from hypothesis import strategies as st

from bot.privacy.respondent import Respondent

CHANNELS = st.from_regex(r"[a-z]{1,12}", fullmatch=True)


def test_the_repr_holds_neither_channel_nor_id() -> None:
    respondent = Respondent("telegram", "7700900123")

    for shown in (repr(respondent), str(respondent), f"{[respondent]}"):
        assert "telegram" not in shown
        assert "7700900123" not in shown


@given(CHANNELS, st.text(), CHANNELS, st.text())
def test_no_two_respondents_share_their_material(channel: str, name: str, other: str, other_name: str) -> None:
    one, two = Respondent(channel, name), Respondent(other, other_name)

    assert (one.material() == two.material()) is (one == two)


def test_where_the_channel_ends_and_the_id_begins_is_part_of_the_material() -> None:
    assert Respondent("web", "1").material() != Respondent("we", "b1").material()
