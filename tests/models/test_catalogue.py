import re

import pytest
from pydantic import ValidationError

from myna.core.errors import ModelError
from myna.knowledge import wordnet
from myna.models.catalogue import (
    DEBIAN_SOURCE,
    PYPI_SOURCE,
    Catalogue,
    ChatModel,
    Dictionary,
    Encyclopedia,
    File,
    FolderModel,
    Kind,
    SpeechModel,
    VoiceModel,
    load_catalogue,
)

from .kit import chat_model, speech_model

CATALOGUE = load_catalogue()


def test_a_name_without_quantisation_has_several_models() -> None:
    names = [model.name for model in load_catalogue().quantised("SmolLM2 135M instruct")]
    assert names == ["smollm2-135m-instruct-q4_1", "smollm2-135m-instruct-q4_k_m"]
    assert load_catalogue().quantised("smollm2-135m-instruct:Q4_1") == ()
    assert load_catalogue().quantised("tinyllama") == ()


def test_every_kind_is_there_and_the_catalogue_is_read_once() -> None:
    kinds = {type(model) for model in CATALOGUE.models}
    assert kinds == {SpeechModel, ChatModel, VoiceModel, Dictionary, Encyclopedia}
    assert load_catalogue() is CATALOGUE


def test_a_size_is_positive_and_unknown_for_one_file_alone() -> None:
    files = [file for model in CATALOGUE.models for file in model.files]
    files += [model.archive for model in CATALOGUE.models if isinstance(model, FolderModel)]
    assert [file.path for file in files if file.size_bytes is None] == ["llama-2-7b-chat.Q4_0.gguf"]
    assert all(file.size_bytes > 0 for file in files if file.size_bytes is not None)


def test_no_checksum_stands_for_two_large_files() -> None:
    large = [file for model in CATALOGUE.models for file in model.files if (file.size_bytes or 1 << 30) > 1 << 20]
    checksums = [file.sha256 or file.md5 for file in large]
    assert len(set(checksums)) == len(checksums)


def test_files_of_different_models_never_share_a_path_on_the_disk() -> None:
    paths = [file.path for model in CATALOGUE.models if not isinstance(model, FolderModel) for file in model.files]
    paths += [model.name for model in CATALOGUE.models if isinstance(model, FolderModel)]
    assert len({path.casefold() for path in paths}) == len(paths)


def test_sources_are_encrypted_or_pinned_packages_and_the_publisher_comes_first() -> None:
    for model in CATALOGUE.models:
        if isinstance(model, Dictionary):  # from the mirrors of Debian, whose packages are pinned by their checksum
            assert all(DEBIAN_SOURCE.fullmatch(source) for source in model.sources)
            assert model.archive.sha256 is not None
            continue
        if isinstance(model, Encyclopedia):
            assert all(source.startswith("https://") for source in model.sources)
            continue
        for source in model.sources:
            assert source.startswith("https://") or PYPI_SOURCE.fullmatch(source), source
        assert model.sources[0].startswith("https://")
        if isinstance(model, SpeechModel):
            assert model.sources[0] == "https://alphacephei.com/vosk/models/"


def test_only_models_with_listed_files_come_from_packages() -> None:
    packaged = {model.name for model in CATALOGUE.models if any(PYPI_SOURCE.fullmatch(s) for s in model.sources)}
    assert packaged == {
        "vosk-model-small-en-us-0.15",
        "vosk-model-small-ko-0.22",
        "smollm2-135m-instruct-q4_1",
        "en_US-joe-medium",
    }
    assert all(CATALOGUE.find(name).files for name in packaged)


def test_an_archive_is_named_after_its_model() -> None:
    speech = [model for model in CATALOGUE.models if isinstance(model, SpeechModel)]
    assert len(speech) == 14
    assert all(model.archive.path == f"{model.name}.zip" for model in speech)


def test_voices_are_an_onnx_file_and_its_description() -> None:
    voices = [model for model in CATALOGUE.models if isinstance(model, VoiceModel)]
    assert len(voices) == 17
    for model in voices:
        assert [file.path for file in model.files] == [f"{model.name}.onnx", f"{model.name}.onnx.json"]
        region = model.name.partition("-")[0].replace("_", "-").lower()
        assert model.languages == (region,)


def test_every_quantisation_is_named_after_its_file() -> None:
    for model in CATALOGUE.models:
        if isinstance(model, ChatModel):
            quantisation = re.search(r"q\d_(\d|k(_m)?)$", model.name)
            assert quantisation is not None, model.name
            assert quantisation[0] in model.files[0].path.lower()


def test_the_plain_name_of_a_family_is_its_4_bit_k_quantisation() -> None:
    for family in ("tinyllama-1.1b-chat", "llama-2-7b-chat", "llama-2-13b-chat", "gemma-3-1b-it"):
        assert CATALOGUE.find(family).name == f"{family}-q4_k_m"


def test_families_share_what_they_share_and_nothing_else() -> None:
    family = [m for m in CATALOGUE.models if isinstance(m, ChatModel) and m.name.startswith("tinyllama-1.1b-chat-")]
    assert len(family) == 7
    assert {(m.shape.context_tokens, m.chat_template) for m in family} == {(2048, "zephyr")}
    assert sum(len(m.aliases) for m in family) == 1


def test_the_dictionary_is_found_by_its_name_and_is_what_the_package_is_named_after() -> None:
    (found,) = CATALOGUE.select("dictionary", "en-us")
    assert found.name == wordnet.NAME
    source = DEBIAN_SOURCE.fullmatch(found.sources[0])
    assert source is not None
    assert (source["pool"], source["package"], source["folder"]) == (
        "pool/main/w/wordnet/",
        "wordnet-base",
        "usr/share/wordnet/",
    )
    assert CATALOGUE.select("dictionary", "de") == ()


ENCYCLOPEDIAS = [model for model in CATALOGUE.models if isinstance(model, Encyclopedia)]


def test_encyclopedias_are_named_as_kiwix_names_them() -> None:
    assert {model.languages[0] for model in ENCYCLOPEDIAS} == {"en", "de", "fr", "es", "zh", "ko"}
    for model in ENCYCLOPEDIAS:
        family, _, flavour = model.name.rpartition("_")
        assert flavour in ("mini", "nopic")
        assert family.startswith(f"wikipedia_{model.languages[0]}_")
        assert model.sources == (
            f"https://opds.library.kiwix.org/catalog/v2/entries?name={family}&count=-1",
            "https://download.kiwix.org/zim/wikipedia/",
        )
        assert model.size_bytes is None
        assert model.files == ()


@pytest.mark.parametrize(("language", "name"), [("en-us", "en"), ("de", "de"), ("zh-cn", "zh"), ("ko", "ko")])
def test_the_first_encyclopedia_of_a_language_is_a_small_one(language: str, name: str) -> None:
    assert CATALOGUE.default("encyclopedia", language).name == f"wikipedia_{name}_top_mini"


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("wikipedia_en_top_mini_2026-05.zim", True),
        ("wikipedia_en_top_mini_2026-12b.zim", True),
        ("wikipedia_en_top_mini.zim", False),
        ("wikipedia_en_top_mini_2026-00.zim", False),
        ("wikipedia_en_top_mini_2026-05.zim.part", False),
        ("wikipedia_en_top_mini_2026-05.zimaa", False),
        ("wikipedia_en_top_nopic_2026-05.zim", False),
        ("x_wikipedia_en_top_mini_2026-05.zim", False),
    ],
)
def test_an_edition_has_the_month_in_its_name(name: str, is_one: bool) -> None:
    assert ENCYCLOPEDIAS[0].is_edition(name) is is_one


def test_an_encyclopedia_comes_from_a_page() -> None:
    with pytest.raises(ValidationError, match="is no address of a page"):
        Encyclopedia.model_validate(ENCYCLOPEDIAS[0].model_dump() | {"sources": ("pypi:owls==1/owls/",)})


NEEDED: tuple[Kind, ...] = ("speech", "chat", "voice")


def starter(language: str) -> tuple[str, ...]:
    return tuple(CATALOGUE.default(kind, language).name for kind in NEEDED)


def test_the_starter_models_of_english() -> None:
    names = ("vosk-model-small-en-us-0.15", "smollm2-135m-instruct-q4_1", "en_US-joe-medium")
    assert starter("en-us") == names
    assert starter("en_US") == names


@pytest.mark.parametrize(
    ("language", "speech", "chat", "voice"),
    [
        ("en-gb", "vosk-model-small-en-us-0.15", "smollm2-135m-instruct-q4_1", "en_GB-alba-medium"),
        ("en-in", "vosk-model-small-en-in-0.4", "smollm2-135m-instruct-q4_1", "en_US-joe-medium"),
        ("de", "vosk-model-small-de-0.15", "qwen2.5-0.5b-instruct-q4_k_m", "de_DE-thorsten-medium"),
        ("nl", "vosk-model-small-nl-0.22", "qwen2.5-0.5b-instruct-q4_k_m", "nl_NL-mls-medium"),
        ("pt-br", "vosk-model-small-pt-0.3", "qwen2.5-0.5b-instruct-q4_k_m", "pt_BR-faber-medium"),
    ],
)
def test_defaults_match_the_language_best(language: str, speech: str, chat: str, voice: str) -> None:
    assert starter(language) == (speech, chat, voice)


def test_a_language_without_a_voice_is_refused_with_those_that_have_one() -> None:
    with pytest.raises(ModelError, match=r"no voice model for the language 'ko'.*en-us") as caught:
        starter("ko")
    assert caught.value.code == "language-unsupported"
    assert caught.value.hint == "myna models list --kind voice"


def test_select_by_kind_and_language() -> None:
    assert {m.name for m in CATALOGUE.select("voice", "en")} > {"en_US-joe-medium", "en_GB-alba-medium"}
    assert "en_GB-alba-medium" not in {m.name for m in CATALOGUE.select("voice", "en-us")}
    assert [m.name for m in CATALOGUE.select("speech", "de-de")] == ["vosk-model-small-de-0.15"]
    assert [m.name for m in CATALOGUE.select("chat", "nl")] == [f"qwen2.5-{b}b-instruct-q4_k_m" for b in ("0.5", "1.5")]
    assert CATALOGUE.select() == CATALOGUE.models


def test_names_are_found_in_any_case() -> None:
    assert CATALOGUE.find("EN_us-JOE-medium").name == "en_US-joe-medium"


@pytest.mark.parametrize("name", ["llama-2-7b-chat:Q5_K_M", "Llama-2-7B-chat.Q5_K_M", "llama-2-7b-chat Q5_K_M"])
def test_a_quantisation_may_be_written_as_others_do(name: str) -> None:
    assert CATALOGUE.find(name).name == "llama-2-7b-chat-q5_k_m"


def test_an_unknown_name_gets_the_nearest_ones() -> None:
    with pytest.raises(ModelError, match=r"did you mean .*tinyllama-1\.1b-chat-q4_k_m") as caught:
        CATALOGUE.find("tinylama-1.1b-chat")
    assert caught.value.code == "model-unknown"
    assert caught.value.hint == "myna models list"


def test_a_name_like_no_other_gets_no_guess() -> None:
    with pytest.raises(ModelError, match=r"There is no model '%%%%' in the catalogue\.$"):
        CATALOGUE.find("%%%%")


def test_sizes_to_download() -> None:
    assert CATALOGUE.find("vosk-model-small-en-us-0.15").size_bytes == 41_205_931
    assert CATALOGUE.find("en_US-joe-medium").size_bytes == 63_201_294 + 4_794
    assert CATALOGUE.find("llama-2-7b-chat-q4_0").size_bytes is None


def test_a_file_that_cannot_be_checked_is_refused() -> None:
    assert File(path="a", size_bytes=1).sha256 is None
    with pytest.raises(ValidationError, match="neither sha256, md5 nor size"):
        File(path="a", size_bytes=None)


@pytest.mark.parametrize(
    ("name", "kv_bytes"),
    [("tinyllama-1.1b-chat", 22_528), ("llama-2-7b-chat", 524_288), ("smollm2-135m-instruct", 23_040)],
)
def test_the_shapes_give_the_published_bytes_of_a_token(name: str, kv_bytes: int) -> None:
    model = CATALOGUE.find(name)
    assert isinstance(model, ChatModel)
    assert model.shape.kv_bytes(1, "f16") == kv_bytes


@pytest.mark.parametrize("path", ["/etc/passwd", "../x", "a/../../x", "", "a\\b"])
def test_a_path_that_leaves_its_folder_is_refused(path: str) -> None:
    with pytest.raises(ValidationError, match="not a path inside a folder"):
        File(path=path, size_bytes=1, md5="0" * 32)


@pytest.mark.parametrize(
    "source", ["ftp://host/", "https://host/file.zip", "pypi:name/folder/", "pypi:n==1/folder", "debian:a.deb/"]
)
def test_a_source_of_another_form_is_refused(source: str) -> None:
    with pytest.raises(ValidationError, match="no https: folder, no pypi:"):
        chat_model(b"x", source)


def test_a_model_without_a_source_is_refused() -> None:
    with pytest.raises(ValidationError, match="at least 1 item"):
        speech_model(b"x", {})


def test_two_models_of_one_name_are_refused() -> None:
    model = chat_model(b"x", "https://host/")
    with pytest.raises(ValidationError, match="appear twice: parrot-q4"):
        Catalogue(models=(model, model))
