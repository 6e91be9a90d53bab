"""How far pip is, and how it is shown."""

import io

from rich.console import Console
from rich.progress import Progress

from myna_setup.display import LINE_SECONDS, Bars, Lines
from myna_setup.progress import PipProgress, Step, count_requirements

GXX = "/usr/bin/g++ -DGGML_BUILD -O3 -fPIC -std=gnu++17 -MD"

PIP_LINES = [
    "Using pip 26.3 from /home/pi/myna/.venv/lib/python3.11/site-packages/pip (python 3.11)\n",
    "Ignoring colorama: markers 'sys_platform == \"win32\"' don't match your environment\n",
    "Collecting annotated-types==0.8.0 (from -r requirements/run.lock (line 1))\n",
    "  Downloading annotated_types-0.8.0-py3-none-any.whl (13 kB)\n",
    "Collecting llama-cpp-python==0.3.36 (from -r requirements/run.lock (line 730))\n",
    "  Downloading llama_cpp_python-0.3.36.tar.gz (76.6 MB)\n",
    "Progress 19150000 of 76600000\n",
    "  Running command Preparing metadata (pyproject.toml)\n",
    "Requirement already satisfied: rich==15.0.0 in ./.venv/lib/python3.11/site-packages (from -r run.lock) (15.0.0)\n",
    "  Building wheel for llama-cpp-python (pyproject.toml): started\n",
    f"  [1/83] {GXX} -o x/ggml.cpp.o -c /tmp/llama.cpp/ggml/src/ggml.cpp\n",
    "  /tmp/llama.cpp/ggml/src/ggml.cpp:12:3: warning: unused variable [-Wunused-variable]\n",
    "  [83/83] /usr/bin/cmake -E cmake_symlink_library bin/libllama.so.0.5.0 bin/libllama.so && :\n",
    "  Building wheel for llama-cpp-python (pyproject.toml): finished with status 'done'\n",
    "Installing collected packages: annotated-types, llama-cpp-python\n",
    "Successfully installed annotated-types-0.8.0 llama-cpp-python-0.3.36\n",
]


def test_progress_follows_pip_from_the_first_package_to_the_last():
    progress = PipProgress(packages=4)

    steps = [step for line in PIP_LINES if (step := progress.feed(line))]

    assert steps == [
        Step("packages", 0, 3, "annotated-types"),
        Step("packages", 1, 3, "llama-cpp-python"),
        Step("packages", 1.25, 3, "llama-cpp-python 19.1 of 76.6 MB"),
        Step("packages", 2, 3, "rich"),
        Step("llama.cpp", 0, 0, "configuring"),
        Step("llama.cpp", 1, 83, "ggml.cpp"),
        Step("llama.cpp", 83, 83, "step 83 of 83"),
        Step("packages", 3, 3, "done"),
        Step("installation", 0, 0, "2 packages"),
        Step("installation", 1, 1, "done"),
    ]


def test_progress_of_a_download_of_unknown_size_is_no_step():
    assert PipProgress(packages=1).feed("Progress 100 of 0\n") is None


def test_requirements_are_counted_without_hashes_and_comments():
    lock = "a==1 \\\n    --hash=sha256:00\n    # via b==2\nb==2 ; os_name == 'nt' \\\n    --hash=sha256:01\n# c==3\n"

    assert count_requirements(lock) == 2


def test_elsewhere_than_on_a_terminal_a_line_comes_now_and_then():
    now = 0.0
    written: list[str] = []
    lines = Lines(written.append, clock=lambda: now)

    lines.show(Step("packages", 0, 60, "numpy"))
    for done in range(84):
        now += LINE_SECONDS / 4
        lines.show(Step("llama.cpp", done, 84, "ggml.cpp"))
    lines.show(Step("installation", 0, 0, "60 packages"))

    assert written[:2] == ["packages: 0% (numpy)", "llama.cpp: 0% (ggml.cpp)"]
    assert written[12] == "llama.cpp: 52%, about 3 min left (ggml.cpp)"
    assert written[-1] == "installation: 60 packages"
    assert len(written) == 2 + 83 // 4 + 1


def test_on_a_terminal_a_phase_that_is_over_has_a_full_bar():
    screen = io.StringIO()
    with Progress(console=Console(file=screen, force_terminal=True, width=100)) as progress:
        bars = Bars(progress)
        bars.show(Step("packages", 30, 60, "numpy"))
        bars.show(Step("llama.cpp", 0, 0, "configuring"))
        bars.show(Step("llama.cpp", 21, 84, "ggml.cpp"))

    assert [(task.description, task.percentage) for task in progress.tasks] == [
        ("packages", 100.0),
        ("llama.cpp", 25.0),
    ]
    assert "llama.cpp" in screen.getvalue()
