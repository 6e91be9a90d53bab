"""What sentences are about, in the languages that have a table."""

from importlib.resources import files

import pytest

from myna.core.tables import read_table
from myna.nlu.intent_catalogue import load_intents
from myna.nlu.request_table import RequestTable
from myna.skills.refusals import CLASSES, KEY

LANGUAGES = ("de", "fr", "es", "zh", "ko")

FOUND = """
    de | wird es morgen regnen | weather.forecast
    de | wie warm wird es am Wochenende | weather.forecast
    de | spiel etwas von Bach | music.play
    de | ruf meine Mutter an | calls.call
    de | schließ die Haustür ab | home.on
    de | wie entsteht Regen | -
    de | was ist ein Gewitter | -
    de | wer war Goethe | -
    de | erkläre mir Aktien | -
    fr | quel temps fera-t-il demain | weather.forecast
    fr | envoie un message à Paul | messages.text
    fr | allume la lumière du salon | home.on
    fr | comment se forme la pluie | -
    fr | qui est Victor Hugo | -
    es | va a llover mañana | weather.forecast
    es | pon música | music.play
    es | cuánto tiempo tarda la luz del sol | -
    es | cómo se forma la lluvia | -
    zh | 明天 会 下雨 吗 | weather.forecast
    zh | 给妈妈打电话 | calls.call
    zh | 打开客厅的灯 | home.on
    zh | 雨是怎么形成的 | -
    zh | 中国的首都是哪里 | -
    ko | 내일 비 와 | weather.forecast
    ko | 엄마한테 전화해 줘 | calls.call
    ko | 비는 어떻게 만들어져 | -
    ko | 프랑스의 수도는 어디야 | -
"""

ORDERS = """
    de | verschiebe die Wolken | yes
    de | Wolken verschieben | yes
    de | wo sind die Wolken | no
    fr | déplace les nuages | yes
    fr | où sont les nuages | no
    es | mueve las nubes | yes
    es | no pongas una alarma | yes
    es | dónde están las nubes | no
    zh | 把云搬走 | yes
    zh | 云在哪里 | no
    ko | 구름을 옮겨 줘 | yes
    ko | 구름이 어디 있어 | no
"""


def table(language: str) -> RequestTable:
    """The table of a language."""
    return RequestTable.read(read_table(files("myna.nlu").joinpath(language, "requests.yaml")))


def rows(text: str) -> list[list[str]]:
    """The cells of each line."""
    return [[cell.strip() for cell in line.split("|")] for line in text.splitlines() if line.strip()]


@pytest.mark.parametrize("row", rows(FOUND), ids=" ".join)
def test_the_class_of_a_sentence(row: list[str]) -> None:
    language, text, found = row
    assert (table(language).find(text) or "-") == found


@pytest.mark.parametrize("row", rows(ORDERS), ids=" ".join)
def test_orders(row: list[str]) -> None:
    language, text, is_order = row
    assert table(language).is_order(text) is (is_order == "yes")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_class_is_refused_or_answered_in_a_sentence(language: str) -> None:
    responses = load_intents(language).responses
    assert f"{KEY}order" in responses
    for name, _ in table(language).classes:
        skill, _, intent = name.partition(".")
        assert skill == "about" or intent in CLASSES[skill].split()
        assert responses[f"about_{intent}" if skill == "about" else KEY + skill].endswith((".", "。", "？", "?"))  # noqa: RUF001 -- Chinese


def test_where_a_sentence_is_divided() -> None:
    divisions = table("de").divisions("mach lauter und stell einen Timer")
    assert divisions == [("mach lauter", "stell einen Timer")]
    assert table("de").divisions("mach lauter") == []
