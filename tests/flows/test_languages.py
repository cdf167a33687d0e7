"""How languages write dates, lists and numbers, and what they call themselves: what Babel's CLDR data says."""

import pytest

from bot.engine.conventions import WESTERN
from bot.flows.languages import conventions, name_of


@pytest.mark.parametrize(
    ("locale", "day", "month"),
    [
        ("en", "2 March 2026", "March 2026"),
        ("cy", "2 Mawrth 2026", "Mawrth 2026"),
        ("pl", "2 marca 2026", "marzec 2026"),
        ("ro", "2 martie 2026", "martie 2026"),
        ("pa", "2 ਮਾਰਚ 2026", "ਮਾਰਚ 2026"),
        ("bn", "২ মার্চ, ২০২৬", "মার্চ ২০২৬"),
    ],
)
def test_a_day_and_a_month_are_written_as_the_language_does(locale: str, day: str, month: str) -> None:
    writes = conventions(locale)
    assert (writes.day("2026-03-02"), writes.month("2026-03")) == (day, month)


@pytest.mark.parametrize("locale", ["en", "ar", "bn", "cy", "pa", "pl", "ro", "so", "ur"])
def test_every_day_of_a_year_is_written_apart_from_every_other(locale: str) -> None:
    writes = conventions(locale)
    days = {writes.day(f"2026-{month:02}-{day:02}") for month in range(1, 13) for day in range(1, 29)}
    months = {writes.month(f"{year}-{month:02}") for year in (2025, 2026) for month in range(1, 13)}
    assert (len(days), len(months)) == (12 * 28, 24)
    assert not any("{" in each for each in days | months)


def test_only_bengali_among_them_counts_with_digits_of_its_own() -> None:
    own = {locale: conventions(locale).digits for locale in ("en", "ar", "bn", "cy", "pa", "pl", "ro", "so", "ur")}
    assert own.pop("bn") == "০১২৩৪৫৬৭৮৯"
    assert set(own.values()) == {WESTERN}


def test_arabic_and_urdu_are_read_from_right_to_left_and_have_a_comma_of_their_own() -> None:
    turned = {
        locale for locale in ("en", "ar", "bn", "cy", "pa", "pl", "ro", "so", "ur") if conventions(locale).right_to_left
    }
    assert turned == {"ar", "ur"}
    assert conventions("ur").comma == "، "
    assert conventions("en").comma == ", "


def test_a_language_that_is_not_known_writes_as_english_does_and_has_no_name() -> None:
    for unknown in ("xx", ""):
        assert conventions(unknown) == conventions("en")
        assert name_of(unknown) == ""


def test_languages_call_themselves_what_their_readers_call_them() -> None:
    assert [name_of(each) for each in ("cy", "pl", "so", "ur")] == ["Cymraeg", "Polski", "Soomaali", "اردو"]
