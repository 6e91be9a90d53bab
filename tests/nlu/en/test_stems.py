import pytest

from myna.nlu.en.stems import stem, terms


@pytest.mark.parametrize(
    "words",
    [
        "bake baked baking bakes", "plan planned planning plans", "close closed closing", "store stored storing",
        "collect collected collection collects collecting", "recycle recycled recycling", "serve served serving",
        "use used using uses", "feed feeding fed", "carry carried carries carrying", "buy bought buying",
        "baby babies", "box boxes", "shoe shoes", "tomato tomatoes", "child children kids", "anna anna's",
        "rubbish bins trash garbage", "colour colors", "three 3", "wlan wifi", "height tall",
    ],
)  # fmt: skip
def test_forms_and_spellings_of_a_word_have_one_stem(words: str) -> None:
    assert len({stem(word) for word in words.split()}) == 1


def test_other_words_have_other_stems() -> None:
    words = [
        "car",
        "care",
        "plan",
        "plane",
        "shed",
        "feed",
        "red",
        "bed",
        "ring",
        "bring",
        "us",
        "bus",
        "is",
        "wifi",
        "guest",
        "price",
        "prize",
    ]
    assert len({stem(word) for word in words}) == len(words)


def test_a_text_is_found_by_all_its_words_and_by_what_hyphens_join() -> None:
    assert terms("The Café's Wi-Fi") == {"the", "cafe", "wi", "fi", "wifi"}
    assert terms("") == terms("... !") == set()


def test_a_word_without_an_end_is_cut() -> None:
    assert len(stem("x" * 100_000)) == 40
