"""Lists by text: ways of asking, what is asked back, and what is done."""
# ruff: noqa: RUF001 -- Chinese punctuation is meant

from pathlib import Path
from typing import Any

import pytest

from myna.config import Config
from myna.core.reply import Reply
from myna.knowledge.notes import Notes
from myna.lists.manager import ListManager
from myna.nlu.en.questions import notes
from myna.nlu.intent_catalogue import load_intents
from myna.nlu.registry import basics_of
from myna.skills.list import ListSkill
from myna.skills.registry import build_all_skills
from myna.skills.skill_set import Classified, Skills
from myna.timers.manager import TimerManager
from skills.answers import talked
from skills.context_kit import FakeContext, every_skill

CATALOGUE = load_intents("en-us")


class Desk:
    """The list skill with lists of its own, and a folder of notes if there is one."""

    def __init__(self, tag: str = "en-us", keeper: Notes | None = None) -> None:
        basics, catalogue = basics_of(tag), load_intents(tag)
        assert basics is not None
        self.manager = ListManager()
        self.skill = ListSkill(catalogue.responses, self.manager, basics.lists, keeper)
        self.skills = Skills(catalogue, [self.skill])

    async def say(self, text: str) -> Reply:
        reply = self.skills.decide(text).reply
        assert reply is not None, text
        return await self.done(reply)

    async def classified(self, text: str, intent: str) -> Reply:
        reply = self.skill.answers()[intent](Classified(text, intent, 1.0))
        assert reply is not None, text
        return await self.done(reply)

    async def answer(self, asked: Reply, text: str) -> Reply:
        assert asked.question is not None
        reply = asked.question(text)
        assert reply is not None, text
        return await self.done(reply)

    @staticmethod
    async def done(reply: Reply) -> Reply:
        if reply.act is not None:
            await reply.act()
        return reply


async def test_a_conversation_by_the_templates() -> None:
    desk = Desk()
    for text, said in [
        ("add milk, eggs and bread to my shopping list", "Milk, eggs and bread are on your shopping list."),
        ("is milk on it?", "Milk is on your shopping list."),
        ("is there milk on it?", "Milk is on your shopping list."),
        ("take the egg off", "Eggs are off your shopping list."),
        ("put dentist on my to do list", "Dentist is on your to-do list."),
        ("what's on the shopping list", "On your shopping list: milk and bread."),
        ("remove cheese from my shopping list", "Cheese is not on your shopping list."),
        ("make a list called camping", "There is a camping list now."),
        ("what's on the camping list", "Your camping list is empty."),
        ("what's on the sailing list", "There is no sailing list."),
        ("note: call the plumber", "Noted: call the plumber."),
        ("read my notes", "Your notes: call the plumber."),
        ("open my notes", "Your notes: call the plumber."),
    ]:
        assert (await desk.say(text)).text == said


@pytest.mark.parametrize(
    ("text", "intent", "slots"),
    [
        ("could you put oat milk and tea on the grocery list", "list.add", ("shopping", ["oat milk", "tea"])),
        ("we are out of salt, put salt on my list", "list.add", ("shopping", ["salt"])),
        ("please take soap off of my shopping list", "list.remove", ("shopping", ["soap"])),
        ("do i have rice on my shopping list", "list.query", ("shopping", ["rice"])),
        ("tell me what is on my list of things to do", "list.query", ("to-do", None)),
        ("start a new packing list", "list.create", ("packing", None)),
    ],
)
async def test_ways_of_asking(text: str, intent: str, slots: tuple[str, list[str] | None]) -> None:
    found: dict[str, Any] = dict((await Desk().classified(text, intent)).slots)
    assert found["list"] == slots[0]
    assert found.get("items") == slots[1]


async def test_what_is_missing_is_asked_for() -> None:
    desk = Desk()
    asked = await desk.classified("add an item to my list", "list.add")
    assert asked.text == "What shall I add?"
    assert (await desk.answer(asked, "jam and honey")).text == "Jam and honey are on your shopping list."
    assert desk.manager.items("shopping") == ("jam", "honey")
    asked = await desk.say("make a new list")
    assert (await desk.answer(asked, "garden")).text == "There is a garden list now."
    assert asked.question is not None
    assert asked.question("no") is None


async def test_a_list_is_cleared_only_behind_a_yes() -> None:
    desk = Desk()
    await desk.say("add milk to my shopping list")
    asked = await desk.say("clear my shopping list")
    assert desk.manager.items("shopping") == ("milk",)
    assert (await desk.answer(asked, "no")).text == "It stays as it is."
    assert desk.manager.items("shopping") == ("milk",)
    assert (await desk.answer(asked, "yes please")).text == "Your shopping list is empty now."
    assert desk.manager.items("shopping") == ()


async def test_a_long_list_is_read_in_part() -> None:
    desk = Desk()
    await desk.manager.add("shopping", [f"thing{letter}" for letter in "abcdefghij"])
    assert (await desk.say("read me the shopping list")).text.endswith("thingg and 3 more.")


async def test_on_and_off_in_one_sentence() -> None:
    desk = Desk()
    await desk.say("add beer to my shopping list")
    reply = await desk.classified("add corn to my shopping list and remove beer", "list.add")
    assert reply.text == "Beer is off your shopping list. Corn is on your shopping list."
    assert desk.manager.items("shopping") == ("corn",)


async def test_a_list_is_deleted_behind_a_yes() -> None:
    desk = Desk()
    await desk.say("add tent to my camping list")
    asked = await desk.say("delete my camping list")
    assert (await desk.answer(asked, "no")).text == "It stays as it is."
    assert (await desk.answer(asked, "yes")).text == "Your camping list is deleted."
    assert desk.manager.items("camping") is None
    assert (await desk.say("delete my camping list")).text == "There is no camping list."
    await desk.say("make a list called packing")
    assert (await desk.classified("get rid of the packing list please", "list.remove")).question is None
    assert desk.manager.names == []


async def test_that_is_what_was_spoken_of_last() -> None:
    desk = Desk()
    await desk.say("add milk and eggs to my shopping list")
    await desk.say("put dentist on my to do list")
    await desk.say("is milk on my shopping list")
    assert (await desk.say("cross that off")).text == "Milk is off your shopping list."
    assert (await desk.classified("put it back on", "list.add")).text == "Milk is on your shopping list."
    assert (await desk.classified("add it to my to do list", "list.add")).text == "Milk is on your to-do list."
    assert desk.manager.items("to-do") == ("dentist", "milk")


async def test_that_is_asked_for_where_nothing_was_spoken_of() -> None:
    assert (await Desk().say("cross that off")).text == "What shall I remove?"


async def test_a_list_that_is_there_is_named_without_the_word_for_one() -> None:
    desk = Desk("de")
    assert desk.skills.decide("füge Creme zum Urlaub hinzu").reply is None
    await desk.say("erstelle eine Liste namens Urlaub")
    for text, said in [
        ("füge Creme zum Urlaub hinzu", "Auf der Liste urlaub: Creme."),
        ("füge zum Urlaub Hut und Schal hinzu", "Auf der Liste urlaub: Hut und Schal."),
        ("füge zur Liste Urlaub die Sonnenbrille hinzu", "Auf der Liste urlaub: Sonnenbrille."),
        ("streiche Hut von Urlaub", "Von der Liste urlaub gestrichen: Hut."),
        ("was steht auf der Liste Urlaub", "Auf der Liste urlaub: Creme, Schal und Sonnenbrille."),
    ]:
        assert (await desk.say(text)).text == said


async def test_a_conversation_in_each_language() -> None:
    for tag, conversation in {
        "de": [
            ("setz Milch, Eier und Brot auf die Einkaufsliste", "Auf der Einkaufsliste: Milch, Eier und Brot."),
            ("ist Milch auf der Einkaufsliste?", "Auf der Einkaufsliste: Milch."),
            ("streiche Eier von der Einkaufsliste", "Von der Einkaufsliste gestrichen: Eier."),
            ("was steht auf der Einkaufsliste", "Auf der Einkaufsliste: Milch und Brot."),
            ("leere die Einkaufsliste", "Soll ich die Einkaufsliste leeren?"),
        ],
        "fr": [
            ("ajoute du lait et du pain à la liste de courses", "Sur la liste de courses : lait et pain."),
            ("enlève le lait de la liste de courses", "Retiré de la liste de courses : lait."),
            ("qu'est-ce qu'il y a sur la liste de courses", "Sur la liste de courses : pain."),
        ],
        "es": [
            ("añade leche y pan a la lista de la compra", "En la lista de la compra: leche y pan."),
            ("quita la leche de la lista de la compra", "Quitado de la lista de la compra: leche."),
            ("qué hay en la lista de la compra", "En la lista de la compra: pan."),
        ],
        "zh": [
            ("把牛奶和面包加到购物清单", "购物清单上有：牛奶和面包。"),
            ("把牛奶从购物清单上删掉", "已从购物清单删除：牛奶。"),
            ("购物清单上有什么", "购物清单上有：面包。"),
        ],
        "ko": [
            ("우유하고 빵을 쇼핑 목록에 추가해 줘", "쇼핑 목록에 있습니다: 우유, 빵."),
            ("쇼핑 목록에서 우유 빼 줘", "쇼핑 목록에서 뺐습니다: 우유."),
            ("쇼핑 목록에 뭐가 있어", "쇼핑 목록에 있습니다: 빵."),
        ],
    }.items():
        desk = Desk(tag)
        for text, said in conversation:
            assert (await desk.say(text)).text == said


async def test_a_note_is_written_into_the_folder_of_notes_too(tmp_path: Path) -> None:
    desk = Desk(keeper=Notes(tmp_path, notes, load_intents("en-us").responses))
    await desk.say("note: call the plumber")
    await desk.say("take a note that the key is under the pot")
    assert (tmp_path / "notes.md").read_text() == "- call the plumber\n- the key is under the pot\n"
    assert (await desk.say("read my notes")).text == "Your notes: the key is under the pot and call the plumber."
    asked = await desk.say("delete my notes")
    cleared = await desk.answer(asked, "yes")
    assert cleared.text == "Your notes are deleted here; your folder of notes has them still."
    assert desk.manager.notes == []


async def test_a_note_that_the_folder_cannot_have_is_kept_and_that_is_said(tmp_path: Path) -> None:
    desk = Desk(keeper=Notes(tmp_path / "none", notes, load_intents("en-us").responses))
    reply = desk.skills.decide("note: call the plumber").reply
    assert reply is not None
    assert reply.act is not None
    assert await reply.act() == (
        "I noted it, but not in your folder of notes. notes.md cannot be written: no such file or directory."
    )
    assert [note.text for note in desk.manager.notes] == ["call the plumber"]


PACKING, LAUNDRY = "make a packing list", "make a list called laundry"
CHEESE, MILK = "add milk and cheese to the shopping list", "add milk to the shopping list"
BILL, SHIRTS = "put pay the gas bill on my to do list", "i've got to iron the shirts put it on my to do"
BOILER = "note that the boiler man comes on tuesday"


@pytest.mark.parametrize(
    ("sentences", "said"),
    [
        (["we need bread and a tin of tomatoes next time we shop"], "Bread and a tin of tomatoes are on {shopping}"),
        (["we've run out of butter"], "Butter is on {shopping}"),
        (["don't forget we need onions"], "Onions are on {shopping}"),
        (["we could do with some more eggs"], "Eggs are on {shopping}"),
        (["there's no milk left"], "Milk is on {shopping}"),
        (["we haven't got any bread"], "Bread is on {shopping}"),
        (["the milk has run out"], "Milk is on {shopping}"),
        ([PACKING, "sun cream needs to go on the packing list"], "Sun cream is on your packing list."),
        ([PACKING, "we need sun cream on the packing list"], "Sun cream is on your packing list."),
        ([PACKING, "sun cream ought to be on the packing list"], "Sun cream is on your packing list."),
        ([PACKING, "can sun cream go on the packing list please"], "Sun cream is on your packing list."),
        ([PACKING, "packing list needs sun cream"], "Sun cream is on your packing list."),
        (["bog roll for the shopping list please mate"], "Bog roll is on {shopping}"),
        (["two kilos of potatoes to the list please"], "Two kilos of potatoes are on {shopping}"),
        (["one more for the shopping list bin bags"], "Bin bags are on {shopping}"),
        (["phone mum for the to do list"], "Phone mum is on your to-do list."),
        (["add batteries no sorry light bulbs to the shopping list"], "Light bulbs are on {shopping}"),
        ([LAUNDRY, SHIRTS], "Iron the shirts are on your to-do list."),
        ([LAUNDRY, SHIRTS, "and starch on the other one"], "Starch is on your laundry list."),
        ([LAUNDRY, SHIRTS, "put starch on the other list"], "Starch is on your laundry list."),
        ([LAUNDRY, SHIRTS, "what's on the other one"], "Your laundry list is empty."),
        (
            [LAUNDRY, SHIRTS, "no put it on the other one"],
            "Iron the shirts are off your to-do list. Iron the shirts are on your laundry list.",
        ),
        ([LAUNDRY, PACKING, MILK, "and socks on the other one"], "On which list?"),
        ([LAUNDRY, PACKING, MILK, "and socks on the other one", "packing"], "Socks are on your packing list."),
        (["put starch on the other one"], "There is no other list."),
        ([MILK, "we've done the shopping you can wipe the list"], "Shall I clear {shopping_list}?"),
        ([MILK, "we bought everything so you can clear the shopping list"], "Shall I clear {shopping_list}?"),
        ([MILK, "shopping is done empty the list please"], "Shall I clear {shopping_list}?"),
        ([CHEESE, "cross off the cheese i already bought it"], "Cheese is off {shopping}"),
        ([CHEESE, "remove cheese from the list i already have it"], "Cheese is off {shopping}"),
        ([CHEESE, "you can cross off the cheese dave got it"], "Cheese is off {shopping}"),
        ([CHEESE, "cheese can come off we've got plenty"], "Cheese is off {shopping}"),
        ([CHEESE, "did we put cheese on the list"], "Cheese is on {shopping}"),
        ([CHEESE, "have i got cheese on the list"], "Cheese is on {shopping}"),
        ([CHEESE, "have eggs been added to the list"], "Eggs are not on {shopping}"),
        ([CHEESE, "did we already add eggs to the list"], "Eggs are not on {shopping}"),
        ([CHEESE, "check if cheese is on the list"], "Cheese is on {shopping}"),
        ([CHEESE, "is cheese on it", "take it off then", "how many are left"], "1 on {shopping_list}: milk."),
        ([CHEESE, "how many does that leave"], "2 on {shopping_list}: milk and cheese."),
        ([BILL, "done that one now"], "Pay the gas bill is off your to-do list."),
        ([BILL, "that one's done"], "Pay the gas bill is off your to-do list."),
        ([BILL, "tick that off"], "Pay the gas bill is off your to-do list."),
        ([BILL, "so what have i got to do"], "On your to-do list: pay the gas bill."),
        ([BILL, "do i have anything left to do"], "On your to-do list: pay the gas bill."),
        (["remember i parked on level three"], "Noted: i parked on level three."),
        (["remember i took my pills at nine"], "Noted: i took my pills at nine."),
        (["remember we fed the cat at seven"], "Noted: we fed the cat at seven."),
        (["i parked on level four remember that"], "Noted: i parked on level four."),
        (["keep in mind the boiler code is four two"], "Noted: the boiler code is four two."),
        (["remember i parked on level three", "where did i park the car"], "Your note: i parked on level three."),
        (["what did i just note down"], "There are no notes."),
        ([BOILER, MILK, "what did i just note down"], "Your note: the boiler man comes on tuesday."),
        ([BOILER, MILK, "read me my last note"], "Your note: the boiler man comes on tuesday."),
    ],
)
async def test_what_people_say_of_lists_and_notes(sentences: list[str], said: str) -> None:
    *_, reply = await talked(every_skill(Config(), FakeContext(volume=40)), sentences)
    assert reply is not None
    assert reply.text == said.format(shopping="your shopping list.", shopping_list="your shopping list")


@pytest.mark.parametrize(
    "sentences",
    [
        ["sun cream doesn't need to go on the packing list"],
        ["should sun cream go on the packing list"],
        ["dave must go on the waiting list"],
        ["thanks for the shopping list"],
        ["top of the list"],
        ["he said we need eggs"],
        ["do we need eggs"],
        ["we don't need any more eggs"],
        ["we need rain"],
        ["i need a cup of tea"],
        ["we ran out of milk yesterday so i drank it black"],
        ["did we already add bananas to the list"],
        ["did he add milk to the list"],
        ["he remembered i parked there"],
        ["do you remember when i parked on level three"],
        ["i remember i parked on level three"],
        ["remember when we were young"],
        ["remember i have to call mum"],
        ["if we've run out of butter i'll say so"],
    ],
)
def test_nothing_is_put_on_a_list_or_noted(sentences: list[str]) -> None:
    decision = every_skill(Config(), FakeContext(volume=40)).decide(sentences[-1])
    changes = decision.reply is not None and decision.reply.act is not None and not decision.reply.only_notes
    assert decision.skill != "list" or not changes


@pytest.mark.parametrize(
    ("before", "text"),
    [
        (BILL, "i haven't done that one"),
        (BILL, "have i done that one"),
        (BILL, "that's done"),
        (MILK, "done that"),
        (CHEESE, "don't cross off the cheese i haven't bought it"),
        (CHEESE, "i told dave to cross off the cheese i bought it"),
        (CHEESE, "shall i cross off the cheese i already bought it"),
        (CHEESE, "did you cross off the cheese"),
        (CHEESE, "we haven't done the shopping yet so don't clear the list"),
        (CHEESE, "have you cleared the list"),
        (CHEESE, "mum said you can wipe the list"),
        (CHEESE, "if we've done the shopping you can wipe the list"),
    ],
)
async def test_what_is_on_a_list_stays(before: str, text: str) -> None:
    manager = ListManager()
    skills, _ = build_all_skills(Config(), FakeContext(volume=40), TimerManager(None, lambda _: None), lists=manager)
    for sentence in (before, text):
        decision = skills.decide(sentence)
        skills.answered(decision)
        if decision.reply is not None and decision.reply.act is not None:
            await decision.reply.act()
        assert decision.kind != "ask"
    assert manager.items(manager.names[0]) == tuple(
        item for item in ("pay the gas bill", "milk", "cheese") if item in before
    )
