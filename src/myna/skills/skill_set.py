"""All skills together: what a sentence means, and who answers it.

The path of a sentence, each step only where the one before found nothing:

1. The user's own commands, what a skill wants of the things that it learns (a home's), and the templates of all skills,
   which are exact. A skill reads slots, never the sentence.
2. What a skill tells exactly: a fact whose question is all of the sentence.
3. What goes on with the question before it ("and in Tokyo"), where the skill that answered that understands it, and
   what is exact without the reason that is given beside it.
4. The classifier, where it is sure enough and the skill finds the slots that it needs, or asks for the missing one.
5. What is an order and was understood by nobody is told so. A question is for the sources of knowledge, which may take
   a moment (``looked_up``), and then the language model's.

Before anything acts there is a guard: a sentence that only mentions an order (a negation, a question about it, a
condition, a story) does nothing. It holds for the user's commands, unless the command's own wording is such a sentence,
for what the classifier understood, and for templates with a slot for any words; the other templates nobody meets by
accident, so that of them it holds for a negation and for what is taken back at its end. What is for another device is
refused, unless it is a thing of the home or a command of the user's.

A sentence of two orders is divided where each part is understood by itself, and the whole is not, or only by the
classifier.
"""

import logging
from collections.abc import AsyncGenerator, Callable, Collection, Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, replace
from typing import Protocol

from myna.core.decision import Decision, Kind, decided
from myna.core.ports import Form
from myna.core.reply import Question, Reply, amended, together
from myna.nlu.intent_catalogue import IntentCatalogue
from myna.nlu.parsers import Basics
from myna.nlu.templates import Intent
from myna.nlu.understanding import Parts, Understanding
from myna.skills.doubts import Doubts
from myna.skills.follow_ups import ANEW, BARE, DOUBTED, FOLLOW_UP, GOES_ON, MORE, OF_THAT, FollowUps, questions
from myna.skills.forms import Forms
from myna.skills.user_commands.commands import Commands, Understood

log = logging.getLogger(__name__)

Handler = Callable[[Intent], Reply | None]
"""Answers one intent; None where it cannot with these slots, so that another intent of the sentence is tried."""


@dataclass(frozen=True, slots=True)
class Classified:
    """A sentence that the classifier put into the class ``intent``, such as ``timer.set``, with that confidence."""

    text: str
    intent: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a sentence as a whole wants of things that skills learn while Myna runs, such as those of a home.

    So are timers by what they are for. ``certain``: it names one of them, and comes before what any sentence may mean.
    """

    intent: str
    reply: Reply
    certain: bool


Answer = Callable[[Classified], Reply | None]
"""Answers a sentence of one class, with the slots that it finds in it; None where it is no such sentence after all."""


SURE, SURE_TO_TELL = 0.5, 0.4
"""The classifier's least confidence where something is done or asked back, and where something is only told."""

SURE_TO_REFUSE = 0.7
"""The same of a refusal where a sentence is exact without what is said around it."""

_CHANGING = frozenset(
    """
    add brighter cancel change clear climate colour create dimmer down microphone mute off on pause rate remove resume
    set snooze stop stopwatch unmute up vacuum
    """.split()  # noqa: SIM905
)
"""What the classes end in whose sentences change something; the others only want to be told something."""

_NO_ORDER = "none.order"
"""The class of sentences that sound like an order for some skill, and want nothing of it."""

_STATE = "home.state"
"""The class of questions about a home's things, which may be about what was done to them."""

_HELD_BACK = frozenset(["negation", "condition", "report", "withdrawal", "retraction"])
"""The guards of sentences of that class behind which nothing happens; the others are a matter of talk."""

_ALWAYS_HELD = frozenset(["negation", "retraction"])
"""The guards behind which even what was worded exactly does nothing."""

TAKE_BACK = "MynaTakeBack"
"""The intent of what takes something back: what was done, or what Myna has asked about."""

NEVER_MIND = "HassNevermind"
"""The intent of what ends all that is being said or asked."""

_TOLD = frozenset(
    """
    MynaInstead MynaListCorrected MynaListNeeded MynaListTicked MynaMoveOne MynaSwap MynaWithout
    """.split()  # noqa: SIM905
)
"""The intents whose sentences tell what was said or meant ("I said fifteen"), and are meant so."""

_WITHOUT_REASON = frozenset(["MynaListClear", "MynaListRemove", "MynaListTicked"])
"""The intents whose slots for any words hold no reason."""

_ASKED_FIRST = frozenset(["MynaListClear"])
"""Those of them that are asked back before they are done, also behind a reason."""

_PASSED_OVER = frozenset(["HassNevermind", "MynaAside", "MynaHelp"])
"""The intents of what is said for itself, or about what stands behind it ("help, my card is gone")."""

_POLITE = frozenset(["about.greeting", "about.thanks"])
"""The classes of what is said around something else, which is what is wanted."""

_ENDING = frozenset(["cancel", "clear", "down", "mute", "pause", "remove", "stop"])
"""Those that end something, which is also said by "I don't need it any more"."""


_SETTING = frozenset(["alarm", "reminder", "timer"])
"""The skills that set something, which nobody wants twice."""


_SET_ANYWHERE = _SETTING | {"volume"}
"""The skills whose orders are none of what is put on a list or noted, behind whatever question."""

_BY_ONE_WORD = frozenset(["speech", "volume"])
"""The skills that one word in front of its reason is for: "louder, I can't hear you"."""

_SHORTEST_OWN = 3
"""Words of a sentence that is no answer to a question which takes any words; fewer may name an item: "time"."""


_UNWANTED = {"list.add": "list.remove"}
"""What a sentence of a class means that says it is not wanted any longer: "we no longer need milk"."""


class Skill(Protocol):
    """Answers some intents."""

    draws: Collection[str] = ()
    """How it is asked to answer the same sentence anew, and otherwise: "another" ("another one"), "again"."""

    @property
    def name(self) -> str:
        """One word for what it is about, as decisions and logs say it."""
        ...

    def handlers(self) -> Mapping[str, Handler]:
        """What answers each intent of the templates, by the intent's name; nothing unless a skill says so."""
        return {}

    def answers(self) -> Mapping[str, Answer]:
        """What answers each class of the classifier, by the class's name; nothing unless a skill says so."""
        return {}

    def tells(self, text: str) -> tuple[str, Reply] | None:
        """What ``text`` asks as a whole, and what is told; exact like a template, and nothing unless a skill says so.

        Nothing is done and nothing asked back.
        """
        return None

    def goes_on(self, text: str, before: Decision) -> Reply | str | None:
        """What ``text`` makes of what this skill has told ``before``, or the whole question that it is behind that.

        Nothing unless a skill says so.
        """
        return None

    def wants(self, text: str) -> Wanted | None:
        """What ``text`` as a whole wants of what this skill learns; exact, and nothing unless a skill says so."""
        return None

    def things(self) -> Sequence[str]:
        """What "it" may mean where a reason names one of several that this skill keeps; none unless a skill says so."""
        return ()

    def last_resort(self, text: str, otherwise: Reply) -> Reply | None:
        """What is tried for an order that nobody understood, before ``otherwise``; nothing unless a skill says so."""
        return None


class Sources(Protocol):
    """What questions about the world are looked up in."""

    def opened(self) -> AbstractAsyncContextManager[object]:
        """Open them; they are closed with the context. Raises nothing: a source that cannot be read has no answers."""
        ...

    async def look_up(self, decision: Decision) -> Decision | None:
        """What a source answers to the sentence of ``decision``, or what is said where none does; None: no change."""
        ...


class Skills:
    """All ``skills`` of the language of ``catalogue``; the user's own ``commands`` come first.

    ``prepare`` makes what a skill would else make for its first sentence. ``understanding`` has the language's guards
    and its classifier; without it, templates are all. ``basics`` read the answer to a question whether something was
    said. ``sources`` are asked what no skill answers, while they are ``opened``. Of two skills that answer one class
    the later one does.
    """

    def __init__(
        self,
        catalogue: IntentCatalogue,
        skills: Iterable[Skill],
        commands: Commands | None = None,
        prepare: Callable[[], object] = lambda: None,
        understanding: Understanding | None = None,
        basics: Basics | None = None,
        sources: Sources | None = None,
    ) -> None:
        self._prepare = prepare
        self._doubts = Doubts(catalogue.responses, basics)
        self._commands = commands
        self._understanding = understanding
        self._sources = sources
        self._opened = False
        self._handlers: dict[str, tuple[str, Handler]] = {}
        self._answers: dict[str, tuple[str, Answer]] = {}
        self._skills = tuple(skills)
        for skill in self._skills:
            self._handlers |= {intent: (skill.name, handler) for intent, handler in skill.handlers().items()}
            self._answers |= {intent: (skill.name, answer) for intent, answer in skill.answers().items()}
        self._handlers |= {name: ("", lambda _: None) for name in (ANEW, FOLLOW_UP, GOES_ON, OF_THAT)}
        self._follow_ups = FollowUps()
        self._reads = basics.numbers.parse if basics is not None else lambda _: None
        self._forms = Forms(catalogue.forms, self._templated_reply)
        self._templates = catalogue.templates(self._handlers)
        self._responses = catalogue.responses
        self._asks = catalogue.asks
        self._elsewhere = amended(catalogue.responses.reply("refuse_elsewhere"), refuses=True)
        self._not_understood = amended(catalogue.responses.reply("refuse_order"), refuses=True)

    def load(self) -> None:
        """Get ready for the first sentence, which would else take half a second; may run beside ``decide``."""
        self._templates.load()
        self._prepare()
        if self._understanding is not None:
            self._understanding.load()
        if self._commands is not None:
            self._commands.load()

    @asynccontextmanager
    async def opened(self) -> AsyncGenerator[None, None]:
        """Open the sources of knowledge, which are closed with the context."""
        if self._sources is None:
            yield
            return
        async with self._sources.opened():
            self._opened = True
            try:
                yield
            finally:
                self._opened = False

    async def looked_up(self, decision: Decision) -> Decision:
        """``decision``, or what a source of knowledge answers where it is a question that no skill answers."""
        if self._sources is None or not self._opened:
            return decision
        found = await self._sources.look_up(decision)
        return decision if found is None else self._with_way_out(found)

    def decide(self, text: str) -> Decision:
        """What ``text`` means, words as a recogniser or a person writes them; nothing is done yet.

        What its speaker corrected in it is understood, and told in the decision, as it was meant.
        """
        decision = self._decide(self._mended(text))
        if decision.skill:
            log.debug("The %s skill answers %s, by the %s", decision.skill, decision.intent, decision.step)
        return self._with_way_out(decision)

    def _with_way_out(self, decision: Decision) -> Decision:
        """``decision``, whose question is over where its answer takes back what was asked for."""
        reply = decision.reply
        if reply is None or reply.question is None or isinstance(reply.question, _WithWayOut):
            return decision
        question = _WithWayOut(reply.question, self._mended, self._takes_back, self._is_own, reply.takes_any)
        return replace(decision, reply=replace(reply, question=question))

    def _mended(self, text: str) -> str:
        return text if self._understanding is None else self._understanding.mended(text)

    def _plain(self, text: str) -> str:
        return text if self._understanding is None else self._understanding.plain(text)

    def _wordings(self, text: str) -> Iterable[str]:
        """``text``, and without its politeness where it has any."""
        return dict.fromkeys([text, self._plain(text)])

    def _takes_back(self, words: str) -> bool:
        said = self._wordings(words)
        return any(intent.name in (TAKE_BACK, NEVER_MIND) for one in said for intent in self._templates.matches(one))

    def _is_own(self, words: str) -> bool:
        """Whether ``words`` are by a template a question, or an order to set something: no item, and no note."""
        if len(words.split()) < _SHORTEST_OWN:
            return False
        found = self._templated(words) or self._politely(words) or self._told(words)
        if found is None or found.reply is None or found.kind != "act" or found.skill == "undo":
            return False
        if found.skill in _SET_ANYWHERE or (
            self._understanding is not None and self._understanding.asks_what_is(words)
        ):
            return True
        return not _acts(found.reply) and "items" not in found.slots and found.skill != "home"

    def _decide(self, text: str) -> Decision:
        if (anew := self._anew(text) or self._of_that(text)) is not None:
            return anew
        if (meant := self._followed(text, meant=True)) is not None:
            return meant
        divisions = [] if self._understanding is None else self._understanding.parts(text)
        exact = self._templated(text)
        clear = [parts for parts in divisions if parts.clear]
        if (both := self._divided(text, clear, refusing=exact is None)) is not None:
            return both
        if exact is not None:
            return exact
        if (other := self._in_its_place(text)) is not None:
            return other
        told = (self._told(words) for words in self._wordings(text))
        if (fact := next(filter(None, told), None)) is not None:
            return replace(fact, text=text)
        if (followed := self._followed(text)) is not None:
            return followed
        if (reasoned := self._reasoned(text)) is not None:
            return reasoned
        unclear = [parts for parts in divisions if not parts.clear]
        if (polite := self._politely(text, free=False)) is not None and not self._is_refused(text):
            return polite
        return (
            self._divided(text, unclear)
            or self._classified(text)
            or self._politely(text)
            or self._ended(text)
            or self._bare(text)
            or self._left(text)
        )

    def _reasoned(self, text: str) -> Decision | None:
        """What is ordered, or asked, beside the reason for it: "scrap that one, we're having chips".

        Only an order may stand behind its reason.
        """
        if self._understanding is None:
            return None
        before = self._follow_ups.before()
        named = () if before is None else before.slots.get("items", ())
        things = [*named, *(thing for skill in self._skills for thing in skill.things())]
        for one in self._understanding.without_reason(text, things):
            order = self._plain(one.order)
            found = self._templated(order, whole=one.order, free=one.names, but=_WITHOUT_REASON)
            found = found or self._second_thought(order)
            if found is None and not one.behind and (further := self._followed(order)) is not None:
                found = None if further.reply is None or _acts(further.reply) else further
            if found is None or found.reply is None or found.skill == "about":
                continue
            if " " not in order and found.skill not in _BY_ONE_WORD:
                continue
            if found.intent in _PASSED_OVER:
                return None
            if found.skill != "undo" and self._is_refused(text):
                continue
            held = _acts(found.reply) and self._guard(text) and found.intent not in _TOLD
            asks = found.intent in _ASKED_FIRST and found.reply.question is not None
            if found.reply.act is not None or asks if one.behind else not held:
                return replace(found, text=text)
        return None

    def _is_refused(self, text: str) -> bool:
        """Whether ``text`` is surely for a service that Myna does not have."""
        classified = self._classified(text)
        return classified is not None and classified.kind == "refuse" and classified.confidence >= SURE_TO_REFUSE

    def _second_thought(self, text: str) -> Decision | None:
        """What changes what was just done, by the templates."""
        before = self._follow_ups.before()
        if before is None or before.reply is None or not _acts(before.reply):
            return None
        found = self._templated(text)
        return found if found is not None and found.skill == "undo" else None

    def _politely(self, text: str, *, free: bool = True) -> Decision | None:
        """By the templates without the politeness of ``text``; those with a slot for any words only if ``free``."""
        if (plain := self._plain(text)) == text:
            return None
        found = self._templated(plain, whole=text, free=free)
        return None if found is None else replace(found, text=text)

    def _in_its_place(self, text: str) -> Decision | None:
        """What takes back what was just done, and does something else: "no, I meant an alarm for five"."""
        for intent in self._templates.matches(text):
            if intent.name not in _TOLD or "meant" not in intent.slots:
                continue
            skill, take_back = self._handlers[TAKE_BACK]
            back, new = take_back(intent), self._templated(str(intent.slots["words"]))
            if new is not None and self._is_said_again(new):
                return new
            if back is not None and back.act and new is not None and new.reply is not None and new.reply.act:
                return decided(text, together([back, new.reply], new.slots), "templates", skill, intent.name)
        return None

    def _is_said_again(self, new: Decision) -> bool:
        """Whether ``new`` is what was just done, so that its speaker only says it once more."""
        before = self._follow_ups.before()
        return before is not None and bool(new.slots) and (before.skill, before.slots) == (new.skill, new.slots)

    def _ended(self, text: str) -> Decision | None:
        """By the templates, of what ``text`` ends with behind a statement of something else."""
        order = "" if self._understanding is None else self._understanding.ending(text)
        found = self._templated(order, whole=text) if order else None
        return None if found is None else replace(found, text=text)

    def _templated(
        self, text: str, *, whole: str = "", free: bool = True, but: Collection[str] = ()
    ) -> Decision | None:
        """By the user's commands and the templates of the skills, which are exact.

        ``text`` is all that is meant, unless it is ``whole`` without its politeness: then that is what guards it.
        Without ``free`` no slot may take any words, ``but`` those of the intents of these names.
        """
        if self._commands is not None and (understood := self._commands.understand(text)) is not None:
            if guard := self._command_guard(text, understood):
                return Decision(text, "nothing", "guard", "commands", understood.command.name, reason=guard)
            return decided(text, self._commands.reply(understood), "commands", "commands", understood.command.name)
        wanted = self._wanted(text)
        if wanted is not None and wanted[1].certain:
            return self._guarded(text, *wanted)
        for intent in self._templates.matches(text):
            name, handler = self._handlers[intent.name]
            if (intent.free and not free and intent.name not in but) or (
                intent.name == DOUBTED and self._follow_ups.before() is None
            ):
                continue
            if (reply := handler(intent)) is not None:
                if reply.refuses and intent.free and self._guard(whole or text):
                    continue
                reply = reply if reply.act else self._asked_back(intent) or reply
                guard = self._guard(whole or text) if (_acts(reply) or intent.free) and intent.name != TAKE_BACK else ""
                if (guard in _ALWAYS_HELD and "denied" not in intent.slots) or (
                    guard and intent.free and intent.name not in _TOLD and _acts(reply)
                ):
                    kind: Kind = "model" if guard == "question" else "nothing"
                    return Decision(text, kind, "guard", name, intent.name, reason=guard)
                if _acts(reply) and self._is_elsewhere(text):
                    return self._for_another_device(text, name, intent.name)
                return decided(text, reply, "templates", name, intent.name)
        return None if wanted is None else self._guarded(text, *wanted)

    def _followed(self, text: str, *, meant: bool = False) -> Decision | None:
        """By what was asked or done before, with which ``text`` goes on; ``meant``: it corrects that question."""
        if (before := self._follow_ups.before()) is None or before.reply is None:
            return None
        intents = [one for one in self._templates.matches(text) if one.name in (GOES_ON, FOLLOW_UP)]
        intents = [one for one in intents if ("meant" in one.slots) == meant]
        if _acts(before.reply):
            return None if self._guard(text) else self._more(text, intents)
        if not meant and (further := self._further(text, before)) is not None:
            return further
        goes_on = [one for one in intents if one.name == GOES_ON]
        empty: Decision | None = None
        for question in (question for one in goes_on or intents for question in questions(before, one, self._reads)):
            found = self._asked(question)
            if found is None or not _goes_on(found, before):
                continue
            if found.reply is not None and not found.reply.empty:
                return found
            empty = empty or found
        return empty

    def _further(self, text: str, before: Decision) -> Decision | None:
        """What the skill that told the answer ``before`` makes of ``text`` behind it."""
        for skill in (skill for skill in self._skills if skill.name == before.skill):
            for words in self._wordings(text):
                found = skill.goes_on(words, before)
                if isinstance(found, Reply):
                    return decided(text, found, "templates", skill.name, before.intent)
                asked = self._asked(found) if found else None
                if asked is not None and asked.reply is not None and not _acts(asked.reply):
                    return asked
        return None

    def _asked(self, question: str) -> Decision | None:
        """What the whole ``question`` asks, by whatever understands it."""
        return self._templated(question) or self._told(question) or self._classified(question)

    def _anew(self, text: str) -> Decision | None:
        """What was drawn before, drawn once more: "another one" behind a joke, "again" behind a coin."""
        if (before := self._follow_ups.before()) is None:
            return None
        draws = next((skill.draws for skill in self._skills if skill.name == before.skill), ())
        said = self._wordings(text) if draws else ()
        intents = [one for words in said for one in self._templates.matches(words) if one.name == ANEW]
        if not any(one.slots["how"] in draws for one in intents):
            return None
        return self._templated(before.text) or self._classified(before.text)

    def _of_that(self, text: str) -> Decision | None:
        """What is asked of the word that was just spelled or explained: "and what does it mean"."""
        return None if (before := self._follow_ups.before()) is None else self._asked_of(text, before)

    def _asked_of(self, text: str, before: Decision) -> Decision | None:
        """What ``text`` asks of the word, or of the day, that the answer ``before`` told."""
        intents = [one for words in self._wordings(text) for one in self._templates.matches(words)]
        for asks in (str(one.slots["asks"]) for one in intents if one.name == OF_THAT):
            named = next(name for name in ("word", "date") if f"{{{name}}}" in asks)
            if not before.slots.get(named):
                continue
            question = asks.format(**{named: before.slots[named]})
            if (found := self._templated(question) or self._classified(question)) is not None:
                return replace(found, text=text)
        return None

    def _more(self, text: str, intents: Iterable[Intent]) -> Decision | None:
        """What was done last with other words too, where one of ``intents`` says so."""
        skill, more = self._handlers.get(MORE, ("", None))
        replies = (more(one) for one in intents if more is not None and "more" in one.slots)
        reply = next((reply for reply in replies if reply is not None), None)
        return None if reply is None else decided(text, reply, "templates", skill, MORE)

    def _bare(self, text: str) -> Decision | None:
        """What goes on with what was just done: "balloons and candles" behind a new list."""
        skill, bare = self._handlers.get(BARE, ("", None))
        reply = bare(Intent(BARE, text=text)) if bare is not None and not self._guard(text) else None
        return None if reply is None else decided(text, reply, "templates", skill, BARE)

    def _wanted(self, text: str) -> tuple[str, Wanted] | None:
        """What the first skill wants of its things, with the skill's name."""
        found = ((skill.name, skill.wants(text)) for skill in self._skills)
        return next(((name, wanted) for name, wanted in found if wanted is not None), None)

    def _guarded(self, text: str, name: str, wanted: Wanted) -> Decision:
        """``wanted``, unless the sentence only mentions it."""
        guard = self._guard(text) if _acts(wanted.reply) else ""
        if guard:
            return Decision(text, "nothing", "guard", name, wanted.intent, reason=guard)
        if _acts(wanted.reply) and name != "home" and self._is_elsewhere(text):
            return self._for_another_device(text, name, wanted.intent)
        return decided(text, wanted.reply, "templates", name, wanted.intent)

    def _told(self, text: str) -> Decision | None:
        """By what a skill tells of the whole sentence."""
        for skill in self._skills:
            if (told := skill.tells(text)) is not None:
                intent, reply = told
                return decided(text, reply, "knowledge", skill.name, intent)
        return None

    def _asked_back(self, intent: Intent) -> Reply | None:
        """The question for what the sentence lacks; None where its language has none, or it lacks nothing."""
        if (asked := self._asks.get(intent.name)) is None:
            return None

        def answered(answer: str) -> Reply | None:
            said = answer.strip(" .,!?")
            replies = (self._templated_reply(sentence.format(answer=said)) for sentence in asked["then"])
            return next((reply for reply in replies if reply is not None and reply.question is None), None)

        return Reply(asked["say"], question=answered)

    def _templated_reply(self, text: str) -> Reply | None:
        decision = self._templated(text)
        return None if decision is None else decision.reply

    def _guard(self, text: str) -> str:
        return "" if self._understanding is None else self._understanding.guard(text)

    def _is_elsewhere(self, text: str) -> bool:
        return self._understanding is not None and self._understanding.is_elsewhere(text)

    def _for_another_device(self, text: str, name: str, intent: str) -> Decision:
        """That an order is for a device that Myna does not reach."""
        reply = self._elsewhere or self._not_understood
        return Decision(text, "refuse", "guard", name, intent, reply=reply, reason="another device")

    def only_mentions(self, text: str) -> bool:
        """Whether ``text`` mentions an order and is none: it denies it, or is a condition, a report, a question on it.

        A question for what there is now has none in it.
        """
        guard = self._guard(text)
        if guard != "question" or self._understanding is None:
            return bool(guard)
        if self._understanding.asks_what_is(text):
            return False
        intents = [guess.intent for guess in self._understanding.classify(text)]
        return any(intent in (_NO_ORDER, _STATE) or _ends_in(intent, _CHANGING) for intent in intents)

    def _command_guard(self, text: str, understood: Understood) -> str:
        """Why the user's command that ``text`` seems to be is not meant; empty where it is."""
        if not understood.command.actions:
            return ""
        guard = self._guard(text)
        own = understood.intent.template.translate(str.maketrans("[](){}<>|", " " * 9))
        return "" if guard and self._guard(own) == guard else guard

    def _divided(self, text: str, divisions: Iterable[Parts], *, refusing: bool = True) -> Decision | None:
        """Both orders of ``text``, where each of them is understood by itself, or is guarded and left out.

        Without ``refusing`` none of them may be refused: the whole is understood in another way.
        """
        for parts in divisions:
            found: list[Decision | None] = []
            for part, guard in zip(parts.texts, parts.guards, strict=True):
                one = found[-1] and self._asked_of(part, found[-1]) if found else None
                one = one or self._asked(part)
                if not guard or (one is not None and one.reply is not None and not _acts(one.reply)):
                    found.append(one)
            decisions = [one for one in found if one is not None and one.reply is not None]
            if (
                decisions
                and len(decisions) == len(found)
                and _belong_apart(decisions, refusing=refusing and len(found) == len(parts.texts))
                and not _is_one_order(decisions)
                and (parts.clear or {one.skill for one in decisions} != {"chance"})  # "roll a die and give me a number"
            ):
                wanted = [one for one in decisions if one.intent not in _POLITE] or decisions
                return _together(text, self._told_afterwards(_each_once(wanted)))
        return None

    def _told_afterwards(self, decisions: Sequence[Decision]) -> list[Decision]:
        """``decisions``, of which each that tells what one before it changes tells it when that is done."""

        def told(place: int, one: Decision) -> Decision:
            before = [other for other in decisions[:place] if other.skill == one.skill]
            changed = any(other.reply is not None and _acts(other.reply) for other in before)
            if one.reply is None or _acts(one.reply) or not changed:
                return one

            async def then() -> str | None:
                if (reply := self._decide(one.text).reply) is None:
                    return None
                return (await reply.act() if reply.act else None) or reply.text

            return replace(one, reply=replace(one.reply, act=then))

        return [told(place, one) for place, one in enumerate(decisions)]

    def _classified(self, text: str) -> Decision | None:
        """By the classifier and the slots that the skills find, unless the sentence only mentions an order."""
        if self._understanding is None or not (guesses := self._understanding.classify(text)):
            return None
        guard = self._guard(text)
        if guesses[0].intent == _NO_ORDER and guard in _HELD_BACK:
            return Decision(text, "nothing", "guard", reason=guard)
        held: Decision | None = None
        plain = self._plain(text)
        asks_how = guard == "question" and self._understanding.asks_how(text)
        for guess in guesses:
            if guard == "withdrawal" and guess.intent in _UNWANTED:
                guess = replace(guess, intent=_UNWANTED[guess.intent])
            if (found := self._answers.get(guess.intent)) is None:
                continue
            name, answer = found
            if asks_how and _ends_in(guess.intent, _CHANGING) and (how := self._responses.reply(f"how_{name}")):
                return decided(text, how, "classifier", name, guess.intent, guess.confidence)
            if held is not None and (held.skill != name or _ends_in(guess.intent, _CHANGING)):
                continue  # a question about an act may still be one about what there is
            if (reply := answer(Classified(plain, guess.intent, guess.confidence))) is None:
                continue
            if not reply.refuses and guess.confidence < (SURE if _acts(reply) else SURE_TO_TELL):
                continue
            if (_acts(reply) or _only_mentioned(guard, guess.intent, reply)) and _holds_back(guard, guess.intent):
                kind: Kind = "model" if guard == "question" else "nothing"
                held = Decision(text, kind, "guard", name, guess.intent, reason=guard)
                if guard == "question" and self._understanding.asks_what_is(text):
                    continue
                return held
            if _acts(reply) and name != "home" and self._is_elsewhere(text):
                return self._for_another_device(text, name, guess.intent)
            return decided(text, reply, "classifier", name, guess.intent, guess.confidence)
        if held is not None:
            return held
        if guesses[0].confidence >= SURE and not guard and _ends_in(guesses[0].intent, _CHANGING):
            return self._order_not_understood(text)
        return None

    def _left(self, text: str) -> Decision:
        """What becomes of a sentence that nobody understood."""
        if self._understanding is not None and self._understanding.is_order(text):
            if guard := self._guard(text):
                return Decision(text, "nothing", "guard", reason=guard)
            return self._order_not_understood(text)
        return Decision(text, "model")

    def _order_not_understood(self, text: str) -> Decision:
        if self._not_understood is None:
            return Decision(text, "model")
        for skill in self._skills:
            if (reply := skill.last_resort(text, self._not_understood)) is not None:
                return decided(text, reply, "none", skill.name, "", 0.0, "an order that nobody understood")
        return Decision(text, "refuse", reply=self._not_understood, reason="an order that nobody understood")

    def answered(self, decision: Decision) -> None:
        """Note that ``decision`` is being carried out: what is said next may go on with it."""
        self._follow_ups.note(decision)

    def doubt(self, decision: Decision, others: Iterable[Decision]) -> Decision:
        """``decision``, or the question whether it was meant where one of ``others`` may have been said as well."""
        return self._with_way_out(self._doubts.asked(decision, others, self._speaks_against))

    def _speaks_against(self, other: Decision, decision: Decision) -> bool:
        """Whether nothing would be done if ``other`` was said: it only mentions an order, or names another thing.

        Nothing would be either if what was said is no order at all, whatever it is: then ``other`` has no words.
        """
        if not other.text:
            return True
        if other.reply is not None and _acts(other.reply):
            return False
        own = self._commands if decision.skill == "commands" else None
        return bool(self._guard(other.text)) or (own is not None and own.names_other(other.text, decision.text))

    def form(self, text: str) -> Form | None:
        """The form that the language model fills in where ``text`` sounds like something to be set."""
        return None if self._guard(text) else self._forms.form(text)


@dataclass(frozen=True, slots=True)
class _WithWayOut:
    """The ``question`` of a reply, and of those that answer it, which a sentence that ``takes_back`` ends.

    It does so also where any words may answer: "never mind" is noted by nobody. A question that ``takes_any`` words is
    not answered either by a sentence that ``is_own``.

    An answer is ``mended`` before it is read.
    """

    question: Question
    mended: Callable[[str], str]
    takes_back: Callable[[str], bool]
    is_own: Callable[[str], bool]
    takes_any: bool

    def __call__(self, words: str) -> Reply | None:
        words = self.mended(words)
        if self.takes_any and self.is_own(words):
            return None
        found = self.question(words)
        if (found is None or found.act is not None) and self.takes_back(words):
            return Reply()
        if found is None:
            return None
        if found.question is None or isinstance(found.question, _WithWayOut):
            return found
        return replace(found, question=replace(self, question=found.question, takes_any=found.takes_any))


def _belong_apart(decisions: Sequence[Decision], *, refusing: bool) -> bool:
    """Whether what was understood of the parts is likelier than one sentence.

    Where one part is refused, what is done must be exact: "text Ann and tell her that I am home in ten minutes" sets no
    timer. Without ``refusing`` no part may be refused.
    """
    refused = any(one.kind == "refuse" for one in decisions)
    return not refused or (
        refusing and all(one.kind == "refuse" or one.step != "classifier" or one.intent in _POLITE for one in decisions)
    )


def _acts(reply: Reply) -> bool:
    """Whether something is done, or asked back to be done, and not only said."""
    return (reply.act is not None or reply.question is not None) and not reply.only_notes


def _is_one_order(decisions: Sequence[Decision]) -> bool:
    """Whether one asks back what another one, for the same skill, says: they are one order in several parts."""
    asking = {one.skill for one in decisions if one.reply is not None and one.reply.question and not one.reply.confirms}
    return any(sum(one.skill == skill for one in decisions) > 1 for skill in asking)


def _each_once(decisions: Sequence[Decision]) -> list[Decision]:
    """``decisions`` without what is set again as it is set already: it was only said twice."""
    kept: list[Decision] = []
    for one in decisions:
        again = one.slots and any((one.skill, one.slots) == (other.skill, other.slots) for other in kept)
        if not (again and one.skill in _SETTING):
            kept.append(one)
    return kept


def _ends_in(intent: str, endings: frozenset[str]) -> bool:
    return intent.rpartition(".")[2] in endings


def _holds_back(guard: str, intent: str) -> bool:
    """Whether ``guard`` keeps a sentence of the class ``intent`` from acting."""
    if guard == "question":
        return _ends_in(intent, _CHANGING)
    return bool(guard) and not (guard == "withdrawal" and _ends_in(intent, _ENDING))


def _goes_on(found: Decision, before: Decision) -> bool:
    """Whether ``found`` is told by the skill of ``before``, of another thing; what is refused is refused as it was."""
    if found.reply is None or before.reply is None or _acts(found.reply):
        return False
    if (found.kind, found.skill) != (before.kind, before.skill):
        return False
    tells_alike = found.step != "classifier" and bool(found.slots) and found.slots.keys() == before.slots.keys()
    if found.intent != before.intent and not tells_alike:
        return False
    if found.reply.refuses:
        return True
    return found.reply.text != before.reply.text and (found.step != "classifier" or found.slots != before.slots)


def _only_mentioned(guard: str, intent: str, reply: Reply) -> bool:
    """Whether ``reply`` tells that there is nothing to change, or that it can't be, where nobody asked for a change.

    Or whether it tells what was drawn, or a joke, where nobody wanted one.
    """
    skill = intent.partition(".")[0]
    if skill in ("chance", "joke"):
        return guard in ("report", "negation") and not reply.refuses
    told = not reply.refuses or skill in _SETTING
    if skill in _SETTING and intent.endswith(".query"):
        return guard in ("report", "condition")
    return guard == "report" and told and _ends_in(intent, _CHANGING - {"stop"})


def _together(text: str, decisions: Sequence[Decision]) -> Decision:
    """One decision that does and says what all ``decisions`` do, in their order; there is at least one."""
    first, *others = decisions
    if not others:
        return replace(first, text=text)
    replies = [decision.reply for decision in decisions if decision.reply is not None]

    orders = [{"skill": one.skill, "intent": one.intent, "slots": dict(one.slots)} for one in decisions]
    skill = ",".join(dict.fromkeys(decision.skill for decision in decisions))
    intent = ",".join(dict.fromkeys(decision.intent for decision in decisions))
    reply = together(replies, {"orders": orders})
    return decided(text, reply, first.step, skill, intent, min(decision.confidence for decision in decisions))
