"""Lists, items, yes and no in the languages that have a table."""

import pytest

from myna.nlu.list_table import LONGEST_ITEM
from myna.nlu.parsers import ListWords
from myna.nlu.registry import basics_of


def lists(tag: str) -> ListWords:
    """The table of a language."""
    basics = basics_of(tag)
    assert basics is not None
    return basics.lists


@pytest.mark.parametrize(
    ("tag", "text", "items"),
    [
        ("de", "Milch, Eier und ein paar Äpfel", ["Milch", "Eier", "Äpfel"]),
        ("de", "bitte noch Milch", ["Milch"]),
        ("de", "etwas", []),
        ("de", "Milch und Milch", ["Milch"]),
        ("fr", "du lait, des œufs et de l'eau", ["lait", "œufs", "eau"]),
        ("fr", "quelque chose", []),
        ("es", "unos huevos y leche", ["huevos", "leche"]),
        ("zh", "牛奶、鸡蛋和面包", ["牛奶", "鸡蛋", "面包"]),
        ("zh", "一些苹果", ["苹果"]),
        ("ko", "우유, 계란하고 빵을", ["우유", "계란", "빵"]),
        ("ko", "사과 주스와 치즈", ["사과 주스", "치즈"]),
        ("de", "x" * (LONGEST_ITEM + 1), []),
    ],
)
def test_items(tag: str, text: str, items: list[str]) -> None:
    assert lists(tag).items(text) == items
    assert lists(tag).changes(text) == (items, [])


@pytest.mark.parametrize(
    ("tag", "text", "name"),
    [
        ("de", "Einkaufs", "shopping"),
        ("de", "Aufgaben", "to-do"),
        ("de", "Liste Urlaub", "urlaub"),
        ("fr", "des courses", "shopping"),
        ("fr", "de vacances", "vacances"),
        ("es", "de la compra", "shopping"),
        ("es", "del Mercadona", "mercadona"),
        ("zh", "购物", "shopping"),
        ("zh", "度假", "度假"),
        ("ko", "할 일", "to-do"),
        ("ko", "휴가 목록", "휴가"),
    ],
)
def test_the_name_of_a_list(tag: str, text: str, name: str) -> None:
    assert lists(tag).called(text) == name


def test_a_sentence_may_name_no_list_of_the_skill_s_own() -> None:
    assert lists("de").list_name("was steht auf der Liste Urlaub") is None
    assert lists("de").list_name("was steht auf der Einkaufsliste") == "shopping"


@pytest.mark.parametrize(
    ("tag", "yes", "no"),
    [
        ("de", "ja bitte", "nein danke"),
        ("fr", "oui", "non merci"),
        ("es", "sí, claro", "no, gracias"),
        ("zh", "好的", "不要"),
        ("ko", "네", "아니요"),
    ],
)
def test_yes_and_no(tag: str, yes: str, no: str) -> None:
    assert lists(tag).agrees(yes) is True
    assert lists(tag).agrees(no) is False
    assert lists(tag).agrees("42") is None


def test_what_only_templates_say() -> None:
    assert not lists("de").empties("leere die Liste")
    assert not lists("de").asks_for_lists("welche Listen gibt es")
    assert lists("de").corrected("Honig") == ([], [])
    assert not lists("de").is_list("die Liste")
    assert not lists("de").points_to_list("setz Milch darauf")
    assert lists("de").recounted("zehn Eier", "zwölf") is None
    assert lists("de").entries("Einkaufsliste Milch", "Milch") == []
