"""Conversing: turns of a conversation, sending and taking back answers, and housekeeping."""
