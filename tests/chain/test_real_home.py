"""Control of a real Home Assistant, which ``make test-home`` starts; what is done is read back by another connection.

They are the last word on what ``home_kit.py`` plays; without that server they are left out.
"""

import asyncio
import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

import home_server
from app.service_kit import House
from home_kit import done
from myna.app.home import home_link
from myna.app.home_answers import HomeAnswers
from myna.app.listener_factory import open_listener
from myna.app.oneshot import say, sentence
from myna.app.understand import NoAssistant
from myna.config import Config
from myna.config.schema import HomeAssistant
from myna.core.errors import HomeError
from myna.core.events import Utterance
from myna.home.link import HomeLink
from myna.skills.registry import build_all_skills
from myna.skills.skill_set import Skills
from myna.timers.manager import TimerManager

pytestmark = pytest.mark.skipif(not os.environ.get("MYNA_HOME"), reason="a real Home Assistant: make test-home")


@pytest.fixture
def home_config() -> Config:
    keys = {"url": home_server.URL, "token_file": str(home_server.TOKEN), "area": "Kitchen"}
    return Config.model_validate({"home_assistant": keys})


@pytest.fixture
async def link(home_config: Config) -> AsyncIterator[HomeLink]:
    link = home_link(home_config.home_assistant, None)
    assert link is not None
    async with link.running():
        await link.until_known()
        assert link.connected, link.failure
        yield link


@pytest.fixture
def skills(home_config: Config, link: HomeLink) -> Skills:
    return build_all_skills(home_config, NoAssistant(), TimerManager(), home=link)[0]


async def state_of(name: str) -> tuple[str, dict[str, object]]:
    """The state and attributes of an entity, as another connection sees them."""
    async with home_server.admin(home_server.TOKEN.read_text()) as admin:
        states = {state["entity_id"]: state for state in await admin.ask("get_states")}
    return states[name]["state"], states[name]["attributes"]


@pytest.mark.parametrize(
    ("sentence_", "said", "entity", "state"),
    [
        ("turn on the bed light", "The bed light is on.", "light.bed_light", "on"),
        ("turn off the lights in the kitchen", "The kitchen lights are off.", "light.kitchen_lights", "off"),
        ("lights on", "The kitchen lights are on.", "light.kitchen_lights", "on"),
        ("pause the walkman", "The walkman is paused.", "media_player.walkman", "paused"),
        ("turn on the ceiling fan", "The ceiling fan is on.", "fan.ceiling_fan", "on"),
        ("unlock the front door", "The front door is unlocked.", "lock.front_door", "unlocked"),
        ("lock the front door", "The front door is locked.", "lock.front_door", "locked"),
    ],
)
async def test_what_is_said_is_so(skills: Skills, sentence_: str, said: str, entity: str, state: str) -> None:
    assert await done(skills.decide(sentence_)) == said
    assert (await state_of(entity))[0] == state


async def test_values_arrive(skills: Skills) -> None:
    assert await done(skills.decide("dim the bed light to 30 percent")) == "The bed light is at 30 percent."
    assert (await state_of("light.bed_light"))[1]["brightness"] in (76, 77)
    assert await done(skills.decide("set the heat pump to 21 degrees")) == "The heatpump is set to 21 degrees."
    assert (await state_of("climate.heatpump"))[1]["temperature"] == 21


async def test_a_question_is_answered_by_the_latest_state(skills: Skills) -> None:
    await done(skills.decide("turn on the bed light"))
    assert (await done(skills.decide("is the bed light on"))).startswith("Yes. The bed light is on")
    await done(skills.decide("turn off the bed light"))
    assert (await done(skills.decide("is the bed light on"))).startswith("No.")


async def test_the_list_is_the_homes(skills: Skills) -> None:
    await done(skills.decide("add milk to the shopping list"))
    assert await done(skills.decide("what is on the shopping list")) == "On the shopping list: milk."
    await done(skills.decide("take milk off the shopping list"))
    assert await done(skills.decide("what is on the shopping list")) == "There is nothing on the shopping list."


async def test_automations_are_started_by_their_sentences(skills: Skills) -> None:
    assert await done(skills.decide("dinner is ready")) == "I told everybody."
    assert (await state_of("input_boolean.christmas_tree"))[0] == "on"


async def test_a_new_alias_is_known_at_once(skills: Skills, link: HomeLink) -> None:
    async with home_server.admin(home_server.TOKEN.read_text()) as admin:
        await admin.ask("config/entity_registry/update", entity_id="light.kitchen_lights", aliases=["cooking light"])
    async with asyncio.timeout(5):
        while "cooking light" not in link.home.entities["light.kitchen_lights"].names:  # noqa: ASYNC110
            await asyncio.sleep(0.05)
    assert skills.decide("turn on the cooking light").slots["entities"] == ["light.kitchen_lights"]


async def test_a_wrong_token_is_told() -> None:
    link = HomeLink(home_server.URL, lambda: "wrong")
    with pytest.raises(HomeError) as error:
        await link.connect_once()
    assert error.value.code == "home-token-refused"


async def test_a_spoken_order_is_heard_and_done(
    skills: Skills, link: HomeLink, home_config: Config, tmp_path: Path
) -> None:
    config = home_config.model_copy(update={"models_dir": None})
    await done(skills.decide("turn off the bed light"))
    file = tmp_path / "order.wav"
    await say(config, "Turn on the bed light.", file)
    async with open_listener(config, home=link.home) as factory:
        heard = await sentence(factory, file)
    assert isinstance(heard, Utterance)
    assert await done(skills.decide(heard.text)) == "The bed light is on."
    assert (await state_of("light.bed_light"))[0] == "on"


async def test_a_restart_is_told_and_lived_through(skills: Skills, link: HomeLink) -> None:
    await asyncio.to_thread(home_server.stop)
    async with asyncio.timeout(10):
        while link.connected:  # noqa: ASYNC110
            await asyncio.sleep(0.05)
    assert await done(skills.decide("turn on the bed light")) == "I can't reach Home Assistant."
    assert skills.decide("what time is it").skill == "clock"
    await asyncio.to_thread(home_server.resume)
    async with asyncio.timeout(60):
        while not link.connected:  # noqa: ASYNC110
            await asyncio.sleep(0.1)
    assert await done(skills.decide("turn on the bed light")) == "The bed light is on."


async def test_its_own_assistant_answers_in_mynas_place_what_it_understands(link: HomeLink, skills: Skills) -> None:
    satellite = House().service.satellite
    config = Config(home_assistant=HomeAssistant(prefer="server"))
    server = HomeAnswers(config, link, satellite, skills.only_mentions)
    assert server.wants(skills.decide("turn off the bed light"))
    answer = await server.answer("turn off the bed light", None)
    assert answer is not None
    assert answer.text
    assert (await state_of("light.bed_light"))[0] == "off"
    assert await server.answer("why do birds sing in the morning", None) is None
    assert not HomeAnswers(Config(), link, satellite, skills.only_mentions).wants(
        skills.decide("turn on the bed light")
    )
