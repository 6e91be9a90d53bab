"""All skills together: any text is taken, and what is the language model's stays the language model's."""

import logging
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from myna.config import Config
from myna.core.decision import Decision
from myna.core.reply import Reply
from myna.nlu.intent_catalogue import IntentCatalogue
from myna.nlu.registry import understanding_of
from myna.nlu.responses import Responses
from myna.nlu.templates import Intent
from myna.skills.registry import build_all_skills
from myna.skills.skill_set import Handler, Skill, Skills
from myna.timers.manager import TimerManager
from skills.context_kit import FakeContext, every_skill
from skills.user_commands.commands_kit import commands_of

LANGUAGES = ("en-us", "en-gb", "de", "fr-fr", "es-es", "zh-cn", "ko")
ENGLISH = every_skill(Config(), FakeContext())
WORDS = """
    what is the how many days feet in a mile until time times plus minus half of percent to for please can you tell me
    volume up down forty five seven sleep say that again fourth july christmas degrees celsius ( ) + - 3 4.5 ? ! ' "
    {sum} <x> [ ] | set it today and divided by zero point
"""


@given(st.one_of(st.text(max_size=300), st.text(string.printable, max_size=300)))
def test_any_text_is_taken(text: str) -> None:
    reply = ENGLISH.decide(text).reply
    assert reply is None or isinstance(reply, Reply)


@given(st.lists(st.sampled_from(WORDS.split()), max_size=60).map(" ".join))
def test_any_words_are_taken(text: str) -> None:
    reply = ENGLISH.decide(text).reply
    assert reply is None or isinstance(reply, Reply)


@pytest.mark.parametrize("text", ["add " * 50, "a to " * 40, "( " * 100, "half of " * 25, "9^" * 99, "in " * 60])
def test_words_again_and_again_do_nothing(text: str) -> None:
    assert ENGLISH.decide(text).kind != "act"


def test_a_language_without_words_of_its_own_has_no_skills() -> None:
    skills = every_skill(Config(language="ja"), FakeContext())
    assert skills.decide("今何時").reply is None
    assert skills.decide("what time is it").reply is None


QUESTIONS = """
what time is it on the moon
what time does the bank open
what is the time complexity of quicksort
what is the time signature of a waltz
tell me the time when the titanic sank
what is the date of the battle of hastings
what is a date palm
what day did the war end
what day does the school year start
when is the next full moon
when was the french revolution
when is the best time to plant tomatoes
what year did columbus sail to america
what year was the telephone invented
what month is best to visit japan
what week of pregnancy does the heart beat
how long until the sun dies
how long until humans live on mars
how long until my bread is done
how long is the great wall of china
how long does it take to boil an egg
how long ago was the big bang
how many days until the election
how many days since the accident
how many days did the war last
what happened on the fourth of july
what happened in nineteen forty five
who was born on christmas day
why do we celebrate halloween
what do people eat at thanksgiving
set theory is what
what is the sum of all fears about
what is a sum
what is five
who are the jackson five
what is nine eleven
what is the square root of evil
what is a percentage
what percent of people are left handed
what percentage of the earth is water
how do i add two fractions
explain the times table
what is the power of love
multiply and be fruitful who said that
divide and conquer what does it mean
subtract from the pain what is that song
why can you not divide by zero
how many people live in france
how many legs does a spider have
how many bones are in the human body
how many feet does a centipede have
how many planets are in the solar system
how many pounds can an ant carry
how many cups of flour in a pound cake
how many calories are in an apple
how many dollars is a pound
how many euros is ten pounds
how many miles to the moon
how many hours should i sleep
how many ounces of gold are there
how many minutes are in a football match
what is a mile in running
what is a foot in poetry
what is a stone in weight watchers
what is the unit of force
convert me to your religion
convert the paragraph to french
convert ten dollars to euros
how hot is the sun
how fast is a cheetah
how far is the moon
how tall is the eiffel tower
how heavy is an elephant
how cold is space in winter
what is the volume of a sphere
what is a good volume for a party
turn up the heating
turn down the offer politely
who wrote louder than words
what is the loudest animal
why are people quieter in winter
what is slower a snail or a sloth
who is faster a cheetah or a horse
make the story faster
stop words in english
who sang stop in the name of love
how do i stop smoking
how do i cancel my subscription
never mind the gap what does it mean
what is the album never mind about
how do bats sleep
how long should a baby sleep
sleep tight meaning
what is good night in french
say good night in german
how do i mute someone on twitter
is a microphone a speaker
say that again in french
repeat after me hello
repeat the alphabet backwards
what did you say about paris
what did caesar say
what can you do about noise
what can you tell me about paris
what can i do in berlin
help me write a letter
what is your favourite colour
what is your opinion on tea
who are you rooting for
what is his name
what is the name of the rose
what model is a ford mustang
which model should i buy
what is a language model
what is the capital of france
why is the sky blue
i want
please
""".strip().splitlines()


def test_there_are_more_than_a_hundred() -> None:
    assert len(set(QUESTIONS)) > 100


@pytest.mark.parametrize("question", QUESTIONS)
def test_no_skill_takes(skills: Skills, question: str) -> None:
    assert _is_left(skills.decide(question))


@pytest.mark.parametrize("question", QUESTIONS)
def test_nor_as_a_person_writes_it(skills: Skills, question: str) -> None:
    assert _is_left(skills.decide(f"{question.capitalize()}?"))


def _is_left(decision: Decision) -> bool:
    """Whether it is for the language model, or a fact is told of it, which does nothing."""
    return decision.kind in ("model", "refuse") or decision.step == "knowledge"


@pytest.mark.parametrize(
    "text",
    [
        "don't set an alarm for seven",
        "never turn on the heating",
        "if it rains remind me to close the window",
        "my brother set an alarm yesterday",
    ],
)
def test_an_order_that_is_only_mentioned_does_nothing_and_is_no_matter_of_the_language_model(
    skills: Skills, text: str
) -> None:
    decision = skills.decide(text)
    assert (decision.kind, decision.step, decision.reply) == ("nothing", "guard", None)


@pytest.mark.parametrize(
    "text",
    [
        "set an alarm for six on my phone",
        "set a timer on anna's phone for ten minutes",
        "turn down the volume on the tv",
        "set the oven timer for ten minutes",
    ],
)
def test_an_order_for_another_device_is_refused(skills: Skills, text: str) -> None:
    decision = skills.decide(text)
    assert (decision.kind, decision.step) == ("refuse", "guard")
    assert decision.reply is not None
    assert decision.reply.text == "I can't do that on another device."


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("i said twenty minutes, set a timer for twenty minutes", 1200),
        ("um set a timer for uh ten no fifteen minutes", 900),
        ("don't set an alarm, set a timer for ten minutes", 600),
    ],
)
def test_what_is_said_twice_or_corrected_is_set_once(skills: Skills, text: str, seconds: int) -> None:
    decision = skills.decide(text)
    assert (decision.kind, decision.skill, decision.slots) == ("act", "timer", {"seconds": seconds})


def test_an_answer_is_corrected_too(skills: Skills) -> None:
    asked = skills.decide("set a timer").reply
    assert asked is not None
    assert asked.question is not None
    answer = asked.question("five no six minutes")
    assert answer is not None
    assert answer.slots["seconds"] == 360


@pytest.mark.parametrize(
    ("text", "item"), [("we no longer need milk", "milk"), ("we don't need bread any more, take it off", "bread")]
)
def test_what_is_not_needed_any_more_comes_off_the_list(skills: Skills, text: str, item: str) -> None:
    decision = skills.decide(text)
    assert (decision.intent, item in decision.slots["items"]) == ("list.remove", True)


@pytest.mark.parametrize("text", ["milk's run out put it on the list", "the milk is finished, add it to the list"])
def test_what_there_is_no_more_of_is_what_is_put_on_the_list(skills: Skills, text: str) -> None:
    decision = skills.decide(text)
    assert (decision.intent, decision.slots["items"]) == ("list.add", ["milk"])


def test_an_alarm_is_for_its_own_time_and_not_for_that_of_its_reason(skills: Skills) -> None:
    decision = skills.decide("i have a flight at eight tomorrow so get me up at five tomorrow")
    assert (decision.kind, decision.skill) == ("act", "alarm")
    assert str(decision.slots["at"]).endswith("T05:00")


@pytest.mark.parametrize("text", ["i don't feel well", "don't you think it's cold", "what happens if it rains"])
def test_talk_is_not_held_back(skills: Skills, text: str) -> None:
    assert skills.decide(text).kind == "model"


def test_few_of_them_are_refused(skills: Skills) -> None:
    refused = [question for question in QUESTIONS if skills.decide(question).kind == "refuse"]
    assert len(refused) < len(QUESTIONS) / 5, refused


class EchoSkill(Skill):
    """Answers with the slots of the intents that it is given."""

    name = "echo"

    def __init__(self, *intents: str, answers: bool = True) -> None:
        self._intents = intents
        self._answers = answers
        self.seen: list[Intent] = []

    def handlers(self) -> dict[str, Handler]:
        return dict.fromkeys(self._intents, self._echo)

    def _echo(self, intent: Intent) -> Reply | None:
        self.seen.append(intent)
        return Reply(str(dict(intent.slots))) if self._answers else None


def catalogue() -> IntentCatalogue:
    sentences = {"Say": "say {what}", "SayOn": "say {what} on {n}", "Unanswered": "hush"}
    definitions = {
        "language": "en",
        "intents": {name: {"data": [{"sentences": [sentence]}]} for name, sentence in sentences.items()},
        "lists": {"what": {"wildcard": True}, "n": {"range": {"from": 1, "to": 9}}},
    }
    return IntentCatalogue(definitions, Responses({}), {})


def test_a_skill_gets_the_intent_of_a_sentence_and_its_slots() -> None:
    skill = EchoSkill("Say", "SayOn")
    reply = Skills(catalogue(), [skill]).decide("say hello on five").reply
    assert reply == Reply("{'what': 'hello', 'n': 5}")
    assert skill.seen == [Intent("SayOn", {"what": "hello", "n": 5})]


def test_where_the_likeliest_intent_has_no_answer_the_next_one_is_tried() -> None:
    unable, able = EchoSkill("SayOn", answers=False), EchoSkill("Say")
    assert Skills(catalogue(), [unable, able]).decide("say hello on five").reply == Reply("{'what': 'hello on five'}")
    assert [intent.name for intent in unable.seen] == ["SayOn"]


def test_an_intent_without_a_skill_is_nobody_s() -> None:
    assert Skills(catalogue(), [EchoSkill("Say")]).decide("hush").reply is None


def test_the_user_s_commands_come_first_and_the_log_names_no_words(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "myna")
    commands = commands_of('- {name: own, say: "say {what}", slots: {what: any}, reply: "{what}, then."}')
    skill = EchoSkill("Say", "SayOn")
    assert Skills(catalogue(), [skill], commands).decide("say secrets").reply == Reply("secrets, then.")
    assert Skills(catalogue(), [skill]).decide("say secrets").reply == Reply("{'what': 'secrets'}")
    assert "The commands skill answers" in caplog.text
    assert "The echo skill answers Say" in caplog.text
    assert "secrets" not in caplog.text


def test_what_a_skill_needs_is_made_beforehand() -> None:
    made: list[str] = []
    skills = Skills(catalogue(), [EchoSkill("Say")], prepare=lambda: made.append("made"))
    assert made == []
    skills.load()
    assert made == ["made"]


LAMP = """
- {name: lamp, say: "[{any}] turn (on|off) the {room} lamp", slots: {any: any, room: [kitchen, bedroom]}, run: [lamp]}
- {name: lit, say: "is the {room} lamp (on|off)", slots: {room: [kitchen, bedroom]}, run: [lamp], reply: "{output}"}
"""


@pytest.mark.parametrize(
    ("text", "kind", "step"),
    [
        ("turn on the kitchen lamp", "act", "commands"),
        ("don't turn on the kitchen lamp", "nothing", "guard"),
        ("why did you turn on the kitchen lamp", "nothing", "guard"),
        ("is the kitchen lamp on", "act", "commands"),
    ],
)
def test_a_command_is_guarded_unless_its_own_wording_is_such_a_sentence(text: str, kind: str, step: str) -> None:
    skills = Skills(catalogue(), [], commands_of(LAMP), understanding=understanding_of("en"))
    decision = skills.decide(text)
    assert (decision.kind, decision.step) == (kind, step)


async def test_two_orders_in_one_sentence_are_both_done() -> None:
    context = FakeContext()
    timers = TimerManager(None, lambda _: None)
    skills, _ = build_all_skills(Config(), context, timers)
    decision = skills.decide("volume to fifty percent and set a timer for ten minutes")
    assert (decision.kind, decision.skill) == ("act", "volume,timer")
    assert decision.reply is not None
    assert decision.reply.act is not None
    assert not context.done
    await decision.reply.act()
    assert context.done == [("volume", 50)]
    assert len(timers.timers) == 1


@pytest.mark.parametrize(
    ("text", "skill"),
    [
        ("roughly how many people live in spain", "knowledge"),
        ("righto what's the time", "clock"),
        ("uh huh", "stop"),
        ("ta love", "about"),
        ("i've had three teas at two pounds ten what do i owe", "calculator"),
        ("create a new list of my bills", "list"),
    ],
)
def test_what_is_said_around_a_sentence_changes_nothing(skills: Skills, text: str, skill: str) -> None:
    decision = skills.decide(text)
    assert (decision.kind, decision.skill, decision.text) == ("act", skill, text)


async def test_two_orders_need_no_word_between_them(skills: Skills) -> None:
    decision = skills.decide("set a timer for ten minutes add garlic to my shopping list and what time is it in london")
    assert [order["skill"] for order in decision.slots["orders"]] == ["timer", "list", "clock"]


@pytest.mark.parametrize(
    ("text", "skill"),
    [
        ("what time is it i can't see the clock", "clock"),
        ("set a timer for nine minutes i've got a cake in the oven", "timer"),
        ("turn the volume up the fan is too loud", "volume"),
    ],
)
def test_a_reason_behind_an_order_is_no_part_of_it(skills: Skills, text: str, skill: str) -> None:
    decision = skills.decide(text)
    assert (decision.kind, decision.skill, decision.text) == ("act", skill, text)


def test_what_is_noted_is_not_divided_for_a_part_that_would_be_refused() -> None:
    decision = ENGLISH.decide("remind me at six to call my mother and turn off the oven")
    assert (decision.kind, decision.skill) == ("act", "reminder")


def test_a_negated_part_is_left_out() -> None:
    decision = ENGLISH.decide("don't set an alarm, set a timer for ten minutes")
    assert (decision.kind, decision.skill) == ("act", "timer")


def test_a_template_is_not_taken_where_it_is_negated() -> None:
    decision = ENGLISH.decide("don't set a timer for ten minutes")
    assert (decision.kind, decision.step, decision.reason) == ("nothing", "guard", "negation")


def test_an_order_that_nobody_understood_is_told_so() -> None:
    decision = ENGLISH.decide("clean the windows of the garage")
    assert decision.kind == "refuse"
    assert decision.reply is not None
    assert decision.reply.refuses


def test_a_guarded_sentence_gets_no_form() -> None:
    assert ENGLISH.form("warn me ten minutes before six") is not None
    assert ENGLISH.form("never remind me to call my mother") is None
