"""What the pages show and what their forms do, without scripts."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from app.service_kit import House
from myna.interfaces.web.serve import Page
from web_kit import Browser, claimed, page_of

CONFIG = "# ours\nwake_word: computer  # said\nendpoint:\n  silence_seconds: 0.9\n"


class Visit:
    """A browser that is let in, the page, and the service behind it."""

    def __init__(self, browser: Browser, page: Page, house: House) -> None:
        self.browser, self.page, self.house = browser, page, house

    async def text(self, path: str, **headers: str) -> str:
        answer = await self.browser.get(path, **headers)
        assert answer.status == 200, (path, answer.text)
        return answer.text

    async def done(self, path: str, **form: str) -> str:
        """Where a form leads that has done its work."""
        answer = await self.browser.post(path, form)
        assert answer.status == 303, (path, answer.text)
        return answer.headers["location"]

    async def refused(self, path: str, **form: str) -> str:
        answer = await self.browser.post(path, form)
        assert answer.status >= 400, path
        assert 'role="alert"' in answer.text
        return answer.text


@pytest.fixture
async def visit(tmp_path: Path) -> AsyncIterator[Visit]:
    async with page_of(tmp_path, CONFIG) as (page, house):
        yield Visit(await claimed(page), page, house)


async def test_every_page_is_shown_in_every_language(visit: Visit) -> None:
    for language in ("en", "de", "fr", "es", "zh", "ko"):
        for path in ("/", "/timers", "/lists", "/settings", "/commands", "/models", "/health?check=1", "/access"):
            text = await visit.text(path, accept_language=language)
            assert f'<html lang="{language}">' in text
            assert text.count("<h1>") == 1


async def test_every_key_is_explained_in_the_language_of_the_page(visit: Visit) -> None:
    german = await visit.text("/settings", accept_language="de")
    assert '<p class="hint" id="meaning-wake_sensitivity">Wie leicht Myna aufwacht.' in german
    assert "Ein Beispiel:" in german
    assert "GIF: jiff\nNguyen: win</pre>" in german
    for language in ("de", "fr", "es", "zh", "ko"):
        assert 'lang="en">' not in await visit.text("/settings", accept_language=language)
    english = await visit.text("/settings")
    assert '<p class="hint" id="meaning-wake_sensitivity" lang="en">How easily it wakes.' in english


async def test_without_myna_a_page_says_so(tmp_path: Path) -> None:
    async with page_of(tmp_path) as (page, _):
        browser = await claimed(page)
    answer = await browser.get("/timers")
    assert answer.status == 503
    assert "Myna is not running." in answer.text


async def test_a_code_that_cannot_be_spoken_is_on_the_console(visit: Visit, capsys: pytest.CaptureFixture[str]) -> None:
    browser = Browser(visit.page)
    answer = await browser.post("/pair/code")
    assert answer.status == 503  # this Myna has no voice yet
    assert "still starting" in answer.text
    (line,) = [line for line in capsys.readouterr().out.splitlines() if "code" in line]
    code = next(word.strip(".") for word in line.split() if word.strip(".").isdigit())
    assert (await browser.post("/pair", {"code": code})).headers["location"] == "/access?said=paired"
    assert (await Browser(visit.page).post("/pair/code")).status == 429


async def test_a_password_is_set_used_and_ended(visit: Visit) -> None:
    assert "8 characters" in await visit.refused("/access/password", new="short")
    await visit.done("/access/password", new="correct horse")
    other = Browser(visit.page)
    assert (await other.get("/")).headers["location"] == "/login"
    assert (await other.post("/login", {"password": "wrong horse"})).status == 403
    assert (await other.post("/login", {"password": "correct horse"})).headers["location"] == "/"
    assert (await other.get("/")).status == 200
    assert await visit.done("/access/leave") == "/login"
    assert (await visit.browser.get("/")).status == 303
    assert (await other.get("/")).status == 200


async def test_a_browser_ends_another_and_a_token_is_shown_once(visit: Visit) -> None:
    other = await claimed(visit.page)
    (key,) = set(visit.page.gate.accesses()[0]) - {visit.page.gate.browser(visit.browser.cookie.partition("=")[2])}
    await visit.done("/access/end", key=key)
    assert (await other.get("/")).status == 303
    shown = await visit.done("/access/token", name="Home Assistant")
    assert 'class="token"' in await visit.text(shown)
    assert 'class="token"' not in await visit.text(shown)
    assert "Home Assistant" in await visit.text("/access")


async def test_timers_are_set_changed_and_removed(visit: Visit) -> None:
    assert await visit.done("/timers/set", kind="timer", minutes="2,5", text="tea") == "/timers?said=saved"
    await visit.done("/timers/set", kind="alarm", clock="07:30", **{"day-mon": "on", "day-fri": "on"})
    await visit.done("/timers/set", kind="reminder", clock="18:00", text="bins")
    timers = {str(timer.kind): timer for timer in visit.house.timers.timers}
    assert (timers["timer"].seconds, timers["timer"].text) == (150.0, "tea")
    assert (timers["alarm"].days, timers["reminder"].text) == ((0, 4), "bins")
    text = await visit.text("/timers")
    assert "tea" in text
    assert "Mon Fri" in text
    await visit.done("/timers/set", kind="timer", minutes="4", text="tea", number=str(timers["timer"].number))
    await visit.done("/timers/cancel", number=str(timers["alarm"].number))
    assert {timer.seconds for timer in visit.house.timers.timers if timer.kind == "timer"} == {240.0}
    assert "is no number" in await visit.refused("/timers/set", kind="timer", minutes="soon")
    assert 'value="0.001"' in await visit.refused("/timers/set", kind="timer", minutes="0.001")


async def test_lists_and_notes_are_changed(visit: Visit) -> None:
    await visit.done("/lists/add", list="shopping", items="milk, eggs,")
    await visit.done("/lists/reword", list="shopping", item="milk", new="oat milk")
    await visit.done("/lists/remove", list="shopping", item="eggs")
    await visit.done("/lists/note", text="call the plumber")
    await visit.done("/lists/note-change", text="call the plumber", new="call the roofer")
    text = await visit.text("/lists")
    assert 'value="oat milk"' in text
    assert 'value="eggs"' not in text
    assert "call the roofer" in text
    await visit.done("/lists/note-change", text="call the roofer", new="")
    await visit.done("/lists/delete", list="shopping")
    assert visit.house.lists.as_json() == {"lists": [], "notes": []}


def version(text: str) -> str:
    return text.partition('name="version" value="')[2].partition('"')[0]


async def test_a_setting_is_written_and_a_wrong_one_says_why_beside_its_field(visit: Visit) -> None:
    seen = version(await visit.text("/settings"))
    done = {"key": "endpoint.silence_seconds", "kind": "number", "version": seen}
    text = await visit.refused("/settings/set", value="hot", **done)
    field = text.partition('id="endpoint-silence_seconds"')[2].partition("</form>")[0]
    assert 'value="hot"' in field
    assert "Expected a number from 0.2 to 3" in field
    assert text.count('role="alert"') == 1
    assert await visit.done("/settings/set", value="0.5", **done) == "/settings?said=saved"
    assert visit.house.config_path.read_text() == CONFIG.replace("0.9", "0.5")
    assert "changed meanwhile" in await visit.refused("/settings/set", value="0.6", **done)
    seen = version(await visit.text("/settings"))
    words = {"key": "wake_word", "kind": "texts", "version": seen}
    await visit.done("/settings/set", value="hey myna\r\ncomputer", **words)
    assert visit.house.config.wake_phrases == ("hey myna", "computer")
    seen = version(await visit.text("/settings"))
    nothing = {"key": "place.country", "kind": "text", "nullable": "1", "version": seen}
    await visit.done("/settings/set", value="", **nothing)
    assert visit.house.config.place.country is None


async def test_commands_are_edited_with_errors_at_their_lines(visit: Visit) -> None:
    seen = version(await visit.text("/commands"))
    text = await visit.refused("/commands/save", text="commands:\r\n- name: a\r\n  sya: [b]\r\n", version=seen)
    assert "line 3" in text
    assert "sya: [b]" in text
    good = 'commands:\n- name: a\n  say: ["lamp on"]\n  reply: On.\n'
    await visit.done("/commands/save", text=good.replace("\n", "\r\n"), version=seen)
    assert visit.house.config_path.read_text() == CONFIG + good
    assert "still starting" in await visit.refused("/commands/try", text="lamp on")


async def test_the_configuration_is_saved_and_restored(visit: Visit) -> None:
    saved = await visit.browser.get("/configuration.yaml")
    assert saved.text == CONFIG
    assert "attachment" in saved.headers["content-disposition"]
    seen = version(await visit.text("/settings"))
    assert "line 1" in await visit.refused("/settings/restore", text="wake_wrod: x", version=seen)
    await visit.done("/settings/restore", text="language: de\r\n", version=seen)
    assert visit.house.config_path.read_text() == "language: de\n"


async def test_a_report_has_neither_words_nor_secrets(visit: Visit) -> None:
    secret = 'commands:\n- name: secretlamp\n  say: ["x"]\n  reply: y\nserver: {api_key_file: /etc/secretkey}\n'
    visit.house.config_path.write_text(f"{CONFIG}notes_dir: /home/secretary\n{secret}language: en-us\n")
    await visit.house.reload()
    await visit.done("/timers/set", kind="timer", minutes="5", text="secret tea")
    await visit.done("/lists/add", list="secret", items="gift")
    text = (await visit.browser.get("/report.txt")).text
    for word in ("secret", "gift", "computer"):
        assert word not in text
    assert '"language": "en-us"' in text
    assert '"endpoint.silence_seconds": 0.9' in text
    assert "There is no microphone." in text


async def test_what_needs_the_assistant_is_told_while_it_starts(visit: Visit) -> None:
    for path in ("/ask", "/listen", "/stop", "/try", "/settings/sample"):
        assert "still starting" in await visit.refused(path, text="What time is it?")
    await visit.done("/volume", level="35")
    assert visit.house.service.volume == 35
    await visit.done("/mute")
    assert 'action="/unmute"' in await visit.text("/")
