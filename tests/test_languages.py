"""The words of each language."""

from importlib.resources import files

import pytest
import yaml

from myna.ear.endings import ending
from myna.ear.endpoint import Ending
from myna.languages import Language, language
from myna.models.catalogue import load_catalogue
from myna.voice.spoken import spoken

TABLE = yaml.safe_load(files("myna").joinpath("languages.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("tag", TABLE)
def test_every_entry_is_whole_and_in_lower_case(tag: str) -> None:
    words = language(f"{tag}-xx")
    for phrases in (words.stop, words.openings, words.unfinished, words.hesitations):
        assert phrases
        assert all(isinstance(phrase, str) and phrase == phrase.lower().strip() for phrase in phrases)
    assert set(words.failures) == {"microphone", "brain", "speech", "model", "no-model", "server", "command"}
    assert "{name}" in words.failures["command"]
    assert not words.openings & words.hesitations


@pytest.mark.parametrize("tag", TABLE)
def test_every_language_has_a_short_sentence_that_fills_a_silence(tag: str) -> None:
    filler = language(f"{tag}-xx").filler
    assert spoken(filler, tag) == filler
    assert filler[0].isupper()
    assert filler[-1] == "."
    assert len(filler.split()) <= 4


def test_every_entry_is_a_language_that_can_be_heard() -> None:
    heard = {tag.partition("-")[0] for model in load_catalogue().select("speech", None) for tag in model.languages}
    assert set(TABLE) <= heard


def test_a_language_that_is_not_listed_works_without_words() -> None:
    assert language("xx") == Language()
    assert ending("so und", language("xx")) is Ending.PLAIN


@pytest.mark.parametrize(
    ("tag", "text", "judged"),
    [
        ("en-us", "what time is it", Ending.WHOLE),
        ("en-us", "never mind", Ending.WHOLE),
        ("en-us", "set a timer for", Ending.OPEN),
        ("en-us", "i want um", Ending.OPEN),
        ("en-us", "what is", Ending.PLAIN),
        ("en-us", "a large coffee", Ending.PLAIN),
        ("en-us", "", Ending.PLAIN),
        ("de", "wie spät ist es", Ending.WHOLE),
        ("de", "schalte das licht in der", Ending.OPEN),
        ("fr", "quelle heure est il", Ending.WHOLE),
        ("es", "qué hora es", Ending.WHOLE),
        ("es", "pon la luz de la", Ending.OPEN),
    ],
)
def test_endings(tag: str, text: str, judged: Ending) -> None:
    assert ending(text, language(tag)) is judged
