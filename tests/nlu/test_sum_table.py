"""Sums of the languages that have a table."""

from fractions import Fraction

import pytest

from myna.nlu.parsers import NoSumError, UnsolvableError
from myna.nlu.registry import basics_of
from myna.nlu.sum_table import SumTable

SUMS = """
    de | zwölf mal sieben | 84 | 12 mal 7
    de | zweihundertfünf minus dreiunddreißig | 172 | 205 minus 33
    de | 15 Prozent von 80 | 12 | 15 Prozent von 80
    de | sechzig plus zehn Prozent | 66 | 60 plus 10 Prozent
    de | zwei plus drei mal vier | 14 | 2 plus 3 mal 4
    de | die Hälfte von neunzig | 45 | 90 geteilt durch 2
    de | zwei hoch zehn | 1024 | 2 hoch 10
    de | fünf im Quadrat | 25 | 5 hoch 2
    de | 2,5 * 4 | 10 | 2,5 mal 4
    de | minus drei plus fünf | 2 | -3 plus 5
    de | 3 x 4 | 12 | 3 mal 4
    fr | quatre-vingt-dix-sept plus soixante et onze | 168 | 97 plus 71
    fr | quinze pour cent de quatre-vingts | 12 | 15 pour cent de 80
    fr | cent divisé par huit | 25/2 | 100 divisé par 8
    fr | le double de dix-sept | 34 | 17 fois 2
    es | doscientos cuarenta y cinco más treinta y tres | 278 | 245 más 33
    es | el 15 por ciento de 80 | 12 | el 15 por ciento de 80
    es | doce dividido entre cinco | 12/5 | 12 entre 5
    es | siete por ocho | 56 | 7 por 8
    zh | 一百二十加三十五等于多少 | 155 | 120加35
    zh | 120 加 35 | 155 | 120加35
    zh | 十二乘七是多少 | 84 | 12乘以7
    zh | 一百除以八 | 25/2 | 100除以8
    zh | 三除十二 | 4 | 12除以3
    zh | 80的百分之15 | 12 | 80的百分之15
    zh | 两百減三 | 197 | 200减3
    ko | 십이 곱하기 칠은 얼마야 | 84 | 12 곱하기 7
    ko | 이백에서 삼십삼을 빼면 얼마야 | 167 | 200 빼기 33
    ko | 백을 오로 나누면 | 20 | 100 나누기 5
    ko | 80의 15퍼센트 | 12 | 80의 15퍼센트
"""


def sums(tag: str) -> SumTable:
    """The table of a language."""
    basics = basics_of(tag)
    assert basics is not None
    assert isinstance(basics.arithmetic, SumTable)
    return basics.arithmetic


@pytest.mark.parametrize("line", [line.strip() for line in SUMS.splitlines() if line.strip()])
def test_sums(line: str) -> None:
    tag, text, number, said = line.split(" | ")
    found = sums(tag).solve(text)
    assert (found.number, found.text) == (Fraction(number), said)


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("de", "fünf"),
        ("de", "Mengenlehre"),
        ("de", "plus"),
        ("de", "fünf plus"),
        ("de", "Milch und Eier"),
        ("de", "-"),
        ("de", ""),
        ("de", "24-Stunden-Tag minus Hund"),
        ("fr", "plus ou moins"),
        ("zh", "加油"),
        ("zh", "天气"),
        ("ko", "사과 더하기 배"),
    ],
)
def test_what_is_no_sum(tag: str, text: str) -> None:
    with pytest.raises(NoSumError):
        sums(tag).solve(text)


@pytest.mark.parametrize(
    ("text", "why"),
    [("zehn durch null", "sum_by_zero"), ("zwei hoch tausend", "sum_too_large"), ("zwei hoch 0,5", "sum_too_large")],
)
def test_sums_without_an_answer(text: str, why: str) -> None:
    with pytest.raises(UnsolvableError, match=why):
        sums("de").solve(text)
