"""What is to be done for an order: the services that are called, and how each thing must be afterwards. Pure.

Its rules:

1. ``HassTurnOn`` opens covers and valves and locks locks, as Home Assistant means it; ``HassTurnOff`` is the opposite.
2. What an entity is not able to do is not asked of it.
3. A thing whose state tells nothing of it, as a scene, has no state to wait for.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from myna.home.model import Entity, Home
from myna.nlu.home_sentences import HomeIntent
from myna.skills.home.targets import targets

BRIGHTNESS_STEP = 20
"""Percent by which "brighter" and "dimmer" change a light."""

VOLUME_STEP = 10
"""Percent by which "louder" and "quieter" change a player."""

FAN_STEP = 33
"""Percent by which "faster" and "slower" change a fan."""

DEGREES_STEP = 1.0
"""Degrees by which "warmer" and "cooler" change a thermostat."""

SWITCHED = tuple(
    """
    light switch fan media_player input_boolean climate humidifier siren cover lock valve scene script button
    input_button vacuum alarm_control_panel automation remote group
    """.split()  # noqa: SIM905
)
"""The domains that can be turned on or off, or what stands for it."""


@dataclass(frozen=True, slots=True)
class Call:
    """One service for some entities, and how each of them is ``wanted`` afterwards; None: its state does not tell."""

    service: str
    entities: tuple[str, ...]
    data: Mapping[str, Any] = field(default_factory=dict, hash=False)
    wanted: Callable[[Entity], bool] | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """What is done to ``entities`` by ``calls``.

    ``state`` and ``value`` say how they are afterwards, as ``words.py`` says it; ``act`` what is asked before it is
    done ("unlock").
    """

    entities: tuple[Entity, ...]
    calls: tuple[Call, ...]
    state: str
    act: str = "set"
    value: object = None


Maker = Callable[[Home, HomeIntent, Sequence[Entity]], Order | None]


def order_of(home: Home, intent: HomeIntent, here: str | None = None) -> Order | None:
    """What ``intent`` orders; None where it orders nothing, or there is nothing that could do it."""
    if intent.name not in _MAKERS:
        return None
    domains, make = _MAKERS[intent.name]
    entities = targets(home, intent, domains, here)
    if not entities:
        return None
    return make(home, intent, entities)


def _switch(on: bool) -> Maker:
    def make(home: Home, intent: HomeIntent, entities: Sequence[Entity]) -> Order | None:
        calls = [call for domain, some in _by_domain(entities) if (call := _switching(domain, some, on)) is not None]
        if not calls:
            return None
        domain = entities[0].domain
        state, act = _SAID[on].get(domain, ("on", "on") if on else ("off", "off"))
        return Order(tuple(entities), tuple(calls), state, act)

    return make


_SAID: Mapping[bool, Mapping[str, tuple[str, str]]] = {
    True: {
        "cover": ("open", "open"),
        "valve": ("open", "open"),
        "lock": ("locked", "lock"),
        "scene": ("", "on"),
        "script": ("", "on"),
        "button": ("", "on"),
        "input_button": ("", "on"),
        "vacuum": ("cleaning", "on"),
        "alarm_control_panel": ("armed", "arm"),
    },
    False: {
        "cover": ("closed", "close"),
        "valve": ("closed", "close"),
        "lock": ("unlocked", "unlock"),
        "vacuum": ("docked", "off"),
        "alarm_control_panel": ("disarmed", "disarm"),
    },
}


def _switching(domain: str, entities: tuple[str, ...], on: bool) -> Call | None:
    """The service that turns entities of one domain on or off."""
    match domain, on:
        case "cover" | "valve", _:
            states = ("open", "opening") if on else ("closed", "closing")
            return Call(f"{domain}.{'open' if on else 'close'}_{domain}", entities, {}, _in(*states))
        case "lock", True:
            return Call("lock.lock", entities, {}, _in("locked", "locking"))
        case "lock", False:
            return Call("lock.unlock", entities, {}, _in("unlocked", "unlocking", "open", "opening"))
        case "scene", True:
            return Call("scene.turn_on", entities)
        case "script", _:
            return Call(f"script.turn_{'on' if on else 'off'}", entities)
        case (("button" | "input_button"), True):
            return Call(f"{domain}.press", entities)
        case (("scene" | "button" | "input_button"), False):
            return None
        case "vacuum", _:
            return _vacuum(entities, start=on)
        case "alarm_control_panel", True:
            return Call("alarm_control_panel.alarm_arm_away", entities, {}, _in("arming", "armed_away"))
        case "alarm_control_panel", False:
            return Call("alarm_control_panel.alarm_disarm", entities, {}, _in("disarmed", "disarming"))
        case "media_player", _:
            return Call(
                f"media_player.turn_{'on' if on else 'off'}",
                entities,
                {},
                _not_in("off", "standby") if on else _in("off", "standby"),
            )
        case "climate", True:
            return Call("climate.turn_on", entities, {}, _not_in("off"))
        case _:
            return Call(f"{domain}.turn_{'on' if on else 'off'}", entities, {}, _in("on" if on else "off"))


def _vacuum(entities: tuple[str, ...], *, start: bool) -> Call:
    if start:
        return Call("vacuum.start", entities, {}, _in("cleaning"))
    return Call("vacuum.return_to_base", entities, {}, _in("returning", "docked", "idle"))


def _toggle(home: Home, intent: HomeIntent, entities: Sequence[Entity]) -> Order:
    calls = [Call(f"{domain}.toggle", some) for domain, some in _by_domain(entities)]
    return Order(tuple(entities), tuple(calls), "toggled", "on")


def _light(home: Home, intent: HomeIntent, entities: Sequence[Entity]) -> Order | None:
    lights = tuple(entity.id for entity in entities)
    slots = intent.slots
    if (percent := slots.get("brightness")) is not None:

        def bright(entity: Entity) -> bool:
            if percent == 0:
                return entity.state == "off"
            found = entity.attributes.get("brightness")
            return entity.state == "on" and (found is None or abs(float(found) - float(percent) * 2.55) <= 4)

        call = Call("light.turn_on", lights, {"brightness_pct": percent}, bright)
        return Order(tuple(entities), (call,), "brightness", value=percent)
    if (color := slots.get("color")) is not None:
        call = Call("light.turn_on", lights, {"color_name": str(color)}, _in("on"))
        return Order(tuple(entities), (call,), "color", value=color)
    if (kelvin := slots.get("temperature")) is not None:
        call = Call("light.turn_on", lights, {"color_temp_kelvin": kelvin}, _in("on"))
        return Order(tuple(entities), (call,), "kelvin", value=kelvin)
    return None


def _light_change(home: Home, intent: HomeIntent, entities: Sequence[Entity]) -> Order:
    step = BRIGHTNESS_STEP * int(intent.slots.get("change", 1))
    lit = [entity for entity in entities if entity.state == "on"] or list(entities)
    call = Call("light.turn_on", tuple(entity.id for entity in lit), {"brightness_step_pct": step})
    return Order(tuple(lit), (call,), "brighter" if step > 0 else "dimmer")


def _position(home: Home, intent: HomeIntent, entities: Sequence[Entity]) -> Order:
    percent = intent.slots["position"]

    def there(entity: Entity) -> bool:
        found = entity.attributes.get("current_position")
        return entity.state in ("opening", "closing") or found is None or abs(float(found) - float(percent)) <= 2

    calls = [
        Call(f"{domain}.set_{domain}_position", some, {"position": percent}, there)
        for domain, some in _by_domain(entities)
    ]
    return Order(tuple(entities), tuple(calls), "position", "open", percent)


def _stop_moving(home: Home, intent: HomeIntent, entities: Sequence[Entity]) -> Order:
    calls = [Call(f"{domain}.stop_{domain}", some) for domain, some in _by_domain(entities)]
    return Order(tuple(entities), tuple(calls), "stopped")


def _fan_speed(home: Home, intent: HomeIntent, entities: Sequence[Entity]) -> Order:
    percent = intent.slots["percentage"]
    wanted = _in("on") if percent else _in("off")
    call = Call("fan.set_percentage", tuple(entity.id for entity in entities), {"percentage": percent}, wanted)
    return Order(tuple(entities), (call,), "percentage", value=percent)


def _fan_change(home: Home, intent: HomeIntent, entities: Sequence[Entity]) -> Order:
    faster = int(intent.slots.get("change", 1)) > 0
    service = "fan.increase_speed" if faster else "fan.decrease_speed"
    call = Call(service, tuple(entity.id for entity in entities), {"percentage_step": FAN_STEP})
    return Order(tuple(entities), (call,), "faster" if faster else "slower")


def _temperature(home: Home, intent: HomeIntent, entities: Sequence[Entity]) -> Order | None:
    value = intent.slots.get("temperature")
    return None if value is None else _to_temperature(entities, lambda _: float(value))


def _warmer(home: Home, intent: HomeIntent, entities: Sequence[Entity]) -> Order | None:
    way = 1 if int(intent.slots.get("change", 1)) > 0 else -1

    def changed(entity: Entity) -> float | None:
        now = entity.attributes.get("temperature")
        step = float(entity.attributes.get("target_temp_step") or DEGREES_STEP)
        return None if now is None else float(now) + way * max(step, DEGREES_STEP)

    return _to_temperature(entities, changed)


def _to_temperature(entities: Sequence[Entity], new: Callable[[Entity], float | None]) -> Order | None:
    """Set each thermostat to what is ``new``; one that heats and cools keeps the width between its two targets."""
    calls, last = [], None
    for entity in entities:
        low, high = (entity.attributes.get(f"target_temp_{end}") for end in ("low", "high"))
        has_two = isinstance(low, int | float) and isinstance(high, int | float)
        if has_two and entity.attributes.get("temperature") is None:
            middle = (float(low or 0) + float(high or 0)) / 2
            wanted = new(_at(entity, middle))
            if wanted is None:
                continue
            half = (float(high or 0) - float(low or 0)) / 2
            data = {"target_temp_low": wanted - half, "target_temp_high": wanted + half}
            calls.append(Call("climate.set_temperature", (entity.id,), data))
        else:
            wanted = new(entity)
            if wanted is None:
                continue
            data = {"temperature": int(wanted) if wanted.is_integer() else wanted}
            calls.append(Call("climate.set_temperature", (entity.id,), data, _attribute("temperature", wanted, 0.6)))
        last = wanted
    done = tuple(entity for entity in entities if any(entity.id in call.entities for call in calls))
    return Order(done, tuple(calls), "temperature", value=last) if calls else None


def _at(entity: Entity, degrees: float) -> Entity:
    """``entity`` with that target."""
    return Entity(entity.id, entity.names, entity.area, entity.state, {**entity.attributes, "temperature": degrees})


def _fan_mode(home: Home, intent: HomeIntent, entities: Sequence[Entity]) -> Order:
    mode = str(intent.slots["fan_mode"])
    data = {"fan_mode": mode}
    call = Call(
        "climate.set_fan_mode",
        tuple(entity.id for entity in entities),
        data,
        lambda entity: entity.attributes.get("fan_mode") == mode,
    )
    return Order(tuple(entities), (call,), "fan_mode", value=mode.replace("_", " "))


def _media(service: str, state: str, *wanted: str) -> Maker:
    def make(home: Home, intent: HomeIntent, entities: Sequence[Entity]) -> Order | None:
        active = [entity for entity in entities if entity.state not in ("off", "standby", "unavailable")]
        if not intent.things and not active:
            return None
        chosen = tuple(entities if intent.things else active)
        call = Call(
            f"media_player.{service}", tuple(entity.id for entity in chosen), {}, _in(*wanted) if wanted else None
        )
        return Order(chosen, (call,), state)

    return make


def _volume(home: Home, intent: HomeIntent, entities: Sequence[Entity]) -> Order:
    percent = intent.slots["volume_level"]
    level = round(float(percent) / 100, 2)
    call = Call(
        "media_player.volume_set",
        tuple(entity.id for entity in entities),
        {"volume_level": level},
        _attribute("volume_level", level, 0.03),
    )
    return Order(tuple(entities), (call,), "volume", value=percent)


def _volume_change(home: Home, intent: HomeIntent, entities: Sequence[Entity]) -> Order | None:
    step = intent.slots.get("volume_step")
    if isinstance(step, str):
        step = VOLUME_STEP if step == "up" else -VOLUME_STEP
    if not isinstance(step, int | float):
        return None
    calls = []
    for entity in entities:
        if not isinstance(now := entity.attributes.get("volume_level"), int | float):
            continue
        level = round(min(1.0, max(0.0, now + step / 100)), 2)
        wanted = _attribute("volume_level", level, 0.03)
        calls.append(Call("media_player.volume_set", (entity.id,), {"volume_level": level}, wanted))
    done = tuple(entity for entity in entities if any(entity.id in call.entities for call in calls))
    return Order(done, tuple(calls), "louder" if step > 0 else "softer") if calls else None


def _mute(muted: bool) -> Maker:
    def make(home: Home, intent: HomeIntent, entities: Sequence[Entity]) -> Order:
        call = Call(
            "media_player.volume_mute",
            tuple(entity.id for entity in entities),
            {"is_volume_muted": muted},
            lambda entity: bool(entity.attributes.get("is_volume_muted", muted)) is muted,
        )
        return Order(tuple(entities), (call,), "muted" if muted else "unmuted")

    return make


def _start_vacuum(home: Home, intent: HomeIntent, entities: Sequence[Entity]) -> Order:
    return Order(tuple(entities), (_vacuum(_ids(entities), start=True),), "cleaning")


def _dock_vacuum(home: Home, intent: HomeIntent, entities: Sequence[Entity]) -> Order:
    return Order(tuple(entities), (_vacuum(_ids(entities), start=False),), "returning")


def _pause_vacuum(home: Home, intent: HomeIntent, entities: Sequence[Entity]) -> Order:
    return Order(tuple(entities), (Call("vacuum.pause", _ids(entities), {}, _in("paused", "idle")),), "paused")


def _mow(service: str, state: str, *wanted: str) -> Maker:
    return lambda home, intent, entities: Order(
        tuple(entities), (Call(f"lawn_mower.{service}", _ids(entities), {}, _in(*wanted)),), state
    )


def _arm(home: Home, intent: HomeIntent, entities: Sequence[Entity]) -> Order:
    mode = str(intent.slots.get("mode") or "away")
    call = Call(f"alarm_control_panel.alarm_arm_{mode}", _ids(entities), {}, _in("arming", f"armed_{mode}"))
    return Order(tuple(entities), (call,), f"armed_{mode}", "arm")


def _ids(entities: Iterable[Entity]) -> tuple[str, ...]:
    return tuple(entity.id for entity in entities)


def _by_domain(entities: Sequence[Entity]) -> list[tuple[str, tuple[str, ...]]]:
    found: dict[str, list[str]] = {}
    for entity in entities:
        found.setdefault(entity.domain, []).append(entity.id)
    return [(domain, tuple(some)) for domain, some in found.items()]


def _in(*states: str) -> Callable[[Entity], bool]:
    return lambda entity: entity.state in states


def _not_in(*states: str) -> Callable[[Entity], bool]:
    return lambda entity: entity.state not in (*states, "unavailable")


def _attribute(name: str, value: float, near: float) -> Callable[[Entity], bool]:
    def wanted(entity: Entity) -> bool:
        found = entity.attributes.get(name)
        return isinstance(found, int | float) and abs(found - value) <= near

    return wanted


_MAKERS: Mapping[str, tuple[Sequence[str], Maker]] = {
    "HassTurnOn": (SWITCHED, _switch(True)),
    "HassTurnOff": (SWITCHED, _switch(False)),
    "MynaToggle": (("light", "switch", "fan", "input_boolean", "cover", "media_player"), _toggle),
    "HassLightSet": (("light",), _light),
    "MynaLightChange": (("light",), _light_change),
    "HassSetPosition": (("cover", "valve"), _position),
    "MynaStopMoving": (("cover", "valve"), _stop_moving),
    "HassFanSetSpeed": (("fan",), _fan_speed),
    "MynaFanChange": (("fan",), _fan_change),
    "HassClimateSetTemperature": (("climate",), _temperature),
    "MynaWarmer": (("climate",), _warmer),
    "HassClimateSetFanMode": (("climate",), _fan_mode),
    "HassMediaPause": (("media_player",), _media("media_pause", "paused", "paused", "idle")),
    "HassMediaUnpause": (("media_player",), _media("media_play", "playing", "playing", "buffering")),
    "HassMediaNext": (("media_player",), _media("media_next_track", "next")),
    "HassMediaPrevious": (("media_player",), _media("media_previous_track", "previous")),
    "HassSetVolume": (("media_player",), _volume),
    "HassSetVolumeRelative": (("media_player",), _volume_change),
    "HassMediaPlayerMute": (("media_player",), _mute(True)),
    "HassMediaPlayerUnmute": (("media_player",), _mute(False)),
    "HassVacuumStart": (("vacuum",), _start_vacuum),
    "HassVacuumReturnToBase": (("vacuum",), _dock_vacuum),
    "MynaVacuumPause": (("vacuum",), _pause_vacuum),
    "HassLawnMowerStartMowing": (("lawn_mower",), _mow("start_mowing", "on", "mowing")),
    "HassLawnMowerDock": (("lawn_mower",), _mow("dock", "docked", "docked", "returning")),
    "MynaAlarmArm": (("alarm_control_panel",), _arm),
    "MynaAlarmDisarm": (("alarm_control_panel",), _switch(False)),
}
"""What each intent orders, and the domains that can do it."""
