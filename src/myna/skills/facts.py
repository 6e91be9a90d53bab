"""Facts: what people ask most of countries, elements, planets and the like, told from the tables on the board.

Its rules:

1. A sentence is answered where both its relation and its subjects are known, and nothing else stands in it. A reading
   whose names are in no table is none.
2. What a name may mean twice (the country and the state of Georgia) is told of both, each with what it is.
3. What changes is said with its year. It only tells: nothing is done, and nothing asked back.
4. The tables know today. Of another time it says that it does not know it, and what is so today. What was once so a
   source may know, which is asked before (``EarlierFacts``); what will be so none knows.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import replace
from datetime import datetime

from myna.core.decision import Decision
from myna.core.reply import Evidence, Reply
from myna.knowledge.fact_tables import FactTables, Statement, tables
from myna.knowledge.found import Found
from myna.nlu.parsers import Parsers
from myna.nlu.plain_words import name_key
from myna.nlu.responses import Responses
from myna.skills.fact_words import Asked, FactWords, Tell, Told
from myna.skills.place_facts import PlaceFacts
from myna.skills.skill_set import Skill
from myna.skills.thing_facts import ThingFacts


class FactsSkill(Skill):
    """Answers from the tables of facts; ``now`` is local time."""

    name = "knowledge"

    def __init__(self, responses: Responses, parsers: Parsers, now: Callable[[], datetime] = datetime.now) -> None:
        self._words = FactWords(responses)
        self._questions = parsers.questions.facts
        self._times = parsers.questions.times
        self._now = now
        self._tag = parsers.tag
        self._relations: dict[str, list[Tell]] = defaultdict(list)
        for facts in (PlaceFacts(self._words, self._read), ThingFacts(self._words, self._read)):
            for relation, tell in facts.relations().items():
                self._relations[relation].append(tell)

    def _read(self) -> FactTables:
        return tables(self._tag)

    def tells(self, text: str) -> tuple[str, Reply] | None:
        """What ``text`` asks of the tables ("knowledge.capital"), and the answer; None where it asks nothing else."""
        told = self._tells_today(text) or self._tells_of_another_time(text, earlier=False)
        if told is None or not (names := self._names(text)):
            return told
        return told[0], replace(told[1], slots={"word": names[0]})

    def goes_on(self, text: str, before: Decision) -> Reply | str | None:
        """What ``text`` asks of the name that was told before, "there", or the question before in another unit."""
        if self._questions.is_unit_wanted(text):
            return f"{before.text} {text}"
        names = self._names(before.text)
        questions = [self._questions.pointing_to(text, name) for name in names]
        questions += [self._questions.instead(text, before.text, name) for name in self._subjects_told(before.text)]
        return next((one for one in questions if one is not None and self.tells(one) is not None), None)

    def _subjects_told(self, text: str) -> Sequence[str]:
        """The subjects of what ``text`` asks, where the tables answer it."""
        for wanted in self._questions.wanted(self._questions.topics(text)):
            if self._told_of(wanted.relation, wanted.subjects, wanted.detail) is not None:
                return tuple(wanted.subjects)
        return ()

    def _names(self, text: str) -> list[str]:
        """The names that the answer to ``text`` tells, or else speaks of; the likeliest first."""
        topics = self._questions.topics(text)
        if (statement := self._statement(topics)) is not None:
            return list(statement.names)
        for wanted in self._questions.wanted(topics):
            if self._told_of(wanted.relation, wanted.subjects, wanted.detail) is not None:
                places = self._read().named(wanted.subjects[0]) if wanted.relation == "capital" else []
                capitals = [place.capitals[0].name for place in places if place.capitals]
                return [*capitals, *wanted.subjects]
        return []

    def tells_of_earlier(self, text: str) -> tuple[str, Reply] | None:
        """What ``text`` asks of a time that is over, and what is so today; None where it asks nothing of the kind."""
        return self._tells_of_another_time(text, earlier=True)

    def _tells_of_another_time(self, text: str, *, earlier: bool) -> tuple[str, Reply] | None:
        year = self._now().year
        timed = self._times.timed(text, year)
        if timed is None:
            return None
        for question in timed.questions:
            if (told := self._tells_today(question)) is None:
                continue
            relation, reply = told
            known = timed.year is not None and (
                timed.year == year or re.search(rf"\b{timed.year}\b", reply.text) is not None
            )
            if known:
                return None if earlier else told
            if earlier == timed.to_come:
                return None
            key = "known_not_yet" if timed.to_come else "known_not_then"
            said = self._words.say(key, when=timed.when, text=reply.text).replace(" .", ".", 1)
            return relation, Reply(said, evidence=reply.evidence)
        return None

    def _tells_today(self, text: str) -> tuple[str, Reply] | None:
        topics = self._questions.topics(text)
        if not topics:
            return None
        if (statement := self._statement(topics)) is not None:
            return self._reply(statement.about, [Told(statement.say, statement.about)])
        if (pair := self._questions.both(topics)) is not None:
            told = [self._told([topic]) for topic in pair]
            known = [one for one in told if one is not None]
            return self._reply(known[0][0], [one[1] for one in known]) if len(known) == len(told) else None
        if (found := self._told(topics)) is not None:
            return self._reply(found[0], [found[1]])
        return self._is_statement(topics)

    def _told(self, topics: Sequence[str]) -> tuple[str, Told] | None:
        for wanted in self._questions.wanted(topics):
            if (told := self._told_of(wanted.relation, wanted.subjects, wanted.detail)) is not None:
                return wanted.relation, told
        return None

    def _told_of(self, relation: str, subjects: Sequence[str], detail: str) -> Told | None:
        x, y = (*subjects, "", "")[:2]
        told = (tell(Asked(x, y, detail)) for tell in self._relations[relation])
        return next((one for one in told if one is not None), None)

    def named(self, text: str, meant: Mapping[str, str]) -> tuple[str, Reply] | None:
        """The answer to ``text`` with the names that are ``meant`` by those in it; None where there is none."""
        for wanted in self._questions.wanted(self._questions.topics(text)):
            subjects = [meant.get(name, name) for name in wanted.subjects]
            told = self._told_of(wanted.relation, subjects, wanted.detail)
            if told is not None and not meant.keys().isdisjoint(wanted.subjects):
                return self._reply(wanted.relation, [told])
        return None

    def subjects(self, text: str) -> set[str]:
        """The names, or what stands for one, in every reading of ``text`` that asks something of the tables."""
        wanted = self._questions.wanted(self._questions.topics(text))
        return {name for one in wanted for name in one.subjects}

    def _statement(self, topics: Sequence[str]) -> Statement | None:
        found = (self._read().statement(topic) for topic in topics)
        return next((one for one in found if one is not None), None)

    def _is_statement(self, topics: Sequence[str]) -> tuple[str, Reply] | None:
        """Whether a statement is about the name that the question says: "is the largest ocean the Pacific"."""
        for topic in topics:
            for name, about in self._questions.identities(topic):
                if (found := self._extreme_is(name, about)) is not None:
                    return found
                statement = self._read().statement(about)
                if statement is None or not statement.names:
                    continue
                key = "known_yes" if name_key(name) in map(name_key, statement.names) else "known_no"
                if key == "known_no" and not self._is_name(name):
                    continue
                return self._reply(statement.about, [Told(self._words.say(key, text=statement.say), statement.about)])
        return None

    def _extreme_is(self, name: str, about: str) -> tuple[str, Reply] | None:
        """Whether ``name`` is the largest country, or another one that the tables find."""
        places, found = self._read().named(name), self._told([about])
        if not places or found is None or found[0] != "extreme":
            return None
        first = (f"{place.name[:1].upper()}{place.name[1:]} " for place in places)
        key = "known_yes" if found[1].text.startswith(tuple(first)) else "known_no"
        return self._reply("extreme", [Told(self._words.say(key, text=found[1].text), found[1].table)])

    def _is_name(self, name: str) -> bool:
        others = (other for one in self._read().statements for other in one.names)
        known = self._read().named(name) or self._read().element(name) or self._read().planet(name)
        return bool(known) or name_key(name) in map(name_key, others)

    def _reply(self, relation: str, told: Sequence[Told]) -> tuple[str, Reply]:
        text = self._spelled(" ".join(one.text for one in told))
        return f"knowledge.{relation}", Reply(text, evidence=Evidence("tables", told[0].table, text))

    def _spelled(self, text: str) -> str:
        """``text`` as it is written in the region of the language."""
        if self._tag == "en-us":
            return text
        return re.sub(r"meter(?=s?\b)", "metre", re.sub(r"neighbor", "neighbour", text)).replace("color", "colour")


class EarlierFacts:
    """``facts`` as a source of knowledge, of what is asked of a time that is over."""

    def __init__(self, facts: FactsSkill) -> None:
        self._facts = facts

    def opened(self) -> AbstractAsyncContextManager[object]:
        """Nothing to open: the tables are read with the facts."""
        return nullcontext()

    async def find(self, question: str) -> Found | None:
        """What is so today of what ``question`` asks of earlier; None where it asks something else."""
        told = self._facts.tells_of_earlier(question)
        return None if told is None else Found(told[1].text, told[1].evidence)
