"""Texts that could keep redaction busy: a few characters, repeated up to the longest message."""

LIMIT = 4096

HOSTILE = (
    *("1", "a@", "😀", "(", "a", "\u202e1", "1\u200b", "a.b-", "x dot ", "flat 1 ", "Sarah ", "1/", "Aa ", "@a ", "1 "),
    *(
        "the only ",
        "sarah and ",
        "live ",
        "my nurse ",
        "oh ",
        "😀\u200d",
        "mark ward ",
        "1/2/",
        "id ",
        "insta is ",
        "A. ",
    ),
    *(
        "called ",
        "on the 1st of ",
        "05/",
        "12 Rose ",
        "a at b ",
        "e\u0301",
        "thank you to ",
        "www.",
        "-",
        "'",
        "a'",
        "to ",
    ),
    *("[name]", "[", "May 3 ", "bed ", "dob ", "£1,000", "room 2 Sarah 07700900123 ", "a_", ". ", " ", "\n"),
)


def repeated(piece: str) -> str:
    """Return a piece again and again, up to the longest message of Telegram."""
    return (piece * LIMIT)[:LIMIT]
