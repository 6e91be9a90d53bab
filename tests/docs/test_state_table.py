"""The table of states in the documentation is the one in the code."""

import re
from pathlib import Path

from state_table import table

PAGE = Path(__file__).resolve().parents[2] / "docs" / "how-it-works.md"


def test_the_documentation_shows_the_table_of_the_code() -> None:
    shown = re.search(r"<!-- state table: .* -->\n(.*)\n<!-- /state table -->", PAGE.read_text(), re.DOTALL)
    assert shown is not None
    assert shown[1] == table(), "Put in its place what .venv/bin/python scripts/state_table.py prints."
