"""What words mean."""

from pathlib import Path

import pytest

from myna.config import Config
from myna.core.decision import Decision
from myna.nlu.registry import title_questions_of
from myna.skills.dictionary import Definitions, DictionarySkill
from myna.skills.registry import build_skills
from myna.skills.skill_set import Skills
from skills.asked import asked, english


@pytest.fixture(scope="module")
def skill(wordnet: Path) -> DictionarySkill:
    return DictionarySkill(*english(), wordnet)


@pytest.fixture(scope="module")
def skills(wordnet: Path) -> Skills:
    return build_skills(Config(models_dir=wordnet.parent))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("what does ajar mean", "Ajar, says WordNet: slightly open."),
        ("what is an anachronism", "Anachronism, says WordNet: something located at a time when it could not have "
         "existed or occurred."),
        ("define a monitor", "Monitor as a noun, says WordNet: someone who supervises."),
        ("meaning of affiliate", "Affiliate as a noun, says WordNet: a subordinate or subsidiary associate."),
        ("what's another word for happy", "Other words for happy are blessed, blissful, bright."),
        ("what's another word for big", "Another word for big is large."),
        ("what's a synonym for run", "Where run means flee: scat, scarper, turn tail."),
        ("synonyms of serendipity", "My dictionary has no other word for serendipity."),
        ("what is the opposite of hot", "The opposite of hot is cold."),
        ("what is the opposite of serendipity", "My dictionary has no opposite of serendipity."),
        ("use ajar in a sentence", "For example: the door was ajar."),
        ("use rescind in a sentence", "My dictionary has no example with rescind. Rescind, says WordNet: cancel "
         "officially."),
        ("what does vorpal mean", "Vorpal is not in my dictionary."),
        ("what on earth does ajar mean", "Ajar, says WordNet: slightly open."),
        ("whatever does ajar mean", "Ajar, says WordNet: slightly open."),
        ("explain me the word ajar", "Ajar, says WordNet: slightly open."),
        ("what's the word ajar", "Ajar, says WordNet: slightly open."),
        ("what does break a leg mean", "Break a leg is not in my dictionary."),
    ],
)  # fmt: skip
def test_answers(skill: DictionarySkill, text: str, told: str) -> None:
    assert asked(skill, "dictionary.define", text).text == told


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("teacher called me stupendous what's that", "stupendous"),
        ("she said i was stupendous what does that mean", "stupendous"),
        ("i heard the word ajar what does it mean", "ajar"),
        ("anachronism what is that thing", "anachronism"),
        ("ajar what does that mean", "ajar"),
        ("ajar meaning please", "ajar"),
        ("what's an anachronism when it's at home", "anachronism"),
        ("the paper said stupendous what does that mean", "stupendous"),
        ("what does it mean ajar", "ajar"),
        ("sorry what does that mean", None),
        ("wait what is that", None),
        ("life meaning", None),
        ("vorpal what's that", None),
        ("he called me at nine what's that", None),
    ],
)
def test_a_word_is_told_before_it_is_asked_about(skill: DictionarySkill, text: str, word: str | None) -> None:
    told = skill.tells(text)
    assert (None if told is None else told[1].slots["word"]) == word


def test_the_word_and_its_part_of_speech_are_the_slots(skill: DictionarySkill) -> None:
    assert asked(skill, "dictionary.define", "what does mice mean").slots == {"word": "mouse", "part": "noun"}


def test_a_word_that_is_misspelled_is_asked_back(skill: DictionarySkill) -> None:
    reply = asked(skill, "dictionary.define", "what does stupedous mean")
    assert reply.text == "Stupedous is not in my dictionary. Did you mean stupendous?"
    assert reply.question is not None
    told = [answer and answer.text for answer in map(reply.question, ["yes", "no", "ajar", "set a timer for an hour"])]
    assert told == [
        "Stupendous, says WordNet: so great in size or force or extent as to elicit awe.",
        "All right.",
        "Ajar, says WordNet: slightly open.",
        None,
    ]


def test_the_word_is_asked_for(skill: DictionarySkill) -> None:
    reply = asked(skill, "dictionary.define", "look up this word")
    assert reply.text == "Which word?"
    assert reply.question is not None
    answered = reply.question("ajar")
    assert answered is not None
    assert answered.text == "Ajar, says WordNet: slightly open."
    assert reply.question("set a timer for ten minutes") is None


@pytest.mark.parametrize(
    ("text", "decision", "intent"),
    [
        ("define serendipity", "act", "MynaDefine"),
        ("can you define serendipity for me please", "act", "MynaDefine"),
        ("give me a definition of ajar", "act", "MynaDefine"),
        ("tell me what ajar means", "act", "MynaDefine"),
        ("i don't know this word serendipity", "act", "MynaDefine"),
        ("i don't get the word ajar can you explain it", "act", "MynaDefine"),
        ("explain the word serendipity to me please", "act", "MynaDefine"),
        ("what does timer mean", "act", "MynaDefine"),
        ("what is the meaning of alarm", "act", "dictionary.define"),
        ("what is the opposite of up", "act", "MynaOpposite"),
        ("synonym for stop", "act", "MynaSynonym"),
    ],
)
def test_it_is_the_dictionary_that_answers(skills: Skills, text: str, decision: str, intent: str) -> None:
    decided = skills.decide(text)
    assert (decided.kind, decided.skill, decided.intent) == (decision, "dictionary", intent)


@pytest.mark.parametrize(
    "text",
    [
        "define the relationship",
        "define institutional racism",
        "what is the meaning of life",
        "what does that noise mean",
        "what is photosynthesis",
        "what is a black hole",
        "what is a computer",
    ],
)
def test_what_is_no_word_stays_the_language_model_s(skills: Skills, text: str) -> None:
    assert skills.decide(text) == Decision(text, "model")


def test_without_a_dictionary_it_says_how_to_get_one(tmp_path: Path) -> None:
    skill = DictionarySkill(*english(), tmp_path)
    reply = asked(skill, "dictionary.define", "define ajar")
    assert reply.text == "I have no dictionary here. To get one, type: myna models pull wordnet"
    assert reply.refuses
    decided = build_skills(Config(models_dir=tmp_path)).decide("define institutional racism")
    assert decided.kind == "model"


def test_a_dictionary_that_is_pulled_meanwhile_is_found(wordnet: Path, tmp_path: Path) -> None:
    skill = DictionarySkill(*english(), tmp_path / "wordnet")
    assert asked(skill, "dictionary.define", "define ajar").refuses
    (tmp_path / "wordnet").symlink_to(wordnet)
    assert asked(skill, "dictionary.define", "define ajar").text == "Ajar, says WordNet: slightly open."


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("what is photosynthesis", "synthesis of compounds with the aid of radiant energy"),
        ("who was Galileo", "Italian astronomer and mathematician who was the first to use a telescope"),
        ("what is a banana", "any of several tropical and subtropical treelike herbs of the genus Musa"),
        ("what is xyzzy", None),
        ("where is Galileo", None),
        ("when was Galileo born", None),
        ("open the door", None),
    ],
)
async def test_it_says_what_a_thing_is_where_nobody_else_does(
    skill: DictionarySkill, question: str, told: str | None
) -> None:
    questions = title_questions_of("en-us")
    assert questions is not None
    definitions = Definitions(skill, questions)
    async with definitions.opened():
        found = await definitions.find(question)
    assert (found is None) == (told is None)
    assert found is None or f", says WordNet: {told}" in found.text


async def test_another_meaning_is_told_where_it_is_wanted(skills: Skills) -> None:
    async with skills.opened():
        decision = await skills.looked_up(skills.decide("what is jazz"))
        weather = skills.decide("what's the weather")
        assert await skills.looked_up(weather) == weather
    assert decision.as_json()["source"] == "dictionary"
    assert decision.reply is not None
    assert decision.reply.text == "Jazz, says WordNet: empty rhetoric or insincere or exaggerated talk."


async def test_a_dictionary_that_is_missing_tells_nothing(tmp_path: Path) -> None:
    questions = title_questions_of("en-us")
    assert questions is not None
    assert await Definitions(DictionarySkill(*english(), tmp_path), questions).find("what is jazz") is None
