"""Says the last answer again, as it was or at another speed."""

from collections.abc import Mapping
from functools import partial

from myna.core.reply import Reply
from myna.nlu.responses import Responses
from myna.nlu.templates import Intent
from myna.skills.context import SkillContext
from myna.skills.skill_set import Answer, Classified, Handler, Skill
from myna.skills.speech import changed_speed, say_at


class RepeatSkill(Skill):
    """Repeats the last answer."""

    name = "repeat"

    def __init__(self, responses: Responses, context: SkillContext) -> None:
        self._responses = responses
        self._context = context

    def handlers(self) -> Mapping[str, Handler]:
        """What answers each intent."""
        return {"MynaRepeat": self._repeat}

    def answers(self) -> Mapping[str, Answer]:
        """What answers each class."""
        return {"repeat.again": self._again}

    def _again(self, classified: Classified) -> Reply | None:
        text = self._context.last_said
        return Reply(text) if text else self._responses.reply("nothing_said")

    def _repeat(self, intent: Intent) -> Reply | None:
        if not (text := self._context.last_said):
            return self._responses.reply("nothing_said")
        if (speed := intent.slots.get("speed")) is None:
            return Reply(text)
        return Reply(act=partial(say_at, self._context, changed_speed(self._context.speed, speed), text))
