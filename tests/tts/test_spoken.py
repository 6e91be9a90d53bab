# ruff: noqa: RUF001 -- look-alikes are meant
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from myna.tts.pronunciations import Pronunciations
from myna.tts.spoken import spoken


@pytest.mark.parametrize("language", ["en-us", "de", "ko"])
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("**Bold**, __bold__, *it*, _it_, ~~gone~~, `code`", "Bold, bold, it, it, gone, code"),
        ("a [link](https://x.y/z_(a) 't'), ![picture](p.png)", "a link, picture"),
        ("see https://www.example.com/a?b=1&c=2. Or <http://a.org>", "see example.com. Or a.org"),
        ("as shown [1] and snake_case", "as shown and snake case"),
        ("a<br/>b <b class='x'>c</b> &quot;d&quot; &nbsp; it’s", 'a b c "d" it\'s'),
        ("Hi 😀👨‍👩‍👧 there ❤️!", "Hi there!"),
        ("# Title\n\n> a quote\n- one\n* two:\n- [x] done\nSome\ntext", "Title. a quote. one. two: done. Some text"),
        ("| a | b |\n|---|:-:|\n| c | d |", "a, b. c, d"),
        ("```python\nprint\n```\nDone", "print. Done"),
        ("I like it - really — yes, ", "I like it, really, yes,"),
        ("--- *** ``` 😀 | # ...", ""),
        ("", ""),
        ("\x00\ud800a\u200b\ufeffb", "ab"),
        ("What? Yes! Wait...", "What? Yes! Wait..."),
    ],
)
def test_markup_goes_and_its_words_stay(text: str, said: str, language: str) -> None:
    assert spoken(text, language) == said


def test_a_list_of_numbers() -> None:
    assert spoken("1. **Paris**\n2) Rome: 3") == "one, Paris. two, Rome: three"
    assert spoken("3. Mai", "de") == "3. Mai"


def test_other_languages_keep_their_digits() -> None:
    assert spoken("Es sind 25°C & 50 %, um 15:30", "de") == "Es sind 25 Grad Celsius und 50 Prozent, um 15:30"
    assert spoken("-5 °C, 3,5 %", "fr") == "-5 degrés Celsius, 3,5 pour cent"
    assert spoken("25 °C y 5%", "es_ES") == "25 grados Celsius y 5 por ciento"
    assert spoken("기온은 25°C", "ko") == "기온은 25°C"
    assert spoken("10^6 m²", "de") == "10 hoch 6 m²"
    assert spoken("2m 30s, 2x4, die 60s, v3.11.2", "de") == "2m 30s, 2x4, die 60s, v3.11.2"


@pytest.mark.parametrize("language", ["en-us", "de"])
def test_what_is_listed_is_said_as_the_list_has_it(language: str) -> None:
    listed = Pronunciations({"GIF": "jiff", "gnu": "new"})
    assert spoken("A **GIF** of _Gnu_!", language, listed) == "A jiff of new!"


WORDS = st.sampled_from(
    [
        *("0", "1", "5", "10", "30", "007", "1990", "2024", "1,000", ".5", "½", "²", "^2", "1st", "1/2", "3:30"),
        *("km", "/", "h", "m", "%", "$", "€", "°C", "k", "x", "s", "th", "million", "pm", "p.m.", "e.g.", "etc."),
        *("Dr.", "St.", "U.S.", "A", "J.", "a", "The", "March", "Jan.", "in", "the", "and", "Louis", "XIV", "No."),
        *(
            "-",
            "–",
            "—",
            "+",
            "=",
            "*",
            "_",
            "`",
            "#",
            "~",
            "|",
            "[",
            "]",
            "(",
            ")",
            "<",
            ">",
            "{",
            "}",
            "\\",
            "'",
            '"',
        ),
        *("&", "amp;", "lt;", ";", ":", ",", ".", "!", "?", "…", "www.", "https", "://", "→", "≥", "法", "。", "é"),
        *(" ", " ", "  ", "\n", "\u00a0", "\u200d", "\x00", "\ud800", "😀"),
    ]
)
TEXTS = st.one_of(st.lists(WORDS, max_size=14).map("".join), st.text(st.characters()))


@given(TEXTS, st.sampled_from(["en-us", "en-gb", "de", "ko"]))
def test_any_text_is_taken_and_what_was_spoken_stays(text: str, language: str) -> None:
    said = spoken(text, language)
    assert spoken(said, language) == said
    assert "\n" not in said
    assert said == said.strip()
    assert not re.search(r"[*`\\|<>\[\]{}\ud800-\udfff😀]", said)
    assert said == "" or any(character.isalnum() for character in said)
    if language.startswith("en"):
        assert not re.search("[0-9]", said)


@pytest.mark.parametrize(
    "unit",
    [
        *("1", "1 ", "1-", "1,", "1.", "1/", "1:", "1:30 ", "$1", "5 km/", "in 1990 ", "May 5 ", "00-00", "9999-99-"),
        *(" -", "-", "*", "_", "`", "#", "~", "|", "[", "](", "](a", "<a ", "<", "&amp;", "http://", "www.", "="),
        *(".", "A.", "A. ", "e.g.", "Louis X", "\n", "- ", "1. ", "(", "!", " ", "😀", "\u200d", "法", "a_"),
    ],
)
def test_a_long_text_returns(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    assert "\n" not in spoken(text)
    assert "\n" not in spoken(text, "de")
