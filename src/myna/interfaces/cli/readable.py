"""What a running Myna says of itself, as a person reads it. Knows nothing that the service does not tell.

A member that is missing, or of another shape than expected, is left out: the service may be older or newer.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from rich.filesize import decimal

TEXTS = ("text", "message")
"""The members of an event that are read without their names."""

NAME_WIDTH = 16
"""Room for the longest name of a row, in characters."""

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def status_rows(status: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What ``myna status`` shows: name and value, most important first."""
    rows: dict[str, object] = {
        "Myna": status.get("text") or status.get("state"),
        "configuration": _failure(status.get("config_error")),
        "last failure": _failure(status.get("last_error")),
        **{part: _failure(error) for part, error in _members(status.get("faults")).items()},
        "board": _with_unit(status.get("strained") or None, " Answers are shorter until then."),
        "microphone": _device(status.get("microphone"), "overflows"),
        "hearing": hearing(status.get("hearing")),
        "speaker": _device(status.get("speaker"), "underruns"),
        "volume": _with_unit(status.get("volume"), " %"),
        "wake phrase": ", ".join(map(str, _list(status.get("wake_phrases")))),
        "language": status.get("language"),
        "loading": "voice and language model are not there yet" if status.get("loading") is True else None,
        "speech model": status.get("speech_model"),
        "language model": _joined(_members(status.get("model")), "name", "fallback_reason"),
        "kernels": f"for {kernels}" if (kernels := status.get("kernels")) else "",
        "voice": status.get("voice"),
        "timers": _timers(status, "timer"),
        "alarms": _timers(status, "alarm"),
        "reminders": _timers(status, "reminder"),
        "turns": status.get("turns"),
        "memory": _memory(status),
        "temperature": _with_unit(status.get("temperature_celsius"), " °C"),
        "running for": _duration(status.get("uptime_seconds")),
        "version": status.get("version"),
    }
    for name, value in rows.items():
        if value is not None and value != "":
            yield name, printable(str(value))


def event_line(event: Mapping[str, Any]) -> str:
    """One event in one line: the time of day here, its name, its text, and its other members by their names."""
    rest = {name: value for name, value in event.items() if name not in ("time", "event", "status")}
    words = [str(rest.pop(name)) for name in TEXTS if rest.get(name)]
    if status := _members(event.get("status")):  # of a snapshot: ``myna status`` shows the rest of it
        words.append(str(status.get("text") or status.get("state") or ""))
    words += [f"{name}={value}" for name, value in rest.items() if value not in (None, "")]
    return printable(f"{_time_of_day(event.get('time'))} {event.get('event', '?')!s:<10} {'  '.join(words)}".rstrip())


def printable(text: str) -> str:
    """``text`` on one line, without characters that a terminal would obey."""
    return "".join(char if char.isprintable() else " " for char in text)


def _time_of_day(time: object) -> str:
    try:
        return f"{datetime.fromisoformat(str(time)).astimezone():%H:%M:%S}"
    except ValueError:
        return "--:--:--"


def _members(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _joined(members: Mapping[str, Any], *names: str) -> str:
    return "; ".join(str(members[name]) for name in names if members.get(name))


def _failure(error: object) -> str:
    return " ".join(str(_members(error)[name]) for name in ("message", "hint") if _members(error).get(name))


def _device(device: object, losses: str) -> str:
    members = _members(device)
    lost = f"{members[losses]} {losses}" if members.get(losses) else ""
    return "; ".join(filter(None, (_joined(members, "name", "error"), lost)))


def hearing(told: object) -> str:
    """How a microphone sounds, by its JSON."""
    members = _members(told)
    gain = members.get("gain_db")
    amplified = f"amplified by {gain:.0f} dB" if isinstance(gain, int | float) and round(gain) else ""
    return "; ".join(filter(None, (_failure(members.get("finding")), _joined(members, "text"), amplified)))


def _with_unit(value: object, unit: str) -> str:
    return "" if value is None else f"{value}{unit}"


def _timers(status: Mapping[str, Any], kind: str) -> str:
    """Those of one kind that are set, the next first: what is left of a timer, and when the others are due here."""
    told = []
    for timer in map(_members, _list(status.get("timers"))):
        if timer.get("kind") != kind:
            continue
        when = _left(timer) if kind == "timer" else f"{_date_and_time(timer.get('due'))}{_repeated(timer)}"
        told.append(" ".join(filter(None, (str(timer.get("text") or ""), when))))
    return "; ".join(told)


def _left(timer: Mapping[str, Any]) -> str:
    seconds = timer.get("left_seconds")
    if not isinstance(seconds, int | float):
        return ""
    left = f"{int(seconds) // 60}:{int(seconds) % 60:02}" if seconds < 3600 else _duration(seconds)
    return f"{left} left{', paused' if timer.get('paused') else ''}"


def _repeated(timer: Mapping[str, Any]) -> str:
    days = [WEEKDAYS[day] for day in _list(timer.get("days")) if isinstance(day, int) and 0 <= day < len(WEEKDAYS)]
    every = timer.get("every_seconds")
    if isinstance(every, int | float) and every > 0:
        return f", every {_duration(every)}"
    for key, unit in (("every_days", "day"), ("every_months", "month")):
        count = timer.get(key)
        if isinstance(count, int) and count > 0:
            return f", every {f'{count} {unit}s' if count > 1 else unit}"
    return f", every {'day' if len(days) == len(WEEKDAYS) else ' '.join(days)}" if days else ""


def _date_and_time(time: object) -> str:
    """Local date and time, of a time in ISO 8601; empty where it is none."""
    try:
        moment = datetime.fromisoformat(str(time)).astimezone()
    except ValueError:
        return ""
    return f"{WEEKDAYS[moment.weekday()]} {moment:%Y-%m-%d %H:%M}"


def _memory(status: Mapping[str, Any]) -> str:
    used, peak, whole = (
        decimal(value) if isinstance(value := status.get(name), int) else ""
        for name in ("resident_bytes", "peak_resident_bytes", "memory_bytes")
    )
    return used + (f" of {whole}" if whole else "") + (f", at most {peak}" if peak else "") if used else ""


def _duration(seconds: object) -> str:
    if not isinstance(seconds, int | float):
        return ""
    minutes = int(seconds) // 60
    days, hours = minutes // 1440, minutes // 60 % 24
    parts = ((days, "d"), (hours, "h"), (minutes % 60, "min"))
    return " ".join(f"{count} {unit}" for count, unit in parts if count) or f"{int(seconds)} s"
