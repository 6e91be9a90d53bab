"""Builds the skills of a configuration."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import NoReturn

from myna.config import Config, models_directory
from myna.core.errors import ServiceError
from myna.core.reply import Reply
from myna.knowledge import wordnet
from myna.knowledge.fact_tables import tables
from myna.knowledge.holidays import Holidays
from myna.knowledge.local_names import LOCAL_LANGUAGES
from myna.knowledge.notes import Notes, QuestionReader
from myna.knowledge.spoken_notes import SpokenNote, SpokenNotes
from myna.lists.manager import ListManager
from myna.models.encyclopedias import encyclopedias
from myna.nlu.intent_catalogue import IntentCatalogue, load_intents
from myna.nlu.note_table import note_table_of
from myna.nlu.parsers import Basics, Parsers
from myna.nlu.question_kinds import question_kinds_of
from myna.nlu.registry import basics_of, leads_of, parsers_of, title_questions_of, understanding_of
from myna.nlu.responses import Responses
from myna.nlu.title_table import TitleQuestions
from myna.nlu.understanding import Understanding
from myna.skills.about import AboutSkill
from myna.skills.alerts import TimerAlerts
from myna.skills.calculator import CalculatorSkill
from myna.skills.calendar import CalendarSkill
from myna.skills.calendar_facts import CalendarFactsSkill
from myna.skills.chance import ChanceSkill
from myna.skills.clock import ClockSkill
from myna.skills.context import SkillContext
from myna.skills.device import DeviceSkill
from myna.skills.dictionary import Definitions, DictionarySkill
from myna.skills.fact_sounds import FactSounds
from myna.skills.facts import EarlierFacts, FactsSkill
from myna.skills.holiday import HolidayFinder, HolidaySkill
from myna.skills.home.skill import HomeServer, HomeSkill, home_responses
from myna.skills.joke import JokeSkill
from myna.skills.knowledge import KnowledgeSkill, KnowledgeSources, Source
from myna.skills.list import ListSkill
from myna.skills.local_facts import LocalFactsSkill
from myna.skills.refusals import refusal_skills
from myna.skills.repeat import RepeatSkill
from myna.skills.second_thoughts import Done, SecondThoughtsSkill
from myna.skills.skill_set import Answer, Classified, Handler, Skill, Skills
from myna.skills.speech import SpeechSkill
from myna.skills.spelling import SpellingSkill
from myna.skills.stop import StopSkill
from myna.skills.stopwatch import StopwatchSkill
from myna.skills.sun import SunSkill
from myna.skills.unanswered import Unanswered
from myna.skills.units import UnitsSkill
from myna.skills.user_commands.commands import Commands
from myna.skills.volume import VolumeSkill
from myna.skills.world_clock import WorldClockSkill
from myna.timers.manager import TimerManager
from myna.timers.stopwatch import Stopwatch


def build_skills(config: Config) -> Skills:
    """The skills of the language of ``config`` that need nothing but a sentence; the others refuse, in a sentence."""
    catalogue, parsers = load_intents(config.language), parsers_of(config.language)
    responses, basics = catalogue.responses, parsers or basics_of(config.language)
    reference = _Reference.of(config, responses, parsers, datetime.now)
    skills = [
        *refusal_skills(responses),
        _NotRunning(catalogue),
        *_independent(config, responses, basics, parsers, reference, datetime.now),
    ]
    understanding = understanding_of(config.language)
    sources = _sources(config, responses, basics, reference, _notes(config, responses, parsers))
    return Skills(catalogue, skills, _commands(config), understanding=understanding, sources=sources)


def build_all_skills(
    config: Config,
    context: SkillContext,
    manager: TimerManager,
    now: Callable[[], datetime] = datetime.now,
    lists: ListManager | None = None,
    stopwatch: Stopwatch | None = None,
    understanding: Understanding | None = None,
    home: HomeServer | None = None,
) -> tuple[Skills, TimerAlerts]:
    """All skills of the language of ``config``, and what rings for the timers of ``manager``.

    ``now`` is local time. Without ``lists`` they live as long as the skills, and so does the stopwatch.
    ``understanding`` takes the place of the language's own. ``home`` is the server of the home, where there is one.
    """
    catalogue, parsers = load_intents(config.language), parsers_of(config.language)
    responses, basics = catalogue.responses, parsers or basics_of(config.language)
    done = Done()
    alerts = TimerAlerts(catalogue, manager, None if parsers is None else parsers.schedules, done)
    notes = _notes(config, responses, parsers)
    reference = _Reference.of(config, responses, parsers, now)
    lists = lists or ListManager()
    spoken = _spoken_notes(config, responses, parsers, lists, now)
    sources = _sources(config, responses, basics, reference, notes or spoken)
    stop = StopSkill(responses, context, now, parsers)
    skills = [
        *refusal_skills(responses),
        *_independent(config, responses, basics, parsers, reference, now),
        VolumeSkill(responses, context, parsers, done, stop.quiet_until),
        SecondThoughtsSkill(done),
        SpeechSkill(responses, context, parsers, done),
        RepeatSkill(responses, context, parsers),
        stop,
        AboutSkill(responses, context, config.wake_phrases),
        KnowledgeSkill(sources, context),
        *alerts.skills(),
    ]
    if basics is not None:
        skills.append(ListSkill(responses, lists, basics.lists, notes, done))
    if parsers is not None:
        skills.append(StopwatchSkill(responses, parsers, stopwatch or Stopwatch()))
    if home is not None and basics is not None and (said := home_responses(config.language)):
        skills.append(HomeSkill(said, home, config.home_assistant, config.language, basics.lists.agrees))

    def prepare() -> None:
        if parsers is not None:
            parsers.units.load()
            parsers.questions.clock.find_places("")
            parsers.questions.facts.load()
            tables(parsers.tag)

    understanding = understanding or understanding_of(config.language)
    skill_set = Skills(catalogue, skills, _commands(config), prepare, understanding, basics, sources)
    return skill_set, alerts


@dataclass(frozen=True, slots=True)
class _Reference:
    """What is looked up exactly as a skill, and otherwise as a source of knowledge."""

    facts: FactsSkill
    dictionary: DictionarySkill

    @classmethod
    def of(
        cls, config: Config, responses: Responses, parsers: Parsers | None, now: Callable[[], datetime]
    ) -> "_Reference | None":
        """That of a language; None where its questions cannot be read."""
        if parsers is None:
            return None
        dictionary = DictionarySkill(responses, parsers, models_directory(config) / wordnet.NAME)
        return cls(FactsSkill(responses, parsers, now), dictionary)


def _sources(
    config: Config, responses: Responses, basics: Basics | None, reference: _Reference | None, notes: Source | None
) -> KnowledgeSources:
    """What questions are looked up in, in the order in which they are asked."""
    questions = title_questions_of(config.language)
    sources = [] if questions is None else [*_encyclopedia(config, responses, questions)]
    if reference is not None and questions is not None:
        sources.append(EarlierFacts(reference.facts))
        sources.append(FactSounds(reference.facts, questions.sound, responses, config.language))
        sources.append(Definitions(reference.dictionary, questions))
    return KnowledgeSources(
        sources,
        responses,
        (lambda _: None) if basics is None else basics.lists.agrees,
        _asks_for_title(config),
        personal=[] if notes is None else [notes],
        unanswered=Unanswered(question_kinds_of(config.language), responses, config.model_facts),
    )


def _encyclopedia(config: Config, responses: Responses, questions: TitleQuestions) -> Iterator[Source]:
    """The encyclopedia, where there is one and the language has the words of its articles."""
    paths = encyclopedias(config)
    if paths and (leads := leads_of(config.language)) is not None:
        # libzim takes memory, and few have a file for it
        from myna.knowledge.encyclopedia.free import FreeWay
        from myna.knowledge.encyclopedia.sounds import SoundWay
        from myna.knowledge.encyclopedia.source import Encyclopedia
        from myna.knowledge.encyclopedia.titles import TitleWay

        titles = TitleWay(questions, leads, responses)
        changes = question_kinds_of(config.language).changes
        free = [FreeWay(responses, leads, changes)] if config.language.partition("-")[0] == "en" else []
        yield Encyclopedia(paths, config.language, [titles, *free, SoundWay(questions, titles, responses)])


def _asks_for_title(config: Config) -> Callable[[str], bool]:
    """What tells whether a sentence certainly asks about something that it names."""
    questions = title_questions_of(config.language)
    return lambda text: questions is not None and questions.asked(text) is not None


def _notes(config: Config, responses: Responses, parsers: Parsers | None) -> Notes | None:
    """The folder of a person's own notes, in a language whose questions can be read."""
    reader = _note_questions(config, parsers)
    return None if config.notes_dir is None or reader is None else Notes(config.notes_dir, reader, responses)


def _spoken_notes(
    config: Config, responses: Responses, parsers: Parsers | None, lists: ListManager, now: Callable[[], datetime]
) -> SpokenNotes | None:
    """The notes that ``lists`` keeps, in a language whose questions can be read."""
    reader = _note_questions(config, parsers)
    if reader is None:
        return None

    def notes() -> list[SpokenNote]:
        return [SpokenNote(note.text, datetime.fromtimestamp(note.at).date()) for note in lists.notes]

    return SpokenNotes(notes, reader, responses, now)


def _note_questions(config: Config, parsers: Parsers | None) -> QuestionReader | None:
    return note_table_of(config.language) if parsers is None else parsers.questions.notes


def _independent(
    config: Config,
    responses: Responses,
    basics: Basics | None,
    parsers: Parsers | None,
    reference: _Reference | None,
    now: Callable[[], datetime],
) -> list[Skill]:
    """The skills that need no running assistant; those that need parsers only in a language that has them."""
    skills: list[Skill] = [
        ClockSkill(responses, now),
        DeviceSkill(responses),
        JokeSkill(responses, Random(), _asks_for_title(config)),
    ]
    if basics is not None:
        sums, bills = (None, None) if parsers is None else (parsers.questions.sums, parsers.questions.bills)
        skills.append(CalculatorSkill(responses, basics, sums, bills))
    language = config.language.partition("-")[0]
    if basics is not None and language in LOCAL_LANGUAGES:
        skills.append(LocalFactsSkill(responses, basics.numbers, language))
    if parsers is not None:
        holidays = HolidayFinder(Holidays(config.country), parsers.questions.clock)
        skills.append(CalendarFactsSkill(responses, parsers, now))
        skills.append(CalendarSkill(responses, parsers.dates, holidays, now))
        skills.append(HolidaySkill(responses, parsers, holidays, now))
        skills.append(SunSkill(responses, parsers, config.place.position, now))
        skills.append(UnitsSkill(responses, parsers))
        skills.append(WorldClockSkill(responses, parsers, holidays, now))
        skills.append(ChanceSkill(responses, parsers, Random()))
        skills.append(SpellingSkill(responses, parsers))
    if reference is not None:
        skills += [reference.facts, reference.dictionary]
    return skills


def _commands(config: Config) -> Commands:
    return Commands(config.commands, config.language, log_words=config.privacy.log_transcripts)


_NEED_ASSISTANT = """
    alarm.change alarm.query alarm.remove alarm.set alarm.snooze list.add list.clear list.create list.query list.remove
    reminder.query reminder.remove reminder.set repeat.again rest.microphone speech.rate stop.stop timer.cancel
    timer.change timer.pause timer.query timer.resume timer.set timer.stopwatch volume.down volume.mute volume.query
    volume.set volume.unmute volume.up
"""
"""The classes of the classifier that need a running assistant."""


class _NotRunning(Skill):
    """Answers every intent of ``catalogue`` that no other skill has: that it needs a running assistant."""

    name = "not running"

    def __init__(self, catalogue: IntentCatalogue) -> None:
        self._intents = catalogue.intents

    def handlers(self) -> Mapping[str, Handler]:
        """The refusal, for every intent."""
        return dict.fromkeys(self._intents, lambda _: Reply(act=_refuse))

    def answers(self) -> Mapping[str, Answer]:
        """The refusal, for every class that needs a running assistant."""
        return dict.fromkeys(_NEED_ASSISTANT.split(), _cannot)


def _cannot(_: Classified) -> Reply:
    return Reply(act=_refuse)


async def _refuse() -> NoReturn:
    raise ServiceError(
        "not-running",
        "This needs a Myna that runs.",
        "Type: sudo systemctl start myna, or: myna run; then ask it again.",
    )
