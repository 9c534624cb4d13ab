"""Letters beyond a to z as they are typed on a plain keyboard."""

import re
import unicodedata

_WORD = re.compile(r"\w+")

_NOT_TAKEN_APART = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "\u0131": "i",
    }
)
"""Letters that Unicode does not take apart into one of a to z and an accent."""

_TWO_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})


def without_accents(text: str) -> str:
    """Text in lower case without accents: ``Müller`` gives ``muller``, ``Straße`` ``strasse``."""
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_NOT_TAKEN_APART))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def spellings(word: str) -> set[str]:
    """How a word is typed without accents: ``Müller`` is ``muller`` and ``mueller``."""
    lower = unicodedata.normalize("NFC", word).casefold()
    return {without_accents(lower), without_accents(lower.translate(_TWO_LETTERS))}


def plain_forms(text: str) -> tuple[str, ...]:
    """The spellings of the words in ``text`` that have a letter beyond a to z, sorted."""
    if text.isascii():
        return ()
    words = _WORD.findall(unicodedata.normalize("NFC", text))
    forms = {form for word in words if not word.isascii() for form in spellings(word)}
    return tuple(sorted(form for form in forms if form.isascii()))
