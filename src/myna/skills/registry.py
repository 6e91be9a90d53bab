"""Builds the skills of a configuration."""

from collections.abc import Callable, Mapping
from datetime import datetime
from random import Random
from typing import NoReturn

from myna.config import Config
from myna.core.errors import ServiceError
from myna.core.reply import Reply
from myna.nlu.intent_catalogue import IntentCatalogue, load_intents
from myna.nlu.parsers import Parsers
from myna.nlu.registry import parsers_of
from myna.nlu.responses import Responses
from myna.skills.about import AboutSkill
from myna.skills.alerts import TimerAlerts
from myna.skills.calculator import CalculatorSkill
from myna.skills.calendar import CalendarSkill
from myna.skills.chance import ChanceSkill
from myna.skills.clock import ClockSkill
from myna.skills.context import SkillContext
from myna.skills.joke import JokeSkill
from myna.skills.repeat import RepeatSkill
from myna.skills.skill_set import Handler, Skill, Skills
from myna.skills.speech import SpeechSkill
from myna.skills.spelling import SpellingSkill
from myna.skills.stop import StopSkill
from myna.skills.units import UnitsSkill
from myna.skills.user_commands.commands import Commands
from myna.skills.volume import VolumeSkill
from myna.skills.world_clock import WorldClockSkill
from myna.timers.manager import TimerManager


def build_skills(config: Config) -> Skills:
    """The skills of the language of ``config`` that need nothing but a sentence; the others refuse, in a sentence."""
    catalogue, parsers = load_intents(config.language), parsers_of(config.language)
    skills = [_NotRunning(catalogue), *_independent(catalogue.responses, parsers, datetime.now)]
    return Skills(catalogue, skills, _commands(config))


def build_all_skills(
    config: Config, context: SkillContext, manager: TimerManager, now: Callable[[], datetime] = datetime.now
) -> tuple[Skills, TimerAlerts]:
    """All skills of the language of ``config``, and what rings for the timers of ``manager``; ``now`` is local time."""
    catalogue, parsers = load_intents(config.language), parsers_of(config.language)
    responses, alerts = catalogue.responses, TimerAlerts(catalogue, manager)
    skills = [
        *_independent(responses, parsers, now),
        VolumeSkill(responses, context, parsers),
        SpeechSkill(responses, context, parsers),
        RepeatSkill(responses, context),
        StopSkill(responses, context, now, parsers),
        AboutSkill(responses, context, config.wake_phrases),
        *alerts.skills(),
    ]

    def prepare() -> None:
        if parsers is not None:
            parsers.units.load()
            parsers.questions.clock.find_places("")

    return Skills(catalogue, skills, _commands(config), prepare), alerts


def _independent(responses: Responses, parsers: Parsers | None, now: Callable[[], datetime]) -> list[Skill]:
    """The skills that need no running assistant; those that need parsers only in a language that has them."""
    skills: list[Skill] = [ClockSkill(responses, now), JokeSkill(responses, Random())]
    if parsers is not None:
        skills.append(CalendarSkill(responses, parsers.dates, now))
        skills.append(CalculatorSkill(responses, parsers))
        skills.append(UnitsSkill(responses, parsers))
        skills.append(WorldClockSkill(responses, parsers, now))
        skills.append(ChanceSkill(responses, parsers, Random()))
        skills.append(SpellingSkill(responses, parsers))
    return skills


def _commands(config: Config) -> Commands:
    return Commands(config.commands, config.language, log_words=config.privacy.log_transcripts)


class _NotRunning(Skill):
    """Answers every intent of ``catalogue`` that no other skill has: that it needs a running assistant."""

    name = "not running"

    def __init__(self, catalogue: IntentCatalogue) -> None:
        self._intents = catalogue.intents

    def handlers(self) -> Mapping[str, Handler]:
        """The refusal, for every intent."""
        return dict.fromkeys(self._intents, lambda _: Reply(act=_refuse))


async def _refuse() -> NoReturn:
    raise ServiceError(
        "not-running",
        "This needs a Myna that runs.",
        "Type: sudo systemctl start myna, or: myna run; then ask it again.",
    )
