from myna.nlu.en.evidence.text import Rarities, stem, words_of


def test_words_are_taken_as_written_and_by_their_stems() -> None:
    raw, text, stems = zip(
        *((word.raw, word.text, word.stem) for word in words_of("Ada\u2019s 1,200 engines")), strict=True
    )
    assert raw == ("Ada\u2019s", "1,200", "engines")
    assert text == ("ada", "1,200", "engines")
    assert stems == ("ada", "1,200", "engin")


def test_names_numbers_and_words_without_content_are_told() -> None:
    the, crown, number = words_of("The Crown 1066")
    assert the.is_capital
    assert not the.is_content
    assert crown.is_capital
    assert crown.is_content
    assert number.is_number


def test_the_forms_of_a_word_have_one_stem() -> None:
    assert stem("founded") == stem("founding") == stem("founds")
    assert stem("begins") == stem("began") == stem("begun")


def test_a_word_that_is_not_known_is_rare() -> None:
    rarities = Rarities({"king": 2.5}, 7.0)
    assert (rarities.of("king"), rarities.of("xyzzy")) == (2.5, 7.0)
