"""The dictionary, by its own files."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from myna.knowledge.wordnet import DictionaryMissingError, WordNet, opened


@pytest.fixture(scope="module")
def dictionary(wordnet: Path) -> Iterator[WordNet]:
    with opened(wordnet) as dictionary:
        yield dictionary


@pytest.mark.parametrize(
    ("text", "word", "part", "meaning"),
    [
        ("serendipity", "serendipity", "noun", "good luck in making unexpected and fortunate discoveries"),
        ("Ajar", "ajar", "adj", "slightly open"),
        ("home run", "home run", "noun", "a base hit on which the batter scores a run"),
        ("episcopalian", "Episcopalian", "noun", "a member of the Episcopal church"),
        ("zymurgy", "zymurgy", "noun", "the branch of chemistry concerned with fermentation"),  # the index's last word
        ("x ray", "X ray", "noun", "electromagnetic radiation of short wavelength produced when high-speed electrons"),
        ("well known", "well-known", "adj", "widely or fully known"),
        # the most frequent part of speech comes first
        ("run", "run", "verb", "move fast by using one's feet, with one foot off the ground at any given time"),
        ("home", "home", "noun", "where you live at a particular time"),
        ("quickly", "quickly", "adv", "with rapid movements"),
        # another spelling counts as the word itself
        ("colour", "colour", "noun", "a visual attribute of things that results from the light they emit or transmit"),
        # endings
        ("mice", "mouse", "noun", "any of numerous small rodents"),
        ("churches", "church", "noun", "one of the groups of Christians who have their own beliefs"),
        ("ran", "run", "verb", "move fast by using one's feet"),
        ("abjured", "abjure", "verb", "formally reject or disavow a formerly held belief, usually under pressure"),
        ("happiest", "happy", "adj", "enjoying or showing or marked by joy or pleasure"),
        # no asides
        ("light", "light", "noun", "electromagnetic radiation that can produce a visual sensation"),
        ("tweet", "tweet", "noun", "a weak chirping sound as of a small bird"),
    ],
)
def test_a_word_has_its_likeliest_meaning_first(
    dictionary: WordNet, text: str, word: str, part: str, meaning: str
) -> None:
    first = dictionary.senses(text)[0]
    assert (first.word, first.part) == (word, part)
    assert first.meaning.startswith(meaning)


def test_examples_are_apart_from_the_meaning(dictionary: WordNet) -> None:
    assert dictionary.senses("ajar")[0].examples == ("the door was ajar",)


@pytest.mark.parametrize(
    "text", ["frumious", "the relationship", "break a leg", "", " ", "é", "a" * 300, "1 this", "  ", "friday \udcff"]
)
def test_what_is_no_word_has_no_meaning(dictionary: WordNet, text: str) -> None:
    assert dictionary.senses(text) == []
    assert dictionary.opposites(text) == []


@pytest.mark.parametrize(("text", "synonym"), [("valor", "heroism"), ("happy", "blissful"), ("cpu", "processor")])
def test_synonyms(dictionary: WordNet, text: str, synonym: str) -> None:
    assert synonym in dictionary.senses(text)[0].synonyms


@pytest.mark.parametrize(
    ("text", "opposite"),
    [("happy", "unhappy"), ("hot", "cold"), ("up", "down"), ("ajar", "shut"), ("love", "hate"), ("man", "woman")],
)
def test_opposites(dictionary: WordNet, text: str, opposite: str) -> None:
    assert dictionary.opposites(text)[0] == opposite


@pytest.mark.parametrize(
    ("text", "nearest"),
    [("yttrbium", "ytterbium"), ("stupedous", "stupendous"), ("carion", "carrion"), ("qqqqqq", None), ("x", None)],
)
def test_the_nearest_word(dictionary: WordNet, text: str, nearest: str | None) -> None:
    assert dictionary.nearest(text) == nearest


def test_common_words(dictionary: WordNet) -> None:
    assert [word for word in ("sum", "atoms", "anachronism", "frumious") if dictionary.is_common(word)] == [
        "sum",
        "atoms",
    ]


def test_every_word_of_the_index_is_found(dictionary: WordNet, wordnet: Path) -> None:
    lines = (wordnet / "index.adv").read_text().splitlines()
    words = [line.partition(" ")[0] for line in lines if not line.startswith(" ")]
    assert len(words) > 4000
    for word in words[::40]:
        assert dictionary.senses(word.replace("_", " ")), word


def test_a_dictionary_that_is_not_there_is_told(tmp_path: Path) -> None:
    with opened(tmp_path) as dictionary, pytest.raises(DictionaryMissingError):
        dictionary.senses("word")
    (tmp_path / "index.noun").write_bytes(b"")
    with opened(tmp_path) as dictionary, pytest.raises(DictionaryMissingError):
        dictionary.senses("word")
