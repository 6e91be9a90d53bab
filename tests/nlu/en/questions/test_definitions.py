"""What a sentence asks of a dictionary."""

import pytest

from myna.nlu.en.questions.definitions import Wanted, named, wanted


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("what is the meaning of realism", "realism"),
        ("find the meaning of qat", "qat"),
        ("define qat for me", "qat"),
        ("please define ambivalence for me please", "ambivalence"),
        ("what might the meaning of altruism be", "altruism"),
        ("affiliate's definition is what", "affiliate"),
        ("the definition of affiliate is", "affiliate"),
        ("what's affiliate definition", "affiliate"),
        ("what's the meaning of a fortnight", "fortnight"),
        ("how is a typhoon defined", "typhoon"),
        ("define what a wizard is", "wizard"),
        ("define what's a goalkeeper", "goalkeeper"),
        ("what is the definition of a home run", "home run"),
        ("look up the definition to ambulance", "ambulance"),
    ],
)
def test_a_word_is_defined(text: str, word: str) -> None:
    found = wanted(text)
    assert found is not None
    assert (found.word, found.about, found.sure) == (word, "meaning", "likely")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("what does ajar mean?", "ajar"),
        ('what does "rescind" mean', "rescind"),
        ('what is the meaning of word "rescind', "rescind"),
        ("what is regard mean", "regard"),
        ("what is stupedous meant", "stupedous"),
        ("flange means what", "flange"),
        ("what is meant by defense", "defense"),
        ("i need to know what adumbrate means can you look it up for me now", "adumbrate"),
        ("do you know what calumny means  please look it up for me", "calumny"),
        ("tell me the definition of the word redemption", "redemption"),
        ("can you define the word schadenfreude", "schadenfreude"),
        ("may i please have a definition for the work churlish", "churlish"),
        ("what is break a leg mean", "break a leg"),
        ("define the phrase the devil's advocate", "the devil's advocate"),
        ("is irregardless a word", "irregardless"),
    ],
)
def test_it_is_asked_as_a_word(text: str, word: str) -> None:
    assert wanted(text) == Wanted(word, sure="word")


@pytest.mark.parametrize(
    ("text", "word", "about"),
    [
        ("what's another word for happy", "happy", "synonyms"),
        ("give me a synonym of the word big", "big", "synonyms"),
        ("what means the same as quick", "quick", "synonyms"),
        ("what is the opposite of up", "up", "opposite"),
        ("antonyms for hot please", "hot", "opposite"),
        ("use the word ataraxy in a sentence", "ataraxy", "example"),
        ('where i can use word "rescind', "rescind", "example"),
    ],
)
def test_something_else_is_asked_of_a_word(text: str, word: str, about: str) -> None:
    found = wanted(text)
    assert found is not None
    assert (found.word, found.about, found.sure) == (word, about, "word")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("what is an anachronism", "anachronism"),
        ("can you tell me what a septuagenarian is", "septuagenarian"),
        ("what the heck is qat", "qat"),
        ("look up qat please", "qat"),
    ],
)
def test_it_may_be_the_thing(text: str, word: str) -> None:
    found = wanted(text)
    assert found is not None
    assert (found.word, found.sure) == (word, "maybe")


@pytest.mark.parametrize(
    "text",
    [
        "define the relationship",
        "define your terms",
        "what does that noise mean",
        "what does it mean to be overbearing",
        "what is it is all relative mean",
        "what is the meaning of life",
        "what is the meaning of my life",
        "what does a banana look like",
        "describe an elephant",
        "what is photosynthesis",
        "set a timer for ten minutes",
        "",
    ],
)
def test_the_dictionary_is_not_asked(text: str) -> None:
    assert wanted(text) is None


@pytest.mark.parametrize("text", ["look up the word", "find a definition", "what is the meaning of this word"])
def test_the_word_is_left_out(text: str) -> None:
    found = wanted(text)
    assert found is not None
    assert found.word == ""


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ajar", Wanted("ajar")),
        ("Ajar.", Wanted("ajar")),
        ("a monitor", Wanted("monitor", noun=True)),
        ("the word ajar", Wanted("ajar", sure="word")),
        ("word processor", Wanted("word processor")),
        ("the relationship", None),
        ("it", None),
    ],
)
def test_a_word_in_the_place_of_one(text: str, found: Wanted | None) -> None:
    assert named(text) == found
