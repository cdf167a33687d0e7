"""Settings: every one is in `.env.example`, a wrong one is named, and no value is ever repeated."""

import re
from pathlib import Path

import pytest

from bot.errors import SaysoError
from bot.reporting.spc.rules import SpcRules
from bot.settings import Settings, example, names, read_settings
from tests.program import ROOT


@pytest.fixture(autouse=True)
def _nothing_is_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name in names():
        monkeypatch.delenv(name, raising=False)


def test_the_example_is_as_the_program_shows_it() -> None:
    assert (ROOT / ".env.example").read_text("utf-8") == example()


def test_every_setting_is_in_the_example_with_words_above_it() -> None:
    blocks = (ROOT / ".env.example").read_text("utf-8").split("\n\n")[1:]

    assert len(names()) >= 10
    assert [re.findall(r"^#(SAYSO_\w+)=", block, re.MULTILINE) for block in blocks] == [[name] for name in names()]
    assert all(block.startswith("# ") for block in blocks)


def test_the_example_can_be_used_as_it_is(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(example(), "utf-8")

    assert read_settings() == Settings()


def test_every_line_of_the_example_can_be_used_without_its_mark(tmp_path: Path) -> None:
    lines = [line[1:] for line in example().splitlines() if re.match(r"#SAYSO_\w+=", line)]
    (tmp_path / ".env").write_text("\n".join(lines), "utf-8")

    settings = read_settings()

    assert settings.telegram_token is not None
    assert settings.webhook_secret is None
    assert settings.secret is None


def test_without_any_setting_everything_has_a_default() -> None:
    settings = read_settings()

    assert settings.telegram_token is None
    assert settings.database == "sqlite:///data/sayso.db"
    assert settings.address == ("127.0.0.1", 8080)
    assert settings.conversations_dir == Path("conversations")


def test_a_setting_is_read_from_the_file_and_the_environment_comes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".env").write_text("SAYSO_DATA_DIR=here\nSAYSO_LOG_LEVEL=debug\nOTHER=1\n", "utf-8")
    monkeypatch.setenv("SAYSO_DATA_DIR", "there")

    settings = read_settings()

    assert (settings.data_dir, settings.log_level) == (Path("there"), "debug")
    assert settings.database == "sqlite:///there/sayso.db"


def test_an_empty_setting_is_as_if_it_were_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAYSO_TELEGRAM_TOKEN", "")
    monkeypatch.setenv("SAYSO_LOG_LEVEL", "")

    assert read_settings() == Settings()


@pytest.mark.parametrize(
    ("value", "address"),
    [("0.0.0.0:80", ("0.0.0.0", 80)), ("[::1]:8081", ("::1", 8081)), ("127.0.0.1:0", ("127.0.0.1", 0))],  # noqa: S104 - read, not used
)
def test_an_address_is_read_with_its_port(
    value: str, address: tuple[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAYSO_LISTEN", value)

    assert read_settings().address == address


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SAYSO_TELEGRAM_TOKEN", "my-private-token"),
        ("SAYSO_TELEGRAM_TOKEN", "123456789: AAprivateprivateprivateprivate"),
        ("SAYSO_TELEGRAM_BASE_URL", "private.example"),
        ("SAYSO_WEBHOOK_URL", "private"),
        ("SAYSO_WEBHOOK_SECRET", "private"),
        ("SAYSO_WEBHOOK_SECRET", "private private private"),
        ("SAYSO_LISTEN", "private:8080"),
        ("SAYSO_LISTEN", "10.0.0.9"),
        ("SAYSO_LISTEN", "10.0.0.9:99999"),
        ("SAYSO_LISTEN", "10.0.0.9:private"),
        ("SAYSO_SECRET", "private"),
        ("SAYSO_LOG_LEVEL", "private"),
    ],
)
def test_a_wrong_value_is_told_by_its_name_and_never_repeated(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)

    with pytest.raises(SaysoError) as raised:
        read_settings()

    told = str(raised.value)
    assert told.startswith(f"These settings are not right: {name}: ")
    assert told.endswith(". To see what each is for: sayso settings")
    assert "private" not in told
    assert value not in told
    assert raised.value.__cause__ is None
    assert raised.value.__suppress_context__


def test_every_wrong_setting_is_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAYSO_SECRET", "short")
    monkeypatch.setenv("SAYSO_LOG_LEVEL", "loud")

    with pytest.raises(SaysoError, match=r"SAYSO_SECRET: .*; SAYSO_LOG_LEVEL: "):
        read_settings()


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("SAYSO_TELEGRAM_TOKN", "Did you mean SAYSO_TELEGRAM_TOKEN?"),
        ("SAYSO_CONVERSATION_DIR", "Did you mean SAYSO_CONVERSATIONS_DIR?"),
        ("SAYSO_XYZ", "To see those there are: sayso settings"),
    ],
)
@pytest.mark.parametrize("in_file", [True, False])
def test_an_unknown_setting_is_refused_with_what_may_be_meant(
    name: str, hint: str, *, in_file: bool, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    if in_file:
        (tmp_path / ".env").write_text(f"{name}=private\n", "utf-8")
    else:
        monkeypatch.setenv(name, "private")

    with pytest.raises(SaysoError) as raised:
        read_settings()

    assert str(raised.value) == f"There is no setting {name}. {hint}"


def test_a_file_of_settings_that_is_not_text_is_told(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"SAYSO_LOG_LEVEL=\xff\xfe\n")

    with pytest.raises(SaysoError, match=r"\.env is not UTF-8 text"):
        read_settings()


def test_secrets_do_not_show_when_settings_are_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    values = {
        "SAYSO_TELEGRAM_TOKEN": "123456789:AAprivateprivateprivateprivate",
        "SAYSO_WEBHOOK_SECRET": "privateprivateprivate",
        "SAYSO_SECRET": "private" * 6,
        "SAYSO_DATABASE_URL": "sqlite:///private.db",
    }
    for name, value in values.items():
        monkeypatch.setenv(name, value)

    assert "private" not in repr(read_settings())


def test_rules_of_disclosure_control_can_be_made_stricter_and_weaker_only_with_a_reason_that_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SAYSO_MIN_PEOPLE", "20")
    monkeypatch.setenv("SAYSO_WEAKER_RULES_BECAUSE", "a reason that is not needed")
    assert read_settings().rules.describe().startswith("Nothing is shown of fewer than 20 people")
    assert "WEAKER" not in read_settings().rules.describe()
    monkeypatch.setenv("SAYSO_RULE_SET", "statistics")
    assert "Counts are rounded to the nearest 5." in read_settings().rules.describe()

    monkeypatch.setenv("SAYSO_MIN_PEOPLE", "5")
    assert read_settings().rules.describe().endswith("WEAKER THAN RECOMMENDED: a reason that is not needed")
    monkeypatch.delenv("SAYSO_WEAKER_RULES_BECAUSE")
    with pytest.raises(SaysoError, match="say why in SAYSO_WEAKER_RULES_BECAUSE"):
        _ = read_settings().rules


def test_the_rules_of_charts_can_be_set(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_settings().spc_rules == SpcRules(shift=7, trend=7, screening=True)
    for name, value in {"SHIFT": "8", "TREND": "6", "SCREENING": "false"}.items():
        monkeypatch.setenv(f"SAYSO_SPC_{name}", value)
    assert read_settings().spc_rules == SpcRules(shift=8, trend=6, screening=False)


@pytest.mark.parametrize(("name", "value"), [("SHIFT", "1"), ("TREND", "2"), ("SCREENING", "perhaps")])
def test_a_rule_of_charts_that_cannot_be_is_named(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"SAYSO_SPC_{name}", value)
    with pytest.raises(SaysoError, match=f"SAYSO_SPC_{name}: "):
        read_settings()
