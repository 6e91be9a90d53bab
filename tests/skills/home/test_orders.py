from typing import Any

import pytest

from home_kit import recorded_home
from myna.home.model import Entity, Home
from myna.nlu.home_sentences import HomeIntent
from myna.skills.home.orders import order_of


@pytest.mark.parametrize(
    ("intent", "slots", "thing", "service", "data"),
    [
        ("HassTurnOn", {}, "light.bed_light", "light.turn_on", {}),
        ("HassTurnOff", {}, "switch.ac", "switch.turn_off", {}),
        ("HassTurnOn", {}, "cover.hall_window", "cover.open_cover", {}),
        ("HassTurnOff", {}, "valve.orchard", "valve.close_valve", {}),
        ("HassTurnOn", {}, "lock.front_door", "lock.lock", {}),
        ("HassTurnOff", {}, "lock.front_door", "lock.unlock", {}),
        ("HassTurnOn", {}, "scene.movie_night", "scene.turn_on", {}),
        ("HassTurnOn", {}, "script.good_night", "script.turn_on", {}),
        ("HassTurnOff", {}, "vacuum.0_ground_floor", "vacuum.return_to_base", {}),
        ("MynaToggle", {}, "light.bed_light", "light.toggle", {}),
        ("HassLightSet", {"brightness": 30}, "light.bed_light", "light.turn_on", {"brightness_pct": 30}),
        ("HassLightSet", {"color": "red"}, "light.bed_light", "light.turn_on", {"color_name": "red"}),
        ("HassLightSet", {"temperature": 2700}, "light.bed_light", "light.turn_on", {"color_temp_kelvin": 2700}),
        ("MynaLightChange", {"change": -1}, "light.bed_light", "light.turn_on", {"brightness_step_pct": -20}),
        ("HassSetPosition", {"position": 40}, "cover.hall_window", "cover.set_cover_position", {"position": 40}),
        ("MynaStopMoving", {}, "cover.hall_window", "cover.stop_cover", {}),
        ("HassFanSetSpeed", {"percentage": 66}, "fan.ceiling_fan", "fan.set_percentage", {"percentage": 66}),
        ("MynaFanChange", {"change": -1}, "fan.ceiling_fan", "fan.decrease_speed", {"percentage_step": 33}),
        (
            "HassClimateSetTemperature",
            {"temperature": 21},
            "climate.heatpump",
            "climate.set_temperature",
            {"temperature": 21},
        ),
        ("MynaWarmer", {"change": 1}, "climate.heatpump", "climate.set_temperature", {"temperature": 21}),
        ("MynaWarmer", {"change": -1}, "climate.heatpump", "climate.set_temperature", {"temperature": 19}),
        (
            "MynaWarmer",
            {"change": 1},
            "climate.ecobee",
            "climate.set_temperature",
            {"target_temp_low": 22.0, "target_temp_high": 25.0},
        ),
        ("HassClimateSetFanMode", {"fan_mode": "low"}, "climate.hvac", "climate.set_fan_mode", {"fan_mode": "low"}),
        ("HassMediaPause", {}, "media_player.walkman", "media_player.media_pause", {}),
        ("HassMediaUnpause", {}, "media_player.walkman", "media_player.media_play", {}),
        ("HassMediaNext", {}, "media_player.walkman", "media_player.media_next_track", {}),
        (
            "HassSetVolume",
            {"volume_level": 40},
            "media_player.walkman",
            "media_player.volume_set",
            {"volume_level": 0.4},
        ),
        (
            "HassMediaPlayerMute",
            {},
            "media_player.walkman",
            "media_player.volume_mute",
            {"is_volume_muted": True},
        ),
        ("MynaVacuumPause", {}, "vacuum.0_ground_floor", "vacuum.pause", {}),
        (
            "MynaAlarmArm",
            {"mode": "night"},
            "alarm_control_panel.security",
            "alarm_control_panel.alarm_arm_night",
            {},
        ),
    ],
)
def test_an_order_is_a_service_of_a_thing(
    intent: str, slots: dict[str, Any], thing: str, service: str, data: dict[str, Any]
) -> None:
    order = order_of(recorded_home(), HomeIntent(intent, slots, (thing,)))
    assert order is not None
    assert [(call.service, call.entities, dict(call.data)) for call in order.calls] == [(service, (thing,), data)]


def test_things_of_several_kinds_are_several_calls() -> None:
    order = order_of(recorded_home(), HomeIntent("HassTurnOff", {}, ("light.bed_light", "cover.hall_window")))
    assert order is not None
    assert [call.service for call in order.calls] == ["light.turn_off", "cover.close_cover"]


def test_louder_is_relative_to_what_it_is_now() -> None:
    home = recorded_home()
    walkman = home.entities["media_player.walkman"]
    home = home.changed(walkman.id, "playing", {**walkman.attributes, "volume_level": 0.95})
    order = order_of(home, HomeIntent("HassSetVolumeRelative", {"volume_step": "up"}, (walkman.id,)))
    assert order is not None
    assert order.calls[0].data == {"volume_level": 1.0}
    quiet = home.changed(walkman.id, "off", {})
    assert order_of(quiet, HomeIntent("HassSetVolumeRelative", {"volume_step": "up"}, (walkman.id,))) is None


@pytest.mark.parametrize(
    ("intent", "slots", "state", "attributes", "is_so"),
    [
        ("HassTurnOn", {}, "on", {}, True),
        ("HassTurnOn", {}, "off", {}, False),
        ("HassLightSet", {"brightness": 50}, "on", {"brightness": 128}, True),
        ("HassLightSet", {"brightness": 50}, "on", {"brightness": 200}, False),
        ("HassLightSet", {"brightness": 0}, "off", {}, True),
    ],
)
def test_how_a_light_is_afterwards_is_checked(
    intent: str, slots: dict[str, Any], state: str, attributes: dict[str, Any], is_so: bool
) -> None:
    order = order_of(recorded_home(), HomeIntent(intent, slots, ("light.bed_light",)))
    assert order is not None
    wanted = order.calls[0].wanted
    assert wanted is not None
    assert wanted(Entity("light.bed_light", ("Bed light",), None, state, attributes)) is is_so


def test_what_orders_nothing_is_no_order() -> None:
    home = recorded_home()
    assert order_of(home, HomeIntent("HassGetState", {}, ("light.bed_light",))) is None
    assert order_of(home, HomeIntent("HassLightSet", {"brightness": 3}, ("switch.ac",))) is None
    assert order_of(home, HomeIntent("HassTurnOff", {}, ("scene.movie_night",))) is None
    assert order_of(home, HomeIntent("HassMediaPause", {"domain": "media_player"}, areas=("kitchen",))) is None
    assert order_of(Home(), HomeIntent("HassTurnOff", {"all": True})) is None
