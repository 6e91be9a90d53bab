"""The catalogue: every model that Myna knows, read from ``catalogue.yaml``.

Its rules:

1. The catalogue is data. Nothing here touches the network or the models folder.
2. Its order is the order of preference: a language's default is the first model of the best match.
3. A checksum or a size that no source states is absent, never guessed; every file has one of them. Those of an
   encyclopedia, which is replaced by a newer edition every few months, are asked for when it is pulled.
"""

import difflib
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files as package_files
from pathlib import PurePosixPath
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from myna.core.errors import ModelError
from myna.core.tables import read_table
from myna.llm.weights import Shape

Kind = Literal["speech", "chat", "voice", "dictionary", "encyclopedia"]
SPEECH_ENGINE, CHAT_ENGINE, VOICE_ENGINE, DICTIONARY_ENGINE = "vosk", "llama.cpp", "piper", "wordnet"
ENCYCLOPEDIA_ENGINE = "libzim"
"""The engines of models that name none, and of files of the user's own."""

KINDS: tuple[Kind, ...] = ("speech", "chat", "voice", "dictionary", "encyclopedia")

PYPI_SOURCE = re.compile(r"pypi:(?P<package>[A-Za-z0-9._-]+)==(?P<version>[A-Za-z0-9.]+)/(?P<folder>\S*)")
DEBIAN_SOURCE = re.compile(r"debian:(?P<pool>pool/\S+/)(?P<package>[a-z0-9.+-]+)_\S+\.deb/(?P<folder>\S*)")


def _inside(path: str) -> str:
    """Refuse a path that would leave the folder it is joined to."""
    parts = PurePosixPath(path).parts
    if not parts or path.startswith("/") or ".." in parts or "\\" in path:
        raise ValueError(f"{path!r} is not a path inside a folder")
    return path


def _folder_url(source: str) -> str:
    known = re.fullmatch(r"https?://\S+", source) or PYPI_SOURCE.fullmatch(source) or DEBIAN_SOURCE.fullmatch(source)
    if known is None or not source.endswith("/"):
        raise ValueError(
            f"{source!r} is no https: folder, no pypi:PACKAGE==VERSION/FOLDER/ and no debian:pool/FILE.deb/FOLDER/, "
            "which all end in /"
        )
    return source


def _page_url(source: str) -> str:
    if re.fullmatch(r"https?://\S+", source) is None:
        raise ValueError(f"{source!r} is no address of a page")
    return source


RelativePath = Annotated[str, AfterValidator(_inside)]
Source = Annotated[str, AfterValidator(_folder_url)]
Page = Annotated[str, AfterValidator(_page_url)]
Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Md5 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[a-z]{2})?$")]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class File(_Frozen):
    """One file: where it lies in its folder, and what its bytes must be; ``size_bytes`` None: nobody states it."""

    path: RelativePath
    size_bytes: Annotated[int, Field(ge=0)] | None
    sha256: Sha256 | None = None
    md5: Md5 | None = None

    @model_validator(mode="after")
    def _can_be_checked(self) -> Self:
        if self.sha256 is None and self.md5 is None and self.size_bytes is None:
            raise ValueError(f"{self.path} has neither sha256, md5 nor size")
        return self


class Sampling(_Frozen):
    """Sampling defaults of a chat model, in llama.cpp's terms."""

    temperature: Annotated[float, Field(ge=0, le=2)]
    top_p: Annotated[float, Field(gt=0, le=1)]
    min_p: Annotated[float, Field(ge=0, lt=1)]
    repeat_penalty: Annotated[float, Field(ge=1, le=2)]


class Model(_Frozen):
    """What every kind of model has.

    ``engine`` is what runs it; ``sources`` are folders that hold the files, in the order to try them.
    """

    name: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")]
    aliases: tuple[str, ...] = ()
    kind: Kind
    engine: str
    languages: Annotated[tuple[Language, ...], Field(min_length=1)]
    licence: str
    note: str = ""
    files: tuple[File, ...] = ()
    sources: Annotated[tuple[Source, ...], Field(min_length=1)]

    @property
    def size_bytes(self) -> int | None:
        """Bytes to download from the first source; None where a size is not known."""
        sizes = [file.size_bytes for file in self.files]
        return None if None in sizes else sum(size for size in sizes if size is not None)


class FolderModel(Model):
    """A model that is a folder of its own name, offered as an ``archive``."""

    archive: File

    @property
    def size_bytes(self) -> int | None:
        """Bytes of the archive."""
        return self.archive.size_bytes


class SpeechModel(FolderModel):
    """A speech model, offered as a zip. ``files`` is what a wheel holds of it; empty if no wheel has it."""

    kind: Literal["speech"]
    engine: str = SPEECH_ENGINE


class Dictionary(FolderModel):
    """A dictionary, offered as a package of Debian's; ``files`` is what is taken out of that."""

    kind: Literal["dictionary"]
    engine: str = DICTIONARY_ENGINE
    files: Annotated[tuple[File, ...], Field(min_length=1)]


class ChatModel(Model):
    """A language model in one file.

    ``shape`` is what its KV cache is made of. ``system_prompt`` is there for a model that answers best with one of its
    own. ``fills`` is whether it is able to fill in a form by what it is told, ``tells_ends`` whether it was measured to
    tell a whole sentence from one that goes on.
    """

    kind: Literal["chat"]
    engine: str = CHAT_ENGINE
    files: Annotated[tuple[File, ...], Field(min_length=1, max_length=1)]
    shape: Shape
    chat_template: Literal["zephyr", "llama2", "chatml", "llama3", "gemma"]
    sampling: Sampling
    system_prompt: str | None = None
    fills: bool = False
    tells_ends: bool = False


class VoiceModel(Model):
    """A voice; the first file is the one that its engine is given. Piper's are ``.onnx``, with an ``.onnx.json``."""

    kind: Literal["voice"]
    engine: str = VOICE_ENGINE
    files: Annotated[tuple[File, ...], Field(min_length=1)]


class Encyclopedia(Model):
    """An encyclopedia of Kiwix's: one ZIM file, which is called by the name and the month of its edition.

    New editions come and old ones vanish, so ``sources`` are pages that name the newest ones, and no size is known
    before one is pulled; ``about_bytes`` is what one had, by a source, None where none says so.
    """

    kind: Literal["encyclopedia"]
    engine: str = ENCYCLOPEDIA_ENGINE
    sources: Annotated[tuple[Page, ...], Field(min_length=1)]
    about_bytes: Annotated[int, Field(gt=0)] | None

    @property
    def size_bytes(self) -> None:
        """None: it is another one with each edition."""
        return None

    def is_edition(self, file_name: str) -> bool:
        """Whether a file's name is that of an edition: NAME_2026-05.zim, or NAME_2026-05b.zim for a second one.

        Of two such names the greater one is the newer edition.
        """
        month = re.escape(self.name) + r"_[0-9]{4}-(0[1-9]|1[0-2])[a-z]?\.zim"
        return re.fullmatch(month, file_name) is not None


class Catalogue(_Frozen):
    """All models, in order of preference."""

    models: tuple[
        Annotated[SpeechModel | ChatModel | VoiceModel | Dictionary | Encyclopedia, Field(discriminator="kind")], ...
    ]

    @model_validator(mode="after")
    def _names_are_unique(self) -> Self:
        names = [_key(name) for name in self.names()]
        if twice := sorted({name for name in names if names.count(name) > 1}):
            raise ValueError(f"these names appear twice: {', '.join(twice)}")
        return self

    def names(self) -> Iterator[str]:
        """Every name and alias."""
        for model in self.models:
            yield model.name
            yield from model.aliases

    def find(self, name: str) -> Model:
        """The model of that name or alias, in any case, its quantisation behind a ``-``, ``:``, ``.`` or a space.

        Raises ModelError ``model-unknown`` with the nearest names.
        """
        by_name = {known.casefold(): model for model in self.models for known in (model.name, *model.aliases)}
        wanted = _key(name)
        if (model := next((model for known, model in by_name.items() if _key(known) == wanted), None)) is not None:
            return model
        near = [by_name[match].name for match in difflib.get_close_matches(name.casefold(), by_name, n=3, cutoff=0.5)]
        guess = f"; did you mean {' or '.join(dict.fromkeys(near))}?" if near else "."
        raise ModelError("model-unknown", f"There is no model {name!r} in the catalogue{guess}", "myna models list")

    def quantised(self, name: str) -> tuple[Model, ...]:
        """The models called ``name`` with a quantisation behind it; none where ``name`` has one itself."""
        return tuple(model for model in self.models if _key(model.name).startswith(f"{_key(name)}-q"))

    def select(self, kind: Kind | None = None, language: str | None = None) -> tuple[Model, ...]:
        """The models of a kind that speak a language, in the catalogue's order.

        ``en`` finds ``en-us`` and back; a chat model of many languages is found for each.
        """
        return tuple(
            model
            for model in self.models
            if (kind is None or model.kind == kind)
            and (language is None or any(_covers(known, language) for known in model.languages))
        )

    def default(self, kind: Kind, language: str) -> Model:
        """The first model of ``kind`` that matches ``language`` best. Raises ModelError ``language-unsupported``.

        A model for the very language comes first, then one of its other regions (``en-us`` for ``en-gb``), then a
        chat model of many languages.
        """
        candidates = self.select(kind)
        wanted = language.casefold().replace("_", "-")
        for matches in (_same, _related, _many):
            for model in candidates:
                if any(matches(known, wanted) for known in model.languages):
                    return model
        languages = sorted({known for model in candidates for known in model.languages if known != "mul"})
        raise ModelError(
            "language-unsupported",
            f"The catalogue has no {kind} model for the language {language!r}, only for {', '.join(languages)}.",
            f"myna models list --kind {kind}",
        )


def _key(name: str) -> str:
    """A name without what people write differently."""
    return re.sub(r"[\s:._-]+", "-", name.strip().casefold())


def _same(known: str, wanted: str) -> bool:
    return known == wanted


def _related(known: str, wanted: str) -> bool:
    return known.partition("-")[0] == wanted.partition("-")[0]


def _many(known: str, _wanted: str) -> bool:
    return known == "mul"


def _covers(known: str, language: str) -> bool:
    """Equal, or of one language where either of the two names no region, or a model of many languages."""
    wanted = language.casefold().replace("_", "-")
    return known in (wanted, "mul") or (_related(known, wanted) and not ("-" in known and "-" in wanted))


@cache
def load_catalogue() -> Catalogue:
    """Read and check the catalogue that the package carries; the same object every time."""
    return Catalogue.model_validate(read_table(package_files("myna.models").joinpath("catalogue.yaml")))
