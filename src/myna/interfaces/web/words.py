"""The words of the page in the language of who looks at it: ``page.yaml`` of each language's folder in ``nlu``.

Its rule: what a language lacks is said in English.
"""

from functools import cache
from importlib.resources import files

from myna.core.tables import read_table

LANGUAGES = ("en", "de", "fr", "es", "zh", "ko")
"""The languages of the page; the first is the one that all others fall back to."""


class Words(dict[str, str]):
    """The words of one language, by their names; empty for a name that there is not."""

    def __missing__(self, name: str) -> str:
        """Empty."""
        return ""


@cache
def words(language: str) -> Words:
    """The words of one of ``LANGUAGES``."""
    table = read_table(files("myna.nlu").joinpath(language, "page.yaml"))
    return Words(table if language == LANGUAGES[0] else {**words(LANGUAGES[0]), **table})


def wanted(accept_language: str, default: str) -> str:
    """The language that a browser asks for by its header, else ``default`` if the page has that, else English."""
    choices: list[tuple[float, int, str]] = []
    for part in accept_language.split(","):
        tag, _, quality = part.partition(";")
        try:
            weight = float(quality.strip().removeprefix("q=") or 1)
        except ValueError:
            continue
        choices.append((-weight, len(choices), tag.strip().partition("-")[0].lower()))
    for _, _, tag in sorted(choices):
        if tag in LANGUAGES:
            return tag
    return default if default in LANGUAGES else LANGUAGES[0]
