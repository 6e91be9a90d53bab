"""What becomes of a question that no source answers."""

import pytest

from myna.config import Config
from myna.core.decision import Decision
from myna.nlu.intent_catalogue import load_intents
from myna.nlu.question_kinds import question_kinds_of
from myna.skills.registry import build_skills
from myna.skills.unanswered import ModelFacts, Unanswered

FACT, CHANGING, TALK = "who wrote faust", "who is the president of france", "what do you think of cats"


def decided(question: str, model_facts: ModelFacts, tag: str = "en-us") -> Decision:
    unanswered = Unanswered(question_kinds_of(tag), load_intents(tag).responses, model_facts)
    return unanswered.decide(Decision(question, "model"))


def reply(decision: Decision) -> str:
    assert decision.kind == "refuse"
    assert decision.reply is not None
    return decision.reply.text


def test_a_fact_goes_to_the_model_as_its_owner_allows() -> None:
    assert decided(FACT, "yes") == Decision(FACT, "model")
    assert decided(FACT, "hedged") == Decision(FACT, "model", reason="no source", hedged=True)
    refused = decided(FACT, "no")
    assert (reply(refused), refused.reason) == ("I don't know.", "no source")


def test_what_changes_with_time_is_not_known_here() -> None:
    assert decided(CHANGING, "yes") == Decision(CHANGING, "model")
    answer = "I don't know, and I have no network to look it up."
    assert reply(decided(CHANGING, "hedged")) == reply(decided(CHANGING, "no")) == answer


@pytest.mark.parametrize(
    ("tag", "question", "answer"),
    [
        ("en-us", "who will be president in 2050", "I don't know what will be then."),
        ("en-us", "what will people eat in fifty years", "I don't know what will be then."),
        ("de", "wer wird 2050 bundeskanzler", "Das weiß ich nicht: Was dann sein wird, kann ich nicht wissen."),
        ("fr", "qui sera le président de la france en 2050", "Je ne sais pas ce qui sera alors."),
        ("es", "quién será el presidente de francia en 2050", "No sé lo que será entonces."),
        ("zh", "2050年的法国总统是谁", "我不知道将来会怎样。"),
        ("ko", "2050년 프랑스 대통령은 누구야", "그때 어떻게 될지는 모릅니다."),
    ],
)
def test_what_is_to_come_nobody_knows(tag: str, question: str, answer: str) -> None:
    assert reply(decided(question, "hedged", tag)) == reply(decided(question, "no", tag)) == answer


@pytest.mark.parametrize("model_facts", ["yes", "hedged", "no"])
def test_talk_is_the_model_s(model_facts: ModelFacts) -> None:
    assert decided(TALK, model_facts) == Decision(TALK, "model")


@pytest.mark.parametrize(
    ("tag", "fact", "changing", "answers"),
    [
        ("de", "wer schrieb den faust", "wer ist der präsident von frankreich", ("Das weiß ich nicht.", "kein Netz")),
        ("fr", "qui a écrit faust", "qui est le président de la france", ("Je ne sais pas.", "pas de réseau")),
        ("es", "quién escribió fausto", "quién es el presidente de francia", ("No lo sé.", "no tengo red")),
        ("zh", "红楼梦是谁写的", "法国总统是谁", ("我不知道。", "没有网络")),
        ("ko", "햄릿은 누가 썼어", "프랑스 대통령은 누구야", ("모르겠습니다.", "네트워크도 없습니다")),
    ],
)
def test_other_languages_say_it_too(tag: str, fact: str, changing: str, answers: tuple[str, str]) -> None:
    assert reply(decided(fact, "no", tag)) == answers[0]
    assert answers[1] in reply(decided(changing, "no", tag))


async def test_skills_decide_so_without_any_source() -> None:
    skills = build_skills(Config(model_facts="no"))
    async with skills.opened():
        refused = await skills.looked_up(skills.decide("Who wrote Faust?"))
        hers = await skills.looked_up(skills.decide("Should I read Faust?"))
    assert reply(refused) == "I don't know."
    assert (refused.step, refused.skill) == ("knowledge", "knowledge")
    assert (hers.kind, hers.hedged) == ("model", False)
