"""Skills by voice, through the real chain: Myna's own voice asks, the ear hears it, a skill answers."""

from collections.abc import Callable
from pathlib import Path

import pytest

from myna.config import Config

SPOKEN = {
    "What time is it?": "It is 3:10 pm.",
    "What day of the week is it today?": "Today is Wednesday.",
    "How many days until Christmas?": "30 days until Friday, December 25.",
    "What is twelve times seven?": "12 times 7 is 84.",
    "What is fifteen percent of eighty?": "15 percent of 80 is 12.",
    "How many feet are in a mile?": "A mile is 5,280 feet.",
    "Convert ten miles to kilometers.": "Ten miles is about 16.09 kilometers.",
    "Set the volume to forty.": "Volume 40.",
    "Turn the volume up.": "Volume 50.",
    "Mute the microphone.": "My microphone is off. Press the button to switch it on, or type: myna unmute.",
    "Say that again.": "It is noon.",
    "Speak more slowly please.": "I will speak more slowly.",
    "What can you do?": "I tell the time",
    "What is the capital of France?": None,
}


@pytest.fixture(scope="module")
def heard(config: Config, voiced: Callable[[str], Path]) -> dict[str, str]:
    """What the ear hears of each, by one set of engines."""
    files = {voiced(text): text for text in SPOKEN}
    return {}
