"""Every mistake with its place, what was expected, and what may be meant."""

from pathlib import Path

import pytest

from myna.core.errors import ConfigError

from .kit import MODEL, load, mistakes


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        # unknown keys
        ("wake_wrod: computer", ["1: wake_wrod: unknown key; did you mean wake_word?"]),
        ("Wake-Word: computer", ["1: Wake-Word: unknown key; did you mean wake_word?"]),
        ("endpoint:\n  silence_second: 1", ["2: endpoint.silence_second: unknown key; did you mean silence_seconds?"]),
        ("silence_seconds: 1", [
            "1: silence_seconds: unknown key; did you mean endpoint.silence_seconds or server.silence_seconds?"]),
        ("threads: 1", ["1: threads: unknown key; did you mean brain.threads or speaking.threads?"]),
        ("brain:\n  voice: auto", ["2: brain.voice: unknown key; did you mean voice at the top level?"]),
        ("qqq: {a: [b]}", ["1: qqq: unknown key"]),
        ("<<: {language: de}", ['1: "<<": unknown key']),
        ("yes: 1\n'a b': 2\n'': 3", ["1: yes: unknown key", '2: "a b": unknown key', '3: "": unknown key']),
        ("endpoint.silence_seconds: 1", [
            '1: "endpoint.silence_seconds": unknown key; '
            "did you mean endpoint.silence_seconds or server.silence_seconds?"]),
        # wrong values
        ("language: de\nendpoint:\n\n  silence_seconds: hot",
         ['4: endpoint.silence_seconds: expected a number from 0.2 to 3, found "hot"']),
        ("place: {country: England}",
         ['1: place.country: expected a country such as US, or a part of one such as GB-ENG, found "England"']),
        ("place: {latitude: 91}", ["1: place.latitude: expected a number from -90 to 90, found 91"]),
        ("endpoint:\n  silence_seconds: '0.7'",
         ['2: endpoint.silence_seconds: expected a number from 0.2 to 3, found "0.7"']),
        ("endpoint:\n  silence_seconds: 0,7",
         ['2: endpoint.silence_seconds: expected a number from 0.2 to 3, found "0,7"']),
        ("endpoint:\n  silence_seconds:",
         ["2: endpoint.silence_seconds: expected a number from 0.2 to 3, found nothing"]),
        ("endpoint:\n  silence_seconds: .NaN",
         ["2: endpoint.silence_seconds: expected a number from 0.2 to 3, found .NaN"]),
        ("endpoint:\n  silence_seconds: -.inf",
         ["2: endpoint.silence_seconds: expected a number from 0.2 to 3, found -.inf"]),
        ("endpoint:\n  silence_seconds: true",
         ["2: endpoint.silence_seconds: expected a number from 0.2 to 3, found true"]),
        ("speaking:\n  pronounce: GIF",
         ['2: speaking.pronounce: expected words and how each is spoken, such as {GIF: jiff}, found "GIF"']),
        ("speaking:\n  pronounce: {GIF: 3, '!': x, gnu: ''}",
         ["2: speaking.pronounce.GIF: expected a word and how it is spoken, such as GIF: jiff, found 3",
          '2: speaking.pronounce."!": expected a word and how it is spoken, such as GIF: jiff, found "x"',
          '2: speaking.pronounce.gnu: expected a word and how it is spoken, such as GIF: jiff, found ""']),
        ("brain:\n  temperature: 2.5", ["2: brain.temperature: expected a number from 0 to 2, found 2.5"]),
        ("brain:\n  threads: true", ["2: brain.threads: expected a whole number from 0 to 64, found true"]),
        ("brain:\n  max_tokens: 1e2", ["2: brain.max_tokens: expected a whole number from 8 to 2048, found 1e2"]),
        ("brain:\n  use_mmap: yes", ['2: brain.use_mmap: expected true or false, found "yes"; did you mean true?']),
        ("brain:\n  use_mmap: Off", ['2: brain.use_mmap: expected true or false, found "Off"; did you mean false?']),
        ("brain:\n  use_mmap: 1", ["2: brain.use_mmap: expected true or false, found 1"]),
        ("brain:\n  system_prompt: [a]", ["2: brain.system_prompt: expected text, found a list"]),
        ("brain: fast", ['1: brain: expected keys below it, such as system_prompt, found "fast"']),
        ("wake_word: 123", ["1: wake_word: expected a word or phrase, or a list of them, found 123"]),
        ("wake_word: {hey: myna}",
         ["1: wake_word: expected a word or phrase, or a list of them, found keys and values"]),
        ("wake_word:\n  - hey\n  - 5\n  - ''\n  -\n  - [a]",
         ["3: wake_word[1]: expected a word or phrase, found 5",
          '4: wake_word[2]: expected a word or phrase, found ""',
          "5: wake_word[3]: expected a word or phrase, found nothing",
          "6: wake_word[4]: expected a word or phrase, found a list"]),
        ("language: english", ['1: language: expected a language such as en-us or de, found "english"']),
        ("model: ' '", [f'1: model: expected {MODEL}, found " "']),
        ("server:\n  silence_seconds: 0", ["2: server.silence_seconds: expected a number from 1 to 600, found 0"]),
        ("server:\n  api_key_file: ''", ['2: server.api_key_file: expected the path of a file, found ""']),
        ("server:\n  api_key_file: ~no-such-user/key",
         ['2: server.api_key_file: expected the path of a file, found "~no-such-user/key"']),
        ("server:\n  api_key: sk-1", ["2: server.api_key: unknown key; did you mean api_key_file?"]),
        ("server:\n  model: 7", ["2: server.model: expected a name, found 7"]),
        ("voice: 7", ["1: voice: expected auto, the name of a voice, or the path of an .onnx file, found 7"]),
        ("models_dir: ''", ['1: models_dir: expected the path of a folder, found ""']),
        ("models_dir: 5", ["1: models_dir: expected the path of a folder, found 5"]),
        ("models_dir: ~no-such-user/models",
         ['1: models_dir: expected the path of a folder, found "~no-such-user/models"']),
        ("audio:\n  input:\n    USB: Audio",
         ["2: audio.input: expected a name, found keys and values; a text with a colon in it needs quotes"]),
        ("language: |\n  a\n  \u200bb\n",
         ['1: language: expected a language such as en-us or de, found "a\\n\\u200bb\\n"']),
        (f"language: {'x' * 61}", [f'1: language: expected a language such as en-us or de, found "{"x" * 60}…"']),
        # keys twice, and keys that are none
        ("language: de\nmodel: auto\nlanguage: fr", ["3: language: given twice, first in line 1"]),
        ("brain: {threads: 1, threads: 2}", ["1: brain.threads: given twice, first in line 1"]),
        ("{a: b}: 1\nbrain:\n  ? [x]\n  : 1",
         ["1: expected a key, found keys and values", "3: brain: expected a key, found a list"]),
        # not YAML, or more than that
        ("- language\n- de", ['1: expected lines such as "language: en-us", found a list']),
        ("\nwake_word:computer", ['2: expected lines such as "language: en-us", found "wake_word:computer"']),
        ("brain:\n\tthreads: 1", ["2: not YAML at column 1: a tab; indent with spaces"]),
        ("audio:\n  input: USB: Audio",
         ["2: not YAML at column 13: a colon too many; is it part of a text that needs quotes?"]),
        ("brain:\n  threads: 1\n max_tokens: 9",
         ["3: not YAML at column 2: it does not fit the lines above; is the indentation right?"]),
        ("wake_word: [hey] computer",
         ["1: not YAML at column 18: text behind a bracket or a quote; put the whole text in quotes"]),
        ("? a\nlanguage\nmodel: auto", ["2: not YAML at column 1: a key without a colon"]),
        ("language: de\nvoice: 'auto\nmodel: auto", ["2: not YAML at column 8: a quote that is never closed"]),
        ("wake_word: [hey,\n  computer", ["1: not YAML at column 12: a bracket that is never closed"]),
        ("wake_word: [\n", ["2: not YAML at column 1: a bracket that is never closed"]),
        ("voice: @home", ["1: not YAML at column 8: a character that must stand in quotes"]),
        ("language: de\n---\nmodel: auto", ["2: not YAML at column 1: a second document; keep one"]),
        ("model: de\nvoice: *a", ["2: not YAML at column 8: text that begins with * must stand in quotes"]),
        ("model: &a b", ["1: not YAML at column 8: text that begins with & must stand in quotes"]),
        ("model: !!python/object:os.system x",
         ["1: not YAML at column 8: text that begins with ! must stand in quotes"]),
        ("model: \x07", ["1: not YAML at column 8: a character that no text has (U+0007)"]),
        ('model: "a\\0b"', ["1: not YAML at column 8: an escape that stands for no character"]),
        ('model: "\\ud800"', ["1: not YAML at column 8: an escape that stands for no character"]),
        ('a: 1\nmodel: "\\UFFFFFFFF"', ["2: not YAML at column 11: an escape that stands for no character"]),
    ],
)  # fmt: skip
def test_mistakes(file: Path, text: str, lines: list[str]) -> None:
    file.write_text(text, encoding="utf-8")
    assert mistakes(file) == [f"my.yaml:{line}" for line in lines]


@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
def test_nesting_has_an_end(file: Path, opening: str) -> None:
    file.write_text(opening * 5000)
    (line,) = mistakes(file)
    assert line.startswith("my.yaml:1: not YAML at column ")
    assert line.endswith(": lists or mappings that are nested too deep")


@pytest.mark.parametrize(
    ("option", "line"),
    [
        ("brain.temperature=hot", 'brain.temperature: expected a number from 0 to 2, found "hot"'),
        ("brain.temprature=1", "brain.temprature: unknown key; did you mean temperature?"),
        ("endpoint={silence_seconds: 0}", "endpoint.silence_seconds: expected a number from 0.2 to 3, found 0"),
        ("endpoint={silence_seconds: 1, silence_seconds: 1}", "endpoint.silence_seconds: given twice"),
        ("language.region=us", "language: expected a language such as en-us or de, found keys and values; "
                               "a text with a colon in it needs quotes"),
        ("language", 'expected KEY=VALUE, found "language"'),
        ("=x", '"": unknown key'),
        ("model=*x", "model: not YAML at column 1: text that begins with * must stand in quotes"),
        ("model=\udcff", "model: not YAML at column 1: a character that no text has (U+DCFF)"),
        ("\udcff=1", 'expected KEY=VALUE, found "\\udcff=1"'),
    ],
)  # fmt: skip
def test_mistakes_in_options(option: str, line: str) -> None:
    assert mistakes(None, option) == [f"--set: {line}"]


def test_all_mistakes_of_all_sources_come_at_once_even_where_a_later_value_covers_them(tmp_path: Path) -> None:
    system_file, user_file = tmp_path / "system.yaml", tmp_path / "user.yaml"
    system_file.write_text("endpoint:\n  silence_seconds: hot\nwake_wrod: x\nlanguage: de\nlanguage: german\n")
    user_file.write_text("model: [hey\n")
    with pytest.raises(ConfigError) as caught:
        load(None, "endpoint.silence_seconds=1", "voice=1", system_file=system_file, user_file=user_file)
    assert caught.value.message.split("\n") == [
        "5 mistakes in the configuration:",
        f'{system_file}:2: endpoint.silence_seconds: expected a number from 0.2 to 3, found "hot"',
        f"{system_file}:3: wake_wrod: unknown key; did you mean wake_word?",
        f"{system_file}:5: language: given twice, first in line 4",
        f"{user_file}:1: not YAML at column 8: a bracket that is never closed",
        "--set: voice: expected auto, the name of a voice, or the path of an .onnx file, found 1",
    ]
    assert caught.value.hint == f"Edit {system_file} and {user_file}, then type: myna check"
    assert caught.value.exit_status == 78


def test_the_hint_names_what_to_correct(file: Path) -> None:
    file.write_text("a: b")
    with pytest.raises(ConfigError) as caught:
        load(file, "b=c")
    assert caught.value.hint == f"Edit {file}, then type: myna check --config {file}"
    with pytest.raises(ConfigError) as caught:
        load(None, "b=c")
    assert caught.value.hint == "Correct --set. Every key and its default: myna config --default"


def test_a_named_file_must_exist(file: Path) -> None:
    with pytest.raises(ConfigError, match=f"There is no configuration file {file}") as caught:
        load(file)
    assert caught.value.code == "config-missing"
    assert caught.value.hint.endswith(f"myna config --default > {file}")
    file.write_text("")
    with pytest.raises(ConfigError) as caught:
        load(file / "below.yaml")
    assert caught.value.code == "config-missing"


@pytest.mark.parametrize(
    "address",
    ["http://me:secret@host/v1", "HTTP://me:p/secret@host:80/v1", "http:/me:secret@host/v1", "http://h/v1?key=secret"],
)
def test_a_password_in_an_address_is_not_shown(file: Path, address: str) -> None:
    file.write_text(f"model: {address}\n", encoding="utf-8")
    (mistake,) = mistakes(file)
    assert "the address of a server" in mistake
    assert "secret" not in mistake
