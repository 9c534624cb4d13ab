"""Numbers in words, for the sentences a page begins with."""


def counted(number: int, one: str, many: str | None = None) -> str:
    """``1 account``, ``3 accounts``, ``no account``; ``many`` where adding an s is wrong."""
    if number == 0:
        return f"no {one}"
    return f"{number} {one if number == 1 else many or one + 's'}"


def capital(text: str) -> str:
    """The same with a capital first letter, the rest as it is."""
    return text[:1].upper() + text[1:]


def are(number: int) -> str:
    """``is`` or ``are``, after a number of things."""
    return "is" if number < 2 else "are"
