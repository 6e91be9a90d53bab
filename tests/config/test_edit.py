"""A value is changed in the text of a configuration, and everything else stays as a person has written it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from myna.config import Config
from myna.config.edit import block, edited, mistakes, with_block
from myna.config.render import render_default
from myna.config.source import read_text
from myna.core.errors import ConfigError

FILE = """\
# The kitchen's.
wake_word: computer   # as in the series
endpoint:
  # for Grandma
  silence_seconds: 0.9 # a little longer
  min_silence_seconds: 0.3

brain:
place: {country: US}
speaking:   # the voice
commands:
- name: lamp
  say: ["lamp on"]
  reply: It is on.

# at the end
follow_up_seconds: 4
"""


def changed_lines(steps: tuple[str, ...], value: object, text: str = FILE) -> list[str]:
    """The lines that are new, each with its number."""
    before, after = text.splitlines(), edited(text, steps, value).splitlines()
    assert [line for line in after if line in before] == [line for line in before if line in after]
    return [line for line in after if line not in before]


@pytest.mark.parametrize(
    ("steps", "value", "lines"),
    [
        (("wake_word",), "hey myna", ["wake_word: hey myna   # as in the series"]),
        (("wake_word",), ["a", "b: c"], ["wake_word: [a, 'b: c']   # as in the series"]),
        (("endpoint", "silence_seconds"), 0.5, ["  silence_seconds: 0.5 # a little longer"]),
        (("endpoint", "max_pause_seconds"), 1.5, ["  max_pause_seconds: 1.5"]),
        (("brain", "threads"), 2, ["  threads: 2"]),
        (("brain", "system_prompt"), "yes", ["  system_prompt: 'yes'"]),
        (("place", "latitude"), 1.5, ["place: {country: US, latitude: 1.5}"]),
        (("speaking", "rate"), 1.5, ["speaking:  # the voice", "  rate: 1.5"]),
        (("language",), "de", ["language: de"]),
        (("audio", "chime"), False, ["audio:", "  chime: false"]),
    ],
)
def test_one_value_changes_and_nothing_else(steps: tuple[str, ...], value: object, lines: list[str]) -> None:
    assert changed_lines(steps, value) == lines


@pytest.mark.parametrize(
    ("text", "steps", "value", "wanted"),
    [
        ("", ("language",), "de", "language: de\n"),
        ("# mine", ("place", "country"), "US", "# mine\nplace:\n  country: US\n"),
        ("wake_word:\nlanguage: de", ("wake_word",), "z", "wake_word: z\nlanguage: de"),
        ("speaking: {} # x\nlanguage: de", ("speaking", "rate"), 2, "speaking:  # x\n  rate: 2\nlanguage: de"),
        ("wake_word: # said\n- a\n- b\n# end\n", ("wake_word",), "q", "wake_word: q  # said\n# end\n"),
        ("brain:\n  system_prompt: |\n    a\n\n  threads: 1\n", ("brain", "system_prompt"), "c",
         "brain:\n  system_prompt: c\n\n  threads: 1\n"),
        ("brain:\n  system_prompt: a\n    b c\n  # end\n", ("brain", "system_prompt"), "c",
         "brain:\n  system_prompt: c\n  # end\n"),
    ],
)  # fmt: skip
def test_whatever_form_a_value_has(text: str, steps: tuple[str, ...], value: object, wanted: str) -> None:
    assert edited(text, steps, value) == wanted


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("wake_word: # said\n  # no\n  - a\n", "config-not-editable"),
        ("{language: de}", "config-not-editable"),
        ("- a\n", "config-invalid"),
        ("wake_word: [a\n", "config-invalid"),
        ("a: 1\na: 2\n", "config-invalid"),
    ],
)
def test_what_cannot_be_changed_by_itself_is_left_to_a_person(text: str, code: str) -> None:
    with pytest.raises(ConfigError) as failure:
        edited(text, ("wake_word",), "q")
    assert failure.value.code == code


def test_every_key_of_the_default_file_can_be_changed() -> None:
    text = render_default()
    for key, value in Config().model_dump(mode="json").items():
        inner = [(key, below) for below in value] if isinstance(value, dict) and value else [(key,)]
        for steps in inner:
            assert read_text("x", edited(text, steps, "new").encode()).mistakes == []


@given(st.text(max_size=60), st.sampled_from([("wake_word",), ("brain", "system_prompt"), ("audio", "input")]))
@settings(max_examples=200, deadline=None)
def test_any_text_is_written_so_that_it_reads_as_itself(value: str, steps: tuple[str, ...]) -> None:
    try:
        text = edited(FILE, steps, value)
    except ConfigError:  # a character that no YAML has
        return
    found = read_text("x", text.encode()).values[steps[0]]
    assert (found if len(steps) == 1 else found[steps[1]]) == value


def test_the_lines_of_a_key() -> None:
    lines, first = block(FILE, "commands")
    assert lines == 'commands:\n- name: lamp\n  say: ["lamp on"]\n  reply: It is on.\n'
    assert FILE.splitlines()[first - 1] == "commands:"
    assert block(FILE, "nothing") == ("", len(FILE.splitlines()) + 1)


def test_lines_of_a_key_in_the_place_of_others() -> None:
    text = with_block(FILE, "commands", "commands: []")
    assert text == FILE.replace(block(FILE, "commands")[0], "commands: []\n")
    assert with_block("language: de", "commands", "commands: []") == "language: de\ncommands: []\n"
    assert with_block(FILE, "commands", "").count("lamp") == 0


def test_all_that_is_wrong_is_told_with_its_line() -> None:
    found = mistakes("wake_wrod: x\nfollow_up_seconds: long\n", "config.yaml")
    assert [(mistake.line, mistake.source) for mistake in found] == [(1, "config.yaml"), (2, "config.yaml")]
    assert mistakes(FILE, "config.yaml") == []
