import pytest

from myna.models.catalogue import File
from myna.models.kiwix import newest_edition
from myna.models.progress import SourceError

from .kit import Reply, Server, encyclopedia, feed_of, file_of, metalink_of, zim_of

ZIM = zim_of(b"owls")
NEW = "wikipedia_en_owl_mini_2026-05.zim"
NAMES = (
    "wikipedia_en_owl_mini_2026-01.zim",
    NEW,
    "wikipedia_en_owl_mini_2025-12.zim",
    "wikipedia_en_owl_nopic_2026-06.zim",
    "wikipedia_en_owl_mini_extra_2026-06.zim",
    "wikipedia_en_owl_mini_2026-13.zim",
)


def newest(server: Server, page: str = "catalog?name=wikipedia_en_owl&count=-1") -> tuple[str, File]:
    return newest_edition(encyclopedia(server.url + page), server.url + page, 5.0)


def serve(server: Server, page: bytes, document: bytes | None = None) -> None:
    server.replies["/catalog?name=wikipedia_en_owl&count=-1"] = Reply(page)
    server.replies[f"/zim/{NEW}.meta4"] = Reply(metalink_of(NEW, ZIM) if document is None else document)


def test_the_newest_edition_of_a_catalogue_with_its_size_and_checksum(server: Server) -> None:
    serve(server, feed_of(*(f"{server.url}zim/{name}" for name in NAMES)))
    assert newest(server) == (f"{server.url}zim/{NEW}", file_of(NEW, ZIM))


def test_the_second_edition_of_a_month_is_newer(server: Server) -> None:
    second = NEW.replace(".zim", "b.zim")
    serve(server, feed_of(*(f"{server.url}zim/{name}" for name in (second, *NAMES))))
    server.replies[f"/zim/{second}.meta4"] = Reply(metalink_of(second, ZIM))
    assert newest(server)[1].path == second


def test_the_index_of_a_folder_will_do_too_behind_a_redirection(server: Server) -> None:
    rows = "".join(f'<a href="{name}">{name}</a> 2026-05-10 22:45 937M\n' for name in NAMES)
    server.replies["/zim/"] = Reply(f'<html><a href="../">../</a>{rows}</html>'.encode())
    server.replies["/old/"] = Reply(location=f"{server.url}zim/")
    server.replies[f"/zim/{NEW}.meta4"] = Reply(metalink_of(NEW, ZIM))
    assert newest(server, "old/") == (f"{server.url}zim/{NEW}", file_of(NEW, ZIM))


@pytest.mark.parametrize("page", [b"", b"<html>moved</html>", b"\xff\x00" * 100, feed_of("zim/" + NAMES[3])])
def test_a_page_without_an_edition_is_told(server: Server, page: bytes) -> None:
    serve(server, page)
    with pytest.raises(SourceError, match=r"^names no edition of wikipedia_en_owl_mini$"):
        newest(server)


@pytest.mark.parametrize("link", [f"ftp://host/{NEW}", f"file:///zim/{NEW}", f"https://host/{NEW}"])
def test_a_link_that_leads_another_way_is_not_followed(server: Server, link: str) -> None:
    serve(server, feed_of(link))
    with pytest.raises(SourceError, match=r"leads to wikipedia_en_owl_mini_2026-05\.zim in another way than by http$"):
        newest(server)


def test_a_link_that_is_no_address_is_told(server: Server) -> None:
    serve(server, feed_of(f"http://[host/{NEW}"))
    with pytest.raises(SourceError, match="leads to no address of"):
        newest(server)


def test_an_edition_whose_document_is_gone_is_told(server: Server) -> None:
    serve(server, feed_of(f"zim/{NEW}"))
    del server.replies[f"/zim/{NEW}.meta4"]
    with pytest.raises(SourceError, match=r"^answered 404 Not Found$"):
        newest(server)


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        (b"</metalink>", b"", "is damaged"),
        (b"<size>100</size>", b"", "does not state"),
        (b"<size>100</size>", b"<size>-1</size>", "does not state"),
        (b"sha-256", b"sha-1", "does not state"),
        (NEW.encode(), b"another.zim", "does not state"),
        (b"urn:ietf:params:xml:ns:metalink", b"urn:other", "does not state"),
    ],
)
def test_a_document_that_does_not_state_size_and_checksum_is_told(
    server: Server, old: bytes, new: bytes, complaint: str
) -> None:
    document = metalink_of(NEW, ZIM)
    assert old in document
    serve(server, feed_of(f"zim/{NEW}"), document.replace(old, new))
    with pytest.raises(SourceError, match=f"{NEW}.meta4 {complaint}"):
        newest(server)
