import logging
import os
from pathlib import Path

import pytest

from myna.config import Config
from myna.core.errors import ModelError
from myna.models.encyclopedias import encyclopedia, encyclopedias

from .kit import zim_of

NAME, OTHER = "wikipedia_en_top_mini", "wikipedia_de_top_mini"
ZIM = zim_of(b"owls")


def put(path: Path, body: bytes = ZIM) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(body)
    return path


def refused(name: str, directory: Path) -> tuple[str, str, str]:
    with pytest.raises(ModelError) as caught:
        encyclopedia(name, directory)
    return caught.value.code, caught.value.message, caught.value.hint


def test_a_name_is_its_newest_edition(tmp_path: Path) -> None:
    put(tmp_path / f"{NAME}.zim")
    assert encyclopedia(NAME, tmp_path) == tmp_path / f"{NAME}.zim"  # copied by hand, and renamed
    put(tmp_path / f"{NAME}_2026-01.zim")
    put(tmp_path / f"{NAME}_2026-05.zim")
    put(tmp_path / "wikipedia_en_top_nopic_2026-06.zim")
    assert encyclopedia("Wikipedia-EN-top mini", tmp_path) == tmp_path / f"{NAME}_2026-05.zim"


def test_a_file_is_named_by_its_path_or_by_its_name_in_the_models_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    models, stick = put(tmp_path / "models/any.zim"), put(tmp_path / "stick/birds.ZIM")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert encyclopedia("any.zim", models.parent) == models
    assert encyclopedia(str(stick), models.parent) == stick
    assert encyclopedia("~/stick/birds.ZIM", models.parent) == stick


def test_the_configuration_s_order_is_kept_and_what_is_missing_is_a_warning(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    german, stick = put(tmp_path / "models" / f"{OTHER}_2026-01.zim"), put(tmp_path / "birds.zim")
    config = Config(models_dir=german.parent, encyclopedia=(str(stick), NAME, OTHER))
    with caplog.at_level(logging.WARNING):
        assert encyclopedias(config) == [stick, german]
    assert [record.getMessage() for record in caplog.records] == [
        f"The encyclopedia {NAME} is not in {german.parent}. Type: myna models pull {NAME}"
    ]


def test_none_is_asked_for_by_default() -> None:
    assert encyclopedias(Config()) == []


def test_what_is_wrong_comes_with_what_to_type(tmp_path: Path) -> None:
    pull = f"Type: myna models pull {NAME}"
    copy = "Copy it there, or change the key encyclopedia in the configuration."
    anew = "Copy the whole .zim file anew, or name another with the key encyclopedia."
    missing = ("encyclopedia-missing", f"The encyclopedia {NAME} is not in {tmp_path}.", pull)
    assert refused(NAME, tmp_path) == missing
    code, message, hint = refused(str(tmp_path / "stick/birds.zim"), tmp_path)
    assert (code, hint) == ("encyclopedia-missing", copy)
    assert message == f"The encyclopedia {tmp_path}/stick/birds.zim is not in {tmp_path}/stick."
    assert refused("~nobody-of-that-name/birds.zim", tmp_path)[0] == "encyclopedia-missing"
    path = put(tmp_path / f"{NAME}_2026-05.zim", ZIM[:90])
    damaged = ("encyclopedia-damaged", f"The encyclopedia {path} has 90 of {len(ZIM)} bytes.", pull)
    assert refused(NAME, tmp_path) == damaged
    put(path, b"<html>")
    assert refused(NAME, tmp_path)[1] == f"The encyclopedia {path} is no ZIM file."
    assert refused(path.name, tmp_path)[2] == anew
    (tmp_path / "birds.zim").mkdir()
    assert refused("birds.zim", tmp_path)[1] == f"The encyclopedia {tmp_path}/birds.zim is no ZIM file."
    assert refused(f"{path}/birds.zim", tmp_path)[0] == "encyclopedia-missing"


def test_a_pipe_is_never_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "birds.zim")
    assert refused("birds.zim", tmp_path)[0] == "encyclopedia-damaged"


def test_names_of_no_encyclopedia_are_refused(tmp_path: Path) -> None:
    code, message, hint = refused("wikipedia_en_top_minni", tmp_path)
    assert (code, "did you mean wikipedia_en_top_mini" in message) == ("model-unknown", True)
    assert hint == "See which can be one: myna models list --kind encyclopedia"
    assert refused("wordnet", tmp_path) == (
        "model-wrong-kind",
        "wordnet is a dictionary model, and no encyclopedia.",
        "See which can be one: myna models list --kind encyclopedia",
    )


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    put(tmp_path / "birds.zim").chmod(0)
    code, message, hint = refused("birds.zim", tmp_path)
    assert (code, message) == (
        "encyclopedia-unreadable",
        f"The encyclopedia {tmp_path}/birds.zim cannot be read: Permission denied.",
    )
    assert "chmod a+r" in hint
