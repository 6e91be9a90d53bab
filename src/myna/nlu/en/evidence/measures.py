"""What is measured of a question and a sentence that may answer it. Pure.

``NAMES`` are the measures; each is 0 where it does not apply. What they are worth is trained (``score.py``).
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from myna.nlu.en.evidence.question import FORMS, KINDS, Question, is_negated
from myna.nlu.en.evidence.text import PREPOSITIONS, STOP_WORDS, Rarities, Word, words_of
from myna.nlu.en.words import word_set

_NUMBERS = word_set("""
    billion dozen eight eighteen eighty eleven fifteen fifty first five forty four fourteen half hundred million nine
    nineteen ninety one quarter second seven seventeen seventy six sixteen sixty ten third thirteen thirty thousand
    three trillion twelve twenty two zero
""")
_YEAR = re.compile(r"(?:1\d|20)\d\ds?")
_TIME_WORDS = word_set("""
    april august bc bce centuries century day days december february january july june march may month months november
    october september week weeks year years ago
""")
_REASONS = word_set("as because by cause caused due for led order reason result resulted since therefore thus to")
_MANNERS = word_set("as by from through using via with")
_PRONOUNS = word_set("he her his it its she such that their these they this those")
_TAKING_BACK = word_set("""
    although but cannot except failed few instead little neither never no nor not only rather refused unable unless
    without
""")
_PERHAPS = word_set("could if may might perhaps should whether would")
_PASSIVE = word_set("are be been being is was were")
_NEGATING = ("un", "in", "im", "il", "ir", "non", "dis", "anti", "mis")

_LISTED = """
    covered covered_with_title covered_with_before covered_by_paragraph covered_by_article rarest_missing
    rarest_missing_in_paragraph rarest_missing_in_article missing missing_in_paragraph missing_in_article whole
    whole_in_paragraph names names_missing names_missing_in_paragraph numbers_missing pairs_in_order pairs_near
    pairs_turned same_pairs same_triples dense answers answers_by_name focus negations_differ question_negated
    sentence_negated opposite opposite_function replaced replaced_name replaced_number in_order prepositions
    other_prepositions verb new_before new_behind subject_first counted begins_with_pronoun taken_back perhaps
    last_word first_word matched question_words question_rarity sentence_words rarest_matched title_asked
    first_of_paragraph first_paragraph article_rank lead_of_article
"""
NAMES: tuple[str, ...] = (
    *_LISTED.split(),
    *(f"asks_{kind}" for kind in KINDS),
    *(f"answers_{kind}" for kind in KINDS[:6]),
    *(f"form_{form}" for form in FORMS),
)


@dataclass(frozen=True, slots=True)
class Opposites:
    """Words that mean the opposite of each other, by their stems."""

    of: Mapping[str, frozenset[str]]

    def has(self, stem: str, stems: frozenset[str]) -> bool:
        """Whether one of ``stems`` is an opposite of ``stem``."""
        if not self.of.get(stem, frozenset()).isdisjoint(stems):
            return True
        for prefix in _NEGATING:
            bare = stem.removeprefix(prefix)
            if (bare != stem and len(bare) > 3 and bare in stems) or (len(stem) > 3 and prefix + stem in stems):
                return True
        return False


@dataclass(frozen=True)
class Passage:
    """A sentence in its place: where it stands in its article, and what stands around it, as stems.

    ``index`` counts the sentences of its paragraph from 0, ``paragraph`` the paragraphs of the article. ``rank`` is
    that of the article among those that were found, from 0, and ``lead`` how much it is ahead of the next one, from 0
    to 1.
    """

    text: str
    before: frozenset[str]
    around: frozenset[str]
    title: frozenset[str]
    article: frozenset[str]
    index: int = 0
    paragraph: int = 0
    rank: int = 0
    lead: float = 0.0
    words: tuple[Word, ...] = field(init=False)
    stems: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        words = words_of(self.text)
        object.__setattr__(self, "words", words)
        object.__setattr__(self, "stems", frozenset(word.stem for word in words))


def measures(question: Question, passage: Passage, rarities: Rarities, opposites: Opposites) -> list[float]:
    """One number for each of ``NAMES``."""
    found = {
        **_coverage(question, passage, rarities),
        **_alignment(question, passage, rarities),
        **_answer(question, passage),
        **_contradiction(question, passage, rarities, opposites),
    }
    return [float(found.get(name, 0.0)) for name in NAMES]


def _coverage(question: Question, passage: Passage, rarities: Rarities) -> dict[str, float]:
    """How many of the question's words are where."""
    weights = {stem: rarities.of(stem) for stem in sorted(question.stems)}  # sums that are the same every time
    total = sum(weights.values()) or 1.0
    here, titled = passage.stems, passage.stems | passage.title
    around, anywhere = passage.around | passage.title, passage.article

    def share(stems: frozenset[str]) -> float:
        return sum(weight for stem, weight in weights.items() if stem in stems) / total

    def rarest(stems: frozenset[str]) -> float:
        return max((weight for stem, weight in weights.items() if stem not in stems), default=0.0)

    names = {word.stem for word in question.words[1:] if word.is_capital and word.is_content}
    numbers = {word.text for word in question.words if word.is_number}
    matched = question.stems & here
    return {
        "covered": share(here),
        "covered_with_title": share(titled),
        "covered_with_before": share(titled | passage.before),
        "covered_by_paragraph": share(around),
        "covered_by_article": share(anywhere),
        "rarest_missing": rarest(titled),
        "rarest_missing_in_paragraph": rarest(around),
        "rarest_missing_in_article": rarest(anywhere),
        "missing": len(question.stems - titled),
        "missing_in_paragraph": len(question.stems - around),
        "missing_in_article": len(question.stems - anywhere),
        "whole": question.stems <= titled,
        "whole_in_paragraph": question.stems <= around,
        "names": len(names),
        "names_missing": len(names - titled),
        "names_missing_in_paragraph": len(names - around),
        "numbers_missing": len(numbers - {word.text for word in passage.words}),
        "matched": len(matched),
        "question_words": len(question.stems),
        "question_rarity": total,
        "sentence_words": len(passage.words),
        "rarest_matched": max((weights[stem] for stem in matched), default=0.0),
        "title_asked": len(question.stems & passage.title) / max(1, len(passage.title)),
        "first_of_paragraph": passage.index == 0,
        "first_paragraph": passage.paragraph == 0,
        "article_rank": passage.rank,
        "lead_of_article": passage.lead,
    }


def _alignment(question: Question, passage: Passage, rarities: Rarities) -> dict[str, float]:
    """Whether the words that both have stand together in the same way."""
    places: dict[str, list[int]] = defaultdict(list)
    for index, word in enumerate(passage.words):
        places[word.stem].append(index)
    stems = [word.stem for word in question.content]
    pairs = list(pairwise(stems))

    def distances(first: str, second: str) -> list[int]:
        return [to - of for of in places.get(first, ()) for to in places.get(second, ())]

    ordered = near = turned = 0
    for first, second in pairs:
        steps = distances(first, second)
        follows = any(0 < step <= 4 for step in steps)
        ordered += follows
        near += any(abs(step) <= 6 for step in steps)
        turned += any(-4 <= step < 0 for step in steps) and not any(0 < step <= 8 for step in steps)
    matched = list(dict.fromkeys(stem for stem in stems if stem in places))
    nearest = [
        min(distances(first, second), key=abs) for at, first in enumerate(matched) for second in matched[at + 1 :]
    ]
    forwards = sum(1 if step > 0 else -1 for step in nearest)
    asked, said = [word.text for word in question.words], [word.text for word in passage.words]
    good, bad = _prepositions(question, said, places)
    return {
        "pairs_in_order": ordered / max(1, len(pairs)),
        "pairs_near": near / max(1, len(pairs)),
        "pairs_turned": turned,
        "same_pairs": _shared(asked, said, 2),
        "same_triples": _shared(asked, said, 3),
        "dense": _density(matched, passage.words),
        "in_order": forwards / len(nearest) if nearest else 0.0,
        "prepositions": good,
        "other_prepositions": bad,
    }


def _shared(asked: Sequence[str], said: Sequence[str], count: int) -> float:
    """Which part of the runs of ``count`` words in ``asked`` are in ``said``."""
    wanted = set(zip(*(asked[start:] for start in range(count)), strict=False))
    there = set(zip(*(said[start:] for start in range(count)), strict=False))
    return len(wanted & there) / max(1, len(wanted))


def _density(stems: Sequence[str], words: Sequence[Word]) -> float:
    """The number of ``stems`` by that of the words of the shortest run of ``words`` that has them all."""
    if not stems:
        return 0.0
    last: dict[str, int] = {}
    shortest = len(words)
    for index, word in enumerate(words):
        if word.stem in stems:
            last[word.stem] = index
            if len(last) == len(stems):
                shortest = min(shortest, index - min(last.values()) + 1)
    return len(stems) / shortest


def _prepositions(question: Question, said: Sequence[str], places: Mapping[str, Sequence[int]]) -> tuple[int, int]:
    """How many words have the same preposition before them in both, and how many another one or none."""
    good = bad = 0
    for index, word in enumerate(question.words):
        if word.text not in PREPOSITIONS:
            continue
        behind = next((one for one in question.words[index + 1 : index + 4] if one.is_content), None)
        if behind is None or behind.stem not in places:
            continue
        if any(word.text in said[max(0, place - 3) : place] for place in places[behind.stem]):
            good += 1
        else:
            bad += 1
    return good, bad


def _answer(question: Question, passage: Passage) -> dict[str, float]:
    """Whether the sentence has something of the kind that is asked for, which the question does not have."""
    asked = {word.text for word in question.words}
    new = [word for word in passage.words if word.text not in asked]
    names = sum(word.is_capital and word.is_content for word in new[1:])
    numbers = [word for word in new if word.is_number or word.text in _NUMBERS]
    texts = {word.text for word in new}
    has = {
        "person": names > 0,
        "time": any(_YEAR.fullmatch(word.text) for word in new) or not texts.isdisjoint(_TIME_WORDS),
        "place": names > 0 and not texts.isdisjoint(PREPOSITIONS),
        "number": bool(numbers),
        "reason": not texts.isdisjoint(_REASONS),
        "manner": not texts.isdisjoint(_MANNERS),
    }
    answers = has.get(question.kind, True)
    focus = 0 if not question.focus else 1 if question.focus in passage.stems else -1
    return {
        "answers": answers,
        "answers_by_name": min(4, names),
        "focus": focus,
        "counted": _counted(question, passage),
        f"asks_{question.kind}": 1.0,
        f"answers_{question.kind}": answers and question.kind in has,
        f"form_{question.form}": 1.0,
    }


def _counted(question: Question, passage: Passage) -> int:
    """Whether a number stands before what is counted: 1, or -1 where none does; 0 where nothing is counted."""
    if question.kind != "number" or not question.focus:
        return 0
    words = passage.words
    for index, word in enumerate(words):
        before = words[max(0, index - 4) : index]
        if word.stem == question.focus and any(one.is_number or one.text in _NUMBERS for one in before):
            return 1
    return -1


def _contradiction(question: Question, passage: Passage, rarities: Rarities, opposites: Opposites) -> dict[str, float]:
    """What makes it likely that the sentence is about something else."""
    said = [word.text for word in passage.words]
    texts = frozenset(said)
    opposite = function = 0.0
    for word in question.words:
        if word.stem in passage.stems or not opposites.has(word.stem, passage.stems):
            continue
        if word.is_content and word.text not in PREPOSITIONS:
            opposite = max(opposite, rarities.of(word.stem))
        else:
            function = 1.0
    matched = [index for index, word in enumerate(passage.words) if word.stem in question.stems]
    new = [
        index
        for index, word in enumerate(passage.words)
        if word.is_content and word.text not in PREPOSITIONS and word.stem not in question.stems
    ]
    first, last = (matched[0], matched[-1]) if matched else (0, 0)
    perhaps = (not texts.isdisjoint(_PERHAPS)) - any(word.text in _PERHAPS for word in question.words)
    negated, doubted = question.is_negated, is_negated(passage.text)
    return {
        "negations_differ": negated != doubted,
        "question_negated": negated,
        "sentence_negated": doubted,
        "opposite": opposite,
        "opposite_function": function,
        **_replaced(question, passage, rarities),
        **_verb(question, passage),
        "new_before": min(8, sum(index < first for index in new)) if matched else 0,
        "new_behind": min(12, sum(index > last for index in new)) if matched else 0,
        "begins_with_pronoun": bool(said) and said[0] in _PRONOUNS,
        "taken_back": sum(text in _TAKING_BACK for text in said[max(0, first - 1) : last + 2]) if matched else 0,
        "perhaps": perhaps,
        "last_word": _in(question.content[-1:], passage),
        "first_word": _in(question.content[:1], passage),
    }


def _in(words: Sequence[Word], passage: Passage) -> int:
    return sum(1 if word.stem in passage.stems else -1 for word in words)


def _replaced(question: Question, passage: Passage, rarities: Rarities) -> dict[str, float]:
    """Whether another word stands where the question has one: "the French architect" for "the Spanish architect"."""
    replaced = name = number = 0.0
    titled = passage.stems | passage.title
    for index, word in enumerate(question.words):
        if not word.is_content or word.text in PREPOSITIONS or word.stem in titled:
            continue
        for step in (1, -1):
            beside = index + step
            if not 0 <= beside < len(question.words) or question.words[beside].text in STOP_WORDS:
                continue
            for place, said in enumerate(passage.words):
                if said.stem != question.words[beside].stem or not 0 <= place - step < len(passage.words):
                    continue
                other = passage.words[place - step]
                if other.is_content and other.stem not in question.stems:
                    replaced = max(replaced, rarities.of(word.stem))
                    name = max(name, float(other.is_capital and word.is_capital))
                    number = max(number, float(other.is_number and word.is_number))
    return {"replaced": replaced, "replaced_name": name, "replaced_number": number}


def _verb(question: Question, passage: Passage) -> dict[str, float]:
    """Of "who replaced the Normans": whether the verb is there, and whether what is asked for stands before it."""
    if question.form != "subject" or not question.content:
        return {}
    content = [word for word in question.content if word.text not in PREPOSITIONS]
    likely = (word for word in content if word.text.endswith(("ed", "s")))
    verb = next(likely, None) if question.focus else next(iter(content), None)
    if verb is None:
        return {}
    if verb.stem not in passage.stems:
        return {"verb": -1}
    place = next(index for index, word in enumerate(passage.words) if word.stem == verb.stem)
    others = [
        index
        for index, word in enumerate(passage.words)
        if word.stem in question.stems and word.stem not in (verb.stem, question.focus)
    ]
    behind = sum(1 if index > place else -1 for index in others)
    near = [word.text for word in passage.words[max(0, place - 2) : place + 4]]
    passive = "by" in near[2:] or not _PASSIVE.isdisjoint(near[:2])
    return {"verb": 1, "subject_first": (-behind if passive else behind) / max(1, len(others))}
