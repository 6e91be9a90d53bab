"""What Home Assistant is told of a Myna."""

import pytest
from wyoming.info import Info

from myna.app.speech_services import Offer
from myna.interfaces.wyoming.offer import info, languages, name_of, speaks

OFFER = Offer("en-us", "small-en", "joe", ("hey myna", "computer"), controls_home=True)


def test_all_that_there_is_is_told_and_read_by_the_library() -> None:
    told = Info.from_event(info(OFFER).event())
    assert [(model.name, model.phrase) for model in told.wake[0].models] == [
        ("hey_myna", "hey myna"),
        ("computer", "computer"),
    ]
    assert (told.asr[0].models[0].name, told.tts[0].voices[0].name) == ("small-en", "joe")
    assert told.handle[0].supports_home_control
    assert told.asr[0].models[0].languages == told.tts[0].voices[0].languages == ["en", "en-US"]
    assert told.satellite is None
    programs = [*told.asr, *told.tts, *told.handle, *told.wake]
    assert all(program.installed for program in programs)


def test_without_a_wake_phrase_none_is_offered() -> None:
    assert info(Offer("de", "s", "v", (), controls_home=False)).wake == []


@pytest.mark.parametrize(
    ("tag", "asked", "is_it"),
    [
        ("en-us", None, True),
        ("en-us", "", True),
        ("en-us", "en", True),
        ("en-us", "en-GB", True),
        ("en-us", "EN_us", True),
        ("en-us", "de", False),
        ("de", "de-AT", True),
        ("de", "den", False),
    ],
)
def test_the_region_of_a_language_does_not_matter(tag: str, asked: str | None, is_it: bool) -> None:
    assert speaks(tag, asked) is is_it


def test_names_are_what_home_assistant_takes() -> None:
    assert (languages("de"), languages("pt-br"), name_of("hey myna")) == (["de"], ["pt", "pt-BR"], "hey_myna")
