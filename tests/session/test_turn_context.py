"""What is known of a turn before and after it is certain that its answer is wanted."""

from functools import partial

from myna.session.turn_context import Gate, TurnContext


def test_what_waits_behind_a_gate_is_done_in_order_when_it_opens_and_once() -> None:
    gate, done = Gate(), list[str]()
    for word in ("one", "two"):
        gate.when_open(partial(done.append, word))
    assert done == []
    gate.open()
    gate.open()
    gate.when_open(partial(done.append, "three"))
    assert done == ["one", "two", "three"]


async def test_the_answer_of_a_typed_question_is_wanted_from_the_beginning() -> None:
    told: list[str] = []
    turn = TurnContext.certain("what time is it", aloud=False, on_text=told.append)
    assert turn.gate.opened.is_set()
    assert (turn.question, turn.aloud, turn.reply) == ("what time is it", False, None)
