"""Telegram's limits: what just fits is taken, and what does not is refused in Telegram's words."""

from collections.abc import Sequence
from typing import Any

import aiohttp
import pytest
from telegram import Bot

from tests.botapi import FakeBotApi, Person
from tests.botapi.conftest import png


def rows(*lengths: int, **button: object) -> dict[str, object]:
    kind = {"text": "Yes", "callback_data": "y", **button}
    return {"inline_keyboard": [[kind] * length for length in lengths]}


def commands(number: int, **command: str) -> Sequence[dict[str, str]]:
    return [{"command": f"c{place}", "description": "x", **command} for place in range(number)]


REFUSED: list[tuple[str, dict[str, Any], str]] = [
    ("sendMessage", {"text": " \n "}, "message text is empty"),
    ("sendMessage", {}, "message text is empty"),
    ("sendMessage", {"text": "x" * 4097}, "message is too long"),
    ("sendMessage", {"text": "👍" * 2049}, "message is too long"),
    ("sendMessage", {"text": "\ud83d"}, "strings must be encoded in UTF-8"),
    ("sendMessage", {"text": "x", "parse_mode": "HTML"}, "can't parse entities"),
    ("sendMessage", {"text": "x", "chat_id": ""}, "chat_id is empty"),
    ("sendMessage", {"text": "x", "reply_markup": "{"}, "can't parse reply_markup JSON object"),
    ("sendMessage", {"text": "x", "reply_markup": "[]"}, "object expected as reply markup"),
    ("sendMessage", {"text": "x", "reply_markup": rows(1, callback_data="é" * 33)}, "BUTTON_DATA_INVALID"),
    ("sendMessage", {"text": "x", "reply_markup": rows(1, callback_data="")}, "BUTTON_DATA_INVALID"),
    ("sendMessage", {"text": "x", "reply_markup": rows(1, text=" ")}, "text must be non-empty"),
    ("sendMessage", {"text": "x", "reply_markup": rows(1, style="loud")}, "unknown style"),
    ("sendMessage", {"text": "x", "reply_markup": rows(1, url="here")}, "Wrong HTTP URL"),
    ("sendMessage", {"text": "x", "reply_markup": rows(9)}, "row of more than 8 buttons"),
    ("sendMessage", {"text": "x", "reply_markup": rows(*[8] * 12, 5)}, "reply markup is too long"),
    (
        "sendMessage",
        {"text": "x", "reply_markup": {"inline_keyboard": [[{"text": "Yes"}]]}},
        "Text buttons are unallowed in the inline keyboard",
    ),
    ("sendPhoto", {"photo": "x", "caption": "x" * 1025}, "message caption is too long"),
    ("sendPhoto", {}, "there is no photo in the request"),
    ("sendPhoto", {"photo": "http://127.0.0.1/x.png"}, "wrong file identifier/HTTP URL specified"),
    ("editMessageText", {"text": "x"}, "message identifier is not specified"),
    ("deleteMessages", {"message_ids": list(range(1, 102))}, "too many message identifiers specified"),
    ("deleteMessages", {"message_ids": []}, "message identifiers are not specified"),
    ("sendChatAction", {"action": "dance"}, "wrong parameter action in request"),
    ("setMyCommands", {"commands": commands(101)}, "BOT_COMMANDS_TOO_MUCH"),
    ("setMyCommands", {"commands": commands(1, command="Help")}, "BOT_COMMAND_INVALID"),
    ("setMyCommands", {"commands": commands(1, command="x" * 33)}, "BOT_COMMAND_INVALID"),
    ("setMyCommands", {"commands": commands(1, description="")}, "BOT_COMMAND_DESCRIPTION_INVALID"),
    ("setMyCommands", {"commands": commands(1, description="x" * 257)}, "BOT_COMMAND_DESCRIPTION_INVALID"),
    ("setMyCommands", {"commands": commands(1), "language_code": "english"}, "invalid language code"),
    ("setMyDescription", {"description": "x" * 513}, "description is too long"),
    ("setMyShortDescription", {"short_description": "x" * 121}, "short description is too long"),
    ("setMyName", {"name": "x" * 65}, "name is too long"),
    ("setWebhook", {"url": "https://example.org/hook"}, "loopback only"),
    ("setWebhook", {"url": "http://127.0.0.1:1/", "secret_token": "not allowed"}, "unallowed characters"),
    ("setWebhook", {"url": "http://127.0.0.1:1/", "secret_token": "x" * 257}, "secret token is too long"),
]

TAKEN: list[tuple[str, dict[str, Any]]] = [
    ("sendMessage", {"text": "x" * 4096}),
    ("sendMessage", {"text": "👍" * 2048}),
    ("sendMessage", {"text": "x", "reply_markup": rows(*[8] * 12, 4, callback_data="é" * 32)}),
    ("sendMessage", {"text": "x", "reply_markup": rows(1, style="danger")}),
    ("sendMessage", {"text": "x", "reply_markup": {"remove_keyboard": True}}),
    ("sendChatAction", {"action": "typing"}),
    ("setMyCommands", {"commands": commands(100, command="x" * 32, description="x" * 256)}),
    ("setMyDescription", {"description": "x" * 512}),
    ("setMyShortDescription", {"short_description": "x" * 120}),
]


async def post(telegram: FakeBotApi, method: str, parameters: object) -> tuple[int, dict[str, Any]]:
    address = f"{telegram.base_url}/bot{telegram.token}/{method}"
    async with aiohttp.ClientSession() as session, session.post(address, json=parameters) as answer:
        return answer.status, await answer.json()


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: f"{case[0]}: {case[2]}")
async def test_what_breaks_a_limit_is_refused(
    telegram: FakeBotApi, ada: Person, case: tuple[str, dict[str, Any], str]
) -> None:
    method, parameters, reason = case
    status, answer = await post(telegram, method, {"chat_id": ada.id, **parameters})
    assert status == answer["error_code"] == 400
    assert answer["description"].startswith("Bad Request: ")
    assert reason in answer["description"]
    assert ada.unread == ()


@pytest.mark.parametrize("case", TAKEN, ids=lambda case: case[0])
async def test_what_just_fits_is_taken(telegram: FakeBotApi, ada: Person, case: tuple[str, dict[str, Any]]) -> None:
    method, parameters = case
    status, answer = await post(telegram, method, {"chat_id": ada.id, **parameters})
    assert status == 200, answer
    assert telegram.refusals == []


async def test_words_that_pop_up_are_short(telegram: FakeBotApi, ada: Person) -> None:
    query_id = ada.tap_data(1, "y")
    status, answer = await post(telegram, "answerCallbackQuery", {"callback_query_id": query_id, "text": "x" * 201})
    assert (status, answer["description"]) == (400, "Bad Request: MESSAGE_TOO_LONG")
    status, _ = await post(telegram, "answerCallbackQuery", {"callback_query_id": query_id, "text": "x" * 200})
    assert status == 200


@pytest.mark.parametrize(
    ("photo", "reason"),
    [
        (b"GIF89a, not a photo", "Image_process_failed"),
        (png() + b"x" * 10 * 1024 * 1024, "File is too big"),
        (png(9000, 2000), "Photo_invalid_dimensions"),
        (png(2100, 100), "Photo_invalid_dimensions"),
    ],
)
async def test_a_photo_must_be_one(bot: Bot, ada: Person, photo: bytes, reason: str) -> None:
    with pytest.raises(Exception, match=reason):
        await bot.send_photo(ada.id, photo)
    await bot.send_photo(ada.id, b"\xff\xd8\xff\xe0 a JPEG")
    assert len(ada.unread) == 1


def test_a_person_cannot_send_what_no_phone_would(telegram: FakeBotApi, ada: Person) -> None:
    for text in ("", "x" * 4097):
        with pytest.raises(ValueError, match="1 to 4096"):
            ada.send(text)
