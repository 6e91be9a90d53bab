"""Without a language model an answer fails with the reason, and reading and filling in do nothing."""

import pytest

from myna.core.errors import LlmError, ModelError
from myna.core.ports import Message
from myna.llm.absent import AbsentModel

MESSAGES: list[Message] = [{"role": "user", "content": "who are you"}]
FAILURE = ModelError("model-missing", "The model is not there.", "myna models pull model")


async def test_an_answer_fails_with_why_there_is_no_model_and_what_to_type() -> None:
    with pytest.raises(LlmError) as caught:
        await anext(AbsentModel(FAILURE).answer(MESSAGES))
    assert caught.value.as_json() == {
        "code": "brain-absent",
        "message": "There is no language model: The model is not there.",
        "hint": "myna models pull model",
    }
    assert caught.value.exit_status == FAILURE.exit_status
    assert LlmError("code", "Another one.").exit_status != FAILURE.exit_status


async def test_reading_ahead_and_forms_are_no_failures() -> None:
    model = AbsentModel(FAILURE)
    await model.prefill(MESSAGES, whole=True)
    assert await model.fill(MESSAGES, 'root ::= "yes"') == ""


async def test_somebody_is_still_to_be_told() -> None:
    assert AbsentModel(FAILURE).news.is_set()
