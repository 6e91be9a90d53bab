"""Recordings of people who order coffee, what they were asked to say, and noise to mix in."""

import json
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from myna.nlu.templates import Templates

ORDERS = Path(__file__).parents[2] / "shared" / "speech" / "commands"
"""More of them than a checkout has; a test must do without."""

FRAME_SAMPLES = 2048


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
    clean = _samples(speech)
    added = np.resize(_samples(noise), clean.shape)
    scale = np.sqrt(_energy(clean) / (_energy(added) * 10 ** (snr_db / 10)))
    return bytes(np.clip(np.round(clean + added * scale), -32768, 32767).astype("<i2").tobytes())


def _samples(pcm: bytes) -> npt.NDArray[np.float64]:
    return np.frombuffer(pcm, dtype="<i2").astype(np.float64)


def _energy(samples: npt.NDArray[np.float64]) -> float:
    frames = samples[: len(samples) // FRAME_SAMPLES * FRAME_SAMPLES].reshape(-1, FRAME_SAMPLES)
    return float((frames**2).sum(axis=1).max())
