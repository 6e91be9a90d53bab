"""What goes on with the question or the order before it."""

import pytest

from myna.config import Config
from myna.core.decision import Decision
from myna.core.reply import Reply
from myna.skills.follow_ups import ANSWERED_SECONDS, FollowUps
from skills.context_kit import FakeContext, every_skill


async def _last(*sentences: str, tag: str = "en-us") -> str | None:
    """Do all ``sentences`` one after the other; what is said to the last one, None for what no skill answers."""
    skills, said = every_skill(Config(language=tag), FakeContext(volume=40)), None
    for sentence in sentences:
        decision = skills.decide(sentence)
        skills.answered(decision)
        reply = decision.reply
        said = None if reply is None else (await reply.act() if reply.act else None) or reply.text
    return said


@pytest.mark.parametrize(
    ("sentences", "said"),
    [
        (["what is the capital of norway", "and of sweden"], "The capital of Sweden is Stockholm."),
        (["what is the capital of norway", "what about chile", "and peru"], "The capital of Peru is Lima."),
        (["five miles in kilometres", "how about six"], "Six miles is about 9.66 kilometres."),
        (["what is nine times four", "minus six"], "36 minus 6 is 30."),
        (["what's sixteen squared", "and the root of that"], "The square root of 256 is 16."),
        (["what's three times nine", "cube root of that please"], "The cube root of 27 is 3."),
        (["what's four times five", "what's that squared"], "20 squared is 400."),
        (["five hundred grams in ounces", "what's that in pounds"], "Five hundred grams is about 1.1 pounds."),
        (["two kilos in ounces", "how many pounds is that"], "Two kilos is about 4.41 pounds."),
        (["two kilos in ounces", "what's that in pounds", "and in grams"], "Two kilos is 2,000 grams."),
        (["how many grams in a cup of butter", "and in ounces"], "A cup of butter is about 8 ounces."),
        (["how many kilometres in a mile", "and in metres"], "A mile is 1,609.344 metres."),
        (["how many teaspoons in a tablespoon", "and in a cup"], "A cup is 48 teaspoons."),
        (["what's italy's capital", "spain"], "The capital of Spain is Madrid."),
        (["what's italy's capital", "and spain's", "france"], "The capital of France is Paris."),
        (["what's the capital of sweden", "and norway's"], "The capital of Norway is Oslo."),
        (
            ["what is the capital of portugal", "what's its population"],
            "About 3 million people live in and around Lisbon, as of 2023.",
        ),
        (["what's the population of france", "what's its capital"], "The capital of France is Paris."),
        (["what is nine times four", "and divided by three", "plus one"], "12 plus 1 is 13."),
        (["add tea to the shopping list", "is tea on it", "and jam"], "Jam is not on your shopping list."),
        (["what's ten percent of ninety", "and twenty"], "20 percent of 90 is 18."),
        (["what's eight times nine", "add fifty percent"], "72 plus 50 percent is 108."),
        (["what's eight times nine", "and a quarter of that"], "A quarter of 72 is 18."),
        (["what's eight times nine", "split that six ways"], "72 divided by 6 is 12."),
        (["how many ounces in two pounds", "and half of that"], "Half of 32 ounces is 16 ounces."),
        (
            ["what's thirty two degrees in fahrenheit", "and twenty"],
            "Twenty degrees celsius is 68 degrees fahrenheit.",
        ),
        (["what's the capital of norway", "how's that spelled"], "Oslo: O, S, L, O."),
        (["how do you spell ache", "and cabbage"], "Cabbage: C, A, B, B, A, G, E."),
        (["largest planet", "and the smallest"], "Mercury is the smallest planet of the solar system."),
        (["what's nine times seven", "round it to the nearest ten"], "63 rounded is 60."),
        (["what's ten divided by four", "round it up"], "2.5 rounded up is 3."),
        (["what's ten divided by three", "round that down please"], "3.33 rounded down is 3."),
        (["add milk to the list", "eggs too"], "Eggs are on your shopping list."),
        (["add milk to the list", "eggs and bread as well"], "Eggs and bread are on your shopping list."),
        (["add milk to the list", "me too"], None),
        (["what's the capital of norway", "sweden too"], "The capital of Sweden is Stockholm."),
        (
            ["set a timer for five minutes", "set an alarm for six pm", "cancel the lot"],
            "I cancelled all 2: timers, alarms and reminders.",
        ),
        (["set a pizza timer for ten minutes", "cancel the lot"], "I cancelled the pizza timer."),
        (["what's the time in berlin", "no thanks"], ""),
        (["add tea to the shopping list", "and jam"], "Jam is on your shopping list."),
        (["add tea to the shopping list", "and some rice as well"], "Rice is on your shopping list."),
        (["add tea to the shopping list", "and then we went home"], None),
        (["add tea to the shopping list", "and mum said no"], None),
        (["set a timer for four minutes", "another one for the peas for six"], "The peas timer is set for 6 minutes."),
        (["set a timer for four minutes", "and two seconds later he left"], None),
        (["tell me a joke", "and then he laughed"], None),
        (["add paint the fence to my to do list", "and fix the gate"], "Fix the gate is on your to-do list."),
        (["add paint the fence to my to do list", "fix the gate too"], "Fix the gate is on your to-do list."),
        (["add paint the fence to my to do list", "turn it up too"], "Volume 50 percent."),
        (
            ["add paint the fence to my to do list", "the kids came too", "what's on my to-do list"],
            "On your to-do list: paint the fence.",
        ),
        (
            ["add tea to the shopping list", "fix the gate too", "what's on my shopping list"],
            "On your shopping list: tea.",
        ),
    ],
)
async def test_a_follow_up_goes_on_with_what_was_before(sentences: list[str], said: str | None) -> None:
    assert await _last(*sentences) == said


@pytest.mark.parametrize(
    ("tag", "sentences", "said"),
    [
        (
            "de",
            ["was ist die hauptstadt der schweiz", "und was ist mit polen"],
            "Die Hauptstadt von Polen ist Warschau.",
        ),
        ("de", ["was ist zwölf mal sieben", "plus drei"], "84 plus 3 ist 87."),
        ("fr", ["quelle est la capitale de la france", "et de l'espagne"], "La capitale de l\u2019Espagne est Madrid."),
        ("es", ["cuál es la capital de francia", "y de portugal"], "La capital de Portugal es Lisboa."),
    ],
)
async def test_so_it_does_in_other_languages(tag: str, sentences: list[str], said: str) -> None:
    assert await _last(*sentences, tag=tag) == said


async def test_without_anything_before_it_is_no_follow_up() -> None:
    assert await _last("and of sweden") is None


def test_after_a_while_nothing_is_before_it() -> None:
    now = 0.0
    follow_ups = FollowUps(lambda: now)
    follow_ups.note(Decision("what time is it", "act", skill="clock", reply=Reply("Noon.")))
    assert follow_ups.before() is not None
    now += ANSWERED_SECONDS + 1
    assert follow_ups.before() is None


@pytest.mark.parametrize(
    "sentences",
    [
        ["tell me a joke", "another one", "tell me another"],
        ["give me a fun fact", "another one", "one more please"],
    ],
)
def test_another_one_is_told(sentences: list[str]) -> None:
    skills = every_skill(Config(), FakeContext())
    heard = []
    for sentence in sentences:
        decision = skills.decide(sentence)
        skills.answered(decision)
        heard.append("" if decision.reply is None else decision.reply.text)
    assert "" not in heard
    assert len(set(heard)) == len(sentences)


@pytest.mark.parametrize(
    ("drawn", "intent"),
    [
        ("flip a coin for me", "chance.coin"),
        ("roll a dice", "chance.dice"),
        ("think of a number between one and a hundred", "MynaNumberDrawn"),
        ("tea or coffee you decide", "MynaThingDrawn"),
    ],
)
@pytest.mark.parametrize("again", ["again", "once more please", "another one"])
def test_what_is_drawn_is_drawn_again(drawn: str, intent: str, again: str) -> None:
    skills = every_skill(Config(), FakeContext(last_said="Tails."))
    skills.answered(skills.decide(drawn))
    for _ in range(2):
        decision = skills.decide(again)
        assert (decision.skill, decision.intent) == ("chance", intent)
        skills.answered(decision)


@pytest.mark.parametrize("before", ["what time is it", "tell me a joke", "set a timer for ten minutes"])
def test_again_repeats_all_other_answers(before: str) -> None:
    skills = every_skill(Config(), FakeContext(last_said="It is noon."))
    skills.answered(skills.decide(before))
    assert skills.decide("again").intent == "MynaRepeat"


def test_an_answer_is_said_again_behind_a_coin_where_that_is_asked_for() -> None:
    skills = every_skill(Config(), FakeContext(last_said="Tails."))
    skills.answered(skills.decide("flip a coin"))
    repeated = skills.decide("say that again")
    assert repeated.intent == "MynaRepeat"
    skills.answered(repeated)
    assert skills.decide("again").skill == "chance"


def test_who_doubts_an_answer_hears_it_again() -> None:
    skills = every_skill(Config(), FakeContext(last_said="100 minus 37 is 63."))
    assert skills.decide("are you sure").intent != "MynaDoubted"
    skills.answered(skills.decide("what's a hundred minus thirty seven"))
    decision = skills.decide("are you sure about that")
    assert decision.reply is not None
    assert (decision.skill, decision.reply.text) == ("repeat", "100 minus 37 is 63.")
