"""The question behind a typed sentence: open until the next one, for a while."""

from myna.core.reply import Reply
from myna.session.typed_question import KEPT_SECONDS, TypedQuestion


def test_it_is_open_for_one_sentence() -> None:
    typed = TypedQuestion()
    assert typed.taken() is None
    typed.note(Reply)
    assert typed.taken() is Reply
    assert typed.taken() is None


def test_an_answer_that_asks_nothing_closes_it() -> None:
    typed = TypedQuestion()
    typed.note(Reply)
    typed.note(None)
    assert typed.taken() is None


def test_it_is_not_open_for_ever() -> None:
    seconds = iter([0.0, KEPT_SECONDS, 0.0, KEPT_SECONDS + 1.0])
    typed = TypedQuestion(lambda: next(seconds))
    typed.note(Reply)
    assert typed.taken() is Reply
    typed.note(Reply)
    assert typed.taken() is None
