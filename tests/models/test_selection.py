"""Which models a configuration asks for."""

from pathlib import Path

import pytest

from myna.config import Config, load_config
from myna.core.errors import ModelError
from myna.llm.weights import Shape, Weights
from myna.models.catalogue import FolderModel, Model, load_catalogue
from myna.models.selection import DEFAULT_SAMPLING, ModelSelector
from myna.models.sizing import ENCYCLOPEDIA_BYTES, board_bytes, budget_bytes
from myna.models.store import path_of

GB = 1_000_000_000
NOWHERE = Path("/nonexistent/config.yaml")


def config(directory: Path, *overrides: str) -> Config:
    overrides = (*overrides, f"models_dir={directory}")
    return load_config(overrides=overrides, system_file=NOWHERE, user_file=NOWHERE)


SMALL, MIDDLE, LARGE = "smollm2-135m-instruct-q4_1", "tinyllama-1.1b-chat-q4_k_m", "llama-2-7b-chat-q4_k_m"


def weights_of(path: Path) -> Weights:
    """Of a file of the user's own, as llama.cpp reads them: one as large as its name says."""
    return Weights(str(path), int(float(path.stem) * GB), Shape(22, 4, 64, 2048))


def model_selector(directory: Path, *overrides: str, ram_gb: float = 8) -> ModelSelector:
    budget = budget_bytes(board_bytes(ram_gb))
    return ModelSelector(config(directory, *overrides), load_catalogue(), budget, cores=4, weights_of=weights_of)


def put(directory: Path, *names: str) -> None:
    """Install models by name and size alone: files full of holes."""
    for name in names:
        model: Model = load_catalogue().find(name)
        folder = path_of(model, directory) if isinstance(model, FolderModel) else directory
        for file in model.files:
            path = folder / file.path
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("wb") as hole:
                hole.truncate(file.size_bytes or 0)


def test_auto_is_the_largest_installed_chat_model_that_fits(tmp_path: Path) -> None:
    put(tmp_path, SMALL, MIDDLE, LARGE)
    assert [model_selector(tmp_path, ram_gb=ram).chat().name for ram in (1, 2, 8)] == [SMALL, MIDDLE, LARGE]


def test_auto_with_nothing_that_fits_says_so(tmp_path: Path) -> None:
    put(tmp_path, "llama-2-7b-chat-q4_k_m")
    with pytest.raises(ModelError, match=r"0\.8 GB") as caught:
        model_selector(tmp_path, ram_gb=1).chat()
    assert caught.value.code == "memory-too-small"
    assert caught.value.hint == (
        "The largest that fits is smollm2-360m-instruct-q4_k_m. Type: myna models pull smollm2-360m-instruct-q4_k_m. "
        "Set model: smollm2-360m-instruct-q4_k_m"
    )


def test_a_named_model_that_cannot_fit_is_refused_with_the_largest_that_would(tmp_path: Path) -> None:
    put(tmp_path, LARGE, "tinyllama-1.1b-chat-q8_0")
    with pytest.raises(ModelError, match=r"llama-2-7b-chat-q4_k_m needs 5\.1 GB .* 3\.3 GB here") as caught:
        model_selector(tmp_path, f"model={LARGE}", ram_gb=4).chat()
    assert caught.value.code == "memory-too-small"
    assert caught.value.hint.endswith("q8_0. Set model: tinyllama-1.1b-chat-q8_0")
    with pytest.raises(ModelError, match="needs"):  # before anything is pulled
        model_selector(tmp_path, "model=llama-2-7b-chat-q8_0", ram_gb=8).chat()


def test_where_nothing_of_the_catalogue_fits_another_machine_could_do_it(tmp_path: Path) -> None:
    put(tmp_path, SMALL)
    with pytest.raises(ModelError) as caught:
        model_selector(tmp_path, ram_gb=0.5).chat()
    assert "http://" in caught.value.hint


def test_a_named_model_gets_a_shorter_context_where_it_does_not_fit_else(tmp_path: Path) -> None:
    put(tmp_path, LARGE)
    plan = model_selector(tmp_path, f"model={LARGE}", "brain.context_tokens=32768", ram_gb=8).chat().plan
    assert plan.context_tokens == 4096  # what it was trained for
    plan = model_selector(tmp_path, f"model={LARGE}", ram_gb=6).chat().plan
    assert 512 <= plan.context_tokens < 2048
    assert f"{plan.context_tokens:,} instead of 2,048 tokens" in plan.reason


def test_a_model_whose_size_nobody_states_is_as_large_as_its_file(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="is not in"):
        model_selector(tmp_path).plan_of("llama-2-7b-chat-q4_0")
    with (tmp_path / "llama-2-7b-chat.Q4_0.gguf").open("wb") as hole:
        hole.truncate(4 * GB)
    assert model_selector(tmp_path).chat().plan.weights_bytes == 4 * GB
    with pytest.raises(ModelError, match="None of the installed"):
        model_selector(tmp_path, ram_gb=4).chat()


def test_keys_of_the_configuration_come_before_the_plan(tmp_path: Path) -> None:
    put(tmp_path, SMALL)
    plan = model_selector(tmp_path, "brain.threads=3", "brain.use_mmap=true", "brain.context_tokens=512").chat().plan
    assert (plan.threads, plan.use_mmap, plan.context_tokens) == (3, True, 512)
    assert model_selector(tmp_path).chat().plan.threads == 4


def test_a_model_that_cannot_fit_is_not_pulled(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="needs"):
        model_selector(tmp_path, f"model={LARGE}", ram_gb=1).missing()
    server = model_selector(tmp_path, "model=http://192.168.1.20:8080/v1", ram_gb=0.5)
    assert "chat" not in [model.kind for model in server.missing()]
    assert server.larger() is None


def test_a_little_less_than_is_left_free_is_better_than_nothing(tmp_path: Path) -> None:
    put(tmp_path, SMALL)
    needed = model_selector(tmp_path).chat().plan.needed_bytes
    tight = ModelSelector(config(tmp_path), load_catalogue(), needed + 1, cores=4, weights_of=weights_of)
    assert tight.chat().name == SMALL


def test_beside_a_server_there_is_a_model_here(tmp_path: Path) -> None:
    chosen = model_selector(tmp_path, "model=http://192.168.1.20:8080/v1")
    assert SMALL in [model.name for model in chosen.missing()]
    put(tmp_path, SMALL)
    assert chosen.chat().name == SMALL


def test_a_missing_model_is_told_with_the_line_that_pulls_it(tmp_path: Path) -> None:
    chosen = model_selector(tmp_path)
    for choose in (chosen.speech, chosen.chat, chosen.voice):
        with pytest.raises(ModelError) as caught:
            choose()
        assert caught.value.code == "model-missing"
        assert caught.value.hint.startswith("Type: myna models pull ")


def test_the_starter_models_are_missing_from_an_empty_folder_and_then_no_more(tmp_path: Path) -> None:
    missing = [model.name for model in model_selector(tmp_path).missing()]
    assert sorted(missing) == ["en_US-joe-medium", "smollm2-135m-instruct-q4_1", "vosk-model-small-en-us-0.15"]
    put(tmp_path, *missing)
    assert model_selector(tmp_path).missing() == []


def test_a_dictionary_is_missing_until_it_is_there_and_in_a_language_without_one_never(tmp_path: Path) -> None:
    missing = model_selector(tmp_path).missing_dictionary()
    assert missing is not None
    assert missing.name == "wordnet"
    assert model_selector(tmp_path, "language=de").missing_dictionary() is None
    put(tmp_path, "wordnet")
    assert model_selector(tmp_path).missing_dictionary() is None


def test_a_named_model_is_obeyed_and_missing_until_it_is_there(tmp_path: Path) -> None:
    put(tmp_path, "smollm2-135m-instruct-q4_1")
    chosen = model_selector(tmp_path, "model=tinyllama-1.1b-chat")
    assert "tinyllama-1.1b-chat-q4_k_m" in [model.name for model in chosen.missing()]
    put(tmp_path, "tinyllama-1.1b-chat-q4_k_m")
    assert chosen.chat().path == tmp_path / "tinyllama-1.1b-chat-v1.0.Q4_K_M.gguf"


@pytest.mark.parametrize(
    ("name", "here", "ram_gb", "chosen"),
    [
        ("tinyllama-1.1b-chat", ["q4_k_m", "q8_0"], 8, "q4_k_m"),
        ("tinyllama-1.1b-chat", ["q8_0"], 8, "q8_0"),
        ("TinyLlama 1.1B Chat", ["q2_k", "q8_0"], 8, "q8_0"),
        ("tinyllama-1.1b-chat", ["q2_k", "q8_0"], 1.5, "q2_k"),
        ("tinyllama-1.1b-chat:Q6_K", ["q6_k", "q8_0"], 8, "q6_k"),
    ],
)
def test_a_name_without_quantisation_is_the_one_that_is_there(
    tmp_path: Path, name: str, here: list[str], ram_gb: float, chosen: str
) -> None:
    put(tmp_path, *(f"tinyllama-1.1b-chat-{one}" for one in here))
    selector = model_selector(tmp_path, f"model={name}", ram_gb=ram_gb)
    assert selector.chat().name == f"tinyllama-1.1b-chat-{chosen}"
    assert "chat" not in [model.kind for model in selector.missing()]


def test_a_name_with_a_quantisation_is_obeyed(tmp_path: Path) -> None:
    put(tmp_path, "tinyllama-1.1b-chat-q8_0")
    with pytest.raises(ModelError, match=r"tinyllama-1\.1b-chat-q6_k is not in"):
        model_selector(tmp_path, "model=tinyllama-1.1b-chat:Q6_K").chat()


def test_a_file_may_be_named_in_capitals(tmp_path: Path) -> None:
    chosen = model_selector(tmp_path, "model=/srv/1.5.GGUF", "voice=/srv/MY.ONNX")
    assert chosen.chat().path == Path("/srv/1.5.GGUF")
    assert chosen.voice().path == Path("/srv/MY.ONNX")


def test_a_path_is_taken_as_it_is(tmp_path: Path) -> None:
    chosen = model_selector(tmp_path, "model=/srv/1.5.gguf", "voice=/srv/my.onnx")
    assert chosen.chat().path == Path("/srv/1.5.gguf")
    assert chosen.chat().plan.weights_bytes == 1.5 * GB
    assert chosen.chat().sampling == DEFAULT_SAMPLING
    assert chosen.voice().path == Path("/srv/my.onnx")
    assert [model.kind for model in chosen.missing()] == ["speech"]


@pytest.mark.parametrize(
    ("override", "message"),
    [("model=en_US-joe-medium", "cannot be the model"), ("voice=tinyllama-1.1b-chat", "cannot be the voice"),
     ("model=tinylama", "tinyllama-1.1b-chat")],
)  # fmt: skip
def test_a_wrong_name_is_told(tmp_path: Path, override: str, message: str) -> None:
    with pytest.raises(ModelError, match=message):
        model_selector(tmp_path, override).missing()


def test_another_language_has_its_own_models(tmp_path: Path) -> None:
    missing = [model.name for model in model_selector(tmp_path, "language=de").missing()]
    assert "vosk-model-small-de-0.15" in missing
    assert "de_DE-thorsten-medium" in missing


def test_a_speech_model_that_lacks_a_file_is_damaged_and_missing(tmp_path: Path) -> None:
    put(tmp_path, "vosk-model-small-en-us-0.15")
    (tmp_path / "vosk-model-small-en-us-0.15" / "graph" / "HCLr.fst").unlink()
    with pytest.raises(ModelError, match="damaged"):
        model_selector(tmp_path).speech()
    assert "vosk-model-small-en-us-0.15" in [model.name for model in model_selector(tmp_path).missing()]


def test_a_larger_model_is_suggested_only_where_the_board_holds_it(tmp_path: Path) -> None:
    put(tmp_path, "smollm2-135m-instruct-q4_1")
    large = model_selector(tmp_path, ram_gb=8).larger()
    assert large is not None
    assert large.name.startswith("llama-2-7b-chat")
    assert model_selector(tmp_path, ram_gb=0.8).larger() is None


def names(chosen: ModelSelector) -> list[str]:
    return [choice.name for choice in chosen.chats()]


def test_the_models_to_try_get_smaller(tmp_path: Path) -> None:
    small, middle, large = SMALL, MIDDLE, LARGE
    put(tmp_path, small, middle, large)
    assert names(model_selector(tmp_path)) == [large, middle, small]
    assert names(model_selector(tmp_path, "model=tinyllama-1.1b-chat-q4_k_m")) == [middle, small]
    assert names(model_selector(tmp_path, "model=smollm2-135m-instruct-q4_1")) == [small]
    own = model_selector(tmp_path, f"model={tmp_path}/1.0.gguf", ram_gb=2)
    assert names(own) == [f"{tmp_path}/1.0.gguf", middle, small]
    assert names(model_selector(tmp_path, f"model={tmp_path}/9.0.gguf", ram_gb=2)) == [middle, small]


def test_for_a_model_that_is_not_there_others_are_tried_but_not_for_a_wrong_name(tmp_path: Path) -> None:
    put(tmp_path, "smollm2-135m-instruct-q4_1")
    assert names(model_selector(tmp_path, "model=tinyllama-1.1b-chat")) == ["smollm2-135m-instruct-q4_1"]
    with pytest.raises(ModelError) as caught:
        model_selector(tmp_path, "model=tinylama-1.1b-chat").chats()
    assert caught.value.code == "model-unknown"


def test_an_encyclopedia_counts_in_the_plan(tmp_path: Path) -> None:
    without, with_one = (
        model_selector(tmp_path, f"encyclopedia={name}").plan_of(SMALL) for name in ("", "wikipedia_en_top_mini")
    )
    assert with_one.needed_bytes - without.needed_bytes == ENCYCLOPEDIA_BYTES


def test_an_encyclopedia_is_never_among_what_a_start_needs(tmp_path: Path) -> None:
    missing = model_selector(tmp_path, "encyclopedia=wikipedia_en_top_mini").missing()
    assert [model.kind for model in missing] == ["speech", "chat", "voice"]
