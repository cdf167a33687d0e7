"""Telegram: private chats with a bot, by polling or by webhook."""
