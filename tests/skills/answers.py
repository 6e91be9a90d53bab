"""What skills answer, as the tables of the tests say it."""

import asyncio
from collections.abc import Iterable
from dataclasses import replace

from myna.core.reply import Reply
from myna.skills.skill_set import Skills


def answer(skills: Skills, text: str) -> str | None:
    """The text of the answer to ``text``, after its act is done; None for the language model's questions."""
    reply = skills.decide(text).reply
    return None if reply is None else asyncio.run(_told(reply))


async def _told(reply: Reply) -> str:
    news = await reply.act() if reply.act is not None else None
    return news or reply.text


async def talked(skills: Skills, sentences: Iterable[str]) -> list[Reply | None]:
    """What is answered to each of ``sentences``, which may answer a question before it; its text is what is said."""
    told, question = list[Reply | None](), None
    for sentence in sentences:
        reply = question(sentence) if question is not None else None
        if reply is None:
            decision = skills.decide(sentence)
            reply = decision.reply
            skills.answered(decision)
        told.append(None if reply is None else replace(reply, text=await _told(reply)))
        question = None if reply is None else reply.question
    return told
