"""The terminal: a conversation to try, with the real engine and nothing kept."""
