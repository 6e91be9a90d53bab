"""What a skill answers."""

from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

Act = Callable[[], Coroutine[Any, Any, str | None]]
"""What is done when it is certain that it is wanted, once and to its end. What it returns is said in the place of the
reply's text. What fails is best told in words that way; it may raise MynaError, as an answer may."""


Question = Callable[[str], "Reply | None"]
"""Takes the sentence behind a question of Myna's own; None where that is no answer to it, but something else."""


def others_question(_: str) -> "Reply | None":
    """The question of another assistant, which takes the sentence behind it whatever that is: no answer of Myna's."""
    return None


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a fact was read: the ``source`` ("encyclopedia", "notes", "tables"), its article, the very sentence.

    ``article`` is the title of an article, the name of a file or of a table. ``trust`` is how sure it is that the
    sentence answers the question, from 0 to 1.
    """

    source: str
    article: str
    sentence: str
    trust: float = 1.0

    def as_json(self) -> dict[str, Any]:
        """It as decisions print it."""
        return {
            "source": self.source,
            "article": self.article,
            "sentence": self.sentence,
            "trust": round(self.trust, 3),
        }


@dataclass(frozen=True, slots=True)
class Reply:
    """``text`` is said, and ``act`` done before, if there is one.

    A text that is known beforehand can be made into sound while it is not yet certain that the sentence is over. A text
    that asks back comes with its ``question``, which the next sentence may answer. ``slots`` are the values that it is
    about, as programs read them: seconds, ISO 8601 dates and times, numbers. One that ``refuses`` says why nothing is
    done. An ``empty`` one tells that there is nothing of what was asked for. Where it ``only_notes`` what was spoken
    of, or asks which word is meant, nothing changes that a person has. A question that ``confirms`` only wants a yes,
    and one that ``takes_any`` words none in particular: an order or a question of its own is no answer to it.
    ``evidence`` is where a fact in it was read.
    """

    text: str = ""
    act: Act | None = None
    question: "Question | None" = None
    slots: Mapping[str, Any] = field(default_factory=dict, compare=False)
    refuses: bool = False
    only_notes: bool = False
    confirms: bool = False
    takes_any: bool = field(default=False, compare=False)
    empty: bool = field(default=False, compare=False)
    evidence: Evidence | None = field(default=None, compare=False)


def amended(reply: Reply | None, **changes: Any) -> Reply | None:
    """``reply`` with ``changes``, by the names of its fields; None where there is none."""
    return None if reply is None else replace(reply, **changes)


def together(replies: Sequence[Reply], slots: Mapping[str, Any]) -> Reply:
    """One reply about ``slots`` that does and says what all ``replies`` do, in their order; there is at least one.

    What the last one asks that asks is asked, at the end. It refuses where all of them do.
    """

    async def act_all() -> str:
        said = [(await reply.act() if reply.act else None) or reply.text for reply in ordered]
        return " ".join(filter(None, said))

    asking = next((reply for reply in reversed(replies) if reply.question is not None), None)
    ordered = [reply for reply in replies if reply is not asking] + ([] if asking is None else [asking])
    return Reply(
        " ".join(reply.text for reply in ordered if reply.text),
        act_all if any(reply.act for reply in replies) else None,
        None if asking is None else asking.question,
        slots,
        all(reply.refuses for reply in replies),
        all((reply.act is None and reply.question is None) or reply.only_notes for reply in replies),
        takes_any=asking is not None and asking.takes_any,
    )
