"""python-telegram-bot as its documentation shows it: ConversationHandler with PicklePersistence."""

import sys
from pathlib import Path

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
    MessageHandler,
    PicklePersistence,
    filters,
)

from tests.bench.load.survey import CHOICES, END, OPEN, QUESTIONS

ASKING, WRITING = range(2)

Context = ContextTypes.DEFAULT_TYPE


def keyboard() -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton(label, callback_data=id_)] for id_, label in CHOICES])


async def start(update: Update, context: Context) -> int:
    context.user_data["answers"] = {}
    await update.message.reply_text(QUESTIONS[0], reply_markup=keyboard())
    return ASKING


async def picked(update: Update, context: Context) -> int:
    query = update.callback_query
    await query.answer()
    answers = context.user_data["answers"]
    answers[len(answers)] = query.data
    if len(answers) < len(QUESTIONS):
        await query.edit_message_text(QUESTIONS[len(answers)], reply_markup=keyboard())
        return ASKING
    await query.message.reply_text(OPEN)
    return WRITING


async def wrote(update: Update, context: Context) -> int:
    context.user_data["answers"]["words"] = update.message.text
    await update.message.reply_text(END)
    return ConversationHandler.END


def main(url: str, token: str, folder: Path) -> None:
    persistence = PicklePersistence(filepath=folder / "bot.pickle", update_interval=1)
    app = (
        Application.builder()
        .token(token)
        .base_url(f"{url}/bot")
        .persistence(persistence)
        .concurrent_updates(False)
        .build()
    )
    app.add_handler(
        ConversationHandler(
            entry_points=[CommandHandler("start", start)],
            states={
                ASKING: [CallbackQueryHandler(picked)],
                WRITING: [MessageHandler(filters.TEXT & ~filters.COMMAND, wrote)],
            },
            fallbacks=[CommandHandler("start", start)],
            name="survey",
            persistent=True,
        )
    )
    app.run_polling(allowed_updates=Update.ALL_TYPES)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], Path(sys.argv[3]))
