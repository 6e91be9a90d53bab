"""Commands that run, fail and say what to do."""

import json
import sys

import pytest

from myna_setup import common


def test_a_failed_command_shows_its_end_the_log_and_what_to_do(tmp_path):
    log = tmp_path / "setup.log"
    program = (
        "import sys; [print('line', n) for n in range(100)]; sys.exit('OSError: [Errno 28] No space left on device')"
    )
    seen: list[str] = []

    with pytest.raises(common.SetupError) as raised:
        common.run_logged([sys.executable, "-u", "-c", program], what="The test", log=log, on_line=seen.append)

    message = str(raised.value).splitlines()
    assert message[-3:] == [
        "  OSError: [Errno 28] No space left on device",
        f"The test failed (status 1). The whole log: {log}",
        "The disk is full: free about 2 GB, then type the same command again.",
    ]
    assert "  line 99" in message
    assert "  line 80" not in message
    assert len(seen) == 101
    assert "line 0\n" in log.read_text()


def test_a_command_gets_the_environment_it_is_given(tmp_path):
    program = "import json, os; print(json.dumps(dict(os.environ)))"
    seen: list[str] = []

    common.run_logged(
        [sys.executable, "-c", program],
        what="The test",
        log=tmp_path / "setup.log",
        environment={"CMAKE_BUILD_PARALLEL_LEVEL": "3"},
        on_line=seen.append,
    )

    assert json.loads(seen[0])["CMAKE_BUILD_PARALLEL_LEVEL"] == "3"


@pytest.mark.parametrize(
    ("output", "remedy"),
    [
        ("WARNING: Retrying after 'NewConnectionError: Name or service not known'", "check the network"),
        ("g++: fatal error: Killed signal terminated program cc1plus", "CMAKE_BUILD_PARALLEL_LEVEL=1"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "not the one that was locked"),
        ("error: something new", "Mend what the last lines say"),
    ],
)
def test_advice_depends_on_what_the_output_says(output, remedy):
    assert remedy in common.advice(output)
