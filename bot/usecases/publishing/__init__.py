"""Publishing: editions of the conversations' files, which of them is live, and how two of them differ."""
