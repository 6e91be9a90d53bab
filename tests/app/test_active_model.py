"""A language model that is loaded here, as what answers."""

from app.failover_kit import CHOICE
from fakes import FakeLanguageModel
from llm.remote_kit import answer, asked
from myna.app.active_model import ActiveLanguageModel, LoadedModel


async def test_a_loaded_model_answers_reads_and_fills_in_as_its_language_model_does() -> None:
    llm = FakeLanguageModel(["From ", "here."], form="{}")
    active: ActiveLanguageModel = LoadedModel(llm, CHOICE, None)
    assert await answer(active, asked("Where are you?")) == "From here."
    await active.prefill(asked("Where"))
    assert llm.read == [asked("Where")]
    assert await active.fill(asked("Where"), "root ::= [a-z]") == "{}"
    assert (active.name, active.choice, active.component, active.news.is_set()) == ("here.gguf", CHOICE, "model", False)
