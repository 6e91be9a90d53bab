"""What the user's commands would do with sentences and recordings."""

from pathlib import Path

import pytest

from myna.app.dry_run import DryRun, dry_run
from myna.config import Config, load_config
from myna.core.errors import MynaError

COFFEE = """\
commands:
  - name: order
    say: "(make me|can I have|I want) [a|an] ([{size}];[{roast}];[{shots}]) {drink} [with {milk}]"
    slots:
      size: [small, large]
      roast: [light roast, medium roast]
      shots: [single shot, double shot]
      drink: [cappuccino, latte]
      milk: [some milk, a lot of cream]
    run: [touch, "{drink}"]
"""


@pytest.fixture
def coffee(tmp_path: Path) -> Config:
    file = tmp_path / "coffee.yaml"
    file.write_text(COFFEE)
    return load_config(file, system_file=file)


async def test_recordings_go_through_the_listener_in_their_order(
    coffee: Config, speech: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    other, order = str(speech / "smart-mirror.flac"), str(speech / "order-cappuccino.flac")
    first, second, missing, third = [one async for one in dry_run(coffee, [other, "I want a latte", "no.wav", order])]
    assert isinstance(first, DryRun)
    assert isinstance(second, DryRun)
    assert isinstance(third, DryRun)
    assert (first.input, first.as_json()["command"]) == (other, None)
    assert second.as_json()["slots"] == {"drink": "latte"}
    assert isinstance(missing, MynaError)
    assert (third.input, third.as_json()["command"]) == (order, "order")
    assert third.as_json()["slots"] == {
        "roast": "medium roast",
        "shots": "double shot",
        "drink": "cappuccino",
        "milk": "a lot of cream",
    }
    assert 0.5 < third.confidence <= 1
    assert not (tmp_path / "cappuccino").exists()


async def test_what_means_no_command_is_told_the_nearest_that_does(coffee: Config) -> None:
    near, far = [one async for one in dry_run(coffee, ["I want a large lattes", "xyzzy"])]
    assert isinstance(near, DryRun)
    assert isinstance(far, DryRun)
    assert (near.understood, far.understood, far.nearest) == (None, None, None)
    assert near.nearest is not None
    assert near.nearest[0].endswith("latte")
    assert near.nearest[1] == "order"
