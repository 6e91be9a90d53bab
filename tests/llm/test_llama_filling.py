"""The language model fills in a form: SmolLM2-135M and llama.cpp's grammars."""

import json

import pytest

from llm.llama_kit import answer, asked
from myna.app.factory import build_llm, model_selector
from myna.config import Config
from myna.models.catalogue import ChatModel, load_catalogue

FORM = r"""root ::= "{\"city\": \"" [A-Z] [a-z]+ "\"}" """


def able(config: Config, wanted: bool | None) -> Config:
    return config.model_copy(update={"brain": config.brain.model_copy(update={"use_skills": wanted})})


async def test_the_answer_has_the_form_and_the_next_one_is_free(config: Config) -> None:
    async with build_llm(able(config, True)).loaded() as llm:
        first = await llm.fill(asked(config), FORM)
        assert set(json.loads(first)) == {"city"}
        assert "Paris" in await answer(llm, asked(config))
        assert await llm.fill(asked(config), FORM) == first


@pytest.mark.parametrize("wanted", [False, None])
async def test_a_small_model_is_not_asked_to(config: Config, wanted: bool | None) -> None:
    async with build_llm(able(config, wanted)).loaded() as llm:
        assert await llm.fill(asked(config), FORM) == ""


def test_the_smallest_models_are_not_able_to(config: Config) -> None:
    chosen = model_selector(config).chat().model
    assert isinstance(chosen, ChatModel)
    assert not chosen.fills
    able = [model for model in load_catalogue().select("chat") if isinstance(model, ChatModel) and model.fills]
    assert able
    assert all((model.size_bytes or 1e9) > 0.7e9 for model in able)
