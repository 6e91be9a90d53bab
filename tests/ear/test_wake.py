"""Finding a phrase among recognised words."""

import pytest

from myna.ear.wake import Found, Word, find_phrase


def words(text: str) -> list[Word]:
    return [Word(word, start, start + 0.9) for start, word in enumerate(text.split())]


@pytest.mark.parametrize(
    ("heard", "found"),
    [
        ("computer", Found("computer", 0, 0.9)),
        ("[unk] hey jarvis [unk]", Found("hey jarvis", 1, 2.9)),
        ("computer [unk] computer", Found("computer", 2, 2.9)),
        ("computer hey jarvis", Found("hey jarvis", 1, 2.9)),
        ("hey [unk] jarvis", None),
        ("jarvis", None),
        ("", None),
    ],
)
def test_the_last_whole_phrase_is_found(heard: str, found: Found | None) -> None:
    assert find_phrase(words(heard), ["computer", "hey jarvis"]) == found
