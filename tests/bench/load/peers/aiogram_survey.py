"""aiogram as its documentation shows it, with every answer committed to SQLite so that it survives a power cut."""

import asyncio
import sys
from pathlib import Path

import aiosqlite
from aiogram import Bot, Dispatcher, F
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import CommandStart
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message

from tests.bench.load.survey import CHOICES, END, OPEN, QUESTIONS


class Survey(StatesGroup):
    asking = State()
    writing = State()


def keyboard() -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(
        inline_keyboard=[[InlineKeyboardButton(text=label, callback_data=id_)] for id_, label in CHOICES]
    )


async def main(url: str, token: str, folder: Path) -> None:
    database = await aiosqlite.connect(folder / "answers.db")
    for statement in (
        "PRAGMA journal_mode = WAL",
        "PRAGMA synchronous = FULL",
        "CREATE TABLE answers (chat INTEGER, question INTEGER, answer TEXT)",
    ):
        await database.execute(statement)
    bot = Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(url)))
    dispatcher = Dispatcher()

    async def keep(chat: int, question: int, answer: str) -> None:
        await database.execute("INSERT INTO answers VALUES (?, ?, ?)", (chat, question, answer))
        await database.commit()

    @dispatcher.message(CommandStart())
    async def start(message: Message, state: FSMContext) -> None:
        await state.set_state(Survey.asking)
        await state.set_data({"number": 0})
        await message.answer(QUESTIONS[0], reply_markup=keyboard())

    @dispatcher.callback_query(Survey.asking, F.data)
    async def picked(query: CallbackQuery, state: FSMContext) -> None:
        number = (await state.get_data())["number"] + 1
        await keep(query.from_user.id, number, query.data)
        await query.answer()
        await state.update_data(number=number)
        if number < len(QUESTIONS):
            await query.message.edit_text(QUESTIONS[number], reply_markup=keyboard())
            return
        await state.set_state(Survey.writing)
        await query.message.answer(OPEN)

    @dispatcher.message(Survey.writing, F.text)
    async def wrote(message: Message, state: FSMContext) -> None:
        await keep(message.from_user.id, 99, message.text)
        await state.clear()
        await message.answer(END)

    await dispatcher.start_polling(bot)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], Path(sys.argv[3])))
