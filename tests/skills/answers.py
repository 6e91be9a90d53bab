"""What skills answer, as the tables of the tests say it."""

import asyncio

from myna.core.reply import Reply
from myna.skills.skill_set import Skills


def answer(skills: Skills, text: str) -> str | None:
    """The text of the answer to ``text``, after its act is done; None for the language model's questions."""
    reply = skills.decide(text).reply
    return None if reply is None else asyncio.run(_told(reply))


async def _told(reply: Reply) -> str:
    news = await reply.act() if reply.act is not None else None
    return news or reply.text
