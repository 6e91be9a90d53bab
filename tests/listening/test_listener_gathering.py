"""While all is quiet the listener lets chunks gather: on virtual time, when it takes them and what that costs."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from itertools import groupby

import pytest

import virtual_time
from fakes import FakeActivity, FakeMicrophone, FakeSpotter, FakeTranscriber, InlineWorker
from myna.core.events import ListeningEvent, WakeHeard
from myna.core.sound import CHUNK_SECONDS, AudioChunk
from myna.listening.endpoint import EndpointRules
from myna.listening.listener import QUIET_CHUNKS, Listener, ListeningEngines


class Noted(FakeMicrophone):
    """Notes when each chunk was taken."""

    taken: list[float]

    async def chunks(self) -> AsyncGenerator[AudioChunk, None]:
        self.taken = []
        async for chunk in super().chunks():
            self.taken.append(round(asyncio.get_running_loop().time(), 6))
            yield chunk


def heard(sounds: Sequence[str], *, paced: bool) -> tuple[Noted, list[tuple[float, ListeningEvent]]]:
    async def main() -> list[tuple[float, ListeningEvent]]:
        engines = ListeningEngines(FakeActivity(), FakeTranscriber(), FakeSpotter("computer"), None)
        listener = Listener(microphone, engines, EndpointRules(), InlineWorker("listener"))
        return [(asyncio.get_running_loop().time(), event) async for event in listener.events()]

    microphone = Noted(sounds, paced=paced)
    return microphone, virtual_time.run(main())


def test_in_a_quiet_room_it_wakes_once_for_eight_chunks() -> None:
    microphone, _ = heard([""] * (1 + 10 * QUIET_CHUNKS), paced=True)
    wakes = [len(list(chunks)) for _, chunks in groupby(microphone.taken)]
    assert wakes == [1, *[QUIET_CHUNKS] * 10]


@pytest.mark.parametrize("before", range(QUIET_CHUNKS))
def test_who_speaks_into_the_quiet_is_heard_with_all_words_before_the_next_eight_are_over(before: int) -> None:
    said = ["so", "computer", "what", "time"]
    microphone, events = heard([*[""] * (20 + before), *said, *[""] * 60], paced=True)
    ((when, event),) = [(when, event) for when, event in events if isinstance(event, WakeHeard)]
    assert event.at == pytest.approx((22 + before) * CHUNK_SECONDS)
    assert when - event.at < QUIET_CHUNKS * CHUNK_SECONDS
    spoken = [taken for number, taken in enumerate(microphone.taken, start=1) if number > 20 + before + QUIET_CHUNKS]
    assert len(set(spoken[:20])) == 20  # while somebody speaks each chunk is taken at its time


def test_a_recording_is_not_waited_for() -> None:
    microphone, _ = heard([""] * 100, paced=False)
    assert set(microphone.taken) == {0.0}
