"""Disclosure control: what of many people's answers can be told so that nobody's own can be worked out. Pure."""
