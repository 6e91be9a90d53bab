"""Measures how well Myna hears: ``make hear [SPEECH=FOLDER] [ARGS=...]`` prints a table.

Recordings of people are played into simulated rooms, noise and levels, and the whole listener hears them with its real
engines: which wake phrases it misses, which orders it has wholly right, and how often something else wakes it.
``docs/hearing.md`` says what is in the folder, and what was measured.
"""

import argparse
import asyncio
import json
from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing
from dataclasses import asdict
from pathlib import Path

import hear_curve
from hear_alarms import VOICES, alarms
from hear_conditions import Condition, ConditionError, parsed
from hear_curve import Point
from hear_orders import orders
from hear_recordings import Bench, Recordings, phrase_of
from hear_rooms import RoomError
from hear_table import HEAD, Rate, Row
from hear_voices import PIPER, unusable
from hear_wake import volunteers, wake
from myna.core.errors import MynaError

CONDITIONS: Mapping[str, str] = {
    "wake": "near,far,far/speech,far/music",
    "volunteers": "recorded",
    "level": ",".join(f"20dB/{peak}dBFS" for peak in (-50, -40, -30, -20, -10, -6)),
    "orders": "6dB,12dB,18dB,24dB,orders-far",
    "alarms": "recorded,near,far,far/speech,far/music",
}
"""What is measured, and in which conditions unless it is told."""

MEASURES = {"wake": wake, "volunteers": volunteers, "level": wake, "orders": orders}


def rows(bench: Bench, arguments: argparse.Namespace) -> list[AsyncGenerator[Row | Rate | Point, None]]:
    """What is to be measured. Raises ConditionError."""

    def conditions(section: str) -> list[Condition]:
        return parsed(arguments.conditions or CONDITIONS[section])

    requests, hours = arguments.requests, arguments.hours
    phrases = [phrase.strip() for phrase in arguments.phrases.split(",") if phrase.strip()]
    if arguments.curve:
        (said_in,) = parsed(arguments.conditions or "far")[:1]
        return [
            hear_curve.points(
                bench, said_in, parsed(CONDITIONS["alarms"]), phrases or hear_curve.PHRASES, requests, hours
            )
        ]
    return [
        alarms(bench, conditions(section), phrases or recorded(bench), requests, hours)
        if section == "alarms"
        else MEASURES[section](bench, conditions(section))
        for section in arguments.only or CONDITIONS
    ]


def recorded(bench: Bench) -> list[str]:
    """The wake phrases that people recorded."""
    return [phrase_of(folder) for folder in bench.recordings.folders("wake")]


async def measure(arguments: argparse.Namespace) -> None:
    """Print all rows that are asked for. Raises MynaError, RoomError, ConditionError."""
    recordings = Recordings(arguments.speech, arguments.sample, arguments.half)
    bench = Bench(recordings, arguments.cache / "rooms", arguments.cache / "voices", arguments.sensitivity)
    points = []
    for section in rows(bench, arguments):
        async with aclosing(section) as found:
            async for row in found:
                print(json.dumps(asdict(row)) if arguments.json else row, flush=True)
                points += [row] if isinstance(row, Point) else []
    if arguments.curve:
        hear_curve.draw(points, f"{points[0].said} times said at {arguments.conditions or 'far'}", arguments.curve)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n\n")[0])
    parser.add_argument("speech", type=Path, help="the folder of the recordings")
    parser.add_argument("--only", action="append", choices=CONDITIONS, help="only this; may be given several times")
    parser.add_argument(
        "--conditions",
        default="",
        help='joined by commas: near, far, orders-far, recorded, rooms (many), or parts such as "4m/.6s/5dB/music"',
    )
    parser.add_argument("--sample", type=int, default=1, metavar="N", help="every Nth recording")
    parser.add_argument("--half", choices=("even", "odd"), default="", help="of one half, by the hash of the file name")
    parser.add_argument("--sensitivity", type=float, default=0.5, help="wake_sensitivity; %(default)s if not given")
    parser.add_argument("--phrases", default="", help='of alarms and curve, such as "computer,hey robin"')
    parser.add_argument("--hours", type=float, default=0.5, help="of each sound, at most; %(default)s if not given")
    parser.add_argument("--curve", type=Path, metavar="FILE", help="draw misses against false alarms into a PNG, alone")
    parser.add_argument("--requests", type=Path, default=Path("../shared/requests"), help="sentences; %(default)s")
    parser.add_argument("--json", action="store_true", help="a line of JSON a row, with the names of what is counted")
    parser.add_argument("--cache", type=Path, default=Path("build/hear"), help="rooms and voices; %(default)s")
    arguments = parser.parse_args()
    if not (arguments.speech / "kitchen.flac").is_file():
        parser.error(f"There is no kitchen.flac in {arguments.speech}. Name the folder: make hear SPEECH=DIR")
    speaks = arguments.curve or "alarms" in (arguments.only or CONDITIONS)
    if speaks and not (arguments.requests / "clinc150.tsv").is_file():
        parser.error(f"There are no requests in {arguments.requests}. Name their folder: --requests DIR")
    if speaks and (problem := unusable([voice for voice in VOICES if voice != PIPER])):
        parser.error(problem)
    if not arguments.json:
        print(hear_curve.HEAD if arguments.curve else HEAD)
    try:
        asyncio.run(measure(arguments))
    except (ConditionError, RoomError) as error:
        parser.error(str(error))
    except MynaError as error:
        parser.error(f"{error.message} {error.hint}")


if __name__ == "__main__":
    main()
