"""Answers of a language model, told as ones that may be wrong."""
# ruff: noqa: RUF001 -- the marks of other scripts are meant

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measure_facts import Asked, outcome
from myna.nlu.hedges import Hedge, HedgeFilter, hedge_of

LANGUAGES = ("en-us", "de", "fr", "es", "zh-cn", "ko")


def hedge(tag: str = "en-us") -> Hedge:
    found = hedge_of(tag)
    assert found is not None
    return found


def said(*pieces: str, tag: str = "en-us", figures: bool = False) -> str:
    """What is said of an answer that comes in ``pieces``."""
    kept = HedgeFilter(hedge_of(tag), lambda: figures)
    return "".join([*map(kept.feed, pieces), kept.flush()])


@pytest.mark.parametrize(
    ("answer", "honest"),
    [
        ("The sky is blue. Grass is green.", "I'm not sure, but the sky is blue."),
        ("Paris is the capital", "I'm not sure, but Paris is the capital"),
        ("Sure! It was Goethe. He lived in Weimar.", "I'm not sure, but it was Goethe."),
        ("Great question!\nWater is wet.", "I'm not sure, but Water is wet."),
        ("It was J. Watt of St. Andrews. He was Scottish.", "I'm not sure, but it was J. Watt of St. Andrews."),
        ("I'm not sure, but it is Bern.", "I'm not sure, but it is Bern."),
        ("I’m not sure, but I'm not sure, but it is Bern.", "I'm not sure, but it is Bern."),
        ("It was built in 1889. It stands in Paris.", "I'm not sure, but I would only be guessing: I don't know."),
        ("About two million people live there.", "I'm not sure, but I would only be guessing: I don't know."),
        ("In the nineteenth century.", "I'm not sure, but I would only be guessing: I don't know."),
        ("There are several reasons:\nHeat and light.", "I'm not sure, but I would only be guessing: I don't know."),
        ("and on " * 60, "I'm not sure, but I would only be guessing: I don't know."),
        ("...", "I'm not sure, but I would only be guessing: I don't know."),
        ("", ""),
        ("  \n", ""),
    ],
)
def test_a_small_model_says_one_sentence_without_figures(answer: str, honest: str) -> None:
    assert said(answer) == honest
    assert said(*answer) == honest  # a character at a time


def test_a_large_model_says_all_of_it() -> None:
    answer = "The tower is 330 metres high. It stands in Paris."
    assert said(*answer, figures=True) == "I'm not sure, but the tower is 330 metres high. It stands in Paris."


@pytest.mark.parametrize("figures", [True, False])
def test_its_beginning_does_not_wait_for_a_sentence(figures: bool) -> None:
    assert HedgeFilter(hedge(), lambda: figures).feed("Paris") == "I'm not sure, but "


@pytest.mark.parametrize("tag", LANGUAGES)
def test_its_opening_is_known_before_the_model_writes(tag: str) -> None:
    kept = HedgeFilter(hedge(tag), lambda: False)
    opening = kept.begin()
    assert len(opening) > 5
    assert opening[-1] in ",，"
    assert opening + kept.feed("Paris.\n") + kept.flush() == said("Paris.\n", tag=tag)


def test_nothing_opens_what_is_not_hedged() -> None:
    assert HedgeFilter(None, lambda: False).begin() == ""


def test_behind_an_opening_no_answer_is_none_that_is_known() -> None:
    kept = HedgeFilter(hedge(), lambda: False)
    assert kept.begin() + kept.feed(" ") + kept.flush() == "I'm not sure, but I would only be guessing: I don't know."


def test_of_a_large_model_nothing_waits() -> None:
    kept = HedgeFilter(hedge(), lambda: True)
    assert [kept.feed(piece) for piece in ("The", " capital", " is", " Paris")] == [
        *("I'm not sure, but ", "the capital", " is", " Paris"),
    ]


def test_where_no_more_is_said_the_model_may_stop() -> None:
    kept = HedgeFilter(hedge(), lambda: False)
    assert kept.feed("The sky is blue") == "I'm not sure, but "
    assert not kept.is_over
    assert kept.feed(". It") == "the sky is blue."
    assert kept.is_over
    assert kept.feed(" is wide.") + kept.flush() == ""


@pytest.mark.parametrize(
    ("tag", "answer", "honest"),
    [
        ("de", "Die Hauptstadt ist Bern. Sie ist alt.", "Ich bin nicht sicher, aber die Hauptstadt ist Bern."),
        ("de", "Es sind zweihundert.", "Ich bin nicht sicher, aber ich könnte nur raten: Ich weiß es nicht."),
        ("fr", "La capitale est Paris.", "Je n'en ai pas la certitude, mais la capitale est Paris."),
        ("fr", "Il y en a quatre.", "Je n'en ai pas la certitude, mais je ne ferais que deviner : je ne sais pas."),
        ("es", "La capital es Madrid.", "No lo sé con seguridad, pero la capital es Madrid."),
        ("es", "Son doscientas.", "No lo sé con seguridad, pero solo podría adivinar: no lo sé."),
        ("zh-cn", "首都是北京。它很大。", "我不太确定，不过首都是北京。"),
        ("zh-cn", "有三千万人。", "我不太确定，不过我只能猜：我不知道。"),
        ("ko", "수도는 서울입니다. 큽니다.", "확실하지는 않은데, 수도는 서울입니다."),
        ("ko", "인구는 오천만 명입니다.", "확실하지는 않은데, 짐작만 할 뿐이라 모르겠습니다."),
    ],
)
def test_other_languages_have_their_own_words(tag: str, answer: str, honest: str) -> None:
    assert said(*answer, tag=tag) == honest


def test_a_language_without_words_for_it_says_what_comes() -> None:
    assert hedge_of("nl") is None
    assert said("Het is ", "blauw.", tag="nl") == "Het is blauw."


PIECES = st.lists(
    st.sampled_from(["I'm not sure, but ", "Sure!", " ", "\n", "It", " is", " old", " 1889", ".", " Now", ":"])
)


@given(PIECES, st.booleans())
def test_how_an_answer_is_cut_makes_no_difference(pieces: list[str], figures: bool) -> None:
    assert said(*pieces, figures=figures) == said("".join(pieces), figures=figures)


@given(st.lists(st.text(max_size=12)), st.sampled_from(LANGUAGES))
def test_without_figures_there_are_none(pieces: list[str], tag: str) -> None:
    answer = said(*pieces, tag=tag)
    assert not any(character.isdecimal() for character in answer)
    assert answer.startswith(hedge(tag).unsure) == any(piece.strip() for piece in pieces)


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("I'm not sure, but it is the Ulaanbaatar.", "right"),
        ("It is ulaanbaatar!", "right"),
        ("It is Bern.", "wrong"),
        ("I'm not sure, but I would only be guessing: I don't know.", "does not know"),
    ],
)
def test_what_an_answer_is_worth_is_measured(said: str, found: str) -> None:
    assert outcome(said, Asked("what is the capital of mongolia", ("Ulan Bator", "Ulaanbaatar")), hedge()) == found
