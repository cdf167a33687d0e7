"""What goes wrong in a way that a person running Sayso can put right."""


class SaysoError(Exception):
    """A problem told in one paragraph: what is wrong, where, and what to do next.

    Its text is shown as it is, so it never holds a secret, an answer or an identifier.
    """
