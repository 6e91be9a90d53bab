"""Where the key of a language model server comes from."""

from pathlib import Path

import pytest

from myna.core.errors import ConfigError
from myna.llm.api_key import read_api_key


@pytest.fixture(autouse=True)
def no_credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CREDENTIALS_DIRECTORY", raising=False)


def test_it_is_read_from_its_file_without_the_end_of_the_line(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("  sk-1234\n")
    assert read_api_key(tmp_path / "key") == "sk-1234"


def test_it_is_read_from_systemds_credential_unless_a_file_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert read_api_key(None) is None
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    assert read_api_key(None) is None
    (tmp_path / "api-key").write_text("sk-credential\n")
    (tmp_path / "key").write_text("sk-file\n")
    assert read_api_key(None) == "sk-credential"
    assert read_api_key(tmp_path / "key") == "sk-file"


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    for path in (tmp_path / "missing", tmp_path):
        with pytest.raises(ConfigError, match="cannot be read") as caught:
            read_api_key(path)
        assert caught.value.code == "api-key-unreadable"
        assert str(path) in caught.value.hint


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b" \n", "is empty"),
        (b"key: sk-1\n", "more than an API key"),
        (b"sk-1\nsk-2\n", "more than an API key"),
        (b"sk-\xff\n", "more than an API key"),
    ],
)
def test_what_is_no_key_is_told_without_it(tmp_path: Path, content: bytes, words: str) -> None:
    (tmp_path / "key").write_bytes(content)
    with pytest.raises(ConfigError, match=words) as caught:
        read_api_key(tmp_path / "key")
    assert caught.value.code == "api-key-wrong"
    assert "sk-" not in caught.value.message
