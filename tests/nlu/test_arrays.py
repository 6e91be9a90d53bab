"""Files of arrays: what is not there, or is something else, is told."""

from pathlib import Path

import numpy as np
import pytest

from myna.core.errors import ModelError
from myna.nlu.arrays import arrays_of


def test_they_come_in_the_order_that_is_asked_for(tmp_path: Path) -> None:
    np.savez(tmp_path / "kept.npz", one=np.zeros(2, np.int8), two=np.ones(3, np.float32))
    two, one = arrays_of(tmp_path / "kept.npz", two="float32", one="int8")
    assert (two.tolist(), one.tolist()) == ([1, 1, 1], [0, 0])


@pytest.mark.parametrize("asked", [{"three": "int8"}, {"one": "uint8"}])
def test_others_are_told(tmp_path: Path, asked: dict[str, str]) -> None:
    np.savez(tmp_path / "kept.npz", one=np.zeros(2, np.int8))
    with pytest.raises(ModelError, match="damaged"):
        arrays_of(tmp_path / "kept.npz", **asked)


def test_no_code_is_read(tmp_path: Path) -> None:
    np.savez(tmp_path / "kept.npz", one=np.array([{"code": 1}], dtype=object))
    with pytest.raises(ModelError, match="damaged"):
        arrays_of(tmp_path / "kept.npz", one="object")
