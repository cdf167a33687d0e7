"""Channels: each parses what people do into inputs, and renders events for them."""
