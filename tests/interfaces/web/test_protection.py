"""Attacks on the page, each of which comes to nothing."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from myna.interfaces.web.protection import HEADERS, MAX_BODY_BYTES, OPEN, host_names
from myna.interfaces.web.serve import Page
from web_kit import HOST, ORIGIN, Browser, claimed, page_of

PATHS = ("/", "/timers", "/lists", "/settings", "/commands", "/models", "/health", "/access", "/report.txt",
         "/configuration.yaml", "/api/status", "/api/events", "/nothing")  # fmt: skip


@pytest.fixture
async def page(tmp_path: Path) -> AsyncIterator[Page]:
    async with page_of(tmp_path) as (page, _):
        yield page


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("cookie", ["", "myna=", "myna=x", "myna=\x00", "other=1"])
async def test_without_a_cookie_there_is_only_the_way_in(page: Page, path: str, cookie: str) -> None:
    await claimed(page)
    browser = Browser(page)
    browser.cookie = cookie
    answer = await browser.get(path)
    assert (answer.status, answer.headers.get("location")) in ((303, "/pair"), (401, None))
    assert (await browser.post(path)).status in (401, 405)


async def test_what_is_open_is_the_way_in_and_nothing_that_it_says(page: Page) -> None:
    browser = Browser(page)
    for path in OPEN - {"/pair/code", "/login"}:
        assert (await browser.get(path)).status == 200
    assert (await browser.get("/login")).headers["location"] == "/pair"
    text = (await browser.get("/pair")).text
    assert "computer" not in text
    assert "version" not in text


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": f"https://{HOST}"},
        {"origin": "http://127.0.0.1:9999"},
        {"origin": f"{ORIGIN}.evil.example"},
        {"origin": None},
        {"origin": None, "sec_fetch_site": "cross-site"},
        {"origin": None, "sec_fetch_site": "same-site"},
        {"origin": None, "sec_fetch_site": "none"},
        {"origin": ORIGIN, "sec_fetch_site": "cross-site"},
    ],
)
@pytest.mark.parametrize("path", ["/mute", "/pair/code", "/pair", "/login", "/api/mute", "/lists/delete"])
async def test_another_page_changes_nothing(page: Page, headers: dict[str, str | None], path: str) -> None:
    browser = await claimed(page)
    assert (await browser.send("POST", path, b"", headers)).status == 403


async def test_a_browser_that_sends_no_origin_is_known_by_its_fetch_metadata(page: Page) -> None:
    browser = await claimed(page)
    assert (await browser.send("POST", "/api/mute", b"", {"sec_fetch_site": "same-origin"})).status == 200


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8080", 200),
        ("192.168.1.20", 200),
        ("[::1]:8080", 200),
        ("[fe80::1]", 200),
        ("localhost", 200),
        ("LOCALHOST:8080", 200),
        ("evil.example", 421),
        ("localhost.evil.example", 421),
        ("127.0.0.1.evil.example", 421),
        ("user@localhost", 421),
        ("", 421),
        ("a b", 421),
        (None, 421),
    ],
)
async def test_a_name_that_is_not_this_machine_s_is_turned_away(page: Page, host: str | None, status: int) -> None:
    assert (await Browser(page).send("GET", "/pair", b"", {"host": host})).status == status


def test_the_names_of_a_machine() -> None:
    assert host_names("Kitchen.fritz.box", ["myna.example.org"]) == {
        "localhost", "kitchen.fritz.box", "kitchen", "kitchen.local", "kitchen.lan", "kitchen.home.arpa",
        "myna.example.org",
    }  # fmt: skip


async def test_a_guessed_and_a_replayed_code_open_nothing(page: Page) -> None:
    browser = Browser(page)
    code = page.gate.new_code(spoken=False)
    for guess in ("", "abcdef", f"{(int(code) + 1) % 1_000_000:06d}"):
        answer = await browser.post("/pair", {"code": guess})
        assert (answer.status, answer.cookies) == (403, [])
    assert (await browser.post("/pair", {"code": code})).status == 303
    other = Browser(page)
    assert (await other.post("/pair", {"code": code})).status == 403


@pytest.mark.parametrize(
    "path",
    ["/../etc/passwd", "/style.css/../../store.py", "/static/style.css", "/%2e%2e/x", "//etc/passwd", "/style.css\x00",
     "/templates/base.html", "/api/../access", "/web.json", "/.git/config"],
)  # fmt: skip
async def test_tricks_with_paths_find_nothing(page: Page, path: str) -> None:
    assert (await Browser(page).get(path)).status in (303, 401)
    assert (await (await claimed(page)).get(path)).status in (404, 405)


async def test_a_body_that_is_too_long_is_refused_by_what_it_says_and_by_what_it_is(page: Page) -> None:
    browser = await claimed(page)
    for length in (str(1 << 30), "-1", "x", "1e9"):
        answer = await browser.send("POST", "/lists/add", b"", {"origin": ORIGIN, "content_length": length})
        assert answer.status == 413
    body = b"list=a&items=" + b"x" * MAX_BODY_BYTES
    answer = await browser.send("POST", "/lists/add", body, {"origin": ORIGIN, "content_length": None})
    assert answer.status == 413


async def test_who_is_not_let_in_says_little(page: Page) -> None:
    browser = Browser(page)
    for length in ("5000", None):
        answer = await browser.send("POST", "/pair", b"x" * 5000, {"origin": ORIGIN, "content_length": length})
        assert answer.status == 413


async def test_every_answer_has_the_headers(page: Page) -> None:
    browser = await claimed(page)
    for path in (*PATHS, "/pair"):
        if path == "/api/events":
            continue
        answer = await browser.get(path)
        assert HEADERS.items() <= answer.headers.items(), path
    policy = HEADERS["content-security-policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy


async def test_the_cookie_is_for_this_page_alone(page: Page) -> None:
    code = page.gate.new_code(spoken=False)
    (cookie,) = (await Browser(page).post("/pair", {"code": code})).cookies
    parts = {part.strip().lower() for part in cookie.split(";")[1:]}
    assert {"httponly", "samesite=strict", "path=/"} <= parts


async def test_a_token_is_for_the_interface_alone_and_can_be_withdrawn(page: Page) -> None:
    await claimed(page)
    token = page.gate.new_token("program")
    program = Browser(page)
    with_token = {"authorization": f"Bearer {token}"}
    assert (await program.send("GET", "/api/status", b"", with_token)).status == 200
    assert (await program.send("POST", "/api/mute", b"", with_token)).status == 200
    assert (await program.send("GET", "/access", b"", with_token)).status == 303
    assert (await program.send("POST", "/api/mute", b"", {**with_token, "sec_fetch_site": "cross-site"})).status == 403
    page.gate.end(str(page.gate.program(token)))
    for wrong in (f"Bearer {token}", "Bearer", "Basic eDp4", "Bearer x"):
        assert (await program.send("GET", "/api/status", b"", {"authorization": wrong})).status == 401


async def test_scripts_in_what_people_say_are_text(page: Page) -> None:
    browser = await claimed(page)
    evil = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'
    assert (await browser.post("/lists/add", {"list": evil[:90], "items": evil})).status == 303
    assert (await browser.post("/lists/note", {"text": evil})).status == 303
    assert (await browser.post("/timers/set", {"kind": "timer", "minutes": "5", "text": evil})).status == 303
    assert (await browser.post("/access/token", {"name": evil[:80]})).status == 303
    for path in ("/lists", "/timers", "/access", "/lists?said=<script>"):
        text = (await browser.get(path)).text
        assert "<script>alert" not in text
        assert "<img src=x" not in text
        assert "alert(1)" in text
