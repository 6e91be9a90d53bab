"""Sentences of articles, as encyclopedias write them."""
# ruff: noqa: RUF001 -- the marks of other scripts are meant

import pytest

from myna.knowledge.spoken_text import LONGEST, is_ended, sentences, told


@pytest.mark.parametrize(
    "whole",
    [
        "J. C. W. Dunn was a U.S. senator.",
        "The novel of T. S. Eliot is read by Dr. J. Jones and Mrs. Smith in St. Louis.",
        "It was No. 20 of c. 1100 items, 3.5 m long, vol. 7, pp. 12 to 14.",
        "Sir Isaac (b. 1642, d. 1727; cf. No. 3. It is long.) was born.",
        "Acme Inc. was founded by Robert Jr. and the Smith Bros. in Washington, D.C., in 1901.",
        "It is at 7 a.m. and 9 p.m. on Mondays, e.g. on Sept. 3.",
        "The film Help! is by Richard Lester.",
        "He has a Ph.D. from M.I.T. and an M.A. from Yale.",
        "Albert Einstein wurde am 14. März 1879 geboren und lebte z. B. im 20. Jahrhundert in Bern.",
        "Der 1. FC Köln ist ein Verein.",
        "M. Dupont est né en 30 av. J.-C. à Paris.",
        "El Sr. García vive en EE.UU. desde 1990.",
        "Version 2.0.1 of www.example.org is out",
        "Who? is a question mark's band.",
    ],
)
def test_what_is_no_end_ends_no_sentence(whole: str) -> None:
    expected = [whole] if not whole.startswith(("The film", "Who?")) else sentences(whole)
    assert sentences(whole) == expected
    assert " ".join(sentences(whole)) == whole


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two!  Three?\nFour…", ["One.", "Two!", "Three?", "Four…"]),
        ("He lived in the U.S. In 1950 he left.", ["He lived in the U.S.", "In 1950 he left."]),
        ("It is by Acme Inc. The firm grew.", ["It is by Acme Inc.", "The firm grew."]),
        ('He said "Go home." Then he left.', ['He said "Go home."', "Then he left."]),
        ("It was World War I. The war ended.", ["It was World War I.", "The war ended."]),
        ("It sold 20. Then it sold 30.", ["It sold 20.", "Then it sold 30."]),
        ("That was in 1950. 20 people came.", ["That was in 1950.", "20 people came."]),
        ("It is new (or old). It is big.", ["It is new (or old).", "It is big."]),
        ("It is new. (It is old.) It is big.", ["It is new.", "(It is old.)", "It is big."]),
        ("It has an open (bracket. It goes on.", ["It has an open (bracket.", "It goes on."]),
        ("¿Qué es? ¡Eso! Bien.", ["¿Qué es?", "¡Eso!", "Bien."]),
        ("北京是中国的首都。它有很多人口！大吗？", ["北京是中国的首都。", "它有很多人口！", "大吗？"]),
        ("孔子（他说。）是人。他很有名。", ["孔子（他说。）是人。", "他很有名。"]),
        ("서울은 대한민국의 수도이다. 인구는 많다.", ["서울은 대한민국의 수도이다.", "인구는 많다."]),
        ("", []),
        (" . ! ", []),
        ("no end", ["no end"]),
    ],
)
def test_sentences_end(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@pytest.mark.parametrize(
    ("sentence", "spoken"),
    [
        (
            "Sir Isaac Newton (/ˈnjuːtən/; 25 December 1642 – 20 March 1727 [O.S.]) was a man.",
            "Sir Isaac Newton was a man.",
        ),
        ("Warsaw (Polish: Warszawa [varˈʂava] ( listen); see also names) is big.", "Warsaw is big."),
        ("Newton /ˈnjuːtən/ was a man.", "Newton was a man."),
        ("It runs at 60 km/h and/or more.", "It runs at 60 km/h and/or more."),
        ("The hill[3] is high.[a][12]", "The hill is high."),
        ("Paris (48°51′24″N 2°21′8″E), a city, is big.", "Paris, a city, is big."),
        ("Paris lies at 48°51′N 2°21′E in France.", "Paris lies at in France."),
        ("It has person(s) and f(x).", "It has person(s) and f(x)."),
        ('Asahi (, "") was a ship , and ; so on .', "Asahi was a ship, and; so on."),
        ("It was big (very big) – (see below).", "It was big."),
        ("孙中山（1866年—1925年），名文，是政治家。", "孙中山，名文，是政治家。"),
        ("세종(世宗)은 왕이다.", "세종은 왕이다."),
        ("", ""),
        ("(all of it)", ""),
    ],
)
def test_what_is_only_for_the_eye_is_not_read(sentence: str, spoken: str) -> None:
    assert told(sentence) == spoken


def test_a_bracket_with_the_answer_is_read() -> None:
    sentence = "The war (1754–1763) was long (see below)."
    assert told(sentence, keep="1763") == "The war, 1754–1763, was long."
    assert told(sentence) == "The war was long."


LONG = (
    "Ada Lovelace was an English mathematician and writer chiefly known for her work on the proposed machine of Babbage"
)


@pytest.mark.parametrize(
    ("rest", "end"),
    [
        (", which is widely seen as the first of its kind, and as the beginning of a discipline of its own.", "."),
        ("; she was the first to see that it had applications beyond pure calculation, as others thought.", "."),
        (" – she was the first to see that it had applications beyond pure calculation, which others missed.", "."),
    ],
)
def test_a_long_sentence_ends_with_a_clause(rest: str, end: str) -> None:
    assert len(told(LONG + rest)) <= LONGEST
    assert told(LONG + rest + rest).startswith(LONG)
    assert told(LONG + rest + rest).endswith(end)


@pytest.mark.parametrize(
    "rest", [", but none of it was ever", "; however, none of it was ever", ", although it never was"]
)
def test_what_is_taken_back_stays(rest: str) -> None:
    long = LONG + rest + " built in her own time or in the century that followed, as far as anybody knows today."
    assert told(long) == long


def test_a_quotation_is_not_cut() -> None:
    long = f'{LONG[:-20]} "the machine, which {"is very " * 30}large".'
    assert told(long) == long


def test_a_sentence_has_an_end() -> None:
    assert all(map(is_ended, ["It is.", 'He said "Go."', "Is it?)", "好。"]))
    assert not any(map(is_ended, ["Venus", "See:", "", '"']))


@pytest.mark.parametrize(
    "text", ["(" * 5_000, "a. " * 5_000, "(a) " * 5_000, "[" * 99 + "]" * 99, "/ˈ" * 2_000, "1°" * 5000]
)
def test_any_text_is_taken(text: str) -> None:
    assert isinstance(told(text), str)
    assert "".join(sentences(text)).replace(" ", "") == text.replace(" ", "") or not any(map(str.isalnum, text))
