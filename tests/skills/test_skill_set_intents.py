"""The measurement over the test sentences of Home Assistant's intents project, and its result where they are there."""

import os
from collections import Counter
from pathlib import Path

import pytest

from understand_languages import LANGUAGES, Case, measure

FOLDER = os.environ.get("MYNA_INTENTS", "")
"""A copy of https://github.com/home-assistant/intents."""

SAMPLE = """
tests:
  - sentences: ["setz Milch auf die Einkaufsliste", "verschiebe die Milch"]
    intent:
      name: HassShoppingListAddItem
      slots: {item: Milch}
  - sentences: ["stell einen Timer auf zwei Minuten"]
    intent:
      name: HassStartTimer
      slots: {minutes: 2}
  - sentences: ["stell einen Timer auf drei Minuten"]
    intent:
      name: HassStartTimer
      slots: {minutes: 2}
  - sentences: ["beende den Timer in der Küche"]
    intent:
      name: HassCancelTimer
      slots: {area: Küche}
  - sentences: ["mach das Licht an"]
    intent: {name: HassTurnOn}
"""


def test_what_is_counted(tmp_path: Path) -> None:
    folder = tmp_path / "tests" / "de"
    folder.mkdir(parents=True)
    (folder / "sample_HassSample.yaml").write_text(SAMPLE, encoding="utf-8")
    assert measure(tmp_path, "de", failures=False) == {
        "lists": Counter(right=1, wrong=1),
        "timers": Counter(right=1, wrong=1, elsewhere=1),
    }


def test_what_names_a_room_or_a_device_is_left_out() -> None:
    assert Case("wie lange läuft der Timer im Wohnzimmer", "HassTimerStatus", {"area": "Wohnzimmer"}).elsewhere
    assert not Case("beende alle Timer hier", "HassCancelAllTimers", {"area": "Wohnzimmer"}).elsewhere
    assert Case("Lautstärke vom TV auf 10", "HassSetVolume", {"name": "TV", "volume_level": 10}).elsewhere


@pytest.mark.parametrize("language", LANGUAGES)
def test_nearly_all_sentences_are_understood(language: str) -> None:
    if not FOLDER:
        pytest.skip("set MYNA_INTENTS to a copy of https://github.com/home-assistant/intents")
    total = sum(measure(Path(FOLDER), language, failures=True).values(), Counter[str]())
    assert total["right"] >= 0.98 * (total["right"] + total["wrong"])
