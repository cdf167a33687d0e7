"""The rules for writing: L01 to L38, their word lists, and checking conversations against all of them."""
