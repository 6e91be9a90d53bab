"""Recordings of people who order coffee, what they were asked to say, and noise to mix in."""

import json
from functools import cache
from pathlib import Path

import numpy as np

import hear_sound
from hear_sound import Samples, part
from myna.nlu.templates import Templates

ORDERS = Path(__file__).parents[2] / "shared" / "speech" / "commands"
"""More of them than a checkout has; a test must do without."""


@cache
def orders() -> Templates:
    """What may be ordered, as a user would write it."""
    data = {
        "sentences": [
            "(brew|can I get|can I have|I want|get me|give me|I'd like|make me|may I have) [a|an] "
            "([{size}];[{roast}];[{numberOfShots}]) {coffeeDrink} [with <sides>]"
        ],
        "lists": {name: {"values": values} for name, values in _values().items()},
        "expansion_rules": {
            "sides": "({milkAmount}|{sugarAmount}|{milkAmount} and {sugarAmount}|{sugarAmount} and {milkAmount})"
        },
    }
    return Templates({"language": "en", "intents": {"orderDrink": {"data": [data]}}})


def _values() -> dict[str, list[str]]:
    """The values of the slots."""
    amounts = ["", "a little bit of ", "a bit of ", "some ", "a lot of ", "lots of "]
    milk = ["milk", "skim milk", "whole milk", "soy milk", "almond milk", "cream"]
    sugar = ["sugar", "brown sugar", "sweetener"]
    return {
        "size": ["small", "medium", "large", *(f"{size} ounce" for size in ("eight", "twelve", "sixteen", "twenty"))],
        "roast": [f"{roast} roast" for roast in ("light", "medium", "dark")],
        "numberOfShots": [f"{shots} shot" for shots in ("single", "double", "triple")],
        "coffeeDrink": [
            *("americano", "cappuccino", "espresso", "latte", "mocha", "iced mocha"),
            *("coffee", "drip coffee", "house coffee", "iced coffee"),
        ],
        "milkAmount": [amount + kind for kind in milk for amount in amounts],
        "sugarAmount": [amount + kind for kind in sugar for amount in amounts],
    }


def labels() -> dict[str, dict[str, str]]:
    """The slots of each order of ``ORDERS``, by the file's name."""
    listed = json.loads((ORDERS / "labels.json").read_text(encoding="utf-8"))
    return {name: {slot: value.strip() for slot, value in label["slots"].items()} for name, label in listed.items()}


def mixed(speech: bytes, noise: bytes, snr_db: float | None) -> bytes:
    """Int16 sound with noise: so many decibels are between the largest energies of a frame; None: without noise."""
    if snr_db is None:
        return speech
    clean, added = _samples(speech), _samples(noise)
    sound = hear_sound.mixed(clean, part(added, 0, len(clean)), snr_db)
    return bytes(np.clip(np.round(sound), -32768, 32767).astype("<i2").tobytes())


def _samples(pcm: bytes) -> Samples:
    return np.frombuffer(pcm, dtype="<i2").astype(np.float64)
