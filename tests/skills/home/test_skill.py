import pytest

from home_kit import FakeServer, done, recorded, recorded_home
from myna.app.understand import NoAssistant
from myna.config import Config
from myna.core.errors import HomeError
from myna.home.model import Home
from myna.skills.registry import build_all_skills
from myna.skills.skill_set import Skills
from myna.timers.manager import TimerManager


def skills_of(server: FakeServer, **keys: object) -> Skills:
    config = Config.model_validate({"home_assistant": {"area": "Kitchen", **keys}})
    return build_all_skills(config, NoAssistant(), TimerManager(), home=server)[0]


@pytest.fixture
def server() -> FakeServer:
    return FakeServer()


@pytest.fixture
def skills(server: FakeServer) -> Skills:
    return skills_of(server)


async def test_a_light_is_turned_on_and_it_is_told_that_it_is(server: FakeServer, skills: Skills) -> None:
    decision = skills.decide("please turn on the bed light")
    assert (decision.skill, decision.intent, decision.kind) == ("home", "HassTurnOn", "act")
    assert not server.calls  # nothing is done yet
    assert await done(decision) == "The bed light is on."
    assert server.calls == [("light.turn_on", ["light.bed_light"], {})]


@pytest.mark.parametrize(
    "text",
    [
        "turn off all the lights except the bed light",
        "turn off all the lights besides the bed light",
        "turn off all the lights with the exception of the bed light",
        "turn off all the lights excluding the bed light",
        "turn off every light save for the bed light",
        "turn off all lights without the bed light",
        "turn all lights except the bed light off",
        "besides the bed light turn off all the lights",
        "turn off all the lights but leave the bed light on",
        "switch off all the lights and leave the bed light on",
        "turn off all lights except the one in the bedroom",
        "turn off everything excluding the bedroom",
        "turn off everything but what is in the bedroom",
        "turn off everything but keep the bed light on",
        "turn off everything aside from the bed light please",
    ],
)
def test_what_is_excepted_stays_as_it_is(skills: Skills, text: str) -> None:
    decision = skills.decide(text)
    assert decision.intent == "HassTurnOff"
    assert "light.bed_light" not in decision.slots["entities"]
    assert len(decision.slots["entities"]) >= 5


@pytest.mark.parametrize(
    "text",
    [
        "turn off everything except the toaster",
        "turn off all lights except the bed light and the toaster",
        "turn off everything but the toaster",
        "turn off everything except the lights",
        "turn off all the other lights",
        "switch off the rest",
    ],
)
async def test_nothing_is_switched_where_it_is_not_known_what_is_excepted(
    server: FakeServer, skills: Skills, text: str
) -> None:
    await done(skills.decide(text))
    assert not server.calls


def test_what_stands_behind_an_exception_counts(skills: Skills) -> None:
    decision = skills.decide("turn all the lights except the bed light on")
    assert decision.intent == "HassTurnOn"
    assert "light.bed_light" not in decision.slots["entities"]
    decision = skills.decide("set all lights except the bed light to 30 percent")
    assert decision.slots["brightness"] == 30


@pytest.mark.parametrize(
    "text", ["turn off the bed light but turn on the kitchen lights", "it's late but turn off the bed light"]
)
def test_but_may_be_no_exception(skills: Skills, text: str) -> None:
    assert "light.bed_light" in str(skills.decide(text).slots)


async def test_what_does_not_answer_is_named(server: FakeServer, skills: Skills) -> None:
    server.stuck = {"light.ceiling_lights"}
    said = await done(skills.decide("turn off the lights in the living room"))
    assert said == "1 of 2 lights are off: the ceiling lights do not answer."
    server.stuck = {"light.bed_light"}
    assert await done(skills.decide("turn on the bed light")) == "The bed light does not answer."


async def test_what_is_unavailable_is_not_called(server: FakeServer) -> None:
    server.home = server.home.changed("light.bed_light", "unavailable", {})
    assert await done(skills_of(server).decide("turn on the bed light")) == "The bed light does not answer."
    assert not server.calls


async def test_a_lock_is_asked_back_first(server: FakeServer, skills: Skills) -> None:
    decision = skills.decide("unlock the front door")
    assert decision.kind == "ask"
    assert decision.reply is not None
    assert decision.reply.text == "Shall I unlock the front door?"
    assert await done(decision, "no") == "All right, I leave it."
    assert not server.calls
    assert await done(decision, "yes please") == "The front door is unlocked."
    assert server.calls == [("lock.unlock", ["lock.front_door"], {})]


@pytest.mark.parametrize("listed", ["light.bed_light", "light", "Bed Light", "night light"])
def test_what_the_configuration_lists_is_asked_back_too(server: FakeServer, listed: str) -> None:
    assert skills_of(server, confirm=listed).decide("turn on the bed light").kind == "ask"
    assert skills_of(server, confirm=listed).decide("open the hall window").kind == "act"


async def test_two_orders_are_both_done_and_the_question_comes_last(server: FakeServer, skills: Skills) -> None:
    decision = skills.decide("close the garage door and turn off the bed light")
    assert decision.reply is not None
    assert decision.reply.text == "The bed light is off. Shall I close the garage door?"
    await done(decision)
    assert [call[0] for call in server.calls] == ["light.turn_off", "cover.close_cover"]


async def test_disarming_is_off_until_it_is_allowed(server: FakeServer, skills: Skills) -> None:
    assert skills.decide("disarm the security").kind == "refuse"
    allowed = skills_of(server, allow_disarm=True).decide("disarm the security")
    assert allowed.kind == "ask"
    await done(allowed)
    assert server.calls == [
        ("alarm_control_panel.alarm_disarm", ["alarm_control_panel.security"], {}),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "don't turn on the bed light",
        "did you turn off the kitchen lights",
        "if it rains close the kitchen window",
        "he told me to unlock the front door",
        "turn on the attic light",
        "turn off the dining room lights",
        "turn off the bed light in ten minutes",
        "turn on the bed light at seven",
        "turn on the kitchen lights every evening",
        "turn off the lights in anna's bedroom",
        "turn off the lights at the neighbours",
        "leave the kitchen lights on",
        "tell anna to turn off the kitchen lights",
        "anna wants the kitchen lights off",
        "turn off the bed light, wait, never mind",
    ],
)
async def test_what_is_not_asked_is_not_done(server: FakeServer, skills: Skills, text: str) -> None:
    await done(skills.decide(text))
    assert not server.calls


@pytest.mark.parametrize(
    ("text", "asked", "called"),
    [
        ("the kitchen light for on all night", "Shall I turn on the kitchen lights?", "light.turn_on"),
        ("it would be nice to have the ceiling fan on", "Shall I turn on the ceiling fan?", "fan.turn_on"),
        ("i suppose the ceiling fan belongs off", "Shall I turn off the ceiling fan?", "fan.turn_off"),
    ],
)
async def test_what_is_in_no_sentence_that_is_known_is_asked_back(
    server: FakeServer, skills: Skills, text: str, asked: str, called: str
) -> None:
    decision = skills.decide(text)
    assert decision.reply is not None
    assert decision.reply.text == asked
    await done(decision, "no")
    assert not server.calls
    await done(decision, "yes")
    assert [call[0] for call in server.calls] == [called]


async def test_a_light_in_a_room_is_not_what_else_has_the_name_of_the_room(server: FakeServer, skills: Skills) -> None:
    assert "media_player.kitchen" in server.home.entities
    await done(skills.decide("could you please turn off the overhead light in the kitchen"))
    assert [call[:2] for call in server.calls] == [("light.turn_off", ["light.kitchen_lights"])]


async def test_a_television_may_be_called_one(server: FakeServer, skills: Skills) -> None:
    decision = skills.decide("turn off the lounge room tv")
    assert decision.kind == "act"
    await done(decision)
    assert [call[:2] for call in server.calls] == [("media_player.turn_off", ["media_player.lounge_room"])]


@pytest.mark.parametrize(
    ("text", "skill"),
    [
        ("set a timer for five minutes", "timer"),
        ("set the volume to fifty percent", "volume"),
        ("remind me to turn on the bed light at six", "reminder"),
        ("what time is it", "clock"),
    ],
)
def test_mynas_own_skills_stay_what_they_are(skills: Skills, text: str, skill: str) -> None:
    assert skills.decide(text).skill == skill


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("home-away", "I can't reach Home Assistant."),
        ("home-slow", "Home Assistant does not answer."),
        ("home-token-refused", "Home Assistant does not accept my access token."),
        ("home-refused", "Home Assistant refused that."),
    ],
)
async def test_what_the_server_cannot_do_is_told(server: FakeServer, skills: Skills, code: str, said: str) -> None:
    server.failure = HomeError(code, "It failed.")
    assert await done(skills.decide("turn on the bed light")) == said
    assert await done(skills.decide("what is on the shopping list")) == said
    assert await done(skills.decide("add milk to the shopping list")) == said


async def test_a_list_of_the_home_is_used_where_it_has_one(server: FakeServer, skills: Skills) -> None:
    assert await done(skills.decide("add milk to the shopping list")) == "Milk is on the shopping list."
    assert server.calls == [("todo.add_item", ["todo.shopping_list"], {"item": "milk"})]
    assert await done(skills.decide("what is on the shopping list")) == "There is nothing on the shopping list."
    server.items = ["Milk", "Bread"]
    assert await done(skills.decide("what is on the shopping list")) == "On the shopping list: Milk, Bread."
    assert await done(skills.decide("take milk off the shopping list")) == "Milk is off the shopping list."
    assert server.calls[-1] == ("todo.remove_item", ["todo.shopping_list"], {"item": ["Milk"]})
    assert await done(skills.decide("take eggs off the shopping list")) == "Eggs is not on the shopping list."


def test_without_a_list_in_the_home_mynas_own_is_used() -> None:
    answers = recorded()
    del answers["homeassistant/expose_entity/list"]["exposed_entities"]["todo.shopping_list"]
    skills = skills_of(FakeServer(Home.read(answers)))
    assert skills.decide("add milk to the shopping list").skill == "list"


async def test_sentences_of_automations_are_the_servers(server: FakeServer, skills: Skills) -> None:
    server.understood["dinner is ready"] = "I told everybody."
    decision = skills.decide("dinner is ready")
    assert decision.intent == "automation"
    assert await done(decision) == "I told everybody."


async def test_an_order_that_nobody_understands_is_tried_with_the_servers_agent(
    server: FakeServer, skills: Skills
) -> None:
    order = "activate the shield"
    assert await done(skills.decide(order)) == "I did not understand that order."
    server.understood[order] = "The shield is up."
    assert await done(skills.decide(order)) == "The shield is up."
    server.connected = False
    assert skills.decide(order).kind == "refuse"


async def test_other_words_for_a_thing_that_is_named_are_understood(server: FakeServer, skills: Skills) -> None:
    decision = skills.decide("the bed light should be switched off now")
    assert decision.skill == "home"
    await done(decision)
    assert server.calls == [("light.turn_off", ["light.bed_light"], {})]


def test_a_place_without_such_things_is_told(skills: Skills) -> None:
    decision = skills.decide("turn on the fans in the kitchen")
    assert decision.kind == "refuse"
    assert decision.reply is not None
    assert decision.reply.text == "I know no fans in the kitchen."


def test_names_that_change_are_understood_at_once(server: FakeServer, skills: Skills) -> None:
    assert skills.decide("turn on the reading corner").skill != "home" or not skills.decide(
        "turn on the reading corner"
    ).slots.get("entities")
    answers = recorded()
    answers["get_states"].append(
        {"entity_id": "light.corner", "state": "off", "attributes": {"friendly_name": "Reading corner"}}
    )
    answers["homeassistant/expose_entity/list"]["exposed_entities"]["light.corner"] = {"conversation": True}
    server.home = Home.read(answers)
    assert skills.decide("turn on the reading corner").slots["entities"] == ["light.corner"]


def test_without_a_home_nothing_is_switched() -> None:
    skills, _ = build_all_skills(Config(), NoAssistant(), TimerManager())
    assert skills.decide("turn on the bed light").kind == "refuse"
    assert recorded_home().entities
