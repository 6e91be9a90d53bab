"""A spotter is given stretches of speech, with a little sound before them and a little silence behind them."""

import math
from collections.abc import Iterator, Sequence

import pytest

from fakes import FakeActivity, FakeSpotter
from myna.core.ports import Spotted
from myna.core.sound import CHUNK_BYTES, CHUNK_SECONDS, AudioChunk
from myna.listening.phrase_watch import (
    END_SECONDS,
    LEAD_SECONDS,
    TAIL_SECONDS,
    UNDECIDED_SECONDS,
    PhraseWatch,
    phrase_seconds,
)
from myna.listening.pre_roll import PreRoll, ScoredChunk

TAIL_CHUNKS = int(TAIL_SECONDS / CHUNK_SECONDS)


class LateSpotter(FakeSpotter):
    """Recognises "computer" only with so many chunks of sound behind it; counts how often it was reset."""

    def __init__(self, behind: int) -> None:
        super().__init__("computer")
        self._behind = behind
        self._waiting: int | None = None
        self.resets = 0

    def accept(self, pcm: bytes) -> Spotted | None:
        if super().accept(pcm):
            self._waiting = self._behind
        elif self._waiting is not None:
            self._waiting -= 1
        return Spotted("computer", self._behind * CHUNK_SECONDS) if self._waiting == 0 else None

    def reset(self) -> None:
        self._waiting = None
        self.resets += 1


def hearing(watch: PhraseWatch, sounds: Sequence[str]) -> Iterator[Spotted | None]:
    """What ``watch`` finds in each chunk of ``sounds``."""
    pre_roll = PreRoll()
    for number, sound in enumerate(sounds, start=1):
        pcm = sound.encode().ljust(CHUNK_BYTES, b"\0")
        scored = ScoredChunk(AudioChunk(pcm, number * CHUNK_SECONDS), FakeActivity().accept(pcm))
        pre_roll.add(scored)
        yield watch.hear(scored, pre_roll)


def test_silence_costs_nothing_and_a_stretch_of_speech_comes_with_what_was_before_it() -> None:
    spotter = FakeSpotter("computer")
    watch = PhraseWatch(spotter, threshold=0.5)
    found = hearing(watch, [*[""] * 50, "so", "computer"])
    assert [next(found) for _ in range(50)] == [None] * 50
    assert (spotter.accepted, watch.is_spotting) == (0, False)
    assert next(found) is None
    assert (spotter.accepted, watch.is_spotting) == (1 + math.ceil(LEAD_SECONDS / CHUNK_SECONDS), True)
    assert next(found) == Spotted("computer", 0.0)


def test_the_room_before_a_stretch_is_heard_as_far_as_it_was_watched_and_nothing_found() -> None:
    spotter = FakeSpotter("computer")
    watch = PhraseWatch(spotter, threshold=0.5, room_seconds=0.32)
    lead, room = math.ceil(LEAD_SECONDS / CHUNK_SECONDS), round(0.32 / CHUNK_SECONDS)
    assert list(hearing(watch, [*[""] * 50, "so"])) == [None] * 51
    assert spotter.accepted == 1 + lead + room
    watch.reset()
    spotter.accepted = 0
    assert list(hearing(watch, [*[""] * (lead + 4), "so"])) == [None] * (lead + 5)  # another stream, of a moment ago
    assert spotter.accepted == 1 + lead + 3
    watch.reset()
    spotter.accepted = 0
    found = list(hearing(watch, ["computer", *[""] * 4, "so"]))
    assert found[0] == Spotted("computer", 0.0)


def test_it_is_not_over_while_the_spotter_is_undecided_but_not_for_ever() -> None:
    spotter = LateSpotter(behind=TAIL_CHUNKS + 10)
    spotter.undecided = True
    assert Spotted("computer", (TAIL_CHUNKS + 10) * CHUNK_SECONDS) in hearing(
        PhraseWatch(spotter, 0.5), ["computer", *[""] * (TAIL_CHUNKS + 20)]
    )
    chunks = int(UNDECIDED_SECONDS / CHUNK_SECONDS)
    watch = PhraseWatch(spotter, 0.5)
    assert set(hearing(watch, ["so", *[""] * (chunks - 2)])) == {None}
    assert watch.is_spotting
    assert set(hearing(watch, [""] * (chunks + 2))) == {None}
    assert not watch.is_spotting


def test_a_stretch_is_over_after_a_while_of_silence_and_forgotten() -> None:
    spotter = LateSpotter(behind=1000)
    watch = PhraseWatch(spotter, threshold=0.5)
    found = hearing(watch, ["computer", *[""] * (TAIL_CHUNKS + 1)])
    assert [next(found) for _ in range(1 + TAIL_CHUNKS)] == [None] * (1 + TAIL_CHUNKS)
    assert (watch.is_spotting, spotter.resets) == (True, 0)
    assert next(found) is None
    assert (watch.is_spotting, spotter.resets) == (False, 1)


def test_a_phrase_is_recognised_in_the_silence_behind_it() -> None:
    watch = PhraseWatch(LateSpotter(behind=5), threshold=0.5)
    assert [spotted is not None for spotted in hearing(watch, ["computer", *[""] * 5])] == [*[False] * 5, True]


@pytest.mark.parametrize("chunks", [0, int(END_SECONDS / CHUNK_SECONDS)])
def test_a_phrase_at_the_very_end_of_a_recording_is_recognised(chunks: int) -> None:
    watch = PhraseWatch(LateSpotter(behind=chunks + 1), threshold=0.5)
    assert list(hearing(watch, ["computer", *[""] * chunks])) == [None] * (1 + chunks)
    assert watch.end() == Spotted("computer", (chunks + 1) * CHUNK_SECONDS)


def test_without_speech_the_end_is_nothing() -> None:
    spotter = FakeSpotter("computer")
    assert PhraseWatch(spotter, threshold=0.5).end() is None
    assert spotter.accepted == 0


def test_a_reset_reaches_the_spotter_only_where_it_got_sound() -> None:
    spotter = LateSpotter(behind=1)
    watch = PhraseWatch(spotter, threshold=0.5)
    watch.reset()
    assert spotter.resets == 0
    list(hearing(watch, ["computer"]))
    watch.reset()
    watch.reset()
    assert (spotter.resets, watch.is_spotting) == (1, False)


def test_the_time_of_a_phrase_grows_with_its_words() -> None:
    assert phrase_seconds("hey myna") == 2 * phrase_seconds("computer") > 0
