"""Finding a phrase among recognised words."""

import pytest

from myna.stt.vosk.words import Word, phrase_end


@pytest.mark.parametrize(
    ("heard", "phrase", "end"),
    [
        ("computer", "computer", 0.9),
        ("so hey jarvis what time", "hey jarvis", 2.9),
        ("computer says computer what", "computer", 2.9),
        ("hey the jarvis", "hey jarvis", None),
        ("jarvis", "hey jarvis", None),
        ("computers", "computer", None),
        ("", "computer", None),
    ],
)
def test_the_end_of_the_last_whole_phrase_is_found(heard: str, phrase: str, end: float | None) -> None:
    words = [Word(word, start, start + 0.9) for start, word in enumerate(heard.split())]
    assert phrase_end(words, phrase) == end
