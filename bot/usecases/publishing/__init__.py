"""Publishing: editions of the conversations' files, which of them people meet, and how one differs from another."""
