"""The server as a bot sees it: chats, buttons, edits, photos, and what it remembers of the calls."""

import aiohttp
import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest, InvalidToken

from tests.botapi import FakeBotApi, Person
from tests.botapi.conftest import new_bot, png

KEYBOARD = InlineKeyboardMarkup([[InlineKeyboardButton("Yes", callback_data="y")]])


async def test_the_bot_reads_what_a_person_writes(telegram: FakeBotApi, bot: Bot) -> None:
    eve = telegram.person(first_name="Eve", last_name="L", username="eve_l", language_code="cy", id=7001)
    eve.command("start WARD7")
    (update,) = await bot.get_updates()
    message = update.message
    assert message is not None
    assert message.text == "/start WARD7"
    assert [(each.type, each.offset, each.length) for each in message.entities] == [("bot_command", 0, 6)]
    assert message.from_user is not None
    assert (message.from_user.id, message.from_user.full_name) == (7001, "Eve L")
    assert (message.from_user.username, message.from_user.language_code) == ("eve_l", "cy")
    assert (message.chat.id, message.chat.type) == (7001, "private")


async def test_a_person_sees_what_the_bot_writes(bot: Bot, ada: Person) -> None:
    sent = await bot.send_message(ada.id, "  How are you?\n", reply_markup=KEYBOARD)
    seen = await ada.expect("How are")
    assert seen.text == sent.text == "How are you?"
    assert seen.labels == ("Yes",)
    assert ada.newest == seen


async def test_a_person_waits_for_each_message_in_turn(bot: Bot, ada: Person) -> None:
    for text in ("One", "Two", "Three"):
        await bot.send_message(ada.id, text)
    assert (await ada.expect()).text == "One"
    assert (await ada.expect(lambda message: message.text.startswith("Th"))).text == "Three"
    assert ada.unread == ()
    with pytest.raises(AssertionError, match="bot: Two"):
        await ada.expect("Two", within=0.01)


async def test_a_tap_carries_the_message_as_the_chat_has_it_now(bot: Bot, ada: Person) -> None:
    sent = await bot.send_message(ada.id, "Well?", reply_markup=KEYBOARD)
    await bot.edit_message_text("Well, well?", ada.id, sent.message_id, reply_markup=KEYBOARD)
    ada.tap("Yes")
    (update,) = await bot.get_updates()
    query = update.callback_query
    assert query is not None
    assert query.data == "y"
    assert query.message is not None
    assert query.message.is_accessible
    assert query.message.text == "Well, well?"  # type: ignore[attr-defined]
    assert await bot.answer_callback_query(query.id, "Thank you")
    assert await ada.expect_toast() == "Thank you"


async def test_the_newest_message_with_the_label_is_tapped(bot: Bot, ada: Person) -> None:
    older = await bot.send_message(ada.id, "Older", reply_markup=KEYBOARD)
    newer = await bot.send_message(ada.id, "Newer", reply_markup=KEYBOARD)
    await bot.send_message(ada.id, "No buttons")
    ada.tap("Yes")
    ada.tap_data(older.message_id, "y")
    taps = [update.callback_query for update in await bot.get_updates()]
    assert [tap.message.message_id for tap in taps if tap and tap.message] == [
        newer.message_id,
        older.message_id,
    ]
    with pytest.raises(LookupError, match="No buttons"):
        ada.tap("Perhaps")


async def test_a_tap_on_a_deleted_message_says_that_it_cannot_be_seen(bot: Bot, ada: Person) -> None:
    sent = await bot.send_message(ada.id, "Well?", reply_markup=KEYBOARD)
    await bot.delete_message(ada.id, sent.message_id)
    ada.tap_data(sent.message_id, "y")
    (update,) = await bot.get_updates()
    assert update.callback_query is not None
    assert update.callback_query.message is not None
    assert not update.callback_query.message.is_accessible


async def test_a_tap_can_be_answered_only_for_a_while(telegram: FakeBotApi, bot: Bot, ada: Person) -> None:
    await bot.send_message(ada.id, "Well?", reply_markup=KEYBOARD)
    query_id = ada.tap("Yes")
    telegram.clock.advance(3600)
    for unanswerable in (query_id, "12345"):
        with pytest.raises(BadRequest, match="Query is too old and response timeout expired or query id"):
            await bot.answer_callback_query(unanswerable)


async def test_an_edit_without_buttons_takes_them_away(bot: Bot, ada: Person) -> None:
    sent = await bot.send_message(ada.id, "Well?", reply_markup=KEYBOARD)
    await bot.edit_message_text("Noted", ada.id, sent.message_id)
    assert not ada.newest.rows
    await bot.edit_message_reply_markup(ada.id, sent.message_id, reply_markup=KEYBOARD)
    assert ada.newest.labels == ("Yes",)
    assert ada.newest.edited is not None


async def test_an_edit_that_changes_nothing_is_refused(bot: Bot, ada: Person) -> None:
    sent = await bot.send_message(ada.id, "Well?", reply_markup=KEYBOARD)
    with pytest.raises(BadRequest, match="Message is not modified"):
        await bot.edit_message_text("Well? ", ada.id, sent.message_id, reply_markup=KEYBOARD)
    with pytest.raises(BadRequest, match="Message is not modified"):
        await bot.edit_message_reply_markup(ada.id, sent.message_id, reply_markup=KEYBOARD)


async def test_only_what_is_there_and_the_bots_own_can_be_edited(bot: Bot, ada: Person) -> None:
    written = ada.send("Mine")
    with pytest.raises(BadRequest, match="Message can't be edited"):
        await bot.edit_message_text("Yours", ada.id, written.id)
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await bot.edit_message_text("Whose?", ada.id, 999_999)


async def test_a_photo_has_a_caption_and_no_text(bot: Bot, ada: Person) -> None:
    sent = await bot.send_photo(ada.id, png(600, 400), caption="A ward", reply_markup=KEYBOARD)
    assert (sent.photo[-1].width, sent.photo[-1].height) == (600, 400)
    assert ada.newest.has_photo
    assert ada.newest.text == "A ward"
    with pytest.raises(BadRequest, match="There is no text in the message to edit"):
        await bot.edit_message_text("Text", ada.id, sent.message_id)
    await bot.edit_message_caption(ada.id, sent.message_id, caption="Another ward")
    assert ada.newest.text == "Another ward"
    text = await bot.send_message(ada.id, "Words")
    with pytest.raises(BadRequest, match="There is no caption in the message to edit"):
        await bot.edit_message_caption(ada.id, text.message_id, caption="Caption")


async def test_a_photo_can_be_sent_again_by_its_id(bot: Bot, ada: Person) -> None:
    first = await bot.send_photo(ada.id, png())
    again = await bot.send_photo(ada.id, first.photo[-1].file_id)
    assert again.photo == first.photo
    with pytest.raises(BadRequest, match="Wrong file identifier/http url specified"):
        await bot.send_photo(ada.id, "AgACUnknown")


async def test_messages_are_deleted_until_they_are_two_days_old(telegram: FakeBotApi, bot: Bot, ada: Person) -> None:
    theirs = ada.send("Mine")
    old = await bot.send_message(ada.id, "Old")
    telegram.clock.advance(47 * 3600)
    young = await bot.send_message(ada.id, "Young")
    assert await bot.delete_message(ada.id, theirs.id)
    telegram.clock.advance(2 * 3600)
    with pytest.raises(BadRequest, match="Message can't be deleted"):
        await bot.delete_message(ada.id, old.message_id)
    with pytest.raises(BadRequest, match="Message can't be deleted"):
        await bot.delete_messages(ada.id, [young.message_id, old.message_id])
    assert await bot.delete_messages(ada.id, [young.message_id, 999_999])
    with pytest.raises(BadRequest, match="Message to delete not found"):
        await bot.delete_message(ada.id, young.message_id)
    assert [message.text for message in ada.messages] == ["/start", "Old"]


async def test_people_send_more_than_words(bot: Bot, ada: Person) -> None:
    ada.send_photo("My room")
    ada.send_voice()
    ada.send_sticker()
    ada.send_location(52.0, -1.0)
    ada.send_contact("+447700900999")
    updates = [update.message for update in await bot.get_updates() if update.message]
    photo, voice, sticker, location, contact = updates
    assert photo.caption == "My room"
    assert photo.photo
    assert voice.voice
    assert sticker.sticker
    assert location.location
    assert location.location.latitude == 52.0
    assert contact.contact
    assert contact.contact.phone_number == "+447700900999"


async def test_a_person_changes_what_they_wrote(bot: Bot, ada: Person) -> None:
    ada.send("Teh food")
    ada.edit("The food")
    first, second = await bot.get_updates()
    assert first.message
    assert second.edited_message
    assert second.edited_message.text == "The food"
    assert second.edited_message.message_id == first.message.message_id


async def test_in_a_group_the_bot_cannot_delete_what_others_wrote(telegram: FakeBotApi, bot: Bot, ada: Person) -> None:
    group = telegram.group("Ward team")
    written = ada.within(group).send("Hello all")
    (update,) = await bot.get_updates()
    assert update.message
    assert (update.message.chat.type, update.message.chat.title) == ("group", "Ward team")
    with pytest.raises(BadRequest, match="Message can't be deleted"):
        await bot.delete_message(group.id, written.id)


async def test_nobody_is_written_to_before_they_write(telegram: FakeBotApi, bot: Bot) -> None:
    bob = telegram.person(first_name="Bob")
    for chat_id in (bob.id, 424242, "@channel"):
        with pytest.raises(BadRequest, match="Chat not found"):
            await bot.send_message(chat_id, "Hello")
    assert [refusal.description for refusal in telegram.refusals] == ["Bad Request: chat not found"] * 3


async def test_the_menu_and_the_descriptions_are_kept_by_language(telegram: FakeBotApi, bot: Bot) -> None:
    await bot.set_my_commands([("start", "Begin"), ("help", "Get help")])
    await bot.set_my_commands([("start", "Cychwyn")], language_code="cy")
    await bot.set_my_description("Tell us", language_code="cy")
    await bot.set_my_name("Sayso")
    assert telegram.profile.menu() == {"start": "Begin", "help": "Get help"}
    assert [each.description for each in await bot.get_my_commands(language_code="cy")] == ["Cychwyn"]
    await bot.delete_my_commands()
    assert telegram.profile.menu() == {}
    assert telegram.profile.words("description", "cy") == "Tell us"
    assert (await bot.get_my_name(language_code="cy")).name == "Sayso"


async def test_it_remembers_every_call_with_the_types_of_its_parameters(
    telegram: FakeBotApi, bot: Bot, ada: Person
) -> None:
    await bot.send_message(ada.id, "12", reply_markup=KEYBOARD, protect_content=True)
    (call,) = telegram.called("sendMessage")
    assert call.parameters["chat_id"] == ada.id
    assert call.parameters["text"] == "12"
    assert call.parameters["protect_content"] is True
    assert call.parameters["reply_markup"] == KEYBOARD.to_dict()
    assert abs(call.at - telegram.clock.now()) < 5


async def test_it_notices_when_the_bot_fetches_a_file(telegram: FakeBotApi, bot: Bot, ada: Person) -> None:
    voice = ada.send_voice().content["voice"]
    file = await bot.get_file(voice["file_id"])
    assert telegram.called("getFile")
    with pytest.raises(InvalidToken):
        await file.download_as_bytearray()
    assert telegram.called("(download)")


async def test_it_answers_json_and_addresses_as_well_as_forms(telegram: FakeBotApi, ada: Person) -> None:
    address = f"{telegram.base_url}/bot{telegram.token}"
    async with aiohttp.ClientSession() as session:
        async with session.post(f"{address}/sendmessage", json={"chat_id": ada.id, "text": "J"}) as answer:
            assert (await answer.json())["result"]["text"] == "J"
        async with session.get(f"{address}/sendMessage?chat_id={ada.id}&text=G%C3%A9") as answer:
            assert (await answer.json())["result"]["text"] == "Gé"
        async with session.post(
            f"{address}/sendMessage", data=b"{", headers={"Content-Type": "application/json"}
        ) as answer:
            assert answer.status == 400
        async with session.post(f"{address}/launchRocket") as answer:
            assert await answer.json() == {"ok": False, "error_code": 404, "description": "Not Found"}


async def test_a_wrong_token_is_not_let_in(telegram: FakeBotApi) -> None:
    address = f"{telegram.base_url}/bot1:wrong/getMe"
    async with aiohttp.ClientSession() as session, session.post(address) as answer:
        assert await answer.json() == {"ok": False, "error_code": 401, "description": "Unauthorized"}
    assert telegram.calls == []


async def test_it_goes_on_where_it_stopped(telegram: FakeBotApi, ada: Person) -> None:
    address = telegram.base_url
    await telegram.stop()
    ada.send("Are you there?")
    await telegram.start()
    assert telegram.base_url == address
    async with new_bot(telegram) as bot:
        assert len(await bot.get_updates()) == 1
    assert len(ada.messages) == 2
