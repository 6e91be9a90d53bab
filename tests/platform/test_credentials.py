from pathlib import Path

import pytest

from myna.core.errors import ConfigError
from myna.platform.credentials import read_credential


def read(file: Path | None) -> str | None:
    return read_credential(file, "token", "access token", "home-token")


def test_a_secret_is_read_from_the_file_that_is_named(tmp_path: Path) -> None:
    (tmp_path / "token").write_text("abc\n")
    assert read(tmp_path / "token") == "abc"


def test_without_a_file_it_is_the_credential(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert read(None) is None
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    assert read(None) is None
    (tmp_path / "token").write_text("abc")
    assert read(None) == "abc"


@pytest.mark.parametrize(("content", "said"), [("", "is empty"), ("a b", "holds more than an access token")])
def test_what_is_no_secret_is_told(tmp_path: Path, content: str, said: str) -> None:
    (tmp_path / "token").write_text(content)
    with pytest.raises(ConfigError, match=said) as error:
        read(tmp_path / "token")
    assert error.value.code == "home-token-wrong"
    assert error.value.hint.startswith("Write the token into it")


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as error:
        read(tmp_path / "missing")
    assert error.value.code == "home-token-unreadable"
