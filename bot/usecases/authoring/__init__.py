"""Authoring: starting, trying, printing, signing off and translating conversations."""
