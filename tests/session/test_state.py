"""The table of the session's states: every input has a row, and every state a way back to listening."""

from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from myna.core.errors import AudioError
from myna.core.events import (
    MicrophoneReady,
    NothingHeard,
    Partial,
    Paused,
    SpeechStarted,
    StopHeard,
    Utterance,
    WakeHeard,
)
from myna.core.reply import Reply
from myna.session.state import (
    TABLE,
    ActEnded,
    AlertDue,
    AlertExpired,
    AlertMissed,
    AlertReplied,
    AnswerAsked,
    AnswerEnded,
    AnswerSounded,
    Effect,
    Input,
    ListenPressed,
    MicrophoneLost,
    MicrophoneState,
    MutePressed,
    Overheard,
    Phase,
    State,
    StopPressed,
    StopSaid,
    TextTyped,
    UnmutePressed,
    first,
    step,
)

LOST = AudioError("microphone-lost", "The microphone is gone.")


class FakeAlert:
    """Something that rings; nobody asks it anything here."""

    text = "The pizza."
    missed = False

    def reply(self, words: str) -> Reply | None:
        return None

    async def end(self, *, missed: bool = False) -> None:
        pass


ALERT = FakeAlert()


def begin(act: int) -> None:
    pass


def question(words: str) -> Reply | None:
    return None


def inputs(act: int) -> list[Input]:
    """One of every kind; those of an act are of the act ``act``."""
    return [
        MicrophoneReady(1.0),
        WakeHeard(1.0, "computer"),
        StopHeard(1.0, "stop"),
        SpeechStarted(1.0),
        Partial(1.0, "what"),
        Paused(1.0, "what time"),
        Utterance(1.0, "what time is it", 0.5, 0.9),
        NothingHeard(1.0),
        StopSaid(),
        Overheard(),
        ListenPressed(),
        StopPressed(),
        MutePressed(),
        UnmutePressed(),
        MicrophoneLost(LOST),
        TextTyped(begin),
        AnswerSounded(act),
        AnswerEnded(act),
        AnswerAsked(act, question),
        ActEnded(act),
        AlertDue(ALERT, begin),
        AlertMissed(begin),
        AlertReplied(Reply("Later.")),
        AlertExpired(),
    ]


KINDS = [type(happening) for happening in inputs(0)]
WALKS = st.lists(st.sampled_from(range(len(KINDS))), max_size=40)


def walked(walk: Iterable[int], state: State) -> State:
    """Where a walk leads; acts are those in the foreground."""
    for index in walk:
        state, _ = step(state, inputs(state.act_number)[index])
    return state


def reachable() -> set[State]:
    """Every state that any inputs lead to, with acts left out, which are counted for ever."""
    seen: set[State] = set()
    waiting = [first(), first(listen=True), first(muted=True)]
    while waiting:
        state = waiting.pop()
        if state in seen:
            continue
        seen.add(state)
        for happening in inputs(0):
            after, _ = step(state, happening)
            waiting.append(replace(after, act_number=0))
    return seen


def test_every_input_has_a_row_in_every_phase_whatever_the_microphone() -> None:
    for state in reachable():
        for happening in inputs(0):
            assert any(row.fits(state, happening) for row in TABLE), (state, happening)


def test_every_phase_and_microphone_is_reached_and_every_row_is_used() -> None:
    states = reachable()
    assert {state.phase for state in states} == set(Phase)
    assert {state.microphone for state in states} == set(MicrophoneState)
    used = {
        next(index for index, row in enumerate(TABLE) if row.fits(state, happening))
        for state in states
        for happening in inputs(0)
    }
    assert used == set(range(len(TABLE)))


def test_every_effect_is_caused_by_some_row() -> None:
    assert {effect for row in TABLE for effect in row.effects} == set(Effect)


@pytest.mark.parametrize("phase", Phase)
def test_no_phase_is_a_dead_end_without_anybody_s_help(phase: Phase) -> None:
    """What ends by itself (an act, a ring, listening) leads back to idle; nobody need press anything."""
    by_itself = {
        Phase.IDLE: [],
        Phase.HEARING: [NothingHeard(1.0)],
        Phase.THINKING: [AnswerSounded(7), AnswerEnded(7)],
        Phase.SPEAKING: [ActEnded(7)],
        Phase.ASKING: [NothingHeard(1.0)],
        Phase.RINGING: [AlertExpired()],
    }
    for microphone in MicrophoneState:
        state = State(phase, microphone, act_number=7, alert=ALERT if phase is Phase.RINGING else None)
        for happening in by_itself[phase]:
            state, _ = step(state, happening)
        assert state.phase is Phase.IDLE


@given(WALKS)
def test_from_everywhere_a_stop_leads_back_to_listening(walk: list[int]) -> None:
    state = walked(walk, first())
    state, effects = step(state, StopPressed())
    assert state.phase is Phase.IDLE
    assert Effect.WAIT in effects or not state.can_hear
    state, _ = step(state, UnmutePressed())
    state, effects = step(state, MicrophoneReady(1.0))
    assert (state.name, state.can_hear) == ("listening", True)
    assert step(state, WakeHeard(1.0, "computer"))[0].name == "hearing"


@given(WALKS)
def test_nothing_is_listened_for_without_a_microphone(walk: list[int]) -> None:
    state = walked(walk, first())
    for happening in inputs(state.act_number):
        after, effects = step(state, happening)
        listens = {
            Effect.LISTEN,
            Effect.LISTEN_ON,
            Effect.LISTEN_FOR_ANSWER,
            Effect.LISTEN_FOR_REPLY,
            Effect.WAIT,
        }
        assert after.can_hear or not listens.intersection(effects)


def test_a_question_asked_without_a_microphone_is_listened_for_when_it_is_back() -> None:
    asked = walked([KINDS.index(MicrophoneLost), KINDS.index(AnswerAsked)], first())
    after, effects = step(asked, MicrophoneReady(1.0))
    assert after.phase is Phase.ASKING
    assert after.question is question
    assert effects == (Effect.LISTEN_FOR_ANSWER,)


@given(WALKS)
@example([KINDS.index(MicrophoneLost), KINDS.index(AnswerAsked), KINDS.index(MicrophoneReady)])
def test_what_rings_is_known_while_it_rings_and_a_loss_while_it_lasts(walk: list[int]) -> None:
    state = walked(walk, first())
    assert (state.alert is not None) == (state.phase is Phase.RINGING)
    assert (state.loss is not None) == (state.microphone is MicrophoneState.LOST)
    assert state.question is None or state.phase is not Phase.IDLE


@given(WALKS)
def test_what_an_interrupted_act_brings_changes_nothing(walk: list[int]) -> None:
    state = walked(walk, first())
    for ended in (AnswerSounded, AnswerEnded, ActEnded):
        assert step(state, ended(state.act_number - 1)) == (state, ())
    assert step(state, AnswerAsked(state.act_number - 1, question)) == (state, ())


@given(WALKS)
def test_only_who_is_silenced_loses_its_place(walk: list[int]) -> None:
    """An act keeps its number unless it is interrupted, ends, or another one begins."""
    state = walked(walk, first())
    for happening in inputs(state.act_number):
        after, effects = step(state, happening)
        if Effect.INTERRUPT in effects or Effect.BEGIN in effects or Effect.ANSWER in effects:
            assert after.act_number == state.act_number + 1


def test_a_question_of_its_own_waits_for_the_next_sentence_and_no_longer() -> None:
    asked, effects = step(State(Phase.SPEAKING, MicrophoneState.OPEN, act_number=1), AnswerAsked(1, question))
    assert (asked.phase, asked.name, asked.question) == (Phase.ASKING, "asking", question)
    assert Effect.LISTEN_FOR_ANSWER in effects
    answering = asked
    for happening in (SpeechStarted(1.0), Partial(1.0, "ten"), Paused(1.0, "ten minutes")):
        answering, _ = step(answering, happening)
        assert answering.question is question
    answering, effects = step(answering, Utterance(2.0, "ten minutes", 1.5, 0.9))
    assert (answering.phase, answering.question) == (Phase.THINKING, question)
    assert step(answering, AnswerEnded(answering.act_number))[0].question is None
    for other in (WakeHeard(1.0, "computer"), NothingHeard(1.0), StopHeard(1.0, "stop"), TextTyped(begin)):
        assert step(asked, other)[0].question is None


@pytest.mark.parametrize(
    ("state", "name"),
    [
        (State(), "listening"),
        (State(Phase.HEARING, MicrophoneState.OPEN), "hearing"),
        (State(Phase.THINKING, MicrophoneState.OPEN), "answering"),
        (State(Phase.SPEAKING, MicrophoneState.LOST, LOST), "answering"),
        (State(Phase.SPEAKING, MicrophoneState.MUTED), "muted"),
        (State(Phase.RINGING, MicrophoneState.MUTED, alert=ALERT), "ringing"),
        (State(Phase.IDLE, MicrophoneState.LOST, LOST), "no-microphone"),
        (State(Phase.IDLE, MicrophoneState.RETURNING), "listening"),
    ],
)
def test_its_name_is_the_phase_with_what_the_microphone_adds(state: State, name: str) -> None:
    assert state.name == name


def test_what_follows_an_answer_is_let_go_and_the_wake_phrase_is_waited_for() -> None:
    woken, _ = step(first(), WakeHeard(1.0, "computer", -30.0))
    assert (woken.follows, woken.level_db) == (False, -30.0)
    state, _ = step(woken, Utterance(2.0, "what time is it", 1.5, 0.9, level_db=-33.0))
    state, effects = step(state, AnswerEnded(state.act_number))
    assert (state.phase, state.follows, state.level_db) == (Phase.IDLE, True, -30.0)
    assert Effect.LISTEN_ON in effects
    for happening in (SpeechStarted(3.0), Partial(3.5, "he said"), Paused(4.0, "he said no")):
        state, _ = step(state, happening)
        assert (state.phase, state.follows) == (Phase.HEARING, True)
    after, effects = step(state, Overheard())
    assert (after.phase, effects) == (Phase.IDLE, (Effect.DROP, Effect.WAIT))
    assert after.follows, "who goes on is still not spoken to"
    for happening in (WakeHeard(5.0, "computer"), ListenPressed(), NothingHeard(5.0), TextTyped(begin), StopSaid()):
        assert not step(after, happening)[0].follows
    assert not step(state, Utterance(5.0, "and tomorrow", 4.5, 0.9))[0].follows


def test_who_pressed_a_button_is_as_loud_as_the_first_sentence() -> None:
    pressed, _ = step(State(level_db=-10.0), ListenPressed())
    assert pressed.level_db is None
    assert step(pressed, Utterance(2.0, "what time is it", 1.5, 0.9, level_db=-33.0))[0].level_db == -33.0
