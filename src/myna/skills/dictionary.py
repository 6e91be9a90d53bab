"""The dictionary: what a word means, other words for it, its opposite, and a sentence with it.

Its rules:

1. A single word that is not in the dictionary is told to be so. A phrase that is not in it goes to the language model,
   unless it is called a word or is asked what it "means".
2. "What is a banana" asks for the thing, of which a language model knows more; "what is an anachronism" for the word. A
   word counts as one that people know if it is common.
3. Where the dictionary is not installed, a question for a single word is told what to type.
4. It is a source of knowledge too, the last one: of "what is photosynthesis" and "who was Galileo" it tells the meaning
   where no encyclopedia has the article, and "what else" tells of the next one.
"""

from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from myna.core.reply import Evidence, Reply, amended, together
from myna.knowledge.found import Found
from myna.knowledge.wordnet import DictionaryMissingError, Sense, WordNet, opened
from myna.nlu.parsers import Parsers
from myna.nlu.responses import Responses
from myna.nlu.templates import Intent
from myna.nlu.title_table import TitleQuestions
from myna.skills.skill_set import Answer, Classified, Handler, Skill

_PARTS = ("noun", "verb", "adj", "adv")
_TOLD = 3
"""The most synonyms that are told."""

_TRUST = 0.9
"""Of a meaning, which may be another one than is asked for: it takes no refusal's place."""


class DictionarySkill(Skill):
    """Looks words up in the dictionary whose files are in ``folder``, if they are there."""

    name = "dictionary"

    def __init__(self, responses: Responses, parsers: Parsers, folder: Path) -> None:
        self._responses = responses
        self._questions = parsers.questions.definitions
        self._agrees = parsers.lists.agrees
        self._folder = folder

    def handlers(self) -> Mapping[str, Handler]:
        """What answers each intent."""
        intents = {"MynaDefine": "meaning", "MynaSynonym": "synonyms", "MynaOpposite": "opposite"}
        return {intent: partial(self._templated, about) for intent, about in intents.items()}

    def answers(self) -> Mapping[str, Answer]:
        """What answers each class."""
        return {"dictionary.define": self._asked}

    def tells(self, text: str) -> tuple[str, Reply] | None:
        """What a word means that is told before it is asked about; nothing where the dictionary does not have it."""
        wanted = self._questions.told(text)
        if wanted is None:
            return None
        try:
            with opened(self._folder) as dictionary:
                reply = self._looked_up(wanted, dictionary, must=False)
        except DictionaryMissingError:
            return None
        return None if reply is None else ("dictionary.define", reply)

    def _templated(self, about: str, intent: Intent) -> Reply | None:
        wanted = self._questions.named(str(intent.slots["word"]), about)
        if wanted is not None and "sure" in intent.slots:
            wanted = replace(wanted, sure=intent.slots["sure"])
        return None if wanted is None else self._answer(wanted)

    def _asked(self, classified: Classified) -> Reply | None:
        wanted = self._questions.wanted(classified.text)
        return None if wanted is None else self._answer(wanted)

    def _answer(self, wanted: Any) -> Reply | None:
        """The answer about a word; None where the dictionary has nothing to say, and need not."""
        if not wanted.word:
            return amended(self._responses.reply("dictionary_which"), question=partial(self._answered, wanted.about))
        one = " " not in wanted.word
        if wanted.sure == "maybe" and not one:
            return None
        must = wanted.sure == "word" or (wanted.sure == "likely" and one)
        try:
            with opened(self._folder) as dictionary:
                return self._looked_up(wanted, dictionary, must=must)
        except DictionaryMissingError:
            return amended(self._responses.reply("dictionary_missing"), refuses=True) if must else None

    def meanings(self, title: str) -> list[str]:
        """What the thing or the person called ``title`` may be, as it is said; none where there is no such noun."""
        wanted = self._questions.named(title)
        if wanted is None or not wanted.word:
            return []
        try:
            with opened(self._folder) as dictionary:
                senses = [sense for sense in dictionary.senses(wanted.word) if sense.part == "noun"]
        except DictionaryMissingError:
            return []
        keys = ("dictionary_meaning", *["dictionary_also"] * len(senses))
        told = (
            self._responses.reply(key, word=sense.word, meaning=sense.meaning)
            for key, sense in zip(keys, senses, strict=False)
        )
        return [reply.text for reply in told if reply is not None]

    def _looked_up(self, wanted: Any, dictionary: WordNet, *, must: bool) -> Reply | None:
        if wanted.sure == "maybe" and dictionary.is_common(wanted.word):
            return None
        senses = dictionary.senses(wanted.word)
        if wanted.noun:
            senses.sort(key=lambda sense: sense.part != "noun")
        if wanted.adjective:
            senses.sort(key=lambda sense: sense.part != "adj")
        if not senses:
            return self._unknown(wanted.word, wanted.about, dictionary.nearest(wanted.word)) if must else None
        told = {
            "meaning": self._meaning,
            "synonyms": self._synonyms,
            "opposite": lambda _: self._opposite(senses[0].word, dictionary.opposites(senses[0].word)),
            "example": self._example,
        }[wanted.about](senses)
        return amended(told, slots={"word": senses[0].word, "part": senses[0].part})

    def _answered(self, about: str, text: str) -> Reply | None:
        """The answer about the word that ``text`` is, if it is one."""
        wanted = self._questions.named(text, about)
        return self._answer(wanted) if wanted is not None and len(wanted.word.split()) == 1 else None

    def _unknown(self, word: str, about: str, near: str | None) -> Reply | None:
        slots = {"word": word}
        if near is None:
            return amended(self._responses.reply("dictionary_unknown", word=word), slots=slots)

        def answered(text: str) -> Reply | None:
            agrees = self._agrees(text)
            if agrees is None:
                return self._answered(about, text)
            return self._answered(about, near) if agrees else self._responses.reply("dictionary_leave")

        told = self._responses.reply("dictionary_near", word=word, near=near)
        return amended(told, slots=slots, question=answered, only_notes=True)

    def _meaning(self, senses: Sequence[Sense]) -> Reply | None:
        first = senses[0]
        if len({sense.part for sense in senses}) == 1:
            return self._responses.reply("dictionary_meaning", word=first.word, meaning=first.meaning)
        part = self._responses.names("dictionary_parts")[_PARTS.index(first.part)]
        return self._responses.reply("dictionary_meaning_as", word=first.word, part=part, meaning=first.meaning)

    def _synonyms(self, senses: Sequence[Sense]) -> Reply | None:
        """Those of the first meaning that has some; where it is not the first one, it is told."""
        found = next((sense for sense in senses if sense.synonyms), None)
        if found is None:
            return self._responses.reply("dictionary_no_synonym", word=senses[0].word)
        told = found.synonyms[:_TOLD]
        key = "dictionary_synonym" if len(told) == 1 else "dictionary_synonyms"
        if found is not senses[0]:
            key = "dictionary_synonyms_where"
        return self._responses.reply(key, word=found.word, words=", ".join(told), meaning=found.meaning)

    def _opposite(self, word: str, opposites: Sequence[str]) -> Reply | None:
        key = "dictionary_opposite" if opposites else "dictionary_no_opposite"
        return self._responses.reply(key, word=word, words=self._responses["dictionary_or"].join(opposites))

    def _example(self, senses: Sequence[Sense]) -> Reply | None:
        """A sentence with the very word; the dictionary has some that are with a synonym."""
        stem = senses[0].word.lower()[:-1]
        for example in (example for sense in senses for example in sense.examples):
            if stem in example.lower():
                return self._responses.reply("dictionary_example", example=example)
        replies = [self._responses.reply("dictionary_no_example", word=senses[0].word), self._meaning(senses)]
        return together([reply for reply in replies if reply is not None], {})


class Definitions:
    """``dictionary`` as a source of knowledge, for what ``questions`` read as a question for a title."""

    def __init__(self, dictionary: DictionarySkill, questions: TitleQuestions) -> None:
        self._dictionary = dictionary
        self._questions = questions

    def opened(self) -> AbstractAsyncContextManager[object]:
        """Nothing is kept open: a word is found in a millisecond."""
        return nullcontext()

    async def find(self, question: str) -> Found | None:
        """The meaning of what ``question`` asks for by "what is" or "who is"; None where it is something else."""
        asked = self._questions.asked(question)
        if asked is None or asked.about not in ("what", "who"):
            return None
        first, *others = self._dictionary.meanings(asked.title) or [""]
        return Found(first, Evidence("dictionary", "WordNet", first, _TRUST), tuple(others)) if first else None
