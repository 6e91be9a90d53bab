"""Says the last answer again, as it was or at another speed; also to who asks whether Myna is sure."""

from collections.abc import Mapping
from functools import partial

from myna.core.reply import Reply
from myna.nlu.parsers import Parsers
from myna.nlu.responses import Responses
from myna.nlu.templates import Intent
from myna.skills.context import SkillContext
from myna.skills.follow_ups import DOUBTED
from myna.skills.skill_set import Answer, Classified, Handler, Skill
from myna.skills.speech import changed_speed, say_at


class RepeatSkill(Skill):
    """Repeats the last answer."""

    name = "repeat"

    def __init__(self, responses: Responses, context: SkillContext, parsers: Parsers | None = None) -> None:
        self._responses = responses
        self._context = context
        self._parsers = parsers

    def handlers(self) -> Mapping[str, Handler]:
        """What answers each intent."""
        return {"MynaRepeat": self._repeat, DOUBTED: self._repeat}

    def answers(self) -> Mapping[str, Answer]:
        """What answers each class."""
        return {"repeat.again": self._again}

    def _again(self, classified: Classified) -> Reply | None:
        return self._said("" if self._parsers is None else self._parsers.questions.settings.speed(classified.text))

    def _repeat(self, intent: Intent) -> Reply | None:
        return self._said(str(intent.slots.get("speed", "")))

    def _said(self, speed: str) -> Reply | None:
        """The last answer, ``speed`` being slower, faster or normal; as it was where that is ""."""
        if not (text := self._context.last_said):
            return self._responses.reply("nothing_said")
        if not speed:
            return Reply(text)
        percent = changed_speed(self._context.speed, speed)
        return Reply(act=partial(say_at, self._context, percent, text), slots={"speed": speed})
