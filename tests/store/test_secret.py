"""The installation's secret: made once, for its owner only, and never replaced without a word."""

from pathlib import Path

import pytest

from bot.errors import SaysoError
from bot.privacy.sealing import SECRET_BYTES
from bot.store.secret import kept_secret, secret_from_setting


def counting(size: int) -> bytes:
    return bytes(range(size))


def never(size: int) -> bytes:
    raise AssertionError("a second secret was made")


def test_a_secret_is_made_the_first_time_and_found_again(tmp_path: Path) -> None:
    made = kept_secret(tmp_path / "data", counting)

    assert made == bytes(range(SECRET_BYTES))
    assert kept_secret(tmp_path / "data", never) == made


def test_only_its_owner_can_read_the_secret(tmp_path: Path) -> None:
    kept_secret(tmp_path, counting)

    assert (tmp_path / "secret").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "damaged", [b"", b"0011", b"not hexadecimal at all, but long enough to be a secret" * 2, b"\xff" * 64]
)
def test_a_damaged_secret_is_refused_and_left_as_it_is(damaged: bytes, tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(damaged)

    with pytest.raises(SaysoError) as raised:
        kept_secret(tmp_path, never)

    assert f"The file {tmp_path / 'secret'} does not hold a secret. Put back your copy of it." in str(raised.value)
    assert "not hexadecimal" not in str(raised.value)
    assert (tmp_path / "secret").read_bytes() == damaged


def test_a_secret_that_was_copied_by_hand_may_end_with_a_new_line(tmp_path: Path) -> None:
    made = kept_secret(tmp_path, counting)
    (tmp_path / "secret").write_text(f"{made.hex()}\n", "utf-8")

    assert kept_secret(tmp_path, never) == made


def test_a_folder_that_cannot_be_made_is_told_by_its_setting(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file", "utf-8")

    with pytest.raises(SaysoError, match="Check SAYSO_DATA_DIR, or set SAYSO_SECRET"):
        kept_secret(tmp_path / "data" / "sub", counting)


def test_a_secret_in_the_place_of_which_is_a_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "secret").mkdir()

    with pytest.raises(SaysoError, match="The secret cannot be kept in"):
        kept_secret(tmp_path, counting)


def test_a_setting_stands_for_enough_bytes_and_always_the_same() -> None:
    assert len(secret_from_setting("x" * 32)) == SECRET_BYTES
    assert secret_from_setting("x" * 32) == secret_from_setting("x" * 32) != secret_from_setting("x" * 33)
