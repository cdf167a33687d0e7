"""What is remembered of a chat: in memory, for two days, and no more than is needed."""

from bot.channels.telegram import chats as module
from bot.channels.telegram.chats import HOURS, Chats


def test_messages_can_be_cleared_once() -> None:
    chats = Chats()
    for message in (1, 2, 3):
        chats.remember(7, message, hour=100)
    assert chats.take_all(7, hour=101) == [1, 2, 3]
    assert chats.take_all(7, hour=101) == []


def test_messages_older_than_telegram_deletes_are_left_out() -> None:
    chats = Chats()
    chats.remember(7, 1, hour=100)
    chats.remember(7, 2, hour=120)
    assert chats.take_all(7, hour=100 + HOURS) == [2]


def test_old_chats_are_forgotten() -> None:
    chats = Chats()
    chats.remember(7, 1, hour=100)
    chats.remember(8, 1, hour=140)
    chats.remember(9, 1, hour=100 + HOURS)
    assert chats.take_all(7, hour=100) == []
    assert chats.take_all(8, hour=140) == [1]


def test_memory_is_bounded() -> None:
    chats = Chats()
    for chat in range(module._MOST_CHATS + 10):
        chats.remember(chat, 1, hour=1)
    for message in range(module._MOST_MESSAGES + 10):
        chats.remember(9_999_999, message, hour=1)
    assert len(chats._chats) == module._MOST_CHATS
    assert len(chats.take_all(9_999_999, hour=1)) == module._MOST_MESSAGES
