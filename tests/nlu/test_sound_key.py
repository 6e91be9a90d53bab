"""How names sound, as a voice said them and a recogniser wrote them."""

import pytest

from myna.nlu.sound_key import likeness, sound_key


@pytest.mark.parametrize(
    ("name", "heard"),
    [
        ("Ulaanbaatar", "ill one butter"),
        ("Kyrgyzstan", "kargus done"),
        ("Machu Picchu", "match you pick you"),
        ("Charlemagne", "charlie magni"),
        ("Nikola Tesla", "nicola tesla"),
        ("Hieroglyph", "higher glove"),
        ("Imperialism", "imperial is um"),
        ("Antonín", "antonin"),
    ],
)
def test_what_is_heard_sounds_like_the_name(name: str, heard: str) -> None:
    assert sound_key(name) == sound_key(heard) != ""
    assert likeness(name, heard) > 0.4


@pytest.mark.parametrize(
    ("one", "other"), [("Ulaanbaatar", "Rome"), ("Ada", "Bob"), ("Newton", "Newport"), ("Paris", "Prague")]
)
def test_other_names_sound_otherwise(one: str, other: str) -> None:
    assert sound_key(one) != sound_key(other)


@pytest.mark.parametrize("name", ["", "aeiou", "?!", "123", "北京", "\udcff"])
def test_any_name_has_a_key(name: str) -> None:
    assert sound_key(name) == ""


def test_likeness() -> None:
    assert likeness("Café", "cafe") == 1
    assert likeness("abc", "xyz") == 0
