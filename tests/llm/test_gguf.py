"""GGUF files before they are loaded: the starter model's own, and broken ones."""

import os
import threading
from itertools import count
from pathlib import Path

import pytest

from myna.app.factory import model_selector
from myna.config import Config
from myna.core.errors import ModelError
from myna.llm.gguf import check, template, weights_of
from myna.models.catalogue import ChatModel


def test_the_shape_of_a_model_is_read_from_its_file(config: Config) -> None:
    choice = model_selector(config).chat()
    assert isinstance(choice.model, ChatModel)
    weights = weights_of(choice.path)
    assert (weights.size_bytes, weights.shape) == (choice.path.stat().st_size, choice.model.shape)


def test_a_model_in_several_files_is_as_large_as_all_of_them(config: Config, tmp_path: Path) -> None:
    whole = model_selector(config).chat().path
    for part in ("00001", "00002"):
        (tmp_path / f"own-{part}-of-00002.gguf").symlink_to(whole)
    (tmp_path / "own-00001-of-00003.gguf").symlink_to(whole)
    assert weights_of(tmp_path / "own-00001-of-00002.gguf").size_bytes == 2 * whole.stat().st_size


def test_while_a_model_is_read_nothing_is_lost_that_others_write(
    config: Config, capfd: pytest.CaptureFixture[str]
) -> None:
    path = model_selector(config).chat().path
    read = threading.Event()

    def write() -> None:
        for line in count():
            os.write(2, f"{line}\n".encode())
            if read.wait(0.001):
                return

    others = threading.Thread(target=write)
    others.start()
    weights_of(path)
    read.set()
    others.join()
    lines = capfd.readouterr().err.split()
    assert len(lines) > 10
    assert lines == [str(line) for line in range(len(lines))]


def test_of_a_file_that_is_damaged_nothing_is_printed(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "own.gguf"
    path.write_bytes(b"GGUF and no more")
    with pytest.raises(ModelError):
        weights_of(path)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("content", "code"), [(None, "chat-model-missing"), (b"GGUF and no more", "chat-model-damaged")]
)
def test_a_file_without_a_shape_is_told(tmp_path: Path, content: bytes | None, code: str) -> None:
    path = tmp_path / "own.gguf"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ModelError) as caught:
        weights_of(path)
    assert caught.value.code == code


def test_a_file_is_checked_by_its_first_bytes_alone(tmp_path: Path) -> None:
    path = tmp_path / "own.gguf"
    path.write_bytes(b"GGUF and no more")
    check(path)
    path.write_bytes(b"GG")
    with pytest.raises(ModelError) as caught:
        check(path)
    assert caught.value.code == "chat-model-damaged"


def test_a_template_gets_the_special_tokens() -> None:
    found = template("{{ bos_token }}{{ messages[0].content }}{{ eos_token }}", Path("own.gguf"), bos="<s>", eos="</s>")
    assert found.render([{"role": "user", "content": "Hello"}]) == "<s>Hello</s>"


@pytest.mark.parametrize(
    ("source", "code"), [(None, "chat-template-missing"), ("{% for message %}", "chat-template-broken")]
)
def test_a_template_that_is_missing_or_broken_is_told_with_its_file(source: str | None, code: str) -> None:
    with pytest.raises(ModelError, match=r"own\.gguf") as caught:
        template(source, Path("own.gguf"))
    assert caught.value.code == code
