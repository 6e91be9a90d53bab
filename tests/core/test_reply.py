"""Replies that are changed, and several that become one."""

from myna.core.reply import Reply, amended, together


async def _done() -> None:
    pass


async def _told() -> str:
    return "It has just rung."


def question(words: str) -> Reply | None:
    return None


def test_a_reply_is_amended_and_none_stays_none() -> None:
    changed = amended(Reply("Set.", _done), slots={"seconds": 60}, refuses=True)
    assert changed == Reply("Set.", _done, refuses=True)
    assert changed.slots == {"seconds": 60}
    assert amended(None, refuses=True) is None


async def test_several_replies_say_and_do_all_and_what_an_act_tells_takes_the_place_of_its_text() -> None:
    one = together([Reply("First."), Reply("Second.", _told), Reply("Third.", _done)], {"count": 3})
    assert (one.text, one.slots, one.question, one.refuses) == ("First. Second. Third.", {"count": 3}, None, False)
    assert one.act is not None
    assert await one.act() == "First. It has just rung. Third."


def test_replies_without_an_act_have_none_together_and_the_last_one_asks() -> None:
    one = together([Reply("First."), Reply("When?", question=question)], {})
    assert one.act is None
    assert one.question is question


def test_together_they_refuse_where_all_do() -> None:
    refusals = [Reply("I cannot.", refuses=True), Reply("Nor that.", refuses=True)]
    assert together(refusals, {}).refuses
    assert not together([*refusals, Reply("Done.")], {}).refuses


def test_what_is_asked_comes_last_together() -> None:
    asks = Reply("Shall I?", question=lambda _: Reply("Done."), confirms=True)
    both = together([asks, Reply("It is on.")], {})
    assert both.text == "It is on. Shall I?"
    assert both.question is asks.question
