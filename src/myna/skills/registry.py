"""Builds the skills of a configuration."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import NoReturn

from myna.config import Config
from myna.core.errors import ServiceError
from myna.core.reply import Reply
from myna.nlu.en.units import Units
from myna.nlu.intent_catalogue import IntentCatalogue
from myna.nlu.responses import Responses
from myna.skills.about import About
from myna.skills.alerts import TimerAlerts
from myna.skills.calculator import Calculator
from myna.skills.calendar import Calendar
from myna.skills.clock import Clock
from myna.skills.context import SkillContext
from myna.skills.quiet import Quiet
from myna.skills.skill_set import Handler, Skill, Skills
from myna.skills.speech import Speech
from myna.skills.unit_conversion import UnitConversion
from myna.skills.user_commands.commands import Commands
from myna.skills.volume import Volume
from myna.timers.manager import TimerManager


def build_skills(config: Config) -> Skills:
    """The skills of the language of ``config`` that need nothing but the sentence; the others refuse, in a sentence."""
    catalogue, units = IntentCatalogue(config.language), Units(config.language)
    skills = [_Absent(catalogue), *_simple(Responses(catalogue.responses), units, datetime.now)]
    return Skills(catalogue, skills, _own(config))


def build_all_skills(
    config: Config, context: SkillContext, manager: TimerManager, now: Callable[[], datetime] = datetime.now
) -> tuple[Skills, TimerAlerts]:
    """All skills of the language of ``config``, and what rings for them; ``now`` gives the local time."""
    catalogue, units = IntentCatalogue(config.language), Units(config.language)
    responses, alerts = Responses(catalogue.responses), TimerAlerts(catalogue, manager)
    skills = [
        *_simple(responses, units, now),
        Volume(responses, context),
        Speech(responses, context),
        Quiet(responses, context, now),
        About(responses, context, config.wake_phrases),
        *alerts.skills(),
    ]
    return Skills(catalogue, skills, _own(config), units.load), alerts


def _simple(responses: Responses, units: Units, now: Callable[[], datetime]) -> list[Skill]:
    return [Clock(responses, now), Calendar(responses, now), Calculator(responses), UnitConversion(responses, units)]


def _own(config: Config) -> Commands:
    return Commands(config.commands, config.language, log_words=config.privacy.log_transcripts)


class _Absent:
    """In the place of the skills of ``book`` that need a running assistant."""

    def __init__(self, catalogue: IntentCatalogue) -> None:
        self._intents = catalogue.description["intents"]

    def handlers(self) -> Mapping[str, Handler]:
        """For every intent."""
        return dict.fromkeys(self._intents, lambda _: Reply(act=_refuse))


async def _refuse() -> NoReturn:
    raise ServiceError(
        "not-running",
        "This needs a Myna that runs.",
        "Type: sudo systemctl start myna, or: myna run; then ask it again.",
    )
