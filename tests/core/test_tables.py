"""The tables inside the package are read as YAML's safe subset."""

from pathlib import Path

import pytest
import yaml

from myna.core.tables import read_table


def test_a_table_is_a_mapping_with_its_text_in_utf_8(tmp_path: Path) -> None:
    file = tmp_path / "table.yaml"
    file.write_text("name: Grüße\nnumbers: [1, 2.5]\n", encoding="utf-8")
    assert read_table(file) == {"name": "Grüße", "numbers": [1, 2.5]}


def test_a_table_makes_no_objects(tmp_path: Path) -> None:
    file = tmp_path / "table.yaml"
    file.write_text("name: !!python/object/apply:os.getcwd []\n", encoding="utf-8")
    with pytest.raises(yaml.YAMLError):
        read_table(file)
