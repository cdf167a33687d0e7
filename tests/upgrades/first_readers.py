"""How 595dd1d reads what is sealed, frozen: it must read what is written today, for both to run side by side.

A copy of its checks, on plain values: it takes exactly five parts of a respondent's state, two of what waits, and the
fields of a comment and a period that it knows, no others. Its sequence numbers are compared with new ones.
"""

import base64
import json
from typing import Any

_STAGES = {"asking", "sent", "withdrawn", "deleted", "left"}
_PANES = {
    "step", "written", "distress", "help", "stopped", "deleting", "changing", "language", "resume", "withdrawing",
}  # fmt: skip
_REGISTERS = {"standard", "easy-read"}


def read_respondent(text: str) -> dict[str, Any]:
    """Return what 595dd1d makes of the state of a respondent. Raises where it would start the person again."""
    session, seen, *counts = json.loads(text)
    day, sent, guesses = counts
    assert all(isinstance(number, int) for number in (*seen, sent, guesses)), "it compares and counts them"
    assert isinstance(day, str)
    return {"session": read_session(session), "seen": seen, "day": day, "sent": sent, "guesses": guesses}


def read_session(text: str) -> dict[str, Any]:
    """Return what 595dd1d makes of a session."""
    plain = json.loads(text)
    locale, register = plain["wording"]
    service, flow = plain["link"]
    assert register in _REGISTERS
    assert plain["stage"] in _STAGES
    assert plain["pane"] in _PANES
    kept = (
        "flow", "revision", "nonce", "step", "pictures", "stage", "pane", "page", "told", "taken_out", "door", "code",
        "until",
    )  # fmt: skip
    return {key: plain[key] for key in kept} | {
        "wording": [locale, register],
        "service": _service(plain["service"]),
        "answers": {step: _answer(answer) for step, answer in plain["answers"].items()},
        "link": [_service(service), flow],
    }


def read_waiting(text: str) -> dict[str, Any]:
    """Return what 595dd1d makes of what waits."""
    sent, comments = json.loads(text)
    assert sent["wording"]["register"] in _REGISTERS
    submission = {key: sent[key] for key in ("id", "flow", "revision", "wording", "channel", "service", "answers")}
    return {
        "submission": submission | {"period": _period(**sent["period"]), "withdraw": _bytes(sent["withdraw"])},
        "comments": [_comment(**comment) for comment in comments],
    }


def _period(month: str, week: str) -> tuple[str, str]:
    return month, week


def _comment(
    *, id: str, flow: str, question: str, service: str | None, month: str, fft: str | None, text: str,  # noqa: A002
    withdraw: str | None,
) -> dict[str, Any]:  # fmt: skip
    where = {"id": id, "flow": flow, "question": question, "service": service, "month": month}
    return where | {"fft": fft, "text": text, "withdraw": _bytes(withdraw)}


def _service(plain: list[str] | None) -> tuple[str, str] | None:
    return None if plain is None else (plain[0], plain[1])


def _answer(plain: list[str] | str | None) -> Any:  # noqa: ANN401 - choices, words, or nothing
    return plain if plain is None or isinstance(plain, str) else list(plain)


def _bytes(text: str | None) -> bytes | None:
    return None if text is None else base64.b64decode(text)
