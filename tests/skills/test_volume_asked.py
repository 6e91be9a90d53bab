"""The volume in people's words, as the classifier hands them on."""

import pytest

from myna.skills.volume import VolumeSkill
from skills.asked import asked, english
from skills.context_kit import FakeContext


@pytest.mark.parametrize(
    ("intent", "text", "percent"),
    [
        ("volume.set", "make it volume five", 50),
        ("volume.set", "put it at 35 percent", 35),
        ("volume.up", "turn it up a lot", 70),
        ("volume.up", "louder", 50),
        ("volume.down", "a bit softer", 35),
        ("volume.mute", "mute the sound", 0),
        ("volume.query", "how loud are you", 40),
    ],
)
def test_the_percent(intent: str, text: str, percent: int) -> None:
    responses, parsers = english()
    reply = asked(VolumeSkill(responses, FakeContext(volume=40), parsers), intent, text)
    assert reply.slots["percent"] == percent


def test_the_level_is_asked_for() -> None:
    responses, parsers = english()
    reply = asked(VolumeSkill(responses, FakeContext(), parsers), "volume.set", "change the volume")
    assert reply.question is not None
    answered = reply.question("seven")
    assert answered is not None
    assert answered.slots == {"percent": 70}
    assert reply.question("what time is it") is None
