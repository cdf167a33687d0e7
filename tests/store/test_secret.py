"""The installation's secret: made once, for its owner only, and never replaced without a word."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.errors import SaysoError
from bot.privacy.sealing import SECRET_BYTES
from bot.store.secret import NEEDED_DAYS, kept_secrets, rotate, secret_from_setting

TODAY = date(2026, 3, 2)


def counting(size: int) -> bytes:
    return bytes(range(size))


def never(size: int) -> bytes:
    raise AssertionError("a second secret was made")


def test_a_secret_is_made_the_first_time_and_found_again(tmp_path: Path) -> None:
    made = kept_secrets(tmp_path / "data", counting, TODAY)

    assert made == (bytes(range(SECRET_BYTES)),)
    assert kept_secrets(tmp_path / "data", never, TODAY) == made


def test_only_its_owner_can_read_the_secret(tmp_path: Path) -> None:
    kept_secrets(tmp_path, counting, TODAY)

    assert (tmp_path / "secret").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "damaged", [b"", b"0011", b"not hexadecimal at all, but long enough to be a secret" * 2, b"\xff" * 64]
)
def test_a_damaged_secret_is_refused_and_left_as_it_is(damaged: bytes, tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(damaged)

    with pytest.raises(SaysoError) as raised:
        kept_secrets(tmp_path, never, TODAY)

    assert f"The file {tmp_path / 'secret'} does not hold a secret. Put back your copy of it." in str(raised.value)
    assert "not hexadecimal" not in str(raised.value)
    assert (tmp_path / "secret").read_bytes() == damaged


def test_a_secret_that_was_copied_by_hand_may_end_with_a_new_line(tmp_path: Path) -> None:
    made = kept_secrets(tmp_path, counting, TODAY)
    (tmp_path / "secret").write_text(f"{made[0].hex()}\n", "utf-8")

    assert kept_secrets(tmp_path, never, TODAY) == made


def test_a_new_secret_comes_before_the_one_that_was_there(tmp_path: Path) -> None:
    (first,) = kept_secrets(tmp_path, counting, TODAY)

    until = rotate(tmp_path, lambda size: b"2" * size, TODAY)

    assert until == TODAY + timedelta(days=NEEDED_DAYS)
    assert kept_secrets(tmp_path, never, TODAY) == (b"2" * SECRET_BYTES, first)
    assert (tmp_path / "secret").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secret"]


def test_several_changes_in_a_row_keep_every_secret_that_may_be_needed(tmp_path: Path) -> None:
    kept_secrets(tmp_path, counting, TODAY)
    rotate(tmp_path, lambda size: b"2" * size, TODAY)
    rotate(tmp_path, lambda size: b"3" * size, TODAY + timedelta(days=30))

    assert len(kept_secrets(tmp_path, never, TODAY + timedelta(days=NEEDED_DAYS))) == 3
    assert kept_secrets(tmp_path, never, TODAY + timedelta(days=NEEDED_DAYS + 1)) == (b"3" * 32, b"2" * 32)


def test_a_secret_that_nothing_needs_any_more_is_removed_from_the_file(tmp_path: Path) -> None:
    (first,) = kept_secrets(tmp_path, counting, TODAY)
    until = rotate(tmp_path, lambda size: b"2" * size, TODAY)

    kept_secrets(tmp_path, never, until + timedelta(days=1))

    assert first.hex() not in (tmp_path / "secret").read_text("ascii")


def test_where_there_is_no_secret_there_is_none_to_change(tmp_path: Path) -> None:
    with pytest.raises(SaysoError, match="It is generated at the first start"):
        rotate(tmp_path, never, TODAY)


def test_a_damaged_secret_is_not_changed(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("0011\nzz 2026-01-01", "ascii")

    with pytest.raises(SaysoError, match="does not hold a secret"):
        rotate(tmp_path, counting, TODAY)

    assert (tmp_path / "secret").read_text("ascii") == "0011\nzz 2026-01-01"


def test_a_folder_that_cannot_be_created_is_reported_with_its_setting(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file", "utf-8")

    with pytest.raises(SaysoError, match="Check SAYSO_DATA_DIR, or set SAYSO_SECRET"):
        kept_secrets(tmp_path / "data" / "sub", counting, TODAY)


def test_a_secret_in_the_place_of_which_is_a_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "secret").mkdir()

    with pytest.raises(SaysoError, match="The secret cannot be stored in"):
        kept_secrets(tmp_path, counting, TODAY)


def test_a_setting_stands_for_enough_bytes_and_always_the_same() -> None:
    assert len(secret_from_setting("x" * 32)) == SECRET_BYTES
    assert secret_from_setting("x" * 32) == secret_from_setting("x" * 32) != secret_from_setting("x" * 33)
