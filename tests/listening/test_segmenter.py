"""One sentence on fakes: when a pause in it is told, and what the recogniser hears of it."""

from collections.abc import Callable, Mapping, Sequence

import pytest

from fakes import FakeActivity, FakeTranscriber
from myna.core.events import ListeningEvent, Partial, Paused, SpeechStarted, Utterance
from myna.core.ports import Transcript
from myna.core.sound import CHUNK_BYTES, CHUNK_SECONDS, AudioChunk
from myna.listening.completeness import Completeness, completeness
from myna.listening.endpoint import EndpointRules
from myna.listening.pre_roll import ScoredChunk
from myna.listening.segmenter import EARLY_SECONDS, MORE_SILENCE, PAUSE_SECONDS, UtteranceSegmenter
from myna.nlu.languages import language

RULES = EndpointRules(start_timeout_seconds=5)
WORDS = ["what", "time", "is", "it"]
PAUSE_CHUNKS = round(PAUSE_SECONDS / CHUNK_SECONDS)
EARLY_CHUNKS = round(EARLY_SECONDS / CHUNK_SECONDS)
LAST_CHUNKS = 22
"""Of the silence that ends a sentence by ``RULES``: 0.7 s."""
SILENCE = [""] * PAUSE_CHUNKS


def plain(_: str) -> Completeness:
    return Completeness.UNCLEAR


def heard(sound: str, number: int, *, silent: bool = False) -> ScoredChunk:
    """Chunk ``number`` of a stream; a ``silent`` one has sound in which there is no speech."""
    pcm = sound.encode().ljust(CHUNK_BYTES, b"\0")
    return ScoredChunk(AudioChunk(pcm, number * CHUNK_SECONDS), 0.0 if silent else FakeActivity().accept(pcm))


def follow(
    sounds: Sequence[str],
    *,
    judged: Callable[[str], Completeness] = plain,
    transcriber: FakeTranscriber | None = None,
    rules: EndpointRules = RULES,
    earlier: Utterance | None = None,
) -> list[ListeningEvent]:
    """The events of a sentence of ``sounds``, a chunk each, behind ``earlier``."""
    transcriber = transcriber or FakeTranscriber()
    transcriber.begin()
    start = earlier.at if earlier else 0.0
    sentence = UtteranceSegmenter(transcriber, rules, start, completeness=judged, earlier=earlier)
    events: list[ListeningEvent] = []
    for number, sound in enumerate(sounds, start=round(start / CHUNK_SECONDS) + 1):
        if not sentence.over:
            events += sentence.hear(heard(sound, number))
    return events


def pauses(events: Sequence[ListeningEvent]) -> list[tuple[int, str]]:
    """The pauses that were told: after how many chunks, and with which words."""
    return [(round(event.at / CHUNK_SECONDS), event.text) for event in events if isinstance(event, Paused)]


def test_a_pause_is_told_when_it_has_lasted_and_once() -> None:
    assert PAUSE_CHUNKS == 4
    assert pauses(follow([*WORDS, *SILENCE[1:], "noise"])) == []
    events = follow([*WORDS, *[""] * 30])
    assert pauses(events) == [(8, "what time is it")]
    assert [type(event) for event in events if not isinstance(event, Partial)] == [SpeechStarted, Paused, Utterance]


def test_the_next_pause_is_told_too_with_all_words_so_far() -> None:
    sounds = [*WORDS, *SILENCE, "", "now", *SILENCE, "noise", *SILENCE]
    assert pauses(follow(sounds)) == [(8, "what time is it"), (14, "what time is it now"), (19, "what time is it now")]


class Late(FakeTranscriber):
    """Gives the last word when it has heard ``silent_chunks`` behind it."""

    def __init__(self, silent_chunks: int) -> None:
        super().__init__()
        self._silent_chunks = silent_chunks

    def accept(self, pcm: bytes) -> str:
        text = super().accept(pcm)
        behind = len(self.accepted) - max((i for i, sound in enumerate(self.accepted, 1) if sound), default=0)
        return text if behind >= self._silent_chunks else text.rpartition(" ")[0]


def test_the_last_word_is_there_at_the_pause_though_the_recogniser_waits_for_more_silence() -> None:
    transcriber = Late(PAUSE_CHUNKS * (1 + MORE_SILENCE))
    events = follow([*WORDS, *SILENCE], transcriber=transcriber)
    assert pauses(events) == [(8, "what time is it")]
    assert events[-2] == Partial(events[-1].at, "what time is it")  # the words first, then the pause


def test_a_pause_is_told_again_with_other_words() -> None:
    transcriber = Late(PAUSE_CHUNKS * (1 + MORE_SILENCE) + 2)
    assert pauses(follow([*WORDS, *SILENCE, *SILENCE], transcriber=transcriber)) == [
        (8, "what time is"),
        (10, "what time is it"),
    ]


@pytest.mark.parametrize("word", ["and", "um"])
def test_a_pause_behind_a_word_that_wants_more_is_not_told(word: str) -> None:
    def judged(text: str) -> Completeness:
        return completeness(text, language("en"))

    assert pauses(follow([*WORDS, word, *[""] * 30], judged=judged)) == []
    assert len(pauses(follow([*WORDS, "now", *[""] * 30], judged=judged))) == 1


def test_there_is_no_pause_before_words() -> None:
    transcriber = FakeTranscriber()
    assert pauses(follow([*SILENCE * 3, *["noise"] * 6, *[""] * 40, *WORDS], transcriber=transcriber)) == []


def test_words_that_are_taken_back_leave_no_pause_without_words() -> None:
    class Revoked(FakeTranscriber):
        def finish(self) -> Transcript:
            super().finish()
            return Transcript("", 0.0)

    events = follow([*WORDS, *[""] * 100], transcriber=Revoked())
    assert pauses(events) == [(8, "what time is it")]


def test_the_recogniser_gets_more_of_the_rooms_own_silence_once_a_pause() -> None:
    transcriber = FakeTranscriber()
    transcriber.begin()
    sentence = UtteranceSegmenter(transcriber, RULES, 0.0, completeness=plain)
    room = ["noise", "", "", "noise"]
    chunks = [heard(sound, number) for number, sound in enumerate(WORDS, start=1)]
    chunks += [heard(sound, number, silent=True) for number, sound in enumerate(room * 2, start=5)]
    chunks += [heard("now", 13), *(heard(sound, number, silent=True) for number, sound in enumerate(room, start=14))]
    for chunk in chunks:
        list(sentence.hear(chunk))
    assert transcriber.accepted == [*WORDS, *room, *room * MORE_SILENCE, *room, "now", *room, *room * MORE_SILENCE]


@pytest.mark.parametrize("sounds", [[""] * 30, ["noise", *[""] * 30], [*WORDS, *SILENCE[1:], *WORDS]])
def test_the_recogniser_gets_no_more_where_nobody_has_spoken_or_paused(sounds: list[str]) -> None:
    transcriber = FakeTranscriber()
    follow(sounds, transcriber=transcriber)
    assert transcriber.accepted == sounds


def test_a_pause_in_the_rest_of_a_sentence_is_told_with_the_whole_of_it() -> None:
    earlier = Utterance(20 * CHUNK_SECONDS, "what time is it", 4 * CHUNK_SECONDS, 0.9)
    events = follow(["", "in", "london", "right", "now", *SILENCE], earlier=earlier)
    assert pauses(events) == [(29, "what time is it in london right now")]
    assert pauses(follow([""] * 30, earlier=earlier)) == []


class Finishing(FakeTranscriber):
    """Notes after how many chunks of sound it was asked for the final words."""

    def __init__(self, **words: Mapping[str, str]) -> None:
        super().__init__(**words)
        self.finished: list[int] = []

    def finish(self) -> Transcript:
        self.finished.append(len(self.accepted) - MORE_SILENCE * PAUSE_CHUNKS)
        return super().finish()


def utterances(events: Sequence[ListeningEvent]) -> list[tuple[int, str]]:
    """The sentences that were given: after how many chunks, and with which words."""
    return [(round(event.at / CHUNK_SECONDS), event.text) for event in events if isinstance(event, Utterance)]


def test_the_final_words_are_there_before_the_silence_is_long_enough() -> None:
    transcriber = Finishing()
    events = follow([*WORDS, *[""] * 30], transcriber=transcriber)
    over = len(WORDS) + LAST_CHUNKS
    assert utterances(events) == [(over, "what time is it")]
    assert transcriber.finished == [over - EARLY_CHUNKS]


def test_final_words_that_are_others_are_told_at_once() -> None:
    over = len(WORDS) + LAST_CHUNKS
    events = follow([*WORDS, *[""] * 30], transcriber=Finishing(corrected={"what time is it": "what time was it"}))
    assert pauses(events) == [(8, "what time is it"), (over - EARLY_CHUNKS, "what time was it")]
    assert utterances(events) == [(over, "what time was it")]
    assert Partial(events[-2].at, "what time was it") in events


def test_final_words_that_want_more_keep_the_sentence_open() -> None:
    def judged(text: str) -> Completeness:
        return completeness(text, language("en"))

    whole = "what time is it and now"
    transcriber = Finishing(corrected={"what time is it": "what time is it and", "what time is it now": whole})
    events = follow([*WORDS, *[""] * 20, "now", *[""] * 30], judged=judged, transcriber=transcriber)
    (said,) = utterances(events)
    assert said[0] > len(WORDS) + 21
    assert said[1] == whole


@pytest.mark.parametrize("late", range(EARLY_CHUNKS))
def test_a_speaker_who_goes_on_behind_the_final_words_is_heard_to_the_end(late: int) -> None:
    transcriber = Finishing()
    silence = [""] * (LAST_CHUNKS - EARLY_CHUNKS + late)
    rest = ["noise", "in", "london"]  # as soft as a word may begin
    events = follow([*WORDS, *silence, *rest, *[""] * 30], transcriber=transcriber)
    heard = [*WORDS, *silence, *rest]
    assert utterances(events) == [(len(heard) + LAST_CHUNKS, "what time is it in london")]
    assert len(transcriber.finished) == 2
    assert pauses(events)[-1][1] == "what time is it in london"
    assert [event.text for event in events if isinstance(event, Partial)][-2:] == [
        "what time is it in",
        "what time is it in london",
    ]
    assert len([event for event in events if isinstance(event, SpeechStarted)]) == 1


def test_of_the_sound_behind_the_final_words_nothing_is_lost() -> None:
    transcriber = FakeTranscriber()
    sounds = [*WORDS, *[""] * (LAST_CHUNKS - 2), "in", "london"]
    follow(sounds, transcriber=transcriber)
    before = [*WORDS, *[""] * (LAST_CHUNKS - EARLY_CHUNKS + MORE_SILENCE * PAUSE_CHUNKS)]
    assert transcriber.accepted == [*before, *sounds]  # all of it once more: words are understood by those around them


def test_what_the_final_words_were_mistaken_for_is_forgotten_when_the_speaker_goes_on() -> None:
    transcriber = FakeTranscriber(corrected={"set a timer for five": "set a time before five"})
    sounds = ["set", "a", "timer", "for", "five", *[""] * (LAST_CHUNKS - 2), "minutes", *[""] * 30]
    events = follow(sounds, transcriber=transcriber)
    assert pauses(events)[1][1] == "set a time before five"
    assert utterances(events)[0][1] == "set a timer for five minutes"


def test_a_noise_behind_the_final_words_leaves_them_as_they_were() -> None:
    sounds = [*WORDS, *[""] * (LAST_CHUNKS - 2), "noise", *[""] * 30]
    events = follow(sounds)
    assert utterances(events) == [(len(WORDS) + LAST_CHUNKS - 1 + LAST_CHUNKS, "what time is it")]
    (said,) = [event for event in events if isinstance(event, Utterance)]
    assert not said.continued


def test_the_rest_of_a_sentence_may_be_gone_on_with_too() -> None:
    earlier = Utterance(20 * CHUNK_SECONDS, "what time is it", 4 * CHUNK_SECONDS, 0.9)
    sounds = ["", "in", "london", "right", "now", *[""] * (LAST_CHUNKS - 1), "please", *[""] * 30]
    (said,) = [event for event in follow(sounds, earlier=earlier) if isinstance(event, Utterance)]
    assert said.text == "what time is it in london right now please"
    assert said.continued


def test_what_may_have_been_said_as_well_is_whole_too() -> None:
    transcriber = FakeTranscriber(alternatives={"for fifty minutes please": ("for fifteen minutes please", "")})
    earlier = Utterance(20 * CHUNK_SECONDS, "set a timer", 4 * CHUNK_SECONDS, 0.9)
    sounds = ["", "for", "fifty", "minutes", "please", *[""] * 30]
    (said,) = [
        event for event in follow(sounds, earlier=earlier, transcriber=transcriber) if isinstance(event, Utterance)
    ]
    assert said.text == "set a timer for fifty minutes please"
    assert said.alternatives == ("set a timer for fifteen minutes please", "")
