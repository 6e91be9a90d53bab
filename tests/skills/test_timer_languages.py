"""Timers by text in the languages whose sentences Home Assistant has, and the words that end a ring in them."""
# ruff: noqa: RUF001 -- Chinese marks are meant

from datetime import datetime

import pytest

from myna.timers.manager import Due
from timers_kit import Desk

NOW = datetime(2026, 11, 25, 18, 0)


@pytest.mark.parametrize(
    ("tag", "talk"),
    [
        (
            "de",
            {
                "stelle einen Timer auf fünf Minuten": "5 Minuten, ab jetzt.",
                "stelle einen Pizza Timer auf zehn Minuten": "Timer Pizza, 10 Minuten, ab jetzt.",
                "verlängere den Pizza Timer um fünf Minuten": "Noch 15 Minuten, Timer Pizza.",
                "pausiere den Pizza Timer": "Timer Pizza angehalten, noch 15 Minuten.",
                "setze den Pizza Timer fort": "Timer Pizza läuft weiter, noch 15 Minuten.",
                "wie lange läuft der Pizza Timer noch": "Noch 15 Minuten, Timer Pizza.",
                "lösche den Timer": "Es gibt 2 Timer: Timer für 5 Minuten, Timer Pizza. Sage, welchen.",
                "lösche den Pizza Timer": "Gelöscht: Timer Pizza.",
                "noch eine Minute": "Noch 6 Minuten, Timer für 6 Minuten.",
                "alle Timer stoppen": "Gelöscht: Timer für 6 Minuten.",
                "stelle einen Timer auf anderthalb Stunden": "1 Stunde und 30 Minuten, ab jetzt.",
                "wie lange dauert eine Schwangerschaft": None,
                "in zehn Minuten Licht aus": None,
            },
        ),
        (
            "fr",
            {
                "minuteur de cinq minutes": "5 minutes, à partir de maintenant.",
                "crée un minuteur pizza de dix minutes": "Minuteur pizza, 10 minutes, à partir de maintenant.",
                "combien de temps reste-t-il sur le minuteur": "Encore 5 minutes, minuteur de 5 minutes. "
                "Encore 10 minutes, minuteur pizza.",
                "mets en pause le minuteur de cinq minutes": "Minuteur de 5 minutes en pause, encore 5 minutes.",
                "reprends le minuteur de cinq minutes": "Minuteur de 5 minutes reprend, encore 5 minutes.",
                "supprime tous les minuteurs": "Les 2 minuteurs sont annulés.",
                "combien reste-t-il pour noël": None,
            },
        ),
        (
            "es",
            {
                "pon un temporizador de cinco minutos": "5 minutos, desde ahora.",
                "temporizador de diez minutos para pizza": "Temporizador pizza, 10 minutos, desde ahora.",
                "cancela el temporizador de cinco minutos": "Cancelado: temporizador de 5 minutos.",
                "cuánto tiempo queda del temporizador": "Quedan 10 minutos, temporizador pizza.",
                "cancela todos los temporizadores": "Cancelado: temporizador pizza.",
                "cuánto tiempo falta para navidad": None,
            },
        ),
        (
            "zh-cn",
            {
                "设置五分钟计时器": "5分钟，现在开始。",
                "设置 五 分钟 的 计时器": "5分钟，现在开始。",
                "设置披萨计时器十分钟": "披萨计时器，10分钟，现在开始。",
                "给披萨计时器加五分钟": "披萨计时器还剩15分钟。",
                "披萨计时器还有多久": "披萨计时器还剩15分钟。",
                "取消所有计时器": "已取消全部3个计时器。",
            },
        ),
        (
            "ko",
            {
                "오 분 타이머 시작": "5분, 지금 시작합니다.",
                "타이머 얼마나 남았어": "5분 타이머, 5분 남았습니다.",
                "타이머 일시정지": "5분 타이머, 5분 남기고 멈췄습니다.",
                "타이머 취소": "5분 타이머, 취소했습니다.",
            },
        ),
    ],
    ids=["de", "fr", "es", "zh", "ko"],
)
async def test_timers_are_understood(tag: str, talk: dict[str, str | None]) -> None:
    desk = Desk(NOW, tag)
    for text, answer in talk.items():
        assert await desk.say(text) == answer, text


@pytest.mark.parametrize(
    ("tag", "stops", "longer", "other"),
    [
        ("de", ["stopp", "danke", "mach aus"], "noch fünf Minuten", "wie wird das wetter"),
        ("fr", ["stop", "merci", "arrête le réveil"], "encore cinq minutes", "quel temps fait-il"),
        ("es", ["para", "gracias", "apaga la alarma"], "cinco minutos más", "qué tiempo hace hoy"),
        ("zh-cn", ["停", "好的", "关掉闹钟"], "再 五 分钟", "今天天气怎么样"),
        ("ko", ["그만", "고마워", "알람 꺼 줘"], "오 분만 더", "오늘 날씨 어때"),
    ],
)
def test_a_ring_is_ended(tag: str, stops: list[str], longer: str, other: str) -> None:
    alert = Desk(NOW, tag).alerts.alert(Due([]))
    assert [reply.text for words in stops if (reply := alert.reply(words))] == [""] * len(stops)
    put_off = alert.reply(longer)
    assert put_off is not None
    assert "5" in put_off.text
    assert alert.reply(other) is None
