"""Where another sentence may have been said as well, Myna asks which, if it would do something else."""

import pytest

from myna.app.understand import understanding_skills
from myna.config import Config
from myna.config.commands import Command, Numbers
from myna.core.decision import Decision
from myna.core.reply import Reply
from myna.skills.skill_set import Skills

FIFTY, FIFTEEN = "set a timer for fifty minutes", "set a timer for fifteen minutes"


@pytest.fixture(scope="module")
def skills() -> Skills:
    return understanding_skills(Config())


def asked(skills: Skills, text: str, *others: str) -> Decision:
    return skills.doubt(skills.decide(text), map(skills.decide, others))


def answered(decision: Decision, answer: str) -> Reply | None:
    assert decision.reply is not None
    assert decision.reply.question is not None
    return decision.reply.question(answer)


@pytest.mark.parametrize(
    ("text", "other", "question"),
    [
        (FIFTY, FIFTEEN, "Did you say fifty minutes?"),
        ("wake me up at six am", "wake me up at six pm", "Did you say six am?"),
        ("set an alarm for five fifty", "set an alarm for five fifteen", "Did you say five fifty?"),
        ("turn the volume to fifty", "turn the volume to fifteen", "Did you say fifty?"),
        ("wake me up at six", "wake me up at six thirty", "Did you say wake me up at six?"),
    ],
)
def test_another_number_or_time_is_asked_about(skills: Skills, text: str, other: str, question: str) -> None:
    decision = asked(skills, text, other)
    assert decision.kind == "ask"
    assert decision.reply is not None
    assert (decision.reply.text, decision.reply.act) == (question, None)
    assert decision.slots == skills.decide(text).slots


@pytest.mark.parametrize(
    ("text", "other"),
    [
        (FIFTY, "send a timer for fifty minutes"),
        (FIFTY, "said a time before fifteen minutes"),
        ("remind me at nine to call bob", "remind me at nine to call bill"),
        ("what is fifteen times four", "what is fifty times four"),
        ("who wrote fifty sonnets", "who wrote fifteen sonnets"),
        ("don't set a timer for fifty minutes", "don't set a timer for fifteen minutes"),
        ("add milk to the shopping list", "add silk to the shopping list"),
        ("what time is it", "don't tell me what time it is"),
        ("turn the volume up", "turn the volume app"),
    ],
)
def test_what_does_the_same_or_nothing_is_not_asked_about(skills: Skills, text: str, other: str) -> None:
    decision = skills.decide(text)
    assert skills.doubt(decision, [skills.decide(other)]) is decision


@pytest.mark.parametrize(
    ("answer", "seconds"), [("Yes.", 3000), ("fifty", 3000), ("fifteen", 900), ("no, fifteen minutes", 900)]
)
def test_yes_or_the_other_words_do_it(skills: Skills, answer: str, seconds: int) -> None:
    reply = answered(asked(skills, FIFTY, FIFTEEN), answer)
    assert reply is not None
    assert reply.act is not None
    assert reply.slots["seconds"] == seconds


def test_no_asks_about_the_next_and_then_to_say_it_again(skills: Skills) -> None:
    first = asked(skills, FIFTY, FIFTEEN, "set a timer for fifty five minutes")
    second = answered(first, "no")
    assert second is not None
    assert (second.text, second.act) == ("Did you say fifteen minutes?", None)
    assert second.question is not None
    third = second.question("nope")
    assert third is not None
    assert third.text == "Did you say fifty five minutes?"
    assert third.question is not None
    assert third.question("no") == Reply("Please say it again.")


def test_a_question_is_let_go(skills: Skills) -> None:
    assert answered(asked(skills, FIFTY, FIFTEEN), "never mind") == Reply("")


@pytest.mark.parametrize("answer", ["what time is it", "set a timer for two hours"])
def test_anything_else_is_a_sentence_of_its_own(skills: Skills, answer: str) -> None:
    assert answered(asked(skills, FIFTY, FIFTEEN), answer) is None


@pytest.mark.parametrize(
    ("language", "text", "other", "question"),
    [
        ("de", "stelle einen timer auf fünfzig minuten", "stelle einen timer auf fünfzehn minuten", "Hast du fünfzig"),
        ("fr", "mets un minuteur de cinq minutes", "mets un minuteur de cent minutes", "Avez-vous dit cinq minutes ?"),
        ("es", "pon un temporizador de dos minutos", "pon un temporizador de doce minutos", "¿Has dicho dos minutos?"),
    ],
)
def test_other_languages_ask_too(language: str, text: str, other: str, question: str) -> None:
    skills = understanding_skills(Config.model_validate({"language": language}))
    decision = asked(skills, text, other)
    assert decision.reply is not None
    assert decision.reply.text.startswith(question)


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("soon i turn the volume down", "should i turn the volume down"),
        ("set an alarm for seven", "don't set an alarm for seven"),
        ("set an alarm for seven", "if it snows set an alarm for seven"),
        ("get the volume up a notch", "who got the volume up"),
        ("get the volume up a notch", ""),
    ],
)
def test_what_would_keep_an_order_from_being_done_is_asked_about(skills: Skills, text: str, other: str) -> None:
    meant = skills.decide(text)
    decision = skills.doubt(meant, map(skills.decide, ["something else", other]))
    assert decision.reply is not None
    assert (decision.kind, decision.reply.text, decision.reply.act) == ("ask", f"Did you say {text}?", None)
    assert answered(decision, "yes") is meant.reply
    assert answered(decision, "no") == Reply("Please say it again.")


def test_both_another_number_and_a_negation_are_asked_about(skills: Skills) -> None:
    second = answered(asked(skills, FIFTY, FIFTEEN, f"don't {FIFTY}"), "no")
    assert second is not None
    assert second.text == f"Did you say {FIFTEEN}?"


def test_a_thing_that_no_command_has_is_asked_about() -> None:
    command = Command(
        name="heating",
        say=("set the heating to {degrees} degrees",),
        slots={"degrees": Numbers.model_validate({"from": 10, "to": 25})},
        run=("true",),
        reply="Done.",
    )
    own = understanding_skills(Config(commands=(command,)))
    text = "set the heating to twenty degrees"
    assert asked(own, text, "set the oven to twenty degrees").kind == "ask"
    assert asked(own, text, "set the hating to twenty degrees").kind == "act"
    assert asked(own, text, "is the heating set to twenty degrees").kind == "ask"


NIGER, NIGERIA = "what is the capital of niger", "what is the capital of nigeria"


def test_a_fact_of_another_name_is_asked_about(skills: Skills) -> None:
    decision = asked(skills, NIGER, NIGERIA)
    assert (decision.kind, decision.text) == ("ask", NIGER)
    assert decision.reply is not None
    assert (decision.reply.text, decision.reply.only_notes) == ("Did you say niger?", True)
    told = {answer: answered(decision, answer) for answer in ("yes", "niger", "nigeria", "no", "what time is it")}
    texts = {answer: reply and reply.text for answer, reply in told.items()}
    assert texts == {
        "yes": "The capital of Niger is Niamey.",
        "niger": "The capital of Niger is Niamey.",
        "nigeria": "The capital of Nigeria is Abuja.",
        "no": "Did you say nigeria?",
        "what time is it": None,
    }


def test_a_fact_that_is_known_is_told_where_what_was_heard_is_not(skills: Skills) -> None:
    decision = asked(skills, "how many moons does neptune at", "how many moons does neptune have")
    assert decision == skills.decide("how many moons does neptune have")
    several = asked(skills, "what is the capital of almond", "what is the capital of oman", NIGER)
    assert several.reply is not None
    assert several.reply.text == "Did you say oman?"


@pytest.mark.parametrize(
    ("text", "other"),
    [
        (NIGER, "what was the capital of niger again"),
        (NIGER, "what is the population of niger"),
        (NIGER, "what is the capital of tigers"),
        ("who wrote faust", "who wrote fast"),
    ],
)
def test_where_one_fact_is_known_nothing_is_asked(skills: Skills, text: str, other: str) -> None:
    decision = skills.decide(text)
    assert skills.doubt(decision, [skills.decide(other)]) is decision
