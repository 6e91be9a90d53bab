"""The key of the configuration."""

from pathlib import Path

import pytest

from myna.config.schema import Esphome
from myna.core.errors import ConfigError
from myna.interfaces.esphome.key import encryption_key

KEY = "QRTIErOb/fcE9Ukd/5qA3RGYMn0Y+p06U58SCtOXvPc="


def test_it_is_32_bytes_in_a_file_or_there_is_none(tmp_path: Path) -> None:
    assert encryption_key(Esphome()) is None
    (tmp_path / "key").write_text(KEY + "\n")
    key = encryption_key(Esphome(key_file=tmp_path / "key"))
    assert key is not None
    assert len(key) == 32


@pytest.mark.parametrize("written", ["", "secret", KEY[4:], "ä" * 44])
def test_what_is_no_key_is_told(tmp_path: Path, written: str) -> None:
    (tmp_path / "key").write_text(written)
    with pytest.raises(ConfigError) as told:
        encryption_key(Esphome(key_file=tmp_path / "key"))
    assert told.value.code == "esphome-key-wrong"


def test_a_file_that_is_not_there_is_told_and_nothing_is_left_open(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as told:
        encryption_key(Esphome(key_file=tmp_path / "key"))
    assert told.value.code == "esphome-key-unreadable"
