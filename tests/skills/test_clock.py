"""Time and date, in every language that has the words."""
# ruff: noqa: RUF001 -- look-alikes are meant

from datetime import datetime

import pytest

from myna.skills.skill_set import Skills
from skills.answers import answer
from skills.context_kit import FakeContext, SkillBuilder


@pytest.mark.parametrize(
    "question",
    [
        "what time is it",
        "What time is it?",
        "what time is it right now",
        "what's the time",
        "what is the current time",
        "tell me the time",
        "do you know what time it is",
        "can you tell me the time please",
        "could you please tell me what time it is",
        "hey what time is it",
    ],
)
def test_the_time(skills: Skills, question: str) -> None:
    assert answer(skills, question) == "It is 3:10 PM."


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("what day is it", "Today is Wednesday."),
        ("what day of the week is it today", "Today is Wednesday."),
        ("what day is today", "Today is Wednesday."),
        ("what's the date", "Today is Wednesday, November 25."),
        ("what is today's date", "Today is Wednesday, November 25."),
        ("what's the date today?", "Today is Wednesday, November 25."),
        ("tell me the date", "Today is Wednesday, November 25."),
        ("what month is it", "It is November."),
        ("what year is it", "It is the year 2026."),
        ("what week is it", "It is week 48."),
    ],
)
def test_the_date(skills: Skills, question: str, told: str) -> None:
    assert answer(skills, question) == told


@pytest.mark.parametrize(
    ("hour", "minute", "told"),
    [
        (0, 0, "It is midnight."),
        (0, 5, "It is 12:05 AM."),
        (12, 0, "It is noon."),
        (12, 30, "It is 12:30 PM."),
        (9, 0, "It is 9 AM."),
        (23, 59, "It is 11:59 PM."),
    ],
)
def test_the_hours(build: SkillBuilder, hour: int, minute: int, told: str) -> None:
    assert answer(build(FakeContext(), now=datetime(2026, 11, 25, hour, minute)), "what time is it") == told


@pytest.mark.parametrize(
    ("tag", "question", "early", "late"),
    [
        ("de", "wie spät ist es", "Es ist ein Uhr 5.", "Es ist 21 Uhr."),
        ("de-de", "Kannst du mir bitte sagen, wie spät es ist?", "Es ist ein Uhr 5.", "Es ist 21 Uhr."),
        ("fr-fr", "quelle heure est-il", "Il est une heure 5.", "Il est vingt et une heures."),
        ("fr-fr", "quelle heure est il maintenant", "Il est une heure 5.", "Il est vingt et une heures."),
        ("es-es", "¿Qué hora es?", "Es la una y 5.", "Son las veintiuna en punto."),
        ("zh-cn", "现在 几点", "现在是一点05分。", "现在是21点整。"),
        ("zh-cn", "现在几点了？", "现在是一点05分。", "现在是21点整。"),
        ("ko", "지금 몇 시야", "지금은 오전 한 시 5분입니다.", "지금은 오후 아홉 시입니다."),
    ],
)
def test_the_time_in_other_languages(build: SkillBuilder, tag: str, question: str, early: str, late: str) -> None:
    assert answer(build(FakeContext(), tag, datetime(2026, 5, 1, 1, 5)), question) == early
    assert answer(build(FakeContext(), tag, datetime(2026, 5, 1, 21, 0)), question) == late


@pytest.mark.parametrize(
    ("tag", "question", "told"),
    [
        ("de", "welcher Tag ist heute", "Heute ist Freitag, der erste Mai."),
        ("de", "welches datum haben wir heute", "Heute ist Freitag, der erste Mai."),
        ("fr-fr", "quel jour sommes nous", "Nous sommes le vendredi premier mai."),
        ("fr-fr", "Quelle est la date d'aujourd'hui ?", "Nous sommes le vendredi premier mai."),
        ("es-es", "qué día es hoy", "Hoy es viernes, uno de mayo."),
        ("zh-cn", "今天 几 号", "今天是5月1日，星期五。"),
        ("zh-cn", "今天 星期 几", "今天是星期五。"),
        ("ko", "오늘 며칠이야", "오늘은 5월 1일 금요일입니다."),
    ],
)
def test_the_date_in_other_languages(build: SkillBuilder, tag: str, question: str, told: str) -> None:
    assert answer(build(FakeContext(), tag, datetime(2026, 5, 1, 1, 5)), question) == told
