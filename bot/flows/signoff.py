"""Sign-off: who checked which exact text. It lapses as soon as the text changes.

People who will read a text check it (Inclusion Europe, "Information for all"; PIF, "Easy Read Matters").
"""

import hashlib
import json

from bot.flows.format import WordsFile


def text_hash(words: WordsFile) -> str:
    """Return the hash of every text in a words file, whatever its order, comments or layout.

    Exceptions from the rules are part of it, so that nobody can add one to a text that was checked without it.

    >>> text_hash(WordsFile(notices={"sent": "Thank you."})) == text_hash(WordsFile())
    False
    """
    texts = [(".".join(path), text) for path, text in words.texts()]
    texts += [
        (".".join(("exceptions", exception.rule, *exception.where)), exception.because)
        for exception in words.exceptions
    ]
    return hashlib.sha256(json.dumps(sorted(texts), ensure_ascii=False).encode()).hexdigest()[:12]


def is_signed_off(words: WordsFile) -> bool:
    """Tell whether the present text was checked. A file with no text has nothing to check."""
    if words.signed_off is None:
        return not any(True for _ in words.texts())
    return words.signed_off.hash == text_hash(words)
