"""Numbers as people say them."""

from num2words import num2words


def in_words(number: int, tag: str) -> str:
    """``number`` in the words of the language ``tag``; empty where nobody knows them."""
    try:
        return str(num2words(number, lang=tag.partition("-")[0])).replace("-", " ").replace(",", "")
    except (NotImplementedError, OverflowError):
        return ""
