"""The configuration as YAML: the default file with its comments, and the values that are in effect."""

import textwrap

from myna.config.explain import Schema, at, limits
from myna.config.mistakes import Steps
from myna.config.schema import Config
from myna.config.yaml12 import dump

COLUMNS = 100
"""The longest line of a comment."""

INDENT = "  "

HEADER = """\
# Myna's configuration. Each key has its default here: keep what you change and leave out the rest.
#
# Read in this order, the later winning key by key: /etc/myna/config.yaml, then
# ~/.config/myna/config.yaml or the file named with --config, then --set key=value.
# "myna check" looks over the whole; "myna config" prints what is in effect.
"""


def effective(config: Config) -> str:
    """Every key of ``config`` as YAML, which loads to the same configuration."""
    return dump(config.model_dump(mode="json", by_alias=True))


def render_default() -> str:
    """The default file ``config/myna.yaml``: every key with its comment and its default."""
    schema, values = Config.model_json_schema(), Config().model_dump(mode="json")
    return "\n".join([HEADER, *(_block(schema, (key,), value) for key, value in values.items())])


def _block(root: Schema, steps: Steps, value: object) -> str:
    """A comment, the key and its value; the keys of a section are indented below it."""
    schema = at(root, steps)
    text = schema["description"] + (f" {limits(schema).strip().capitalize()}." if limits(schema) else "")
    width = COLUMNS - len(INDENT) * (len(steps) - 1)
    comment = textwrap.fill(text, width, initial_indent="# ", subsequent_indent="# ", break_on_hyphens=False)
    if "example" in schema:
        comment += "\n" + textwrap.indent(f"{steps[-1]}:\n{schema['example']}".rstrip(), "#   ")
    key = str(steps[-1])
    if not isinstance(value, dict) or not value:
        return f"{comment}\n{dump({key: value})}"
    keys = "".join(_block(root, (*steps, below), inner) for below, inner in value.items())
    return f"{comment}\n{key}:\n{textwrap.indent(keys, INDENT)}"
