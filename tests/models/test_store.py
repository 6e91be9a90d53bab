import threading
from pathlib import Path

import pytest

from myna.core.errors import ModelError
from myna.llm.prompt_cache import cache_of
from myna.models.store import MANIFEST, installed, locked, path_of, remove, verify, write_manifest
from myna.platform.files import part_of

from .kit import (
    PATIENCE_SECONDS,
    SPEECH_FILES,
    WORDS,
    chat_model,
    dictionary,
    encyclopedia,
    speech_model,
    voice_model,
    zim_of,
)

SOURCE = "https://host/"
CHAT = chat_model(b"weights", SOURCE)
VOICE = voice_model(b"onnx", b"{}", SOURCE)
SPEECH = speech_model(b"zip", SPEECH_FILES, SOURCE)
UNLISTED = speech_model(b"zip", {}, SOURCE)


def unpack(directory: Path, files: dict[str, bytes] = SPEECH_FILES) -> Path:
    folder = directory / "owl-small"
    for path, body in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(body)
    return folder


def test_where_models_lie(tmp_path: Path) -> None:
    assert path_of(CHAT, tmp_path) == tmp_path / "parrot.gguf"
    assert path_of(VOICE, tmp_path) == tmp_path / "lark.onnx"
    assert path_of(SPEECH, tmp_path) == tmp_path / "owl-small"


def test_a_dictionary_is_a_folder_whose_files_are_known(tmp_path: Path) -> None:
    words = dictionary(b"package", WORDS)
    assert path_of(words, tmp_path) == tmp_path / "owl-words"
    assert verify(words, tmp_path) == ["owl-words is missing"]
    (tmp_path / "owl-words").mkdir()
    for path, body in WORDS.items():
        (tmp_path / "owl-words" / path).write_bytes(body)
    assert installed(words, tmp_path)
    assert verify(words, tmp_path) == []
    (tmp_path / "owl-words/data.noun").write_bytes(b"")
    assert not installed(words, tmp_path)
    assert remove(words, tmp_path) > 0
    assert list(tmp_path.glob("owl*")) == []


def test_an_encyclopedia_is_whole_by_what_its_file_says(tmp_path: Path) -> None:
    owls = encyclopedia(SOURCE)
    assert path_of(owls, tmp_path) == tmp_path / "wikipedia_en_owl_mini.zim"
    assert verify(owls, tmp_path) == ["wikipedia_en_owl_mini.zim is missing"]
    assert not installed(owls, tmp_path)
    old, new = (tmp_path / f"wikipedia_en_owl_mini_2026-{month}.zim" for month in ("01", "05"))
    for path in (old, new):
        path.write_bytes(zim_of(b"owls"))
    assert path_of(owls, tmp_path) == new
    assert installed(owls, tmp_path)
    assert verify(owls, tmp_path) == []
    new.write_bytes(zim_of(b"owls")[:-17] + b"?" * 17)
    assert installed(owls, tmp_path)
    assert verify(owls, tmp_path) == [f"{new.name} has another checksum than the one at its end"]
    new.write_bytes(b"")
    assert not installed(owls, tmp_path)


def test_all_editions_of_an_encyclopedia_and_what_began_of_one_are_removed(tmp_path: Path) -> None:
    ours = ("wikipedia_en_owl_mini_2026-01.zim", "wikipedia_en_owl_mini.zim", "wikipedia_en_owl_mini_2026-05.zim.part")
    for name in (*ours, "wikipedia_en_owl_mini_2026-05.zim.txt", "wikipedia_en_owl_nopic_2026-01.zim"):
        (tmp_path / name).write_bytes(b"owls")
    assert remove(encyclopedia(SOURCE), tmp_path) == 12
    assert {path.name for path in tmp_path.glob("wiki*")} == {
        "wikipedia_en_owl_mini_2026-05.zim.txt",
        "wikipedia_en_owl_nopic_2026-01.zim",
    }
    with pytest.raises(ModelError, match="is not in"):
        remove(encyclopedia(SOURCE), tmp_path)


def test_a_file_of_another_size_does_not_count_as_installed(tmp_path: Path) -> None:
    assert not installed(CHAT, tmp_path)
    (tmp_path / "parrot.gguf").write_bytes(b"weigh")
    assert not installed(CHAT, tmp_path)
    (tmp_path / "parrot.gguf").write_bytes(b"weights")
    assert installed(CHAT, tmp_path)


def test_a_voice_needs_both_files(tmp_path: Path) -> None:
    (tmp_path / "lark.onnx").write_bytes(b"onnx")
    assert not installed(VOICE, tmp_path)
    assert verify(VOICE, tmp_path) == ["lark.onnx.json is missing"]
    (tmp_path / "lark.onnx.json").write_bytes(b"{}")
    assert installed(VOICE, tmp_path)
    assert verify(VOICE, tmp_path) == []


def test_verify_tells_size_and_checksum_apart(tmp_path: Path) -> None:
    (tmp_path / "parrot.gguf").write_bytes(b"wrong")
    assert verify(CHAT, tmp_path) == ["parrot.gguf has 5 bytes instead of 7"]
    (tmp_path / "parrot.gguf").write_bytes(b"WEIGHTS")
    assert verify(CHAT, tmp_path) == ["parrot.gguf has the wrong sha256"]


def test_verify_says_what_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "parrot.gguf").mkdir()
    unsized = CHAT.files[0].model_copy(update={"size_bytes": None})
    model = CHAT.model_copy(update={"files": (unsized,)})
    assert verify(model, tmp_path) == ["parrot.gguf cannot be read (Is a directory)"]


def test_a_folder_is_verified_file_by_file_against_the_catalogue(tmp_path: Path) -> None:
    folder = unpack(tmp_path)
    assert installed(SPEECH, tmp_path)
    assert verify(SPEECH, tmp_path) == []
    (folder / "am/final.mdl").write_bytes(b"x")
    (folder / "graph/Gr.fst").unlink()
    assert verify(SPEECH, tmp_path) == [
        "owl-small/am/final.mdl has 1 bytes instead of 4,000",
        "owl-small/graph/Gr.fst is missing",
    ]


def test_a_folder_without_a_list_is_verified_against_its_manifest(tmp_path: Path) -> None:
    folder = unpack(tmp_path)
    assert verify(UNLISTED, tmp_path) == [f"owl-small cannot be checked, for it has no {MANIFEST}"]
    write_manifest(folder)
    assert verify(UNLISTED, tmp_path) == []
    (folder / "conf/model.conf").write_bytes(b"--beam=99\n")
    assert verify(UNLISTED, tmp_path) == ["owl-small/conf/model.conf has the wrong sha256"]
    (folder / MANIFEST).write_text('[{"path": "../../etc/passwd", "size_bytes": 1, "md5": "0"}]')
    assert verify(UNLISTED, tmp_path) == [f"owl-small/{MANIFEST} is damaged"]


def test_remove_takes_everything_and_counts_it(tmp_path: Path) -> None:
    unpack(tmp_path)
    (tmp_path / "owl-small.zip.part").write_bytes(b"half")
    (tmp_path / "owl-small.part").mkdir()
    (tmp_path / "other.gguf").write_bytes(b"stays")
    assert remove(SPEECH, tmp_path) == sum(map(len, SPEECH_FILES.values())) + 4
    assert {path.name for path in tmp_path.iterdir()} == {"other.gguf", ".lock"}


def test_remove_takes_both_files_of_a_voice(tmp_path: Path) -> None:
    (tmp_path / "lark.onnx").write_bytes(b"onnx")
    (tmp_path / "lark.onnx.json").write_bytes(b"{}")
    assert remove(VOICE, tmp_path) == 6
    assert [path.name for path in tmp_path.iterdir()] == [".lock"]


def test_remove_takes_what_a_model_kept_of_its_prompt(tmp_path: Path) -> None:
    (tmp_path / "parrot.gguf").write_bytes(b"weights")
    cache_of(tmp_path / "parrot.gguf").write_bytes(b"prompt")
    part_of(cache_of(tmp_path / "parrot.gguf")).write_bytes(b"half")
    cache_of(tmp_path / "other.gguf").write_bytes(b"stays")
    assert remove(CHAT, tmp_path) == len(b"weights" + b"prompt" + b"half")
    assert {path.name for path in tmp_path.iterdir()} == {"other.gguf.prompt", ".lock"}


def test_remove_takes_a_broken_download_alone(tmp_path: Path) -> None:
    (tmp_path / "parrot.gguf.part").write_bytes(b"wei")
    assert remove(CHAT, tmp_path) == 3
    assert not (tmp_path / "parrot.gguf.part").exists()


def test_remove_of_what_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="parrot-q4_0 is not in") as caught:
        remove(CHAT, tmp_path / "nowhere")
    assert caught.value.code == "model-not-installed"


def test_the_lock_is_held_by_one_at_a_time_and_the_other_says_that_it_waits(tmp_path: Path) -> None:
    waits, order = threading.Event(), []

    def second() -> None:
        with locked(tmp_path, lambda line: waits.set()):
            order.append("second")

    with locked(tmp_path, lambda line: pytest.fail("nobody else holds it")):
        thread = threading.Thread(target=second)
        thread.start()
        assert waits.wait(PATIENCE_SECONDS)
        order.append("first")
    thread.join(PATIENCE_SECONDS)
    assert order == ["first", "second"]
