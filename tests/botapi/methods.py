"""What each method of the Bot API does to the chats."""

from collections.abc import Sequence

from tests.botapi import limits
from tests.botapi.chats import Chat, Chats, Message
from tests.botapi.errors import bad_request
from tests.botapi.files import check_photo
from tests.botapi.parameters import Call, Json

QUERY_SECONDS = 60
"""How long a tap can be answered. Telegram does not say; it has been seen to be about a minute."""

_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same"
    " as a current content and reply markup of the message"
)


def get_me(chats: Chats, call: Call) -> Json:
    """Who the bot is."""
    return {
        **chats.bot,
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
    }


def send_message(chats: Chats, call: Call) -> Json:
    """A new message of the bot's."""
    chat = chats.chat(call.parameters.get("chat_id"))
    content: Json = {"text": limits.check_text(call)}
    return _send(chats, chat, call, content)


def send_photo(chats: Chats, call: Call) -> Json:
    """A new photo of the bot's, uploaded or known by its id."""
    chat = chats.chat(call.parameters.get("chat_id"))
    caption = limits.check_caption(call)
    content: Json = {"photo": _photo(chats, call)}
    if caption:
        content["caption"] = caption
    return _send(chats, chat, call, content)


def _photo(chats: Chats, call: Call) -> Sequence[Json]:
    if "photo" not in call.parameters:
        raise bad_request("there is no photo in the request")
    upload = call.upload("photo")
    if upload is None:
        return chats.files.photo(call.text("photo"))
    return chats.files.add_photo(len(upload.content), check_photo(upload.content))


def _send(chats: Chats, chat: Chat, call: Call, content: Json) -> Json:
    keyboard = limits.check_keyboard(call)
    if call.flag("protect_content"):
        content["has_protected_content"] = True
    return chats.post(chat, chats.bot, content, keyboard).as_json()


def edit_message_text(chats: Chats, call: Call) -> Json:
    """Other words. The buttons go, unless they are given again."""
    chat, message = _editable(chats, call)
    text = limits.check_text(call)
    if "text" not in message.content:
        raise bad_request("there is no text in the message to edit")
    return _edit(chats, call, (chat, message), {**message.content, "text": text})


def edit_message_caption(chats: Chats, call: Call) -> Json:
    """Other words under a photo. The buttons go, unless they are given again."""
    chat, message = _editable(chats, call)
    caption = limits.check_caption(call)
    if not message.has_photo:
        raise bad_request("there is no caption in the message to edit")
    content = {name: value for name, value in message.content.items() if name != "caption"}
    if caption:
        content["caption"] = caption
    return _edit(chats, call, (chat, message), content)


def edit_message_reply_markup(chats: Chats, call: Call) -> Json:
    """Other buttons, or none."""
    chat, message = _editable(chats, call)
    return _edit(chats, call, (chat, message), message.content)


def _editable(chats: Chats, call: Call) -> tuple[Chat, Message]:
    chat = chats.chat(call.parameters.get("chat_id"))
    message = chat.messages.get(_message_id(call))
    if message is None:
        raise bad_request("message to edit not found")
    if not message.by_bot:
        raise bad_request("message can't be edited")
    return chat, message


def _message_id(call: Call) -> int:
    message_id = call.integer("message_id")
    if not message_id:
        raise bad_request("message identifier is not specified")
    return message_id


def _edit(chats: Chats, call: Call, found: tuple[Chat, Message], content: Json) -> Json:
    chat, message = found
    keyboard = limits.check_keyboard(call)
    if content == message.content and keyboard == message.keyboard:
        raise bad_request(_NOT_MODIFIED)
    return chats.edit(chat, message, content, keyboard).as_json()


def delete_message(chats: Chats, call: Call) -> bool:
    """Take one message away, the bot's own or, in a private chat, the person's."""
    chat = chats.chat(call.parameters.get("chat_id"))
    message = chat.messages.get(_message_id(call))
    if message is None:
        raise bad_request("message to delete not found")
    return _delete(chats, chat, [message])


def delete_messages(chats: Chats, call: Call) -> bool:
    """Take several away: all of them or, if one cannot be deleted, none. Those not found are skipped."""
    chat = chats.chat(call.parameters.get("chat_id"))
    ids = limits.check_message_ids(call)
    return _delete(chats, chat, [chat.messages[each] for each in ids if each in chat.messages])


def _delete(chats: Chats, chat: Chat, messages: Sequence[Message]) -> bool:
    now = chats.clock.now()
    for message in messages:
        if not message.by_bot and not chat.is_private:
            raise bad_request("message can't be deleted")
        if now - message.date > limits.DELETABLE_SECONDS:
            raise bad_request("message can't be deleted for everyone")
    for message in messages:
        chat.messages.pop(message.id, None)
    chat.tell()
    return True


def answer_callback_query(chats: Chats, call: Call) -> bool:
    """The bot has noticed a tap, and may say so in a word that pops up."""
    query = chats.queries.get(call.text("callback_query_id"))
    if query is None or chats.clock.now() - query.asked > QUERY_SECONDS:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    toast = limits.check_toast(call)
    if toast:
        query.chat.toasts.append(toast)
        query.chat.tell()
    return True


def send_chat_action(chats: Chats, call: Call) -> bool:
    """The bot shows itself doing something, such as typing."""
    chats.chat(call.parameters.get("chat_id"))
    limits.check_action(call)
    return True


def get_file(chats: Chats, call: Call) -> Json:
    """Where a file could be fetched. Tests assert that the bot never asks."""
    return chats.files.describe(call.text("file_id"))


METHODS = {
    "getMe": get_me,
    "sendMessage": send_message,
    "sendPhoto": send_photo,
    "editMessageText": edit_message_text,
    "editMessageCaption": edit_message_caption,
    "editMessageReplyMarkup": edit_message_reply_markup,
    "deleteMessage": delete_message,
    "deleteMessages": delete_messages,
    "answerCallbackQuery": answer_callback_query,
    "sendChatAction": send_chat_action,
    "getFile": get_file,
}
