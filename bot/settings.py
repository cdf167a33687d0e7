"""Every setting, in one table. This is the only reader of the environment and of `.env`."""

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Literal

from dotenv import dotenv_values
from pydantic import AfterValidator, Field, HttpUrl, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.errors import SaysoError
from bot.privacy.disclosure.periods import Length
from bot.privacy.disclosure.rules import RULES, Rules, RuleSet
from bot.reporting.spc.rules import DEFAULT_SPC_RULES, SHORTEST_SHIFT, SHORTEST_TREND, SpcRules

PREFIX = "SAYSO_"
ENV_FILE = ".env"
_AS_BOTFATHER_GAVE_IT = "digits, a colon, then letters, exactly as @BotFather gave it, without spaces"


def _matching(pattern: str, what: str) -> AfterValidator:
    """Return a check of a secret that never repeats it."""

    def check(secret: SecretStr) -> SecretStr:
        if re.fullmatch(pattern, secret.get_secret_value()) is None:
            raise ValueError(what)
        return secret

    return AfterValidator(check)


def _listen(value: str) -> str:
    host, _, port = value.rpartition(":")
    try:
        ip_address(host.strip("[]"))
    except ValueError:
        port = ""  # The error repeats the value.
    if not port.isdecimal() or not 0 <= int(port) <= 65535:  # noqa: PLR2004 - the largest port there is
        raise ValueError("an address in numbers and a port, such as 127.0.0.1:8080")
    return value


class Settings(BaseSettings):
    """All settings. `.env.example` shows each with its description."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=ENV_FILE, env_ignore_empty=True, extra="ignore", hide_input_in_errors=True
    )

    telegram_token: Annotated[SecretStr, _matching(r"\d+:[A-Za-z0-9_-]{20,}", _AS_BOTFATHER_GAVE_IT)] | None = Field(
        None,
        description="The token from @BotFather. Without it Telegram is off.",
        examples=["123456789:AAExampleExampleExampleExampleExample"],
    )
    telegram_base_url: HttpUrl = Field(
        HttpUrl("https://api.telegram.org"),
        description="The Bot API server, without /bot. Change it only if you run your own.",
    )
    webhook_url: HttpUrl | None = Field(
        None,
        description="The public https address that Telegram posts to (a webhook). Without it Sayso polls Telegram,\n"
        "which needs no address and suits a single machine.",
        examples=["https://feedback.example.nhs.uk/telegram"],
    )
    webhook_secret: (
        Annotated[SecretStr, _matching(r"[A-Za-z0-9_-]{16,256}", "16 to 256 letters, digits, _ and -")] | None
    ) = Field(
        None,
        description="The secret that Telegram sends to that address: 16 to 256 letters, digits, _ and -. Without it,\n"
        "one is derived from SAYSO_SECRET.",
    )
    listen: Annotated[str, AfterValidator(_listen)] = Field(
        "127.0.0.1:8080", description="The address and port to listen on."
    )
    database_url: SecretStr | None = Field(
        None,
        description="The database: an SQLite file, or PostgreSQL for several machines, such as\n"
        "postgresql://user:password@host/sayso. Without it, sayso.db in SAYSO_DATA_DIR.",
        examples=["sqlite:////var/lib/sayso/sayso.db"],
    )
    data_dir: Path = Field(Path("data"), description="The folder for the database and the secret.")
    conversations_dir: Path = Field(Path("conversations"), description="The folder with the conversations.")
    secret: Annotated[SecretStr, _matching(r"(?s).{32,}", "at least 32 characters")] | None = Field(
        None,
        description="At least 32 random characters, which encrypt open conversations. Without it, one is generated\n"
        "and kept in SAYSO_DATA_DIR, readable only by you. Keep a copy, but not beside the database.",
    )
    previous_secret: Annotated[SecretStr, _matching(r"(?s).{32,}", "at least 32 characters")] | None = Field(
        None,
        description="After changing SAYSO_SECRET, the previous one, for 40 days, so that open conversations go on.",
    )
    period: Length = Field(Length.MONTH, description="The period that figures are released for: month or week.")
    rule_set: RuleSet = Field(
        RuleSet.FEEDBACK,
        description="The rules of disclosure control: feedback, or the stricter statistics, for official statistics.",
    )
    min_people: int | None = Field(
        None, ge=1, description="Another number of people that there must be before anything is released of them."
    )
    smallest_count: int | None = Field(
        None, ge=1, description="Another smallest count that is released; smaller ones are shown as a range."
    )
    weaker_rules_because: str = Field(
        "",
        description="The two settings above may be made stricter. To make one weaker, give the reason here; every\n"
        "output of a release that is made then shows it.",
    )
    fft_return: bool = Field(
        default=False,
        description="Whether exact counts of the Friends and Family Test can be exported, for NHS England: true or\n"
        "false. They hold small numbers.",
        examples=["true"],
    )
    spc_shift: int = Field(
        DEFAULT_SPC_RULES.shift,
        ge=SHORTEST_SHIFT,
        description="On control charts, this many points in a row on one side of the average are marked as a shift.",
    )
    spc_trend: int = Field(
        DEFAULT_SPC_RULES.trend,
        ge=SHORTEST_TREND,
        description="On control charts, this many points in a row all rising or all falling are marked as a trend.",
    )
    spc_screening: bool = Field(
        DEFAULT_SPC_RULES.screening,
        description="On XmR charts, whether very large jumps are left out when the limits are calculated: true or\n"
        "false. Every chart states its rules.",
        examples=["true"],
    )
    safeguarding_owner: str = Field(
        "safeguarding lead",
        min_length=1,
        description="The role, never a name, that comments are passed on to in a review if somebody may be at risk.",
    )
    safeguarding_days: int = Field(
        5,
        ge=0,
        description="Within how many days they look at it. After that, “sayso review list” shows it as overdue.",
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        "info", description="How much is logged: debug, info, warning or error."
    )

    @property
    def database(self) -> str:
        """Return the URL of the database."""
        if self.database_url is None:
            return f"sqlite:///{self.data_dir / 'sayso.db'}"
        return self.database_url.get_secret_value()

    @property
    def rules(self) -> Rules:
        """Return the rules of disclosure control. Raises SaysoError where they are weaker and nothing says why."""
        named, weakest = RULES[self.rule_set], RULES[RuleSet.FEEDBACK]
        rules = replace(
            named,
            min_people=self.min_people or named.min_people,
            smallest_count=self.smallest_count or named.smallest_count,
            weaker_because=self.weaker_rules_because,
        )
        if rules.is_weaker_than(weakest) and not rules.weaker_because:
            raise SaysoError(
                f"SAYSO_MIN_PEOPLE and SAYSO_SMALLEST_COUNT may not be lower than {weakest.min_people} and"
                f" {weakest.smallest_count}: figures could show what one person said. If they must be, say why in"
                " SAYSO_WEAKER_RULES_BECAUSE, which every output shows."
            )
        return rules if rules.is_weaker_than(weakest) else replace(rules, weaker_because="")

    @property
    def secrets(self) -> list[str]:
        """Every value that must not be logged."""
        secrets = (
            self.telegram_token,
            self.webhook_secret,
            self.secret,
            self.previous_secret,
            self.database_url,
        )
        return [secret.get_secret_value() for secret in secrets if secret is not None]

    @property
    def spc_rules(self) -> SpcRules:
        """Return the rules that mark points on control charts."""
        return SpcRules(shift=self.spc_shift, trend=self.spc_trend, screening=self.spc_screening)

    @property
    def address(self) -> tuple[str, int]:
        """Return the host and the port to listen on."""
        host, _, port = self.listen.rpartition(":")
        return host.strip("[]"), int(port)


def read_settings() -> Settings:
    """Read the settings. Raises SaysoError, naming each setting that is wrong, never its value."""
    _refuse_unknown()
    try:
        return Settings()
    except ValidationError as error:
        faults = "; ".join(
            f"{PREFIX}{str(fault['loc'][0]).upper()}: {fault['msg'].removeprefix('Value error, ')}"
            for fault in error.errors(include_url=False)
        )
        raise SaysoError(f"These settings are not right: {faults}. To see what each is for: sayso settings") from None


def example() -> str:
    """Return `.env.example`: every setting with its description and its default, or an example."""
    return "# Copy this file to .env and fill in what you need. Every setting has a default.\n\n" + "\n".join(_blocks())


def names() -> tuple[str, ...]:
    """Return the name of every setting as an environment variable."""
    return tuple(f"{PREFIX}{name.upper()}" for name in Settings.model_fields)


def _blocks() -> Iterator[str]:
    for name, field in Settings.model_fields.items():
        comment = "\n".join(f"# {line}" for line in str(field.description).splitlines())
        shown = field.examples[0] if field.examples else "" if field.default is None else str(field.default).rstrip("/")
        yield f"{comment}\n#{PREFIX}{name.upper()}={shown}\n"


def _refuse_unknown() -> None:
    known = names()
    try:
        in_file: Mapping[str, str | None] = dotenv_values(ENV_FILE) if Path(ENV_FILE).is_file() else {}
    except UnicodeDecodeError:
        raise SaysoError(f"The file {ENV_FILE} is not UTF-8 text. Save it as UTF-8.") from None
    except OSError as error:
        raise SaysoError(f"The file {ENV_FILE} cannot be read ({error.strerror}). Check who may read it.") from None
    for name in (*os.environ, *in_file):
        if name.startswith(PREFIX) and name.upper() not in known:
            near = get_close_matches(name, known, n=1)
            hint = f"Did you mean {near[0]}?" if near else "To see those there are: sayso settings"
            raise SaysoError(f"There is no setting {name}. {hint}")
