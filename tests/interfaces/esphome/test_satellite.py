"""Myna as an ESPHome device, as Home Assistant's own client meets it on a real socket."""

import asyncio
import base64
import logging
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial

import pytest
from aioesphomeapi import (
    InvalidEncryptionKeyAPIError,
    MediaPlayerCommand,
    MediaPlayerEntityState,
    RequiresEncryptionAPIError,
    SwitchState,
    VoiceAssistantFeature,
)

from app.service_kit import House
from esphome_client import EVENT, TIMER, Client, connected
from interfaces.satellite_kit import SAID, SPOKEN, asking, sound_of
from myna.interfaces.esphome.frames import MAX_BYTES
from myna.interfaces.esphome.identity import device_name, hardware_address
from myna.interfaces.esphome.satellite import SatelliteConnection
from myna.interfaces.serving import talk
from myna.interfaces.serving.sockets import serving

KEY = "QRTIErOb/fcE9Ukd/5qA3RGYMn0Y+p06U58SCtOXvPc="
OTHER_KEY = base64.b64encode(bytes(32)).decode()


@asynccontextmanager
async def device(house: House, key: str | None = None) -> AsyncIterator[int]:
    """The port of a Myna that has no engines yet."""
    listener = socket.create_server(("127.0.0.1", 0))
    made = partial(SatelliteConnection, house.service, None if key is None else base64.b64decode(key))
    async with serving(listener, made, MAX_BYTES):
        yield listener.getsockname()[1]


@asynccontextmanager
async def running(house: House) -> AsyncIterator[Client]:
    """A server that has the satellite."""
    async with device(house) as port, connected(port) as client:
        client.have()
        assert await client.is_silent()
        assert house.service.satellite.has_server
        yield client


async def test_it_tells_what_it_is_and_has(house: House) -> None:
    async with device(house) as port, connected(port) as client:
        info = await client.api.device_info()
        address = hardware_address()
        assert (info.name, info.friendly_name, info.mac_address) == (device_name(address), "Myna", address.upper())
        features = info.voice_assistant_feature_flags_compat(client.api.api_version)
        for feature in ("VOICE_ASSISTANT", "SPEAKER", "API_AUDIO", "TIMERS", "ANNOUNCE", "START_CONVERSATION"):
            assert features & VoiceAssistantFeature[feature]
        entities, _ = await client.api.list_entities_services()
        assert [entity.object_id for entity in entities] == ["mute", "speaker"]
        told = await client.api.get_voice_assistant_configuration(60)
        assert [(one.id, one.wake_word) for one in told.available_wake_words] == [("computer", "computer")]
        assert told.active_wake_words == ["computer"]
        await client.api.set_voice_assistant_configuration(active_wake_words=[])  # Myna's own choose
        assert (await client.api.get_voice_assistant_configuration(60)).active_wake_words == ["computer"]


async def test_with_a_key_nobody_comes_in_without_it(house: House) -> None:
    async with device(house, KEY) as port:
        async with connected(port, KEY) as client:
            assert (await client.api.device_info()).api_encryption_supported
        with pytest.raises(InvalidEncryptionKeyAPIError):
            async with connected(port, OTHER_KEY):
                pass
        with pytest.raises(RequiresEncryptionAPIError):
            async with connected(port):
                pass


async def test_mute_and_volume_follow_both_ways(house: House) -> None:
    def show(state: object) -> None:
        if isinstance(state, SwitchState):
            told["mute"] = state.state
        if isinstance(state, MediaPlayerEntityState):
            told["volume"], told["silent"] = round(100 * state.volume), state.muted

    async def shows(**expected: object) -> None:
        async with asyncio.timeout(60):
            while told != {**told, **expected}:  # noqa: ASYNC110 - another task
                await asyncio.sleep(0.01)

    told: dict[str, object] = {}
    async with device(house) as port, connected(port) as client:
        mute, speaker = (await client.api.list_entities_services())[0]
        client.api.subscribe_states(show)
        await shows(mute=False, volume=100, silent=False)
        client.api.switch_command(mute.key, True)
        await shows(mute=True)
        assert house.settings.settings.muted
        await house.service.unmute()
        await shows(mute=False)
        client.api.media_player_command(speaker.key, volume=0.42)
        await shows(volume=42, silent=False)
        client.api.media_player_command(speaker.key, command=MediaPlayerCommand.MUTE)
        await shows(volume=0, silent=True)
        client.api.media_player_command(speaker.key, command=MediaPlayerCommand.UNMUTE)
        await shows(volume=42, silent=False)
        client.api.media_player_command(speaker.key, command=MediaPlayerCommand.VOLUME_UP)
        await shows(volume=52)
        client.api.media_player_command(speaker.key, command=MediaPlayerCommand.VOLUME_DOWN)
        await shows(volume=42)
        client.api.media_player_command(speaker.key, command=MediaPlayerCommand.STOP)  # Myna still starts
        client.api.media_player_command(speaker.key, media_url="http://home/song.mp3")
        assert await client.is_silent()


async def test_who_only_looks_or_lets_go_gets_no_sentence(house: House) -> None:
    async with device(house) as port, connected(port) as client:
        await client.api.device_info()
        assert await house.service.satellite.answer(SPOKEN) is None
        client.have()
        client.let_go()
        assert await client.is_silent()
        assert await house.service.satellite.answer(SPOKEN) is None
        assert await client.is_silent()


async def test_a_sentence_goes_out_whole_and_its_answer_comes_back_as_sound(house: House) -> None:
    async with running(house) as client:
        asked = asking(house)
        assert await client.sentence() == ("computer", SPOKEN.pcm)
        client.begin("turn on the light", "It is on.")
        client.say(SAID)
        answer = await asked
        assert answer is not None
        assert (answer.text, await sound_of(answer), answer.asks) == ("It is on.", SAID, False)
        assert house.service.satellite.is_saying
        assert await client.is_silent()
        answer.played()
        assert await client.told("finished")
        assert not house.service.satellite.is_saying


async def test_an_answer_may_ask_back(house: House) -> None:
    async with running(house) as client:
        asked = asking(house)
        await client.sentence()
        client.begin("turn on the light", "Which one?", asks=True)
        client.say(SAID)
        answer = await asked
        assert answer is not None
        assert answer.asks


async def test_words_without_sound_are_for_mynas_own_voice(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    async with running(house) as client:
        asked = asking(house)
        await client.sentence()
        client.begin("turn on the light", "It is on.")
        client.say(b"")
        assert (answer := await asked) is not None
        assert (answer.text, answer.sound) == ("It is on.", None)
        monkeypatch.setattr(talk, "SIGN_SECONDS", 0.2)
        asked = asking(house)
        await client.sentence()
        client.begin("turn on the light", "It is on.")
        assert (answer := await asked) is not None
        assert (answer.text, answer.sound) == ("It is on.", None)


async def test_what_is_done_without_a_word_is_done(house: House) -> None:
    """As where an automation has asked a question: it wants to know the words, and that is all."""
    async with running(house) as client:
        asked = asking(house)
        await client.sentence()
        client.tell(
            EVENT.VOICE_ASSISTANT_RUN_START,
            (EVENT.VOICE_ASSISTANT_STT_END, {"text": "yes please"}),
            EVENT.VOICE_ASSISTANT_RUN_END,
        )
        assert (answer := await asked) is not None
        assert (answer.text, answer.sound) == ("", None)


@pytest.mark.parametrize(
    "told",
    [
        [(EVENT.VOICE_ASSISTANT_TTS_START, {"text": "Sorry, I couldn't understand that"})],
        [(EVENT.VOICE_ASSISTANT_STT_END, {"text": " "})],
        [(EVENT.VOICE_ASSISTANT_ERROR, {"code": "stt-no-text-recognized", "message": "No text recognized"})],
    ],
)
async def test_what_the_server_does_not_understand_has_no_answer_and_its_run_ends(
    house: House, told: list[tuple[EVENT, dict[str, str]]]
) -> None:
    async with running(house) as client:
        asked = asking(house)
        await client.sentence()
        client.tell(EVENT.VOICE_ASSISTANT_RUN_START, *told)
        assert await asked is None
        assert await client.told("stop") is True
        assert not house.service.satellite.is_saying


async def test_where_another_satellite_answers_nobody_answers_here(house: House) -> None:
    async with running(house) as client:
        asked = asking(house)
        await client.sentence()
        error = {"code": "duplicate_wake_up_detected", "message": "Duplicate"}
        client.tell(EVENT.VOICE_ASSISTANT_RUN_START, (EVENT.VOICE_ASSISTANT_ERROR, error))
        assert (answer := await asked) is not None
        assert (answer.text, answer.sound) == ("", None)


async def test_an_answer_that_is_too_late_is_dropped_and_the_next_sentence_has_its_own(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(house) as client:
        monkeypatch.setattr(talk, "SIGN_SECONDS", 0.2)
        assert await asking(house) is None
        await client.sentence()
        assert await client.told("stop") is True
        monkeypatch.undo()
        asked = asking(house)
        await client.sentence()
        client.tell((EVENT.VOICE_ASSISTANT_TTS_START, {"text": "Too late."}))
        client.api.send_voice_assistant_audio(bytes(1024))
        client.begin("what now", "In time.")
        client.say(SAID)
        assert (answer := await asked) is not None
        assert (answer.text, await sound_of(answer)) == ("In time.", SAID)


async def test_a_server_that_goes_has_no_answer(house: House) -> None:
    async with running(house) as client:
        asked = asking(house)
        await client.sentence()
    assert await asked is None
    assert not house.service.satellite.has_server


async def test_the_last_server_that_came_has_the_satellite(house: House) -> None:
    async with device(house) as port, connected(port) as first, connected(port) as second:
        for client in (first, second):
            client.have()
            assert await client.is_silent()
        asked = asking(house)
        await second.sentence()
        assert await first.is_silent()
        second.tell(EVENT.VOICE_ASSISTANT_RUN_START, (EVENT.VOICE_ASSISTANT_ERROR, {"code": "no", "message": ""}))
        assert await asked is None


async def test_an_announcement_that_cannot_be_said_is_told_as_over(house: House) -> None:
    async with running(house) as client:
        for text in ("Dinner is ready.", ""):  # Myna still starts; and without words it would have to fetch the sound
            told = await client.api.send_voice_assistant_announcement_await_response("http://home/a.mp3", 60, text)
            assert not told.success
            assert await client.told("finished") is False


async def test_its_timers_ring_with_their_names(house: House) -> None:
    async with running(house) as client:
        for event in (TIMER.VOICE_ASSISTANT_TIMER_STARTED, TIMER.VOICE_ASSISTANT_TIMER_UPDATED):
            client.api.send_voice_assistant_timer_event(event, "one", "pasta", 300, 200, True)
        assert await client.is_silent()
        assert house.timers.timers == []
        client.api.send_voice_assistant_timer_event(TIMER.VOICE_ASSISTANT_TIMER_FINISHED, "one", "pasta", 300, 0, False)
        due = await house.timers.due()
    assert [(timer.text, timer.seconds) for timer in due.timers] == [("pasta", 300)]


@pytest.mark.parametrize("sent", [b"GET / HTTP/1.1\r\n", b"\x00\x02\x77\xff\xff", b"\x00\xff\xff\xff\xff\xff\xff"])
async def test_what_is_no_message_ends_the_connection_with_a_line_in_the_log(
    house: House, sent: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    async with device(house) as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(sent)
        await asyncio.wait_for(reader.read(), 60)
        writer.close()
    assert [message.partition(",")[0] for message in caplog.messages] == [
        "A client sent what is no message of the protocol"
    ]
