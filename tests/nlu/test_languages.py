"""The words of each language."""

from importlib.resources import files

import pytest

from myna.models.catalogue import load_catalogue
from myna.nlu.languages import Language, language, requests_file
from myna.tts.spoken import spoken

TAGS = [folder.name for folder in files("myna.nlu").iterdir() if folder.joinpath("language.yaml").is_file()]


@pytest.mark.parametrize("tag", TAGS)
def test_every_file_is_whole_and_in_lower_case(tag: str) -> None:
    words = language(f"{tag}-xx")
    for phrases in (words.stop, words.openings, words.unfinished, words.hesitations):
        assert phrases
        assert all(isinstance(phrase, str) and phrase == phrase.lower().strip() for phrase in phrases)
    assert set(words.failures) == {"microphone", "brain", "speech", "model", "no-model", "server", "disk", "command"}
    assert "{name}" in words.failures["command"]
    assert not words.openings & words.hesitations


@pytest.mark.parametrize("tag", TAGS)
def test_every_language_has_a_short_sentence_that_fills_a_silence(tag: str) -> None:
    filler = language(f"{tag}-xx").filler
    assert spoken(filler, tag) == filler
    assert filler[0].isupper()
    assert filler[-1] == "."
    assert len(filler.split()) <= 4


def test_every_file_is_of_a_language_that_can_be_heard() -> None:
    heard = {tag.partition("-")[0] for model in load_catalogue().select("speech", None) for tag in model.languages}
    assert set(TAGS) <= heard


def test_a_language_that_is_not_listed_works_without_words() -> None:
    assert language("xx") == Language()


def test_what_people_say_is_collected_in_english_alone() -> None:
    file = requests_file("en-us")
    assert file is not None
    assert file.name == "requests.txt"
    assert requests_file("de") is None
    assert requests_file("") is None
