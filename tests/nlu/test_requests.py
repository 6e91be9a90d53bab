"""What a recogniser may expect of people, and the script that makes it of the corpora."""

import re
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest

from myna.nlu.registry import understanding_of
from myna.nlu.requests import Requests
from request_sentences import HEAD, OUTPUT, PLACES, corpora, counted, words
from train_intents import Expected, expectations

REQUESTS = Path(__file__).parents[3] / "shared" / "requests"


def all_but(*unknown: str) -> Callable[[str], bool]:
    return lambda word: word not in unknown


@pytest.fixture(scope="module")
def english() -> Requests:
    made = Requests.of("en-us", all_but("timer"))
    assert made is not None
    return made


def test_english_requests_are_of_known_words_alone(english: Requests) -> None:
    samples = english.samples
    assert len(samples) > 50_000
    assert "set an alarm" in samples
    assert not any("timer" in sample.split() for sample in samples)


def test_a_language_without_a_list_expects_nothing() -> None:
    assert Requests.of("de", all_but()) is None


def test_a_sentence_stands_there_as_often_as_it_counts() -> None:
    counts = {"what time is it": 3, "roll a die": 1, "play jazz": 2}
    made = Requests(lambda: counts, understanding_of("en"), all_but("jazz"))
    assert made.samples == ["what time is it", "what time is it", "what time is it", "roll a die"]


def test_it_is_surer_of_a_request_than_of_what_sounds_like_one(english: Requests) -> None:
    assert english.confidence("set a timer for ten minutes") > 0.9
    assert english.confidence("her for mccloy for") <= 0.5
    assert english.confidence("") == 0.0


def test_the_file_says_where_it_comes_from() -> None:
    table = files("myna.nlu").joinpath("en", "requests.txt").read_text(encoding="utf-8")
    assert table.startswith(HEAD)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("What's 12 x 3?", "what's twelve times three"),
        ("Wake me at 6:30 am, please!", "wake me at six thirty a m please"),
        ("turn it up by 10%", "turn it up by ten percent"),
    ],
)
def test_requests_are_written_as_they_are_spoken(written: str, said: str) -> None:
    assert words(written) == said


def test_what_is_served_counts_more_and_orders_are_forbidden_too() -> None:
    rows = [("alarm", "Set an alarm."), ("weather", "Will it rain?"), ("other", "Hm.")]
    expected = {
        "alarm": Expected(frozenset(["act"]), frozenset(["alarm"])),
        "weather": Expected(frozenset(["refuse"]), frozenset(["*"])),
    }
    counts = counted(rows, expected)
    assert (counts["will it rain"], counts["hm"]) == (1, 1)
    assert counts["set an alarm"] >= 3
    assert sum(text.startswith(("don't ", "do not ", "never ")) for text in counts) > 100
    assert "what time is it in tokyo" in counts
    assert "" not in counts


@pytest.mark.skipif(not REQUESTS.is_dir(), reason="the corpora are not in ../shared")
def test_the_script_makes_the_file_of_the_corpora() -> None:
    counts = counted(list(corpora(REQUESTS)), expectations(REQUESTS))
    lines = [f"{count}\t{text}" for text, count in sorted(counts.items())]
    shipped = OUTPUT.read_text(encoding="utf-8").removeprefix(HEAD).splitlines()
    placed = re.compile("|".join(f"1\t{frame.format('.*')}" for frame in PLACES))  # another tz database has others
    assert [line for line in lines if not placed.fullmatch(line)] == [
        line for line in shipped if not placed.fullmatch(line)
    ]


def test_what_only_mentions_an_order_is_told(english: Requests) -> None:
    assert english.is_mention("should i turn the volume down")
    assert english.is_mention("don't set an alarm for seven")
    assert not english.is_mention("soon i turn volume down")
    assert not english.is_mention("set an alarm for seven")
