"""Spelling: a word letter by letter, and how often a letter is in it."""

from collections.abc import Mapping

from myna.core.reply import Reply, amended
from myna.nlu.parsers import Parsers
from myna.nlu.responses import Responses
from myna.skills.skill_set import Answer, Classified, Handler, Skill


class SpellingSkill(Skill):
    """Spells words as they were written or recognised."""

    name = "spelling"

    def __init__(self, responses: Responses, parsers: Parsers) -> None:
        self._responses = responses
        self._questions = parsers.questions.settings

    def handlers(self) -> Mapping[str, Handler]:
        """What answers each intent."""
        return {"MynaSpell": lambda intent: self._asked(intent.text)}

    def answers(self) -> Mapping[str, Answer]:
        """What answers each class."""
        return {"spelling.spell": self._spell, "spelling.count": self._count}

    def tells(self, text: str) -> tuple[str, Reply] | None:
        """Which of two spellings is right: "is it one c or two in accommodate"."""
        asked = self._questions.letter_asked(text)
        reply = None if asked is None else self._counted(asked.word, asked.letter)
        return None if reply is None else ("spelling.count", reply)

    def _count(self, classified: Classified) -> Reply | None:
        asked = self._questions.spelling(classified.text)
        return None if asked is None or not asked.letter else self._counted(asked.word, asked.letter)

    def _spell(self, classified: Classified) -> Reply | None:
        if (spelled := self._asked(classified.text)) is not None or self._questions.is_about_writing(classified.text):
            return spelled
        return amended(self._responses.reply("spelling_which"), question=self._answered)

    def _asked(self, text: str) -> Reply | None:
        """The word that ``text`` names, spelled; None where it names none."""
        asked = self._questions.spelling(text)
        if asked is None:
            return None
        return self._counted(asked.word, asked.letter) if asked.letter else self._spelled(asked.word)

    def _counted(self, word: str, letter: str) -> Reply | None:
        count = word.count(letter)
        key = "spelling_once" if count == 1 else "spelling_count"
        slots = {"word": word, "letter": letter, "count": count}
        return amended(self._responses.reply(key, letter=letter.upper(), word=word, count=count), slots=slots)

    def _answered(self, text: str) -> Reply | None:
        word = text.strip(" .?!").lower()
        return self._spelled(word) if word and len(word.split()) == 1 else None

    def _spelled(self, word: str) -> Reply | None:
        letters = ", ".join(letter.upper() for letter in word if letter.isalnum())
        return amended(self._responses.reply("spelling", word=word, letters=letters), slots={"word": word})
