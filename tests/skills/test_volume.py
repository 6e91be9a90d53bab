"""The volume by voice."""

import pytest

from myna.skills.skill_set import Skills
from skills.answers import answer
from skills.context_kit import FakeContext, SkillBuilder

ENGLISH = {
    40: [
        "volume to forty",
        "Volume 40%",
        "set the volume to forty percent",
        "turn the volume down to forty",
        "volume up to forty percent",
        "set the volume up at forty",
    ],
    50: [
        "louder",
        "Louder, please!",
        "turn it up",
        "turn up the volume",
        "speak louder",
        "speak up",
        "volume up",
        "volume up ten percent",
        "turn the volume up ten",
    ],
    30: [
        "quieter",
        "softer",
        "turn it down",
        "turn the volume down",
        "lower the volume",
        "speak more quietly",
        "volume down ten percent",
        "make volume down 10 percent",
    ],
    55: ["a bit louder", "turn it up a little"],
    45: ["a bit quieter", "turn down the volume a little bit"],
    80: ["a lot louder"],
    70: ["turn the volume up by twenty percent", "increase the volume by twenty"],
    100: ["maximum volume", "full volume", "turn it all the way up"],
    10: ["minimum volume", "as quiet as you can"],
    0: ["mute", "mute yourself", "mute the sound", "turn off the sound"],
}


@pytest.mark.parametrize(("percent", "text"), [(percent, text) for percent in ENGLISH for text in ENGLISH[percent]])
def test_it_is_turned(build: SkillBuilder, percent: int, text: str) -> None:
    context = FakeContext(volume={45: 50, 55: 50}.get(percent, 40 if percent != 80 and percent != 70 else 50))
    assert answer(build(context), text) == f"Volume {percent} percent."
    assert context.done == [("volume", percent)]


@pytest.mark.parametrize("text", ["unmute", "unmute yourself", "turn on the sound"])
def test_it_is_as_loud_again_as_before(build: SkillBuilder, text: str) -> None:
    context = FakeContext(volume=70)
    skills = build(context)
    answer(skills, "mute")
    context.volume = 0
    assert answer(skills, text) == "Volume 70 percent."
    assert context.done == [("volume", 0), ("volume", 70)]


@pytest.mark.parametrize(
    ("tag", "percent", "text", "told"),
    [
        ("de", 50, "lauter", "Lautstärke 50."),
        ("de", 30, "mach die lautstärke leiser", "Lautstärke 30."),
        ("de", 45, "stell die Lautstärke auf fünfundvierzig Prozent", "Lautstärke 45."),
        ("fr-fr", 50, "monte le volume", "Volume 50."),
        ("fr-fr", 30, "moins fort", "Volume 30."),
        ("fr-fr", 45, "mets le volume à quarante cinq", "Volume 45."),
        ("es-es", 50, "sube el volumen", "Volumen 50."),
        ("es-es", 30, "baja el volumen", "Volumen 30."),
        ("es-es", 45, "pon el volumen al cuarenta y cinco por ciento", "Volumen 45."),
        ("zh-cn", 50, "声音 大 一点", "音量50。"),
        ("zh-cn", 30, "把 音量 调低", "音量30。"),
        ("zh-cn", 45, "音量 调 到 四十五", "音量45。"),
        ("ko", 50, "소리 키워 줘", "볼륨 50입니다."),
        ("ko", 30, "볼륨 줄여줘", "볼륨 30입니다."),
        ("ko", 45, "볼륨 사십오", "볼륨 45입니다."),
    ],
)
def test_it_is_turned_in_other_languages(build: SkillBuilder, tag: str, percent: int, text: str, told: str) -> None:
    context = FakeContext(volume=40)
    assert answer(build(context, tag), text) == told
    assert context.done == [("volume", percent)]


def test_it_is_told(build: SkillBuilder) -> None:
    assert answer(build(FakeContext(volume=35)), "what is the volume") == "The volume is 35 percent."


def test_it_has_an_end(build: SkillBuilder) -> None:
    loudest, silent = FakeContext(volume=100), FakeContext(volume=0)
    assert answer(build(loudest), "louder") == "That is as loud as I can."
    assert answer(build(silent), "quieter") == "The volume is zero."
    assert loudest.done == silent.done == []


def test_too_loud_is_no_volume(skills: Skills) -> None:
    decision = skills.decide("volume to two hundred")
    assert decision.kind == "ask"
    assert decision.reply is not None
    assert decision.reply.act is None


def test_a_level_up_to_ten_is_meant_of_ten(build: SkillBuilder) -> None:
    context = FakeContext(volume=40)
    assert answer(build(context), "volume five") == "Volume 50 percent."
    assert answer(build(context), "set the volume to five") == "Volume 50 percent."
    assert answer(build(context), "turn it up to ten") == "Volume 100 percent."
    assert answer(build(context), "volume five percent") == "Volume 5 percent."
    assert answer(build(context), "set the volume to 5%") == "Volume 5 percent."
    assert answer(build(context), "volume eleven") == "Volume 11 percent."
    assert context.done == [("volume", percent) for percent in (50, 50, 100, 5, 5, 11)]
