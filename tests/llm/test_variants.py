"""Which kernels are loaded: real libraries of one function each, made here, that say how well they suit."""

import shutil
import struct
import subprocess
from pathlib import Path

import pytest

from myna.core.errors import ModelError
from myna.llm import variants

OTHER_MACHINE = {62: 183, 183: 62}
"""The machine numbers of x86-64 and 64-bit ARM, each for the other."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of libraries: ``plain`` runs everywhere, ``fast`` is better, ``newer`` does not run here."""
    if shutil.which("cc") is None:
        pytest.skip("there is no C compiler here; type: sudo apt-get install g++")
    for name, points in (("plain", 1), ("fast", 7), ("newer", 0)):
        build(tmp_path, name, f"int ggml_backend_score(void) {{ return {points}; }}")
    return tmp_path


def build(folder: Path, name: str, source: str) -> Path:
    code, library = folder / f"{name}.c", folder / f"libggml-cpu-{name}.so"
    code.write_text(source)
    subprocess.run(["cc", "-shared", "-fPIC", "-o", library, code], check=True)
    return library


def foreign(library: Path) -> None:
    """Make ``library`` one for the other kind of machine, by its header."""
    content = bytearray(library.read_bytes())
    (machine,) = struct.unpack_from("<H", content, 18)
    struct.pack_into("<H", content, 18, OTHER_MACHINE[machine])
    library.write_bytes(content)


def test_the_library_that_suits_best_is_taken(folder):
    tried = []

    found = variants.chosen(folder, lambda path: tried.append(path.name) is None)

    assert found == variants.Kernels("fast")
    assert tried == ["libggml-cpu-fast.so"]


def test_one_that_cannot_be_started_is_left_out_and_told(folder):
    found = variants.chosen(folder, lambda path: "fast" not in path.name)

    assert found == variants.Kernels("plain", ("libggml-cpu-fast.so cannot be started.",))


def test_damaged_libraries_are_left_out_and_never_loaded(folder):
    library = folder / "libggml-cpu-fast.so"
    library.write_bytes(library.read_bytes()[:-4096])
    (folder / "libggml-cpu-empty.so").write_bytes(b"")
    (folder / "libggml-cpu-text.so").write_text("not a library, but long enough for the header of one, and more\n" * 2)
    build(folder, "blank", "int something_else;")
    build(folder, "unbound", "int missing(void); int ggml_backend_score(void) { return missing(); }")

    found = variants.chosen(folder, lambda path: True)

    assert found.name == "plain"
    assert found.left_out == (
        "libggml-cpu-blank.so is damaged: it cannot be loaded.",
        "libggml-cpu-empty.so is damaged: it is no library.",
        "libggml-cpu-fast.so is damaged: its end is missing.",
        "libggml-cpu-text.so is damaged: it is no library.",
        "libggml-cpu-unbound.so is damaged: it cannot be loaded.",
    )


def test_libraries_for_another_machine_are_refused_with_a_sentence(folder):
    (folder / "libggml-cpu-plain.so").unlink()
    for library in folder.glob("*.so"):
        foreign(library)

    with pytest.raises(ModelError, match=r"libggml-cpu-fast\.so is for another kind of machine\.") as caught:
        variants.chosen(folder, lambda path: True)

    assert caught.value.code == "kernels-missing"
    assert "Install Myna anew" in caught.value.hint


def test_a_processor_that_none_is_for_is_told_what_there_is(folder):
    for name in ("plain", "fast"):
        (folder / f"libggml-cpu-{name}.so").unlink()

    with pytest.raises(ModelError, match="has those for newer"):
        variants.chosen(folder, lambda path: True)


def test_an_empty_folder_is_told(tmp_path):
    with pytest.raises(ModelError, match=f"{tmp_path} has none"):
        variants.chosen(tmp_path, lambda path: True)


def test_llama_cpp_has_kernels_that_run_here():
    assert variants.load().name
    assert variants.load() is variants.loaded()
