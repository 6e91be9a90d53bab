"""Does what a sentence wants of the home, and answers what it asks about it.

Its rules:

1. A sentence is understood by the names and states that were told last, whether or not the server is there; what cannot
   be done is told at once.
2. Nothing is done before it is certain: the reply's act does it, and waits a moment for the things to be so. What does
   not get so is named.
3. Locks, garage doors and alarms, and what the configuration lists, are asked back first. Disarming is off until it is
   allowed.
4. What is only known to be about a thing or a room in some way, its words in no sentence that is known, is asked back
   as well: it may be misheard, or a story.
5. An order that nobody understands is the server's own agent's, where there is one; what that does not understand
   either stays what it was.
"""

import logging
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any, Protocol

from myna.config.schema import HomeAssistant
from myna.core.errors import HomeError, MynaError
from myna.core.reply import Reply
from myna.home.model import Area, Entity, Home, words
from myna.nlu.home_sentences import HomeIntent, HomeSentences, Mention, Name, home_table
from myna.nlu.politeness import plainer
from myna.nlu.responses import Responses
from myna.skills.home.orders import Order, order_of
from myna.skills.home.questions import HomeQuestions
from myna.skills.home.targets import targets
from myna.skills.home.words import HomeWords, are_many, called
from myna.skills.skill_set import Answer, Classified, Skill, Wanted

log = logging.getLogger(__name__)

SETTLE_SECONDS = 1.5
"""How long a thing may take until it is as it should be; a call itself has answered by then."""

GUARDED_DOMAINS = ("lock", "alarm_control_panel")
GUARDED_CLASSES = ("garage", "garage_door", "gate")
"""What is asked back before anything is done to it."""

_LISTS = {
    "HassListAddItem": "add",
    "HassShoppingListAddItem": "add",
    "HassListRemoveItem": "remove",
    "HassListCompleteItem": "complete",
    "HassShoppingListCompleteItem": "complete",
    "MynaListTell": "tell",
}

CLASSES: Mapping[str, HomeIntent] = {
    "home.on": HomeIntent("HassTurnOn"),
    "home.off": HomeIntent("HassTurnOff"),
    "home.brighter": HomeIntent("MynaLightChange", {"change": 1}),
    "home.dimmer": HomeIntent("MynaLightChange", {"change": -1}),
    "home.vacuum": HomeIntent("HassVacuumStart"),
}
"""What the classes of the classifier want of the thing that a sentence names."""

_SWITCHING = ("home.on", "home.off")


class HomeServer(Protocol):
    """The server of a home, as ``home/link.py`` keeps in touch with it."""

    @property
    def home(self) -> Home:
        """What it told last."""
        ...

    @property
    def connected(self) -> bool:
        """Whether it can be asked now."""
        ...

    @property
    def failure(self) -> MynaError | None:
        """Why it cannot be asked, if it cannot."""
        ...

    async def call(self, service: str, entities: Sequence[str], data: Mapping[str, Any] | None = None) -> Any:
        """Call ``service`` of all ``entities``; what it answers, if it answers. Raises HomeError."""
        ...

    async def process(self, text: str, language: str) -> str | None:
        """What its own agent answers; None where it understood nothing. Raises HomeError."""
        ...

    async def settled(self, entities: Sequence[str], wanted: Callable[[Entity], bool], seconds: float) -> list[str]:
        """Wait until all ``entities`` are as ``wanted``; after ``seconds`` those that are not."""
        ...


class HomeSkill(Skill):
    """Controls the home of ``server``; ``agrees`` reads whether an answer is yes (True), no (False) or neither."""

    name = "home"

    def __init__(
        self,
        responses: Responses,
        server: HomeServer,
        config: HomeAssistant,
        tag: str,
        agrees: Callable[[str], bool | None],
    ) -> None:
        self._responses = responses
        self._say = responses.sentence
        self._server = server
        self._config = config
        self._tag = tag
        self._agrees = agrees
        self._plainer = plainer(tag)
        self._words = HomeWords(responses)
        self._questions = HomeQuestions(responses)
        self._areas: Mapping[str, Area] = {}
        self._names: Sequence[Name] = ()
        self._sentences = HomeSentences(tag, ())
        self._spoken: frozenset[str] = frozenset()

    def wants(self, text: str) -> Wanted | None:
        """What ``text`` wants of the home; None where that is nothing."""
        home = self._server.home
        sentences = self._current(home)
        here = self._here(home)
        reply: Reply | None
        for said in [text, *self._plainer(text)]:
            if words(said) in self._spoken:
                reply = Reply(act=partial(self._process, said, None))
                return Wanted("automation", reply, certain=True)
            intents = sentences.matches(said, here)
            for intent in intents:
                if (reply := self._reply(home, intent, here)) is not None:
                    return Wanted(intent.name, reply, certain=intent.names_something)
            for intent in intents:
                if (reply := self._nothing_there(home, intent)) is not None:
                    return Wanted(intent.name, reply, certain=True)
        return None

    def answers(self) -> Mapping[str, Answer]:
        """What answers each class: what it wants of the thing that the sentence names, or the server's own agent."""
        return dict.fromkeys((*CLASSES, "home.colour", "home.climate", "home.state"), self._loosely)

    def last_resort(self, text: str, otherwise: Reply) -> Reply | None:
        """What becomes of an order that nobody understood: the server's own agent may; else it is ``otherwise``."""
        if not self._server.connected:
            return None
        return Reply(act=partial(self._process, text, otherwise.text))

    def _current(self, home: Home) -> HomeSentences:
        """The sentences about ``home``, made anew where it has other names."""
        if home.areas is not self._areas:  # it was read anew; states alone change often
            names = home_names(home)
            if self._names != names:
                self._names, self._sentences = names, HomeSentences(self._tag, names)
            self._areas, self._spoken = home.areas, frozenset(map(words, home.sentences))
        return self._sentences

    def _here(self, home: Home) -> str | None:
        area = None if self._config.area is None else home.find_area(self._config.area)
        return None if area is None else area.id

    def _reply(self, home: Home, intent: HomeIntent, here: str | None, *, loosely: bool = False) -> Reply | None:
        """What answers ``intent``; where it was understood ``loosely``, it is asked back before anything is done."""
        if intent.name in _LISTS:
            return self._list(home, intent)
        if (order := order_of(home, intent, here)) is not None:
            return self._ordered(home, intent, order, loosely=loosely)
        if (answer := self._questions.answer(home, intent, here)) is not None:
            return Reply(answer, slots=_slots(intent, targets(home, intent, (), here)))
        return None

    def _nothing_there(self, home: Home, intent: HomeIntent) -> Reply | None:
        """That there is nothing of the kind in the place that ``intent`` names; None where it names none."""
        if intent.things or intent.here or not (intent.areas or intent.floors):
            return None
        things = self._words.kind(str(intent.slots.get("domain") or ""), str(intent.slots.get("device_class") or ""))
        place = self._words.place(home, intent)
        return Reply(self._say("home_none", things=things, place=place), refuses=True, slots=_slots(intent, ()))

    def _ordered(self, home: Home, intent: HomeIntent, order: Order, *, loosely: bool) -> Reply:
        slots = _slots(intent, order.entities)
        if order.act == "disarm" and not self._config.allow_disarm:
            return Reply(self._say("home_disarm_off"), refuses=True, slots=slots)
        done = Reply(self._outcome(home, intent, order), partial(self._do, home, intent, order), slots=slots)
        guarded = [entity for entity in order.entities if self._is_guarded(entity)]
        if not guarded and not loosely:
            return done
        act = self._responses.get(f"home_act_{order.act}", self._responses["home_act_set"])
        answers = {True: done, False: Reply(self._say("home_kept")), None: None}
        name = self._words.names(guarded) if guarded else self._words.group(home, intent, order.entities)
        question = self._say("home_confirm", act=act, name=name)
        return Reply(question, question=lambda answer: answers[self._agrees(answer)], slots=slots, confirms=True)

    def _is_guarded(self, entity: Entity) -> bool:
        listed = {words(name) for name in self._config.confirm} | set(self._config.confirm)
        return (
            entity.domain in GUARDED_DOMAINS
            or entity.device_class in GUARDED_CLASSES
            or not listed.isdisjoint([entity.id, entity.domain, *map(words, entity.names)])
        )

    def _outcome(self, home: Home, intent: HomeIntent, order: Order) -> str:
        """What is said once all is as it should be."""
        entities = [entity for entity in order.entities if entity.answers] or list(order.entities)
        name = self._words.group(home, intent, entities)
        if not order.state:
            return self._say("home_done", name=" and ".join(entity.name for entity in entities))
        state = self._words.state(order.state, order.value)
        return self._say("home_are" if are_many(entities) else "home_is", name=name, state=state)

    async def _do(self, home: Home, intent: HomeIntent, order: Order) -> str | None:
        """Do it; what is said instead where not all is as it should be."""
        silent = [entity.id for entity in order.entities if not entity.answers]
        failure: HomeError | None = None
        for call in order.calls:
            asked = [name for name in call.entities if name not in silent]
            if not asked:
                continue
            try:
                await self._server.call(call.service, asked, call.data)
            except HomeError as error:
                failure = error
                log.warning("%s: %s", call.service, error.message)
                if error.code != "home-refused":
                    return self._failure(error)
                silent += asked
                continue
            if call.wanted is not None:
                silent += await self._server.settled(asked, call.wanted, SETTLE_SECONDS)
        if not silent:
            return None
        if failure is not None and len(silent) == len(order.entities):
            return self._failure(failure)
        missing = [home.entities[name] for name in silent if name in home.entities]
        many = "are" if are_many(missing) else "is"
        if len(missing) == len(order.entities):
            return self._say(f"home_silent_{many}", name=self._words.names(missing))
        kinds = {entity.domain for entity in order.entities}
        return self._say(
            f"home_some_{many}",
            done=len(order.entities) - len(missing),
            all=len(order.entities),
            name=self._words.kind(kinds.pop() if len(kinds) == 1 else ""),
            state=self._words.state(order.state, order.value),
            missing=self._words.names(missing),
        )

    def _list(self, home: Home, intent: HomeIntent) -> Reply | None:
        """What is done with a list of the home; None where it has none of that name."""
        lists = [home.entities[name] for name in intent.things if name.startswith("todo.")] or [
            entity
            for entity in home.entities.values()
            if entity.domain == "todo" and intent.name.startswith("HassShopping") and "shopping" in words(entity.name)
        ]
        if not lists:
            return None
        item = " ".join(str(intent.slots.get("item", "")).split())
        kind, slots = _LISTS[intent.name], {**_slots(intent, lists[:1]), "item": item}
        name = called(lists[0])
        if kind == "tell":
            return Reply(act=partial(self._tell_list, lists[0]), slots=slots, only_notes=True)
        if not item:
            return None
        said = {"add": "home_list_added", "remove": "home_list_removed", "complete": "home_list_done"}[kind]
        return Reply(
            self._say(said, item=item, name=name), partial(self._change_list, kind, lists[0], item), slots=slots
        )

    async def _tell_list(self, entity: Entity) -> str:
        try:
            answer = await self._server.call("todo.get_items", [entity.id], {"status": ["needs_action"]})
        except HomeError as error:
            return self._failure(error)
        items = [str(item.get("summary")) for item in ((answer or {}).get(entity.id) or {}).get("items", ())]
        if not items:
            return self._say("home_list_empty", name=called(entity))
        return self._say("home_list_told", name=called(entity), items=", ".join(items))

    async def _change_list(self, kind: str, entity: Entity, item: str) -> str | None:
        try:
            if kind == "add":
                await self._server.call("todo.add_item", [entity.id], {"item": item})
                return None
            answer = await self._server.call("todo.get_items", [entity.id], {"status": ["needs_action"]})
            items = [str(one.get("summary")) for one in ((answer or {}).get(entity.id) or {}).get("items", ())]
            found = next((one for one in items if words(one) == words(item)), None)
            if found is None:
                return self._say("home_list_missing", item=item, name=called(entity))
            if kind == "remove":
                await self._server.call("todo.remove_item", [entity.id], {"item": [found]})
            else:
                await self._server.call("todo.update_item", [entity.id], {"item": found, "status": "completed"})
        except HomeError as error:
            return self._failure(error)
        return None

    async def _process(self, text: str, otherwise: str | None) -> str:
        """What the server's own agent does and says; ``otherwise`` where it understands nothing."""
        try:
            said = await self._server.process(text, self._tag.partition("-")[0])
        except HomeError as error:
            return otherwise or self._failure(error)
        if said is None:
            return otherwise or self._say("home_not_understood")
        return said or self._say("home_done", name=text)

    def _loosely(self, found: Classified) -> Reply | None:
        """What a sentence of a class wants of the one thing or room that it names, in whatever words."""
        home = self._server.home
        sentences, here = self._current(home), self._here(home)
        said = {*words(found.text).split()}
        mentions = sentences.mentions(found.text)
        rooms = [one for one in mentions if one.kind == "area"]
        is_of_light = bool(_LIGHT & said)
        named = [one for one in mentions if one.kind == "name" and not (is_of_light and _is_one_of(one, rooms))]
        longest = max(named, key=lambda one: (one.end - one.start, len(one.ids)), default=None)
        wanted = found.intent
        if wanted == "home.climate":  # "it would be nice to have the fan on" is about warmth, and wants it switched on
            wanted = next((one for one in _SWITCHING if said.intersection(self._evidence(one))), wanted)
        intent = CLASSES.get(wanted) if said.intersection(self._evidence(wanted)) else None
        if intent is not None and self._says_more(found.text, mentions):
            intent = None
        if intent is not None and longest is not None:
            whole = HomeIntent(intent.name, intent.slots, longest.ids)
            return self._reply(home, whole, here, loosely=True)
        if found.intent == "home.state" and longest is not None:
            return self._reply(home, HomeIntent("HassGetState", {}, longest.ids, response="one"), here)
        if intent is not None and intent.name != "HassVacuumStart" and is_of_light and rooms:
            slots = {**intent.slots, "domain": "light"}
            areas = tuple(area for one in rooms for area in one.ids)
            return self._reply(home, HomeIntent(intent.name, slots, areas=areas), here, loosely=True)
        refusal = self._say("home_not_understood")
        if not self._server.connected:
            return Reply(self._failure(self._server.failure), refuses=True)
        return Reply(act=partial(self._process, found.text, refusal))

    def _says_more(self, text: str, named: Sequence[Mention]) -> bool:
        """Whether ``text``, beside what is ``named`` in it, says when, or whose: that is not done at once, or here."""
        inside = {place for one in named for place in range(one.start, one.end)}
        others = " ".join(word for place, word in enumerate(words(text).split()) if place not in inside)
        return any(re.search(pattern, others) for pattern in home_table(self._tag).get("more", ()))

    def _evidence(self, name: str) -> Iterable[str]:
        """The words of which a sentence of the class ``name`` has at least one where it wants something."""
        evidence: Iterable[str] = home_table(self._tag).get("evidence", {}).get(name, ())
        return evidence

    def _failure(self, error: MynaError | None) -> str:
        code = "" if error is None else error.code
        key = {"home-slow": "slow", "home-token-refused": "token", "home-refused": "refused"}.get(code, "unreachable")
        return self._say(f"home_{key}")


def home_responses(tag: str) -> Responses | None:
    """What is said of a home in the language ``tag``; None in a language that has nothing of it."""
    found = home_table(tag).get("responses")
    return None if found is None else Responses(found)


_LIGHT = frozenset(["light", "lights", "lamp", "lamps", "lighting"])


def _is_one_of(thing: Mention, rooms: Iterable[Mention]) -> bool:
    """Whether the name of a ``thing`` is that of one of ``rooms``."""
    return any((thing.start, thing.end) == (room.start, room.end) for room in rooms)


def home_names(home: Home) -> list[Name]:
    """All names of a home, as sentences have them."""
    names = [
        Name("name", words(name), entity.id, entity.domain, entity.device_class)
        for entity in home.entities.values()
        for name in entity.names
    ]
    names += [Name("area", words(name), area.id) for area in home.areas.values() for name in area.names]
    names += [Name("floor", words(name), floor.id) for floor in home.floors.values() for name in floor.names]
    return names


def _slots(intent: HomeIntent, entities: Sequence[Entity]) -> dict[str, Any]:
    return {**intent.slots, "entities": [entity.id for entity in entities]}
