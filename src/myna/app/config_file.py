"""The configuration file, for who changes it while Myna runs: a page or a program.

Its rules:

1. A change is made to the file as it is: comments and order stay, and Myna lives by it at once.
2. Who changes it says which version it has seen (a hash of the file). Of another one nothing is overwritten.
3. What is wrong, or cannot be lived by, is refused with a sentence, and the file is as it was before.
"""

import asyncio
import hashlib
import os
import textwrap
from collections.abc import Awaitable, Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from myna.config import Config
from myna.config.edit import block, edited, mistakes, with_block
from myna.config.explain import Schema, at, expectation
from myna.config.source import read_option, read_text
from myna.core.errors import ConfigError, MynaError
from myna.platform.files import part_of, publish

NOT_HERE = ("commands",)
"""Keys with a page of their own."""

LOCKED = ("web.enabled", "web.port", "web.certificate", "web.key")
"""Keys that the page cannot change: they open the door that it comes in by."""

DEFAULT_MODE = 0o640


class ConfigFile:
    """The file ``path``, by whose changes Myna lives after ``reload``; ``config`` is what it lives by."""

    def __init__(self, path: Path, config: Callable[[], Config], reload: Callable[[], Awaitable[list[str]]]) -> None:
        self._path = path
        self._config = config
        self._reload = reload
        self._changing = asyncio.Lock()

    def settings(self) -> dict[str, object]:
        """Every key with its value, its meaning and its limits, and the ``version`` of the ``file``.

        Raises ConfigError where the file cannot be read.
        """
        text = self._text()
        written = _written(text)
        config = self._config().model_dump(mode="json", by_alias=True)
        keys = [{**key, "written": key["key"] in written} for key in _keys(config)]
        return {"file": str(self._path), "version": _version(text), "keys": keys}

    def text(self) -> dict[str, object]:
        """The ``text`` of the ``file``, its ``version``, and its block of ``commands``. Raises ConfigError."""
        text = self._text()
        return {
            "file": str(self._path),
            "version": _version(text),
            "text": text,
            "commands": block(text, "commands")[0],
        }

    async def set(self, key: str, version: str, *, value: Any = None, yaml: str | None = None) -> list[str]:
        """Give ``key`` (``endpoint.silence_seconds``) a ``value`` of JSON's types, or one in YAML; what changed.

        Raises ConfigError: ``config-changed``, ``config-invalid``, ``config-unwritable``, and what a reload raises.
        """
        steps = tuple(key.split("."))
        if key in LOCKED or not _is_key(steps):
            raise ConfigError("config-invalid", f"{key} cannot be set here.", "Change it in the file itself.")
        if yaml is not None:
            value = _read(key, yaml)

        def change(text: str) -> str:
            changed = edited(text, steps, value)
            wrong = [mistake.text for mistake in mistakes(changed, "") if _is_about(mistake.text, key)]
            if wrong:
                raise _invalid(key, wrong[0])
            return changed

        return await self._change(version, change)

    async def write(self, text: str, version: str) -> list[str]:
        """Have ``text`` in the place of the whole file; what changed. Raises ConfigError as ``set`` does."""
        return await self._change(version, lambda _: text)

    async def write_commands(self, text: str, version: str) -> list[str]:
        """Have ``text``, which begins with ``commands:``, in the place of the user's own commands; what changed.

        The lines of what is wrong are those of ``text``. Raises ConfigError as ``set`` does.
        """
        if text.strip() and not text.lstrip().startswith(("commands:", "#")):
            raise ConfigError("config-invalid", 'line 1: expected "commands:" first', "Begin with commands:")
        lines_before = block(self._text(), "commands")[1] - 1
        return await self._change(version, lambda whole: with_block(whole, "commands", text), lines_before)

    async def _change(self, version: str, change: Callable[[str], str], lines_before: int = 0) -> list[str]:
        async with self._changing:
            before = self._text()
            if version != _version(before):
                raise ConfigError(
                    "config-changed", "The file has changed meanwhile.", "Look at it as it is now, and change it again."
                )
            after = change(before)
            if _locked(before) != _locked(after):
                raise ConfigError(
                    "config-invalid", f"{', '.join(LOCKED)} cannot be changed here.", "Change them in the file itself."
                )
            if wrong := mistakes(after, str(self._path)):
                lines = [f"line {(mistake.line or 1) - lines_before}: {mistake.text}" for mistake in wrong]
                raise ConfigError("config-invalid", "\n".join(lines), "Nothing was changed. Mend this first.")
            await asyncio.to_thread(self._write, after)
            try:
                return await self._reload()
            except MynaError:
                if self._text() == after:
                    await asyncio.to_thread(self._write, before)
                    with suppress(MynaError):  # it was told
                        await self._reload()
                raise

    def _text(self) -> str:
        try:
            return self._path.read_bytes().decode("utf-8")
        except FileNotFoundError:
            return ""
        except (OSError, UnicodeDecodeError) as error:
            raise ConfigError(
                "config-unreadable", f"{self._path} cannot be read: {error}.", "Type: myna check"
            ) from error

    def _write(self, text: str) -> None:
        part = part_of(self._path)
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            part.write_text(text, encoding="utf-8")
            part.chmod(DEFAULT_MODE)
            with suppress(FileNotFoundError):
                found = self._path.stat()
                with suppress(PermissionError):
                    os.chown(part, -1, found.st_gid)
                part.chmod(found.st_mode & 0o777)
            publish(part, self._path)
        except OSError as error:
            with suppress(OSError):
                part.unlink(missing_ok=True)
            raise ConfigError(
                "config-unwritable",
                f"{self._path} cannot be written: {error.strerror or error}.",
                "Switch the page on as docs/page.md says, or edit the file by hand.",
            ) from error


def _version(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", errors="surrogatepass")).hexdigest()[:16]


def _locked(text: str) -> list[object]:
    """The values of ``LOCKED`` in a file of this text."""
    section = read_text("", text.encode()).values.get("web")
    return [section.get(key.partition(".")[2]) if isinstance(section, dict) else None for key in LOCKED]


def _written(text: str) -> set[str]:
    """The keys that the file has; none where it is no YAML."""
    found: set[str] = set()
    for key, value in read_text("", text.encode()).values.items():
        found |= {f"{key}.{below}" for below in value} if isinstance(value, dict) else {key}
    return found


def _keys(values: dict[str, Any]) -> Iterator[dict[str, Any]]:
    root, defaults = Config.model_json_schema(), Config().model_dump(mode="json", by_alias=True)
    for name, value in values.items():
        if name in NOT_HERE:
            continue
        if _is_section(root, name):
            for below, inner in value.items():
                yield _key(root, (name, below), inner, defaults[name][below])
        else:
            yield _key(root, (name,), value, defaults[name])


def _key(root: Schema, steps: tuple[str, ...], value: object, default: object) -> dict[str, Any]:
    schema = at(root, steps)
    section = at(root, steps[:-1])
    raw = section["properties"][steps[-1]]
    found = {
        "key": ".".join(steps),
        "section": steps[0] if len(steps) > 1 else "",
        "meaning": schema.get("description", ""),
        "example": textwrap.dedent(schema.get("example", "")).rstrip(),
        "expected": expectation(schema),
        "kind": _kind(schema),
        "nullable": any(choice.get("type") == "null" for choice in raw.get("anyOf", ())),
        "value": value,
        "default": default,
        "locked": ".".join(steps) in LOCKED,
    }
    limits = {name: schema[name] for name in ("minimum", "maximum") if name in schema}
    return found | limits | ({"choices": list(schema["enum"])} if "enum" in schema else {})


def _kind(schema: Schema) -> str:
    """What a form needs to know: ``choice``, ``boolean``, ``integer``, ``number``, ``texts``, ``yaml`` or ``text``."""
    match schema:
        case {"enum": _}:
            return "choice"
        case {"type": "boolean" | "integer" | "number" as kind}:
            return str(kind)
        case {"type": "array"}:
            return "texts"
        case {"type": "object"}:
            return "yaml"
        case _:
            return "text"


def _is_section(root: Schema, name: str) -> bool:
    return bool(at(root, (name,)).get("properties"))


def _is_key(steps: tuple[str, ...]) -> bool:
    root = Config.model_json_schema()
    if len(steps) == 1:
        return steps[0] in root["properties"] and not _is_section(root, steps[0]) and steps[0] not in NOT_HERE
    return len(steps) == 2 and steps[1] in at(root, steps[:1]).get("properties", {})


def _is_about(sentence: str, key: str) -> bool:
    return sentence.startswith((f"{key}:", f"{key}.", f"{key}["))


def _invalid(key: str, mistake: str) -> ConfigError:
    """What is wrong with a value of ``key``, which need not be named again."""
    sentence = mistake.removeprefix(f"{key}: ")
    return ConfigError("config-invalid", f"{sentence[0].upper()}{sentence[1:]}.", "Give another value.")


def _read(key: str, yaml: str) -> object:
    """A value in YAML. Raises ConfigError."""
    source = read_option(f"{key}={yaml}")
    if source.mistakes:
        raise _invalid(key, source.mistakes[0].text)
    value: Any = source.values
    for step in key.split("."):
        value = value[step]
    return _plain(value)


def _plain(value: object) -> object:
    """``value`` with lists in the place of tuples."""
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return {key: _plain(one) for key, one in value.items()} if isinstance(value, dict) else value
