"""Where people meet Sayso: each channel parses what they do into inputs and renders events for them."""
