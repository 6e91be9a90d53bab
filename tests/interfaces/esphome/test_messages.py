"""The messages, by the numbers of their kinds."""

import pytest
from aioesphomeapi.core import MESSAGE_TYPE_TO_PROTO

from myna.interfaces.esphome.frames import BadMessage
from myna.interfaces.esphome.messages import api, kind_of, parsed


def test_the_numbers_are_those_of_the_client() -> None:
    for kind, made in MESSAGE_TYPE_TO_PROTO.items():
        assert kind_of(made()) == kind


def test_what_a_client_sends_is_read_and_what_only_a_device_sends_or_nobody_is_passed_over() -> None:
    asked = api.VoiceAssistantAnnounceRequest(text="Dinner.", start_conversation=True)
    assert parsed(119, asked.SerializeToString()) == asked
    assert parsed(kind_of(api.VoiceAssistantAudio()), b"") == api.VoiceAssistantAudio()
    assert parsed(kind_of(api.DeviceInfoResponse()), b"") is None
    assert parsed(0, b"") is None
    assert parsed(65_000, b"\xff") is None


def test_what_is_no_message_is_told() -> None:
    with pytest.raises(BadMessage, match="no VoiceAssistantAnnounceRequest"):
        parsed(119, b"\xff\xff")
