"""The tables of English: what is in them is spoken, whatever other pattern might match it."""

from collections.abc import Iterator

import pytest

from myna.tts import english_tables as tables
from myna.tts.english import abbreviations_in_words, numbers_in_words


def words() -> Iterator[str]:
    """All that the tables put in the place of signs, units and abbreviations."""
    for table in (tables.CURRENCIES, tables.UNITS):
        for spoken in table.values():
            yield from spoken
    for plain in (tables.SCALES, tables.FRACTIONS, tables.SLASHED, tables.ABBREVIATIONS, tables.ENDINGS, tables.TITLES):
        yield from plain.values()
    yield from tables.SIGNS.values()


def test_words_need_no_further_words() -> None:
    assert [text for text in words() if numbers_in_words(text) != text or text != text.strip()] == []


@pytest.mark.parametrize("symbol", sorted(tables.UNITS.keys() - tables.CURRENCIES.keys()))
def test_a_unit_is_spoken_after_one_and_many(symbol: str) -> None:
    one, many = tables.UNITS[symbol]
    assert numbers_in_words(f"1 {symbol} or 5 {symbol}") == f"one {one} or five {many}"


@pytest.mark.parametrize("sign", tables.CURRENCIES)
def test_a_currency_is_spoken_before_and_after_an_amount(sign: str) -> None:
    one, many, *_ = tables.CURRENCIES[sign]
    assert numbers_in_words(f"{sign}1 or {sign}5 or 5 {sign}") == f"one {one} or five {many} or five {many}"


@pytest.mark.parametrize("below", tables.FRACTIONS)
def test_a_fraction_is_spoken_by_its_name(below: int) -> None:
    assert numbers_in_words(f"1/{below}") == f"one {tables.FRACTIONS[below]}"


@pytest.mark.parametrize(("short", "long"), [*tables.ABBREVIATIONS.items(), *tables.ENDINGS.items()])
def test_an_abbreviation_is_spoken_in_the_midst_of_a_sentence(short: str, long: str) -> None:
    assert abbreviations_in_words(f"say {short} so") == f"say {long} so"


@pytest.mark.parametrize("title", tables.TITLES)
def test_a_title_is_spoken_before_a_name(title: str) -> None:
    assert abbreviations_in_words(f"{title}. Smith") == f"{tables.TITLES[title]} Smith"
