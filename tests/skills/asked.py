"""What skills answer to a sentence that the classifier has put into a class."""

from myna.core.reply import Reply
from myna.nlu.intent_catalogue import load_intents
from myna.nlu.parsers import Parsers
from myna.nlu.registry import parsers_of
from myna.nlu.responses import Responses
from myna.skills.skill_set import Classified, Skill


def english() -> tuple[Responses, Parsers]:
    """The responses and the parsers of English."""
    parsers = parsers_of("en-us")
    assert parsers is not None
    return load_intents("en-us").responses, parsers


def asked(skill: Skill, intent: str, text: str) -> Reply:
    """The reply of ``skill`` to ``text`` of the class ``intent``."""
    reply = skill.answers()[intent](Classified(text, intent, 1.0))
    assert reply is not None
    return reply
