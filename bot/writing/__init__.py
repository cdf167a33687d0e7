"""The rules for writing (L01 to L38), their word lists, and a check of conversations against all of them."""
