"""Draw the session's table of states as Markdown: ``.venv/bin/python scripts/state_table.py`` prints it.

``docs/how-it-works.md`` holds what it prints, and a test says so where the two differ.
"""

import re

from myna.session.state import TABLE, Phase, Row

ALL = tuple(Phase)


def table() -> str:
    """The table, a row a line, in the order in which the rows are tried."""
    lines = ["| in the phase | comes | then it is | and does |", "|---|---|---|---|"]
    return "\n".join([*lines, *map(_line, TABLE)])


def _line(row: Row) -> str:
    phases = "any" if row.phases == ALL else ", ".join(phase.value for phase in row.phases)
    only = "".join(f", microphone {one.name.lower()}" for one in row.microphones)
    words = re.sub(r"(?<!^)(?=[A-Z])", " ", row.on.__name__).lower()
    after = "as before" if row.to is None else row.to.value
    return f"| {phases}{only} | {words} | {after} | {'; '.join(effect.value for effect in row.effects)} |"


if __name__ == "__main__":
    print(table())
