"""Conversation files and what is read from them: format, reader, building, checks, journeys."""
