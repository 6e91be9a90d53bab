"""English in words: through ``spoken``, which puts the functions together, and by themselves."""
# ruff: noqa: RUF001 -- look-alikes are meant

import re
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from myna.tts.english import abbreviations_in_words, numbers_in_words
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
        ("10:30-11:45, 9am-5pm", "ten thirty to eleven forty-five, nine a m to five p m"),
        ("9-11am, 9 am - 5 pm", "nine to eleven a m, nine a m to five p m"),
        ("9:00–17:00", "nine o'clock to seventeen hundred"),
        ("I am - well - fine", "I am, well, fine"),
        ("2m 30s, 1h30m, 1h30", "two minutes thirty seconds, one hour thirty minutes, one hour thirty"),
        ("3d 4h later, 1h 5m 1s", "three days four hours later, one hour five minutes one second"),
        ("90s, 5m, 5 m 3 years", "ninety seconds, five meters, five meters three years"),
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
        ("the '60s, the 1960s and 70s", "the sixties, the nineteen sixties and seventies"),
        ("1990s-2000s, 80s music", "nineteen nineties to two thousands, eighties music"),
        ("a 60s timer, the 30s pause", "a sixty seconds timer, the thirty seconds pause"),
        (
            "the 1969 landing, Einstein's 1905 paper",
            "the nineteen sixty-nine landing, Einstein's nineteen oh-five paper",
        ),
        ("the 1900 Olympics", "the nineteen hundred Olympics"),
        ("the 1500 people", "the one thousand five hundred people"),
        ("the 1024 bytes", "the one thousand and twenty-four bytes"),
        ("born 1985, died 1955", "born nineteen eighty-five, died nineteen fifty-five"),
        ("the crash of 1929 (b. 1985)", "the crash of nineteen twenty-nine (b. nineteen eighty-five)"),
        ("in 1914, 1918 and 1939", "in nineteen fourteen, nineteen eighteen and nineteen thirty-nine"),
        ("1066, 1492, and 1776", "ten sixty-six, fourteen ninety-two, and seventeen seventy-six"),
        ("1200 or 1500 calories", "one thousand two hundred or one thousand five hundred calories"),
        ("1969 was a year. 1969's landing", "nineteen sixty-nine was a year. nineteen sixty-nine's landing"),
        ("in 1985, 2000 km", "in nineteen eighty-five, two thousand kilometers"),
        ("05.03.2024", "March fifth, twenty twenty-four"),
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
        ("10^6, 10⁶, 10^{-6}", "ten to the power of six, ten to the power of six, ten to the power of minus six"),
        ("3 × 10⁸ m/s", "three times ten to the power of eight meters per second"),
        ("x^4, e⁻¹, Paris¹", "x to the power of four, e to the power of minus one, Paris"),
        ("3.11.2, Python 3.11", "three point eleven point two, Python three point eleven"),
        ("version 2.10, v2.5, 3.50", "version two point ten, version two point five, three point five zero"),
        ("2x4, 10 cm x 15 cm", "two by four, ten centimeters by fifteen centimeters"),
        ("1920x1080", "nineteen twenty by ten eighty"),
        ("3x4 = 12", "three times four equals twelve"),
        ("What is 3x4?", "What is three times four?"),
        ("1-1/2 inches, 1/4 cup", "one and a half inches, one quarter cup"),
        ("#1, No. 5", "number one, number five"),
        ("~5, ±3", "about five, plus or minus three"),
        ("B12, H2O, COVID-19", "B twelve, H two O, COVID-nineteen"),
        ("555-1234", "five five five, one two three four"),
        ("+1 555-123-4567", "plus one, five five five, one two three, four five six seven"),
        ("020 7946 0958", "zero two zero, seven nine four six, zero nine five eight"),
        ("Call 911 or 112.", "Call nine one one or one one two."),
        ("1-800-555-1234", "one, eight zero zero, five five five, one two three four"),
        ("555.123.4567", "five five five, one two three, four five six seven"),
        ("the phone number is 5551234", "the phone number is five five five one two three four"),
        ("PIN 4512, 4512 pins", "PIN four five one two, four thousand five hundred and twelve pins"),
        ("CA 90210, zip code 90210", "CA nine zero two one zero, zip code nine zero two one zero"),
        ("SW1A 1AA, K1A 0B6", "S W one A, one A A, K one A, zero B six"),
        ("at B2 5AM", "at B two five a m"),
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
        ("Pope John XXIII, Queen Maria II", "Pope John the twenty-third, Queen Maria the second"),
        ("Elizabeth I of England, Charles I.", "Elizabeth the first of England, Charles the first."),
        ("Elizabeth I think, the part I like", "Elizabeth I think, the part I like"),
        ("World War I began. Part I.", "World War one began. Part one."),
        ("Mark I think, the Class I took", "Mark I think, the Class I took"),
        ("chapter XL, part II, Super Bowl LVIII", "chapter forty, part two, Super Bowl fifty-eight"),
        ("the XIX century, Malcolm X, CD", "the nineteenth century, Malcolm X, CD"),
        ("A -> B", "A to B"),
    ],
)
def test_abbreviations_and_signs(text: str, said: str) -> None:
    assert spoken(text) == said


def test_a_date_with_slashes_begins_with_the_day_where_that_is_asked_for() -> None:
    assert numbers_in_words("03/05/2024") == "March fifth, twenty twenty-four"
    assert numbers_in_words("03/05/2024", day_first=True) == "May third, twenty twenty-four"
    assert numbers_in_words("13/05/2024") == "May thirteenth, twenty twenty-four"  # there is no month 13


@given(st.text(string.digits + ".,:;/-+%$€ °²½'\"xXamptkIV()", max_size=40), st.booleans())
def test_no_digit_is_left(text: str, day_first: bool) -> None:
    assert not re.search("[0-9]", numbers_in_words(" ".join(text.split()), day_first=day_first))


@given(st.text(string.ascii_letters + ". ", max_size=40))
def test_text_without_digits_and_signs_has_no_numbers(text: str) -> None:
    assert numbers_in_words(text) == text


def test_abbreviations_are_found_as_whole_words_alone() -> None:
    assert abbreviations_in_words("the drive vs the overs") == "the drive versus the overs"
