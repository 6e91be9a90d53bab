import shutil
import socket
import ssl
import subprocess
from pathlib import Path

import pytest

from myna.models.catalogue import File
from myna.models.https import MOST_PAGE_BYTES, TRIES, download, read_page
from myna.models.progress import SourceError

from .kit import Record, Reply, Server, file_of

BODY = bytes(range(256)) * 2000
FILE = file_of("parrot.gguf", BODY)


def fetch(server: Server, part: Path, progress: Record, file: File = FILE, timeout_seconds: float = 5.0) -> None:
    download(server.url + file.path, file, part, progress, lambda needed_bytes: None, timeout_seconds)


@pytest.fixture
def part(tmp_path: Path) -> Path:
    return tmp_path / "parrot.gguf.part"


def test_a_file_comes_whole(server: Server, part: Path, progress: Record) -> None:
    server.replies["/parrot.gguf"] = Reply(BODY)
    fetch(server, part, progress)
    assert part.read_bytes() == BODY
    assert server.requests == [("/parrot.gguf", None)]
    assert progress.starts == [("parrot.gguf", len(BODY), 0)]
    assert progress.done_bytes == len(BODY)


def test_a_broken_download_goes_on_where_it_stopped(server: Server, part: Path, progress: Record) -> None:
    part.write_bytes(BODY[:1000])
    server.replies["/parrot.gguf"] = Reply(BODY)
    fetch(server, part, progress)
    assert part.read_bytes() == BODY
    assert server.requests == [("/parrot.gguf", "bytes=1000-")]
    assert progress.starts == [("parrot.gguf", len(BODY), 1000)]
    assert progress.done_bytes == len(BODY)


def test_a_server_without_ranges_starts_again(server: Server, part: Path, progress: Record) -> None:
    part.write_bytes(BODY[:1000])
    server.replies["/parrot.gguf"] = Reply(BODY, ranges=False)
    fetch(server, part, progress)
    assert part.read_bytes() == BODY
    assert progress.starts == [("parrot.gguf", len(BODY), 0)]


def test_a_whole_part_needs_no_network(server: Server, part: Path, progress: Record) -> None:
    part.write_bytes(BODY)
    fetch(server, part, progress)
    assert server.requests == []


def test_a_connection_that_is_cut_is_asked_for_the_rest(server: Server, part: Path, progress: Record) -> None:
    server.replies["/parrot.gguf"] = Reply(BODY, cuts=[5000, 7000])
    fetch(server, part, progress)
    assert part.read_bytes() == BODY
    assert server.requests == [("/parrot.gguf", wanted) for wanted in (None, "bytes=5000-", "bytes=12000-")]
    assert "the connection ended after 5,000 of 512,000 bytes; asking for the rest." in progress.lines[0]


def test_a_connection_that_is_cut_without_end_is_left_and_the_part_kept(
    server: Server, part: Path, progress: Record
) -> None:
    server.replies["/parrot.gguf"] = Reply(BODY, cuts=[10] * TRIES)
    with pytest.raises(SourceError, match=f"broke {TRIES} times"):
        fetch(server, part, progress)
    assert part.read_bytes() == BODY[: 10 * TRIES]


def test_a_server_that_falls_silent_times_out_and_the_part_is_kept(
    server: Server, part: Path, progress: Record
) -> None:
    server.replies["/parrot.gguf"] = Reply(BODY, pause_at=0)
    with pytest.raises(SourceError, match=r"^timed out$"):
        fetch(server, part, progress, timeout_seconds=0.2)
    part.write_bytes(BODY[:100])
    with pytest.raises(SourceError, match=r"^timed out$"):
        fetch(server, part, progress, timeout_seconds=0.2)
    assert part.read_bytes() == BODY[:100]


def test_a_wrong_checksum_deletes_the_part(server: Server, part: Path, progress: Record) -> None:
    server.replies["/parrot.gguf"] = Reply(b"\xff" + BODY[1:])
    with pytest.raises(SourceError, match=r"parrot\.gguf has the wrong sha256, so it was deleted"):
        fetch(server, part, progress)
    assert not part.exists()


def test_a_part_with_wrong_bytes_is_deleted_and_fetched_afresh(server: Server, part: Path, progress: Record) -> None:
    part.write_bytes(b"\xff" * 1000)
    server.replies["/parrot.gguf"] = Reply(BODY)
    fetch(server, part, progress)
    assert part.read_bytes() == BODY
    assert [wanted for _, wanted in server.requests] == ["bytes=1000-", None]
    assert "wrong sha256, so it was deleted; starting again" in progress.lines[0]


def test_a_part_that_is_too_long_is_deleted_and_fetched_afresh(server: Server, part: Path, progress: Record) -> None:
    part.write_bytes(BODY + b"more")
    server.replies["/parrot.gguf"] = Reply(BODY)
    fetch(server, part, progress)
    assert part.read_bytes() == BODY


def test_md5_alone_is_checked_too(server: Server, part: Path, progress: Record) -> None:
    file = File(path="parrot.gguf", size_bytes=3, md5="900150983cd24fb0d6963f7d28e17f72")  # RFC 1321: "abc"
    server.replies["/parrot.gguf"] = Reply(b"abd")
    with pytest.raises(SourceError, match="wrong md5"):
        fetch(server, part, progress, file)
    server.replies["/parrot.gguf"] = Reply(b"abc")
    fetch(server, part, progress, file)
    assert part.read_bytes() == b"abc"


def test_a_file_of_another_size_is_refused_before_it_is_fetched(server: Server, part: Path, progress: Record) -> None:
    server.replies["/parrot.gguf"] = Reply(b"<html>please sign in</html>")
    with pytest.raises(SourceError, match="offers 27 bytes instead of 512,000"):
        fetch(server, part, progress)
    assert not part.exists()


def test_a_server_that_tells_no_length_is_judged_by_the_bytes(server: Server, part: Path, progress: Record) -> None:
    server.replies["/parrot.gguf"] = Reply(BODY, says_length=False)
    fetch(server, part, progress)
    assert part.read_bytes() == BODY
    part.unlink()
    server.replies["/parrot.gguf"] = Reply(BODY[:-1], says_length=False)
    with pytest.raises(SourceError, match="has 511,999 bytes instead of 512,000, so it was deleted"):
        fetch(server, part, progress)


def test_a_size_that_nobody_states_comes_from_the_server(server: Server, part: Path, progress: Record) -> None:
    file = FILE.model_copy(update={"size_bytes": None})
    server.replies["/parrot.gguf"] = Reply(BODY, cuts=[400])
    needed: list[int] = []
    download(server.url + file.path, file, part, progress, needed.append, 5.0)
    assert part.read_bytes() == BODY
    assert progress.starts[0] == ("parrot.gguf", len(BODY), 0)
    assert needed == [len(BODY), len(BODY) - 400]


def test_a_whole_part_of_unknown_size_is_not_fetched_again(server: Server, part: Path, progress: Record) -> None:
    part.write_bytes(BODY)
    server.replies["/parrot.gguf"] = Reply(BODY)
    fetch(server, part, progress, FILE.model_copy(update={"size_bytes": None}))
    assert part.read_bytes() == BODY
    assert progress.starts == []


def test_an_error_status_is_told(server: Server, part: Path, progress: Record) -> None:
    with pytest.raises(SourceError, match=r"^answered 404 Not Found$"):
        fetch(server, part, progress)
    server.replies["/parrot.gguf"] = Reply(status=503)
    with pytest.raises(SourceError, match=r"^answered 503 "):
        fetch(server, part, progress)


def test_a_refused_connection_is_told(part: Path, progress: Record) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(SourceError, match=r"^Connection refused$"):
        download(f"http://127.0.0.1:{port}/x", FILE, part, progress, lambda needed_bytes: None, 5.0)


def test_a_disk_that_fills_up_is_an_error_of_the_disk(server: Server, part: Path, progress: Record) -> None:
    part.symlink_to("/dev/full")
    server.replies["/parrot.gguf"] = Reply(BODY)
    with pytest.raises(OSError, match="No space left on device"):
        fetch(server, part, progress)


def test_a_page_comes_with_the_address_that_it_came_from(server: Server) -> None:
    server.replies["/old"] = Reply(location="/new")
    server.replies["/new"] = Reply("Eulen für alle\xff".encode())
    assert read_page(f"{server.url}old", 5.0) == (f"{server.url}new", "Eulen für alle\xff")


def test_a_page_without_end_is_given_up(server: Server) -> None:
    server.replies["/page"] = Reply(b"x" * (MOST_PAGE_BYTES + (4 << 20)))
    with pytest.raises(SourceError, match="which is no page"):
        read_page(f"{server.url}page", 5.0)


def test_a_page_that_is_not_there_is_told(server: Server) -> None:
    with pytest.raises(SourceError, match=r"^answered 404 Not Found$"):
        read_page(f"{server.url}page", 5.0)


def test_an_encrypted_page_leads_to_no_other(tmp_path: Path, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    if shutil.which("openssl") is None:
        pytest.skip("there is no openssl here to make a certificate with")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    names = ("-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1")
    made = ("-nodes", "-newkey", "rsa:2048", "-keyout", key, "-out", certificate, "-days", "2")
    subprocess.run(["openssl", "req", "-x509", *names, *made], check=True, capture_output=True)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server.replies["/plain"] = Reply(b"plain")
    with Server(context) as encrypted:
        encrypted.replies["/good"] = Reply(b"good")
        encrypted.replies["/moved"] = Reply(location=f"{encrypted.url}good")
        encrypted.replies["/away"] = Reply(location=f"{server.url}plain")
        assert read_page(f"{encrypted.url}moved", 5.0) == (f"{encrypted.url}good", "good")
        with pytest.raises(SourceError, match=r"^sends on to an address that is not encrypted$"):
            read_page(f"{encrypted.url}away", 5.0)
    assert server.requests == []
