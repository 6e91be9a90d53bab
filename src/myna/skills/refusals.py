"""Says honestly what Myna cannot do here, for each kind of request that it recognises and cannot serve.

One skill a kind, so that a decision names the kind ("weather"). A language lacks those whose response it lacks. The
user's own commands come before, so that one that serves such a request takes its place, as does any skill that answers
the same class.
"""

from collections.abc import Mapping

from myna.core.reply import Reply, amended
from myna.nlu.responses import Responses
from myna.skills.skill_set import Answer, Classified, Handler, Skill

KEY = "refuse_"
"""What the key of a kind's response begins with."""

CLASSES: Mapping[str, str] = {
    "banking": "account bill card",
    "booking": "restaurant travel",
    "weather": "forecast",
    "news": "read",
    "traffic": "report",
    "directions": "route",
    "taxi": "ride",
    "takeaway": "order",
    "transport": "ticket",
    "shares": "price",
    "currency": "rate",
    "mail": "mail",
    "messages": "text",
    "calls": "call",
    "contacts": "contact",
    "social": "post",
    "music": "play",
    "radio": "play",
    "podcast": "play",
    "audiobook": "play",
    "games": "play",
    "translate": "phrase",
    "location": "where",
    "phone": "find",
    "car": "state",
    "insurance": "policy",
    "work": "leave pay",
    "shopping": "order",
    "places": "suggest",
    "calendar": "event query remove set",
    "settings": "accent ai_name language reset sync user_name whisper",
    "home": "brighter climate coffee colour dimmer off on state vacuum",
    "household": "question",
    "chore": "do",
    "emergency": "",
    "internet": "search",
    "screen": "",
    "camera": "",
}
"""The classes of the classifier that are refused, by their skill."""

INTENTS: Mapping[str, str] = {
    "emergency": "MynaEmergency",
    "internet": "MynaSearchInternet",
    "screen": "MynaShowPicture",
    "camera": "MynaTakePicture",
    "traffic": "MynaHowIsRoad",
}
"""The intents of the templates that are refused, by their kind."""


class RefusalSkill(Skill):
    """Refuses all requests of one ``kind``."""

    def __init__(self, kind: str, refusal: Reply) -> None:
        self._kind = kind
        self._refusal = refusal

    @property
    def name(self) -> str:
        """The kind of request."""
        return self._kind

    def handlers(self) -> Mapping[str, Handler]:
        """The refusal, for the intent of the kind."""
        return {INTENTS[self._kind]: lambda _: self._refusal} if self._kind in INTENTS else {}

    def answers(self) -> Mapping[str, Answer]:
        """The refusal, for every class of the kind."""
        return {f"{self._kind}.{intent}": self._refuse for intent in CLASSES[self._kind].split()}

    def _refuse(self, classified: Classified) -> Reply:
        return self._refusal


def refusal(responses: Responses, kind: str) -> Reply | None:
    """The refusal of a ``kind`` of request; None in a language that lacks it."""
    return amended(responses.reply(f"{KEY}{kind}"), refuses=True)


def refusal_skills(responses: Responses) -> list[Skill]:
    """A skill for each kind that the language has a response for."""
    return [RefusalSkill(kind, reply) for kind in CLASSES if (reply := refusal(responses, kind)) is not None]
