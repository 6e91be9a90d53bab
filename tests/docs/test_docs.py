"""The documentation is true: links lead somewhere, command lines can be typed, and examples of the configuration load.

A fenced block is read by its language: ``sh`` is command lines, ``yaml`` is Myna's configuration, ``json`` is one
object a line, and in ``text`` the lines behind ``> `` and ``< `` are the control socket's. A block without a language
is command lines, unless it is drawn. ``python``, ``toml`` and ``yml`` are files of the repository, which
``test_contributing.py`` tries.
"""

import json
import re
import shlex
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import click
import pytest
from click.testing import CliRunner

from docs.pages import Block, blocks
from myna.config import Config, load_config
from myna.core.errors import ConfigError
from myna.interfaces.cli.main import main

ROOT = Path(__file__).resolve().parents[2]
NOWHERE = Path("/nonexistent/config.yaml")

PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "models/README.md", *sorted((ROOT / "docs").glob("*.md"))]

MYNA = ("myna", ".venv/bin/myna")
OTHER_PROGRAMS = ("apt", "apt-get", "base64", "cat", "dpkg", "git", "grep", "head", "install", "journalctl", "nc",
                  "nsenter", "printf", "rm", "strace", "systemctl", "systemd-analyze", "unshare", "usermod",
                  ".venv/bin/pip", ".venv/bin/pre-commit", ".venv/bin/pytest", ".venv/bin/python",
                  "/opt/myna/current/bin/python")  # fmt: skip
"""Programs in fenced blocks whose arguments are not ours to check."""

LANGUAGES = ("", "ini", "json", "markdown", "python", "sh", "text", "toml", "yaml", "yml")
DRAWN = re.compile("[\u2190-\u21ff\u2500-\u25ff]")
"""Arrows, lines and triangles."""

RUN = ["myna version", "myna config", "myna config --default", "myna completion bash", "myna --help"]


@dataclass(frozen=True)
class Snippet:
    """A piece of a page: a line of commands, a block, a link."""

    page: Path
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.page.relative_to(ROOT)}:{self.line} {self.text.splitlines()[0][:60]}"


@cache
def prose(text: str) -> str:
    """A page with empty lines in the place of its blocks."""
    return re.sub(r"(?ms)^ *```.*?^ *```$", lambda block: "\n" * block[0].count("\n"), text)


def inline_code(page: Path) -> Iterator[Snippet]:
    """What stands between backticks; in a table a | is written \\|."""
    text = prose(page.read_text(encoding="utf-8"))
    for code in re.finditer(r"(`+)(.+?)\1(?!`)", text, re.DOTALL):
        yield Snippet(page, line_of(text, code.start()), " ".join(code[2].split()).replace("\\|", "|"))


def blocks_of(language: str) -> Iterator[Snippet]:
    """The blocks of every page in a language."""
    for page in PAGES:
        for block in blocks(page.read_text(encoding="utf-8")):
            if block.language == language:
                yield Snippet(page, block.line, block.text)


def line_of(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1


def named(snippets: Iterator[Snippet]) -> list[object]:
    return [pytest.param(snippet, id=str(snippet)) for snippet in snippets]


# Links


def links() -> Iterator[Snippet]:
    """The target of every link."""
    for page in PAGES:
        text = re.sub(r"`[^`\n]*`", lambda code: "x" * len(code[0]), prose(page.read_text(encoding="utf-8")))
        for link in re.finditer(r"\]\(([^)\s]*)\)|^\[[^\]]+\]: (\S+)|<(https?:[^>\s]*)>", text, re.MULTILINE):
            yield Snippet(page, line_of(text, link.start()), link[1] or link[2] or link[3] or "")


def anchors(text: str) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    found: set[str] = set()
    for heading in re.findall(r"(?m)^#+ +(.+?) *#*$", prose(text)):
        name = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).lower()
        name = re.sub(r"[^\w\- ]", "", name).replace(" ", "-")
        again = (f"{name}-{number}" for number in range(1, 100))
        found.add(name if name not in found else next(other for other in again if other not in found))
    return found


def dead_link(page: Path, target: str) -> str | None:
    """Why a link of a page leads nowhere, if it does."""
    address = urlsplit(target)
    if address.scheme:
        return None if address.scheme in ("http", "https") and address.hostname else "no address of the web"
    path = (page.parent / address.path).resolve() if address.path else page
    if not path.is_relative_to(ROOT) or not path.exists():
        return "there is no such file"
    if address.fragment and address.fragment not in anchors(path.read_text(encoding="utf-8")):
        return f"{path.name} has no heading #{address.fragment}"
    return None


@pytest.mark.parametrize("link", named(links()))
def test_every_link_leads_somewhere(link: Snippet) -> None:
    assert dead_link(link.page, link.text) is None


def test_readme_leads_to_every_page_of_the_documentation() -> None:
    linked = {ROOT / link.text.partition("#")[0] for link in links() if link.page == ROOT / "README.md"}
    assert {page for page in PAGES if page.parent == ROOT / "docs"} <= linked


# Command lines


def command_lines() -> Iterator[Snippet]:
    """Every line of a block of commands."""
    for page in PAGES:
        for block in blocks(page.read_text(encoding="utf-8")):
            if block.language == "sh" or (not block.language and not DRAWN.search(block.text)):
                text = re.sub(r"\\\n", "  ", block.text)
                for number, line in enumerate(text.splitlines(), start=block.line):
                    if line.strip() and not line.lstrip().startswith("#"):
                        yield Snippet(page, number, line)


def commands_in_the_text() -> Iterator[Snippet]:
    """What begins with one of our own programs, in the text."""
    for page in PAGES:
        for code in inline_code(page):
            if re.match(rf"(\w+=\S+ )?(sudo (-u \w+ )?)?({'|'.join(map(re.escape, MYNA))}|make) ", code.text):
                yield code


def simple_commands(line: str) -> Iterator[list[str]]:
    """The programs that a shell's line calls, with their arguments: without sudo, variables and redirections."""
    lexer = shlex.shlex(line, posix=True, punctuation_chars="();<>|&")
    lexer.whitespace_split = True
    command: list[str] = []
    words = iter([*lexer, ";"])
    for word in words:
        if word in ("<", ">", ">>"):
            next(words)
        elif set(word) <= set(";|&"):
            if command := without_prefix(command):
                yield command
            command = []
        else:
            command.append(word)


def without_prefix(command: Sequence[str]) -> list[str]:
    """A command without the variables and the sudo in front of it."""
    rest = list(command)
    while rest and re.match(r"\w+=", rest[0]):
        del rest[0]
    if rest[:2] == ["sudo", "-u"]:
        return rest[3:]
    return rest[1:] if rest[:1] == ["sudo"] else rest


def mistake(line: str, *, only_named: bool = False) -> str | None:
    """What is wrong with a line that a reader is to type, if something is; one that is ``only_named`` may be a part."""
    for program, *arguments in simple_commands(line):
        if program in MYNA:
            wrong = mistake_for_myna(arguments, only_named=only_named)
        elif program == "make":
            wrong = mistake_for_make(tuple(arguments))
        else:
            wrong = None if program in OTHER_PROGRAMS else f"{program} is no known program"
        if wrong:
            return wrong
    return None


def mistake_for_myna(arguments: list[str], *, only_named: bool) -> str | None:
    """What ``myna`` would say of its arguments before it does anything."""
    command: click.Command = main
    path = ["myna"]
    while isinstance(command, click.Group) and arguments and not arguments[0].startswith("-"):
        path.append(arguments[0])
        if (below := command.commands.get(arguments[0])) is None:
            return f"there is no command {' '.join(path)}"
        command, arguments = below, arguments[1:]
    try:
        with CliRunner().isolation():  # an option such as --help prints while it is read
            command.make_context(" ".join(path), arguments)
    except click.exceptions.Exit:
        return None
    except click.MissingParameter as error:
        return None if only_named else error.format_message()
    except click.UsageError as error:
        return error.format_message()
    return None


@cache
def mistake_for_make(arguments: tuple[str, ...]) -> str | None:
    """What ``make`` would say of its target, and variables that the Makefile does not use."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for name in re.findall(r"(?m)^(\w+)=", "\n".join(arguments)):
        if f"$({name})" not in makefile:
            return f"the Makefile has no {name}"
    done = subprocess.run(["make", "-n", *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stderr or "make fails" if done.returncode else None


@pytest.mark.parametrize("line", named(command_lines()))
def test_every_command_line_can_be_typed(line: Snippet) -> None:
    assert mistake(line.text) is None


@pytest.mark.parametrize("command", named(commands_in_the_text()))
def test_every_command_in_the_text_is_one(command: Snippet) -> None:
    assert mistake(command.text, only_named=True) is None


@pytest.mark.parametrize("line", RUN)
def test_some_commands_do_what_they_are_named_for(line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    done = CliRunner().invoke(main, shlex.split(line)[1:])
    assert done.exit_code == 0, done.output
    assert done.stdout


# Examples


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_block_is_of_a_known_language(page: Path) -> None:
    assert {block.language for block in blocks(page.read_text(encoding="utf-8"))} <= {*LANGUAGES}


def mistakes_in_configuration(text: str, folder: Path) -> str | None:
    """What is wrong with a configuration file of this text, if something is."""
    file = folder / "config.yaml"
    file.write_text(text, encoding="utf-8")
    try:
        load_config(file, system_file=NOWHERE)
    except ConfigError as error:
        return error.message
    return None


@pytest.mark.parametrize("example", named(blocks_of("yaml")))
def test_every_example_of_the_configuration_loads(example: Snippet, tmp_path: Path) -> None:
    assert mistakes_in_configuration(example.text, tmp_path) is None


def keys() -> Iterator[Snippet]:
    """In the text: keys with their section, and keys with a value. The pages for developers have new ones."""
    sections = [name for name, field in Config.model_fields.items() if hasattr(field.annotation, "model_fields")]
    for page in PAGES:
        for code in inline_code(page):
            if page.name not in ("CONTRIBUTING.md", "adding-an-engine.md") and re.match(
                rf"({'|'.join(sections)})\.\w+|({'|'.join(Config.model_fields)}): ", code.text
            ):
                yield code


@pytest.mark.parametrize("key", named(keys()))
def test_every_key_in_the_text_is_one_of_the_configuration(key: Snippet, tmp_path: Path) -> None:
    name, _, value = key.text.partition(": ")
    section, _, below = name.partition(".")
    if value:
        text = f"{section}: {{{below}: {value}}}" if below else key.text
        assert mistakes_in_configuration(text, tmp_path) is None
    else:
        assert below in Config.model_fields[section].annotation.model_fields


def json_lines() -> Iterator[Snippet]:
    """Every line of JSON, in blocks and in the text."""
    for block in blocks_of("json"):
        for number, line in enumerate(block.text.splitlines(), start=block.line):
            yield Snippet(block.page, number, line)
    for block in blocks_of("text"):
        for number, line in enumerate(block.text.splitlines(), start=block.line):
            if line.startswith(("> ", "< ")):
                yield Snippet(block.page, number, line[2:])
    for page in PAGES:
        yield from (code for code in inline_code(page) if code.text.startswith('{"'))


@pytest.mark.parametrize("line", named(json_lines()))
def test_every_example_of_json_is_an_object(line: Snippet) -> None:
    assert isinstance(json.loads(line.text), dict)


# The checks find what they are for


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("myna models lsit", "no command myna models lsit"),
        ("myna config --defualt", "No such option"),
        ("myna hear", "Missing argument"),
        ("myna models plan --ram much", "--ram"),
        ("sudo make instal", "instal"),
        ("make run ARSG=--trace", "no ARSG"),
        ("git pull && sudo mkfs /", "mkfs is no known program"),
        ("LANG=C sudo -u myna myna checks | nc -NU socket > out.txt", "no command myna checks"),
    ],
)
def test_a_line_that_cannot_be_typed_is_found(line: str, part: str) -> None:
    assert part in (mistake(line) or "")


@pytest.mark.parametrize("target", ["docs/nothing.md", "README.md#nothing", "#nothing", "http://", "../outside.md"])
def test_a_link_that_leads_nowhere_is_found(target: str) -> None:
    assert dead_link(ROOT / "README.md", target) is not None


def test_anchors_are_those_of_github() -> None:
    assert anchors("# What `myna hear` prints\n## 1 GB, or 2?\n## 1 GB, or 2?\n") == {
        "what-myna-hear-prints",
        "1-gb-or-2",
        "1-gb-or-2-1",
    }


def test_a_wrong_key_is_found(tmp_path: Path) -> None:
    assert "wake_wrod" in (mistakes_in_configuration("wake_wrod: computer\n", tmp_path) or "")


def test_blocks_and_inline_code_are_found() -> None:
    assert blocks("a\n  ```sh\n  make\n  ```\n```\nb\n```\n") == [Block("sh", 3, "make"), Block("", 6, "b")]
    readme = ROOT / "README.md"
    assert "make run" in [line.text for line in command_lines() if line.page == readme]
    assert "myna models list" in [code.text for code in commands_in_the_text() if code.page == readme]
