"""Places and the time zones that they are in: cities, countries, states, and zones by their own names. Pure.

Its rules:

1. The cities of the tz database are known by its names; larger cities, countries and states besides are in
   ``places.txt``. A country or state of several zones stands for its capital or largest city, and is said with it.
2. "Georgia", "Dublin" and their like are the better known of that name, as people who speak English ask.
"""

import re
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from zoneinfo import available_timezones

_LEAST_LETTERS = 6
_ALIKE = 0.85
"""A name of at least so many letters may be misspelled by so much."""

_REGIONS = ("Africa/", "America/", "Antarctica/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/", "Pacific/")

_NO_PLACES = frozenset(
    {*(f"Australia/{name}" for name in ("ACT", "LHI", "NSW", "North", "South", "West")), "Pacific/Wake"}
)
"""Zones whose names mean something else in a sentence."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place as an answer says it (``name``), its IANA ``zone``, and where it stands in a text.

    ``is_zone``: it is a time zone's own name ("eastern time"). ``zone`` is "" for the place where the speaker is.
    """

    name: str
    zone: str
    start: int
    end: int
    is_zone: bool = False


_STATES: dict[str, str] = dict(
    re.findall(
        r"(\w\w)=([\w ]+)",
        "al=alabama,ak=alaska,az=arizona,ar=arkansas,ca=california,co=colorado,ct=connecticut,de=delaware,fl=florida"
        ",ga=georgia,id=idaho,il=illinois,ia=iowa,ks=kansas,ky=kentucky,la=louisiana,md=maryland,ma=massachusetts"
        ",mi=michigan,mn=minnesota,ms=mississippi,mo=missouri,mt=montana,ne=nebraska,nv=nevada,nh=new hampshire"
        ",nj=new jersey,nm=new mexico,ny=new york,nc=north carolina,nd=north dakota,pa=pennsylvania,ri=rhode island"
        ",sc=south carolina,sd=south dakota,tn=tennessee,tx=texas,ut=utah,vt=vermont,va=virginia,wa=washington state"
        ",wv=west virginia,wi=wisconsin,wy=wyoming",
    )
)
"""American states by the letters that are written behind a comma, but for those that are words: "ok", "me"."""
_STATE = re.compile(r",\s*(?P<code>[a-z]{2})(?=[\s?.!]*(?:$|right now|now|please))")

_HERE = re.compile(
    r"\b(?:here|(?:my|our) (?:own )?(?:time ?zone|time|location|city|area|place|zone|clock)|local time)\b"
)
_UTC = re.compile(
    r"\b(?:utc|gmt|g\.? ?m\.? ?t\.?|u\.? ?t\.? ?c\.?)(?![a-z])"
    r"(?:\s*(?P<sign>plus|minus|\+|-)\s*(?P<hours>\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven"
    r"|twelve)\b)?"
)
_NUMBERS = "zero one two three four five six seven eight nine ten eleven twelve".split()  # noqa: SIM905


@cache
def _table() -> dict[str, tuple[str, str, bool]]:
    """Name, zone and whether it is a zone's own name, by the name in lower case."""
    table: dict[str, tuple[str, str, bool]] = {}
    for zone in sorted(available_timezones()):
        if zone.startswith(_REGIONS) and zone not in _NO_PLACES:
            name = zone.rpartition("/")[2].replace("_", " ")
            table.setdefault(name.lower(), (name, zone, False))
    for line in files("myna.nlu.en").joinpath("places.txt").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        zone, _, names = line.partition(":")
        is_zone = zone.startswith("=")
        for entry in names.split(","):
            name, _, via = (part.strip() for part in entry.partition("@"))
            said = f"{via}, {name}" if via else name
            table[name.lower()] = (said, zone.lstrip("=").strip(), is_zone)
    return table


@cache
def _names() -> re.Pattern[str]:
    names = sorted(_table(), key=len, reverse=True)
    return re.compile(rf"(?<![\w'])(?:{'|'.join(map(re.escape, names))})(?![\w])")


def names() -> list[str]:
    """The names of all places, in lower case."""
    return sorted(_table())


def find(text: str) -> list[Place]:
    """The places that ``text`` names, in its order; a city with its country or state ("paris, france") is one."""
    lower = text.lower()
    found = [_place(match.group(), match) for match in _names().finditer(lower)]
    found += [Place("here", "", *match.span()) for match in _HERE.finditer(lower)]
    found += [_utc(match) for match in _UTC.finditer(lower)]
    found += [_place(_STATES[match["code"]], match) for match in _STATE.finditer(lower) if match["code"] in _STATES]
    kept: list[Place] = []
    for place in sorted(found, key=lambda one: (one.start, -one.end)):
        if kept and place.start < kept[-1].end:
            continue
        between = lower[kept[-1].end : place.start].strip() if kept else "-"
        if kept and between in ("", ",") and not place.is_zone and not kept[-1].is_zone and place.zone:
            continue  # the country or state of the city before it
        kept.append(place)
    return kept


def spelled_like(name: str) -> Place | None:
    """The place with a long name that is spelled almost like ``name`` and begins like it."""
    name = name.lower()
    if len(name) < _LEAST_LETTERS:
        return None
    near = get_close_matches(name, [known for known in _table() if known[0] == name[0]], 1, _ALIKE)
    return Place(*_table()[near[0]][:2], 0, 0) if near else None


def _place(name: str, match: re.Match[str]) -> Place:
    said, zone, is_zone = _table()[name]
    return Place(said, zone, match.start(), match.end(), is_zone)


def _utc(match: re.Match[str]) -> Place:
    hours = match["hours"]
    if not hours:
        return Place("UTC", "Etc/UTC", *match.span(), True)
    count = int(hours) if hours.isdecimal() else _NUMBERS.index(hours)
    plus = match["sign"] in ("plus", "+")
    if count > 12 + 2 * plus:
        return Place("UTC", "Etc/UTC", *match.span(), True)
    sign = "-" if plus else "+"  # the tz database counts these zones the other way round
    return Place(f"UTC {'plus' if plus else 'minus'} {count}", f"Etc/GMT{sign}{count}", *match.span(), True)
