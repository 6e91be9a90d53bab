"""Questions for notes in the languages without a reader of their own."""
# ruff: noqa: RUF001 -- the marks of other scripts are meant

import pytest
from hypothesis import given
from hypothesis import strategies as st

from myna.nlu.note_table import NoteTable, note_table_of

LANGUAGES = ("de", "fr", "es", "zh", "ko")


def table_of(tag: str) -> NoteTable:
    table = note_table_of(tag)
    assert table is not None
    return table


@pytest.mark.parametrize(
    ("tag", "question", "line"),
    [
        ("de", "Wie lautet das WLAN-Passwort für die Gäste?", "WLAN-Passwort für Gäste: Blauwal 42"),
        ("de", "wie lautet das wlan passwort für gäste", "WLANPasswort für Gäste: Blauwal 42"),
        ("de", "Wann kommt die Müllabfuhr für Papier?", "Müllabfuhr: Papier am Dienstag"),
        ("de", "wo liegt unser Reisepass", "Die Reisepässe liegen in der Schublade"),
        ("de", "wo ist der Kellerschlüssel", "Kellerschlüssel: hinter der Uhr"),
        ("fr", "où est la perceuse", "Perceuse : au grenier"),
        ("es", "dónde está el taladro", "Taladro: en el garaje"),
        ("fr", "Quel est le mot de passe du wifi des invités ?", "Mot de passe wifi pour les invités : baleine 42"),
        ("fr", "où est la clé de la cave", "La clé de la cave est derrière l'horloge"),
        ("es", "¿Cuál es la contraseña del wifi para invitados?", "Contraseña wifi invitados: ballena 42"),
        ("es", "dónde está la llave del sótano", "La llave del sótano está detrás del reloj"),
        ("zh", "客人的无线密码是什么", "客人无线密码：蓝鲸42"),
        ("zh", "地下室的钥匙在哪里？", "地下室的钥匙在钟后面"),
        ("ko", "손님 와이파이 비밀번호가 뭐야", "손님 와이파이 비밀번호: 고래42"),
        ("ko", "지하실 열쇠는 어디에 있어", "지하실 열쇠는 시계 뒤에 있다"),
    ],
)
def test_a_line_with_all_its_words_answers(tag: str, question: str, line: str) -> None:
    table = table_of(tag)
    asked = table.asked(question)
    assert asked is not None
    assert all(not table.terms(line).isdisjoint(group) for group in asked.required())
    fit = asked.fits(line, ())
    assert fit is not None
    assert fit.loose
    assert asked.fits("Blauwal baleine ballena 蓝鲸 고래", ()) is None


@pytest.mark.parametrize(
    ("tag", "sentence"),
    [
        ("de", "was ist liebe"),
        ("de", "mach das licht im flur an"),
        ("fr", "qu'est-ce que l'amour"),
        ("fr", "allume la lampe du salon"),
        ("es", "qué es el amor"),
        ("es", "enciende la luz de la cocina"),
        ("zh", "打开客厅的灯"),
        ("ko", "거실 불 켜 줘"),
    ],
)
def test_what_names_nothing_and_what_is_no_question_asks_no_notes(tag: str, sentence: str) -> None:
    assert table_of(tag).asked(sentence) is None


def test_what_stands_above_a_line_counts_and_the_line_must_tell_more() -> None:
    asked = table_of("de").asked("wann werden die bäume im garten geschnitten")
    assert asked is not None
    fits = [asked.fits(line, ("Garten",)) for line in ("Bäume geschnitten: im März", "Bäume geschnitten", "Hecke: Mai")]
    assert [fit and fit.extra for fit in fits] == [(1, 0), None, None]


def test_a_word_may_be_replaced_and_notes_be_named() -> None:
    table = table_of("de")
    asked = table.asked("was steht in meinen notizen über die heizung")
    assert asked is not None
    assert list(asked.with_word("boiler", "heizung").required()) == [("boiler",)]
    assert table.speaks_of_notes("wo ist laut meinen Notizen der Schlüssel")
    assert not table.speaks_of_notes("wo ist der Schlüssel")
    assert table.sound("schlüssel") == ""


def test_a_language_without_a_table_has_none() -> None:
    assert note_table_of("nl") is None


@given(st.text(max_size=60), st.sampled_from(LANGUAGES))
def test_any_text_is_taken(text: str, tag: str) -> None:
    table = table_of(tag)
    asked = table.asked(text)
    assert asked is None or all(group and all(group) for group in asked.required())
    assert "" not in table.terms(text)
