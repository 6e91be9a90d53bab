"""Errors: what they carry, their exit statuses, and how one comes out of a group."""

import os

import pytest

from myna.core.errors import (
    AudioError,
    CommandError,
    ConfigError,
    ListeningError,
    LlmError,
    ModelError,
    MynaError,
    ServiceError,
    VoiceError,
    unwrapped,
)


def test_an_error_is_its_sentence_and_programs_get_all_of_it() -> None:
    error = ModelError("model-missing", "The model is not there.", "myna models pull model")
    assert str(error) == "The model is not there."
    assert error.as_json() == {
        "code": "model-missing",
        "message": "The model is not there.",
        "hint": "myna models pull model",
    }


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        (ConfigError, os.EX_CONFIG),
        (ModelError, os.EX_UNAVAILABLE),
        (AudioError, os.EX_IOERR),
        (ListeningError, os.EX_DATAERR),
        (LlmError, os.EX_SOFTWARE),
        (VoiceError, os.EX_SOFTWARE),
        (CommandError, os.EX_SOFTWARE),
        (ServiceError, os.EX_UNAVAILABLE),
    ],
)
def test_exit_statuses_are_those_of_sysexits(kind: type[MynaError], status: int) -> None:
    assert kind("code", "A sentence.").exit_status == status


def test_the_first_error_comes_out_of_nested_groups() -> None:
    first, second = AudioError("microphone-lost", "It is gone."), ValueError("later")
    with pytest.raises(AudioError) as caught, unwrapped():
        raise ExceptionGroup("outer", [ExceptionGroup("inner", [first]), second])
    assert caught.value is first


def test_an_error_without_a_group_passes_unchanged() -> None:
    with pytest.raises(KeyError), unwrapped():
        raise KeyError("name")
