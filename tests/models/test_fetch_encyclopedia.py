"""Pulls of an encyclopedia, whose newest edition is asked for each time."""

import socket
from pathlib import Path

import pytest

from myna.core.errors import ModelError
from myna.models.catalogue import Encyclopedia
from myna.models.fetch import pull
from myna.models.store import installed, path_of, verify

from .kit import Record, Reply, Server, encyclopedia, feed_of, metalink_of, zim_of

OLD, NEW = "wikipedia_en_owl_mini_2026-01.zim", "wikipedia_en_owl_mini_2026-05.zim"
ZIM = zim_of(bytes(range(256)) * 2000)
OLDER_ZIM = zim_of(bytes(range(256)) * 1000)
FEED = "/entries?name=wikipedia_en_owl&count=-1"


@pytest.fixture
def model(server: Server) -> Encyclopedia:
    """An encyclopedia of which the server has a new edition."""
    server.replies[FEED] = Reply(feed_of(f"{server.url}zim/{OLD}", f"{server.url}zim/{NEW}"))
    server.replies[f"/zim/{NEW}.meta4"] = Reply(metalink_of(NEW, ZIM))
    server.replies[f"/zim/{NEW}"] = Reply(ZIM)
    return encyclopedia(server.url.rstrip("/") + FEED)


def names(directory: Path) -> set[str]:
    return {path.name for path in directory.iterdir()} - {".lock"}


def test_the_newest_edition_comes_and_its_size_is_told_before(
    server: Server, model: Encyclopedia, tmp_path: Path, progress: Record
) -> None:
    assert pull(model, tmp_path / "models", progress) == tmp_path / "models" / NEW
    assert names(tmp_path / "models") == {NEW}
    assert (tmp_path / "models" / NEW).read_bytes() == ZIM
    assert verify(model, tmp_path / "models") == []
    assert progress.lines == [f"{NEW}: 512.1 kB to download."]
    assert progress.starts == [(NEW, len(ZIM), 0)]
    assert [path for path, _ in server.requests] == [FEED, f"/zim/{NEW}.meta4", f"/zim/{NEW}"]


def test_a_mirror_that_the_server_sends_on_to_will_do(
    server: Server, model: Encyclopedia, tmp_path: Path, progress: Record
) -> None:
    server.replies[f"/zim/{NEW}"] = Reply(location=f"{server.url}mirror/owls")
    server.replies["/mirror/owls"] = Reply(ZIM, cuts=[1000])
    pull(model, tmp_path, progress)
    assert (tmp_path / NEW).read_bytes() == ZIM
    assert server.requests[-1] == ("/mirror/owls", "bytes=1000-")


def test_a_second_pull_asks_for_a_newer_edition_alone(
    server: Server, model: Encyclopedia, tmp_path: Path, progress: Record
) -> None:
    pull(model, tmp_path, progress)
    pull(model, tmp_path, progress)
    assert [path for path, _ in server.requests].count(f"/zim/{NEW}") == 1
    assert names(tmp_path) == {NEW}


def test_a_newer_edition_takes_the_place_of_an_older_one_and_of_nothing_else(
    server: Server, model: Encyclopedia, tmp_path: Path, progress: Record
) -> None:
    others = (
        "wikipedia_en_owl_mini.zim",
        "wikipedia_en_owl_mini_extra_2026-01.zim",
        "wikipedia_en_owl_nopic_2026-01.zim",
    )
    for name in (OLD, *others):
        (tmp_path / name).write_bytes(OLDER_ZIM)
    assert pull(model, tmp_path, progress) == tmp_path / NEW
    assert names(tmp_path) == {NEW, *others}


def test_an_older_edition_stays_until_the_newer_one_is_whole(
    server: Server, model: Encyclopedia, tmp_path: Path, progress: Record
) -> None:
    (tmp_path / OLD).write_bytes(OLDER_ZIM)
    server.replies[f"/zim/{NEW}"] = Reply(ZIM, cuts=[1000, 0])
    with pytest.raises(ModelError, match=f"none of its sources gave it .*{OLD}, which is there, stays") as caught:
        pull(model, tmp_path, progress)
    assert caught.value.hint.endswith("(a broken download goes on where it stopped)")
    assert names(tmp_path) == {OLD, f"{NEW}.part"}
    assert path_of(model, tmp_path) == tmp_path / OLD
    server.replies[f"/zim/{NEW}"] = Reply(ZIM)
    pull(model, tmp_path, progress)
    assert server.requests[-1] == (f"/zim/{NEW}", "bytes=1000-")
    assert names(tmp_path) == {NEW}


def test_what_began_of_an_edition_that_vanished_goes(
    server: Server, model: Encyclopedia, tmp_path: Path, progress: Record
) -> None:
    (tmp_path / f"{OLD}.part").write_bytes(ZIM[:1000])
    pull(model, tmp_path, progress)
    assert names(tmp_path) == {NEW}
    assert server.requests[-1] == (f"/zim/{NEW}", None)


def test_a_newer_edition_that_was_copied_by_hand_stays(
    server: Server, model: Encyclopedia, tmp_path: Path, progress: Record
) -> None:
    later = "wikipedia_en_owl_mini_2026-06.zim"
    (tmp_path / later).write_bytes(OLDER_ZIM)
    assert pull(model, tmp_path, progress) == tmp_path / later
    assert names(tmp_path) == {later}


def test_a_damaged_edition_is_fetched_anew(
    server: Server, model: Encyclopedia, tmp_path: Path, progress: Record
) -> None:
    (tmp_path / NEW).write_bytes(ZIM[:-20] + b"?" * 20)
    assert verify(model, tmp_path) == [f"{NEW} has another checksum than the one at its end"]
    pull(model, tmp_path, progress)
    assert (tmp_path / NEW).read_bytes() == ZIM


def test_other_bytes_than_the_checksum_says_are_deleted(
    server: Server, model: Encyclopedia, tmp_path: Path, progress: Record
) -> None:
    server.replies[f"/zim/{NEW}"] = Reply(ZIM[:-1] + b"?")
    with pytest.raises(ModelError, match="none of its sources gave it"):
        pull(model, tmp_path, progress)
    assert f"{NEW} has the wrong sha256, so it was deleted; no source is left." in progress.lines[-1]
    assert names(tmp_path) == set()


def test_an_edition_that_vanished_is_told_and_the_next_source_asked(
    server: Server, model: Encyclopedia, tmp_path: Path, progress: Record
) -> None:
    server.replies["/folder/"] = Reply(f'<a href="{OLD}">{OLD}</a>'.encode())
    server.replies[f"/folder/{OLD}"] = Reply(OLDER_ZIM)
    server.replies[f"/folder/{OLD}.meta4"] = Reply(metalink_of(OLD, OLDER_ZIM))
    del server.replies[f"/zim/{NEW}"]
    both = encyclopedia(*model.sources, f"{server.url}folder/")
    assert pull(both, tmp_path, progress) == tmp_path / OLD
    assert progress.lines[1].endswith("answered 404 Not Found; trying the next source.")


def test_without_a_network_the_error_says_what_stays(tmp_path: Path, progress: Record) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        dead = encyclopedia(f"http://127.0.0.1:{listener.getsockname()[1]}/")
    with pytest.raises(ModelError, match=r"none of its sources gave it \(127\.0\.0\.1:\d+\)\.$") as caught:
        pull(dead, tmp_path, progress)
    assert caught.value.code == "model-fetch-failed"
    (tmp_path / OLD).write_bytes(OLDER_ZIM)
    with pytest.raises(ModelError, match=f"{OLD}, which is there, stays."):
        pull(dead, tmp_path, progress)


def test_too_little_space_is_told_before_it_is_downloaded(
    server: Server, model: Encyclopedia, tmp_path: Path, progress: Record
) -> None:
    (tmp_path / OLD).write_bytes(OLDER_ZIM)
    with pytest.raises(ModelError, match=r"needs 512\.1 kB in .*, 12\.1 kB more than is free") as caught:
        pull(model, tmp_path, progress, free_bytes=lambda directory: 500_000)
    assert (caught.value.code, "myna models remove" in caught.value.hint) == ("disk-full", True)
    assert [path for path, _ in server.requests] == [FEED, f"/zim/{NEW}.meta4"]
    assert installed(model, tmp_path)


def test_a_disk_that_fills_up_on_the_way_is_told(
    server: Server, model: Encyclopedia, tmp_path: Path, progress: Record
) -> None:
    (tmp_path / f"{NEW}.part").symlink_to("/dev/full")
    with pytest.raises(ModelError, match="filled up at wikipedia_en_owl_mini") as caught:
        pull(model, tmp_path, progress)
    assert caught.value.code == "disk-full"
