"""What the Bot API accepts, and its words when it does not (https://core.telegram.org/bots/api).

A few refusals have no certain wording there (a row that is too long, a description that is too long); they
say what is wrong. A row of more than 8 buttons is one of them: Telegram does not show it as it was meant.
"""

import re
from collections.abc import Mapping

from tests.botapi.errors import bad_request
from tests.botapi.parameters import Call, Json

TEXT = 4096
CAPTION = 1024
CALLBACK_DATA_BYTES = 64
BUTTONS = 100
BUTTONS_IN_A_ROW = 8
TOAST = 200
PLACEHOLDER = 64
COMMANDS = 100
COMMAND_DESCRIPTION = 256
PROFILE = {"name": 64, "short_description": 120, "description": 512}
MESSAGES_DELETED_AT_ONCE = 100
DELETABLE_SECONDS = 48 * 3600

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_LANGUAGE = re.compile(r"(?:[a-z]{2})?")
_URL = re.compile(r"(?:https?|tg)://\S+")
_ACTIONS = frozenset(
    {
        "choose_sticker",
        "find_location",
        "record_video",
        "record_video_note",
        "record_voice",
        "typing",
        "upload_document",
        "upload_photo",
        "upload_video",
        "upload_video_note",
        "upload_voice",
    }
)
_BUTTON_KINDS = frozenset(
    {
        "callback_data",
        "callback_game",
        "copy_text",
        "login_url",
        "pay",
        "switch_inline_query",
        "switch_inline_query_chosen_chat",
        "switch_inline_query_current_chat",
        "url",
        "web_app",
    }
)
_STYLES = frozenset({"danger", "primary", "success"})


def length(text: str) -> int:
    """Count as Telegram does, in UTF-16 code units: most emoji count twice."""
    try:
        return len(text.encode("utf-16-le")) // 2
    except UnicodeEncodeError:
        raise bad_request("strings must be encoded in UTF-8") from None


def check_text(call: Call) -> str:
    """The text of a message, trimmed as Telegram trims it."""
    _check_plain(call)
    text = call.text("text").strip()
    if not text:
        raise bad_request("message text is empty")
    if length(text) > TEXT:
        raise bad_request("message is too long")
    return text


def check_caption(call: Call) -> str:
    """The words under a photo, trimmed; they may be empty."""
    _check_plain(call)
    caption = call.text("caption").strip()
    if length(caption) > CAPTION:
        raise bad_request("message caption is too long")
    return caption


def _check_plain(call: Call) -> None:
    if call.text("parse_mode"):
        raise bad_request("can't parse entities: sayso sends plain text, which needs no parse_mode")


def check_keyboard(call: Call) -> Json | None:
    """The inline keyboard under a message; None if there is no button, or a keyboard of another kind."""
    markup = call.parameters.get("reply_markup")
    if markup is None:
        return None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if length(str(markup.get("input_field_placeholder", ""))) > PLACEHOLDER:
        raise bad_request("reply markup placeholder is too long")
    rows = markup.get("inline_keyboard", [])
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request("can't parse inline keyboard: an array of arrays is expected")
    if sum(map(len, rows)) > BUTTONS:
        raise bad_request("reply markup is too long")
    if any(len(row) > BUTTONS_IN_A_ROW for row in rows):
        raise bad_request(f"reply markup has a row of more than {BUTTONS_IN_A_ROW} buttons")
    for row in rows:
        for button in row:
            _check_button(button)
    kept = [row for row in rows if row]
    return {"inline_keyboard": kept} if kept else None


def _check_button(button: object) -> None:
    if not isinstance(button, Mapping):
        raise bad_request("can't parse inline keyboard button: an object is expected")
    text = button.get("text")
    if not isinstance(text, str) or not text.strip():
        raise bad_request("can't parse inline keyboard button: text must be non-empty")
    length(text)
    if not _BUTTON_KINDS & button.keys():
        raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if "callback_data" in button:
        data = button["callback_data"]
        if not isinstance(data, str) or not 1 <= len(data.encode()) <= CALLBACK_DATA_BYTES:
            raise bad_request("BUTTON_DATA_INVALID")
    if "url" in button and not _URL.fullmatch(str(button["url"])):
        raise bad_request(f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL")
    if button.get("style", "primary") not in _STYLES:
        raise bad_request("can't parse inline keyboard button: unknown style")


def check_toast(call: Call) -> str:
    """The words that pop up after a tap; they may be empty."""
    text = call.text("text")
    if length(text) > TOAST:
        raise bad_request("MESSAGE_TOO_LONG")
    return text


def check_action(call: Call) -> None:
    """What the bot shows itself doing."""
    if call.text("action") not in _ACTIONS:
        raise bad_request("wrong parameter action in request")


def check_language(call: Call) -> str:
    """A language's two letters; empty stands for every language without its own."""
    language = call.text("language_code")
    if not _LANGUAGE.fullmatch(language):
        raise bad_request("invalid language code specified")
    return language


def check_commands(call: Call) -> list[Json]:
    """The bot's menu."""
    commands = call.items("commands")
    if commands is None:
        raise bad_request('parameter "commands" is required')
    if len(commands) > COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not isinstance(command, dict) or not _COMMAND.fullmatch(str(command.get("command"))):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= length(str(command.get("description", "")).strip()) <= COMMAND_DESCRIPTION:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return commands


def check_profile(call: Call, field: str) -> str:
    """The bot's name, description or short description."""
    text = call.text(field)
    if length(text) > PROFILE[field]:
        raise bad_request(f"{field.replace('_', ' ')} is too long")
    return text


def check_message_ids(call: Call) -> list[int]:
    """Which messages to delete at once."""
    ids = call.items("message_ids")
    if not ids:
        raise bad_request("message identifiers are not specified")
    if len(ids) > MESSAGES_DELETED_AT_ONCE:
        raise bad_request("too many message identifiers specified")
    if not all(isinstance(each, int) for each in ids):
        raise bad_request("invalid message identifier specified")
    return ids
