"""What the language model fills in, and what becomes of it."""

import json
import re
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fakes import FakeLanguageModel
from myna.app.factory import build_llm
from myna.config import Config
from myna.core.reply import Reply
from myna.nlu.intent_catalogue import load_intents
from myna.skills.forms import GRAMMAR, Forms
from scene import Scene, pause, say
from timers_kit import Desk

LANGUAGE = load_intents("en-us").forms
LEAVE = "i have to leave at six please warn me ten minutes before"


def understood(filled: str) -> str | None:
    """The sentence that a filled-in form becomes."""
    form = Forms(LANGUAGE, Reply).form(LEAVE)
    assert form is not None
    reply = form.reply(filled)
    return reply and reply.text


@pytest.mark.parametrize(
    ("at", "before", "meant"),
    [
        ("6:00", 10, "5:50"),
        ("6:00 pm", 10, "5:50 pm"),
        ("18:05", 10, "5:55 pm"),
        ("12:05", 10, "11:55"),
        ("1:00", 30, "12:30"),
        ("0:10", 30, "11:40 pm"),
        ("12:00 am", 0, "12:00 am"),
        ("13:00", 0, "1:00 pm"),
        ("6", 10, "5:50"),
        ("5 pm", 0, "5:00 pm"),
        ("17", 0, "5:00 pm"),
        ("0", 10, "11:50 pm"),
        ("noon", 180, "9:00 am"),
        ("midnight", 0, "12:00 am"),
        ("midnight", 10, "11:50 pm"),
        ("6 pm tomorrow", 10, "5:50 pm tomorrow"),
        ("0:10 tomorrow", 30, "11:40 pm today"),
        ("noon friday", 0, "12:00 pm on friday"),
        ("midnight monday", 10, "11:50 pm on sunday"),
    ],
)
def test_a_time_before_another_one_is_worked_out(at: str, before: int, meant: str) -> None:
    filled = {"do": "reminder", "what": "leave", "at": at, "minutes_before": before}
    assert understood(json.dumps(filled)) == f"remind me to leave at {meant}"


@pytest.mark.parametrize(
    ("filled", "sentence"),
    [
        ('{"do": "alarm", "at": "6:30 am", "minutes_before": 0}', "set an alarm for 6:30 am"),
        ('{"do": "timer", "minutes": 60}', "set a timer for 60 minutes"),
        ('{"do": "nothing"}', None),
        ("", None),
        ('{"do": "reminder", "what": "an answer that was cut', None),
    ],
)
def test_a_form_becomes_a_sentence_of_the_skills(filled: str, sentence: str | None) -> None:
    assert understood(filled) == sentence


def test_only_what_is_to_be_set_is_asked_for() -> None:
    forms = Forms(LANGUAGE, Reply)
    assert forms.form("what is the capital of france") is None
    assert forms.form("Warn me before the train leaves.") is not None
    assert Forms({}, Reply).form(LEAVE) is None  # a language without words for it


def test_the_examples_are_forms_and_their_sentences_are_understood() -> None:
    words = Forms(LANGUAGE, Reply)
    form = words.form(LEAVE)
    assert form is not None
    filled = [str(message["content"]) for message in form.messages if message["role"] == "assistant"]
    assert {json.loads(one)["do"] for one in filled} == {"nothing", *LANGUAGE["sentences"]}
    for one in filled:
        assert re.fullmatch(r"\{\"do\": \"\w+\".*\}", one)


@given(
    st.fixed_dictionaries(
        {
            "do": st.just("reminder"),
            "what": st.text(st.characters(exclude_characters='\\{}"', exclude_categories=["C"])),
            "at": st.from_regex(
                r"(([0-9]|1[0-9]|2[0-3])(:[0-5][0-9])?( am| pm)?|noon|midnight)( (today|tomorrow|(mon|sun)day))?",
                fullmatch=True,
            ),
            "minutes_before": st.integers(0, 999),
        }
    )
)
def test_whatever_the_grammar_allows_is_a_sentence(filled: dict[str, object]) -> None:
    sentence = understood(json.dumps(filled))
    assert sentence is not None
    assert re.search(r" at \d{1,2}:\d\d( am| pm)?( today| tomorrow| on \w+day)?$", sentence)


@pytest.mark.parametrize(
    ("at", "before", "rings"),
    [
        ("5:00 pm", 0, "2026-11-25T17:00"),
        ("17:00", 0, "2026-11-25T17:00"),
        ("5 pm", 10, "2026-11-25T16:50"),
        ("noon", 0, "2026-11-26T12:00"),
        ("midnight", 0, "2026-11-26T00:00"),
        ("noon tomorrow", 180, "2026-11-26T09:00"),
        ("7 friday", 0, "2026-11-27T07:00"),
        ("0:10 tomorrow", 30, "2026-11-25T23:40"),
    ],
)
def test_the_skills_read_each_time_of_a_form(at: str, before: int, rings: str) -> None:
    form = Desk(datetime(2026, 11, 25, 15, 10)).skills.form("warn me before the train leaves")
    assert form is not None
    times = {"at": at, "minutes_before": before}
    for filled in ({"do": "reminder", "what": "leave", **times}, {"do": "alarm", **times}):
        reply = form.reply(json.dumps(filled))
        assert reply is not None
        assert reply.slots["at"] == rings


def test_in_a_conversation_the_skill_answers() -> None:
    llm = FakeLanguageModel(["No idea."], form='{"do": "timer", "minutes": 60}')
    skills = {"set a timer for 60 minutes": Reply("One hour, starting now.")}
    scene = Scene(say("computer the cake needs an hour alert me then"), pause(3), llm=llm, skills=skills)
    assert scene.voice.said == ["One hour, starting now."]
    assert scene.questions == []


def test_where_nothing_is_filled_in_the_model_answers() -> None:
    llm = FakeLanguageModel(["No idea."], form='{"do": "nothing"}')
    scene = Scene(say("computer why do alarm clocks tick"), pause(3), llm=llm)
    assert len(llm.filled) == 1
    assert scene.voice.said == ["No idea."]


async def test_a_real_model_fills_in_what_can_be_read(config: Config) -> None:
    able = config.model_copy(update={"brain": config.brain.model_copy(update={"use_skills": True})})
    form = Forms(LANGUAGE, Reply).form(LEAVE)
    assert form is not None
    async with build_llm(able).loaded() as llm:
        filled = await llm.fill(form.messages, GRAMMAR)
    assert json.loads(filled)["do"] in ("nothing", "reminder", "alarm", "timer")
