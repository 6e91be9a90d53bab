# ruff: noqa: RUF001 -- look-alikes are meant
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from myna.tts.spoken import spoken


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("3:30 pm", "three thirty p m"),
        ("Meet at 3:30 p.m. The end.", "Meet at three thirty p m. The end."),
        ("3pm, or 3 p.m. sharp", "three p m, or three p m sharp"),
        ("15:00", "fifteen hundred"),
        ("3:00 and 12:00", "three o'clock and twelve o'clock"),
        ("00:00, 0:15", "midnight, zero fifteen"),
        ("7:05", "seven oh five"),
        ("10:30:15", "ten thirty and fifteen seconds"),
        ("a 16:9 screen", "a sixteen to nine screen"),
        ("I am 3 metres tall", "I am three metres tall"),
    ],
)
def test_times(text: str, said: str) -> None:
    assert spoken(text) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2024-03-05", "March fifth, twenty twenty-four"),
        ("2024-13-05", "two zero two four, one three, zero five"),
        ("03/05/2024", "March fifth, twenty twenty-four"),
        ("25/12/2024", "December twenty-fifth, twenty twenty-four"),
        ("On March 5, 2024 it", "On March fifth, twenty twenty-four it"),
        ("Jan. 5th", "January fifth"),
        ("the 5 March 2024", "the fifth of March, twenty twenty-four"),
        ("in July 1969", "in July nineteen sixty-nine"),
        ("in 1990", "in nineteen ninety"),
        ("from 1939 to 1945", "from nineteen thirty-nine to nineteen forty-five"),
        ("Mozart (1756–1791)", "Mozart (seventeen fifty-six to seventeen ninety-one)"),
        ("1066 AD (1066)", "ten sixty-six AD (ten sixty-six)"),
        ("the 1990s, in her 20s", "the nineteen nineties, in her twenties"),
        (
            "1990 birds, in 1500 km",
            "one thousand nine hundred and ninety birds, in one thousand five hundred kilometers",
        ),
    ],
)
def test_dates_and_years(text: str, said: str) -> None:
    assert spoken(text) == said


def test_british_dates_begin_with_the_day() -> None:
    assert spoken("03/05/2024", "en-gb") == "May third, twenty twenty-four"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("$5.50", "five dollars and fifty cents"),
        ("$1, $0.99, $2.00", "one dollar, ninety-nine cents, two dollars"),
        ("€3 or 3,000 €", "three euros or three thousand euros"),
        ("£1.2 million, £0.01", "one point two million pounds, one penny"),
        ("US$5k, $3bn", "five thousand US dollars, three billion dollars"),
        ("$10-15 or $10-$15", "ten to fifteen dollars or ten to fifteen dollars"),
        ("-$5, $20/hour", "minus five dollars, twenty dollars per hour"),
        ("¥500", "five hundred yen"),
    ],
)
def test_money(text: str, said: str) -> None:
    assert spoken(text) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1 km, 5km", "one kilometer, five kilometers"),
        ("100 km/h, 60 mph", "one hundred kilometers per hour, sixty miles per hour"),
        ("25°C, -5 °C, 1 °F", "twenty-five degrees Celsius, minus five degrees Celsius, one degree Fahrenheit"),
        ("an angle of 90°", "an angle of ninety degrees"),
        ("50%, 12.5 %", "fifty percent, twelve point five percent"),
        ("16 GB at 2.4 GHz", "sixteen gigabytes at two point four gigahertz"),
        ("20 m², 3 m^3", "twenty square meters, three cubic meters"),
        ("9.8 m/s²", "nine point eight meters per second squared"),
        ("45-50 min", "forty-five to fifty minutes"),
        ("200+ km", "two hundred plus kilometers"),
        ("2x faster", "two times faster"),
        ("5 kinds, 3 in, km", "five kinds, three in, km"),
        ("6'2\" tall", "six foot two tall"),
        ("2 million km", "two million kilometers"),
    ],
)
def test_units_are_said_behind_a_number_alone(text: str, said: str) -> None:
    assert spoken(text) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("0, 12, 105", "zero, twelve, one hundred and five"),
        ("2,161,000", "two million one hundred and sixty-one thousand"),
        ("3.14", "three point one four"),
        ("1.2.3", "one point two point three"),
        ("007", "zero zero seven"),
        ("1234567890123456", "one two three four five six seven eight nine zero one two three four five six"),
        ("1st, 22nd, 103rd", "first, twenty-second, one hundred and third"),
        ("10-15, 10–15, 5 – 10", "ten to fifteen, ten to fifteen, five to ten"),
        ("1/2, 3/4, 2 1/2, 2½", "one half, three quarters, two and a half, two and a half"),
        ("7/22, 24/7", "seven over twenty-two, twenty-four seven"),
        ("2+2=4", "two plus two equals four"),
        ("10 - 5 × 2", "ten minus five times two"),
        ("3*4, 3x4, 10 / 2", "three times four, three times four, ten divided by two"),
        ("-7, 5 -3, (-2)", "minus seven, five minus three, (minus two)"),
        ("x^2 > y", "x squared is greater than y"),
        ("#1, No. 5", "number one, number five"),
        ("~5, ±3", "about five, plus or minus three"),
        ("B12, H2O, COVID-19", "B twelve, H two O, COVID-nineteen"),
        ("555-1234", "five five five, one two three four"),
        ("+1 555-123-4567", "plus one, five five five, one two three, four five six seven"),
        ("020 7946 0958", "zero two zero, seven nine four six, zero nine five eight"),
        ("Call 911 or 112.", "Call nine one one or one one two."),
    ],
)
def test_numbers(text: str, said: str) -> None:
    assert spoken(text) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("birds, e.g. this, i.e. that", "birds, for example this, that is that"),
        ("bread etc. and milk, etc.", "bread et cetera and milk, et cetera."),
        ("Dr. Smith, Mr. and Mrs. Jones", "Doctor Smith, Mr. and Missus Jones"),
        ("Baker St. in St. Louis", "Baker Street in Saint Louis"),
        ("me vs. you, approx. 5 m", "me versus you, approximately five meters"),
        ("AT&T, you @ home", "AT and T, you at home"),
        ("The U.S. Army and NASA in the U.S.", "The U S Army and NASA in the U S."),
        ("J. R. R. Tolkien", "J R R Tolkien"),
        ("Vitamin C. It helps.", "Vitamin C. It helps."),
        ("Louis XIV, Henry VIII", "Louis the fourteenth, Henry the eighth"),
        ("World War II, Chapter IV", "World War two, Chapter four"),
        ("A -> B", "A to B"),
    ],
)
def test_abbreviations_and_signs(text: str, said: str) -> None:
    assert spoken(text) == said


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
