"""The page as people see it: in Chromium, of a Myna that really runs."""

import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from box_kit import CONFIG, Box
from browser.chromium import Chromium, chromium
from browser.conftest import pair
from myna.interfaces.web.words import LANGUAGES
from virtual_sound import until

PAGES = ("", "timers", "lists", "settings", "commands", "models", "health", "access")
EVIL = "<script>document.title='taken'</script><img src=x onerror=\"document.title='taken'\">"


def test_who_hears_the_code_claims_the_box(box: Box) -> None:
    with chromium(box.address) as browser:
        browser.open("/")
        assert browser.driver.current_url.endswith("/pair")
        browser.click('form[action="/pair/code"] button')  # Myna speaks it before the page goes on
        until(lambda: browser.driver.current_url.endswith("/pair?asked=1"), seconds=60)
        for size in ("phone", "desk"):
            browser.resize(size, "light")
            browser.picture(f"pair-{size}-light", size)
            assert browser.violations() == []
        browser.type("#code", box.spoken_code())
        browser.click('form[action="/pair"] button')
        until(lambda: "This browser is paired." in browser.text())
        assert browser.driver.get_cookie("myna")["httpOnly"] is True
        assert browser.console() == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", ["phone", "desk"])
def test_every_page_fits_is_quiet_and_is_for_everybody(box: Box, browser: Chromium, size: str, scheme: str) -> None:
    box.ask("list-add", list="shopping", items=["oat milk", "eggs"])
    if not box.status()["timers"]:
        box.ask("timer-set", kind="alarm", clock="07:30", days=[0, 1, 2, 3, 4])
        box.ask("timer-set", kind="timer", seconds=3000.0, text="roast")
    browser.resize(size, scheme)
    for page in PAGES:
        browser.open(f"/{page}")
        browser.picture(f"{page or 'now'}-{size}-{scheme}", size)
        assert browser.overflow() == 0, page
        assert browser.violations() == [], page
        assert browser.console() == [], page


COUNT_ASKED = """
const plain = window.fetch;
window.asked = 0;
window.fetch = (...request) => { window.asked += request[0] === "/api/ask"; return plain(...request); };
"""


def test_what_is_asked_is_answered_and_shown_live(box: Box, browser: Chromium) -> None:
    browser.open("/")
    for level in (45, 55):  # what is shown live meanwhile asks nothing
        box.ask("volume", level=level)
        until(lambda level=level: browser.find("#volume").get_attribute("value") == str(level))
    browser.click('[name="aloud"]')
    browser.type("#text", "what is two plus three")
    browser.driver.execute_script(COUNT_ASKED)
    browser.click('form[action="/ask"] button')
    until(lambda: "5" in browser.text("#answered") or "five" in browser.text("#answered"))
    assert browser.driver.execute_script("return asked") == 1
    until(lambda: "what is two plus three" in browser.text("#turns"))
    browser.click("#turns details summary")
    assert "calculator" in browser.text("#turns li").lower()


def test_all_settings_with_their_explanations_fit_on_a_phone_in_every_language(box: Box) -> None:
    with chromium(box.address) as browser:
        pair(browser, box.code())
        browser.resize("phone", "light")
        for language in LANGUAGES:
            browser.language(language)
            browser.open("/settings")
            browser.driver.execute_script("for (const one of document.querySelectorAll('details')) one.open = true")
            assert browser.find("html").get_attribute("lang") == language
            assert browser.overflow() == 0, language
            browser.picture(f"settings-all-{language}", "phone")
            assert browser.violations() == []


def test_what_happens_is_seen_without_looking_again(box: Box, browser: Chromium) -> None:
    browser.open("/")
    browser.click('form[action="/mute"] button')
    until(lambda: browser.find("#state").get_attribute("data-state") == "muted")
    assert browser.text("#sentence") == "The microphone is off."
    assert box.status()["muted"] is True
    until(lambda: browser.has('form[action="/unmute"] button'))
    browser.click('form[action="/unmute"] button')
    until(lambda: browser.find("#state").get_attribute("data-state") == "listening")
    box.ask("volume", level=35)
    until(lambda: browser.find("#volume").get_attribute("value") == "35")


def test_who_tries_the_wake_phrase_sees_how_surely_it_is_heard(box: Box, browser: Chromium, speech: Path) -> None:
    browser.open("/settings")
    box.room.say(speech / "computer.flac")
    until(lambda: re.fullmatch(r"✓ \d+ %", browser.text("#wake-score")) is not None)
    assert int(browser.text("#wake-score").split()[1]) >= 50
    browser.open("/health")
    assert re.search(r"How it sounds\s+[✓✗] \w+", browser.text())
    box.ask("stop")
    until(lambda: box.status()["state"] == "listening")


def test_two_people_at_once_see_each_other_s_changes(box: Box, browser: Chromium) -> None:
    with chromium(box.address) as other:
        pair(other, box.code())
        other.open("/lists")
        browser.open("/lists")
        time.sleep(2)
        browser.type("#note", "call the plumber")
        browser.click('form[action="/lists/note"] button')
        until(lambda: other.find("#changed").is_displayed())
        other.click("#changed a")
        until(lambda: 'value="call the plumber"' in other.driver.page_source)


def test_a_setting_is_changed_and_one_that_somebody_changed_meanwhile_is_not(box: Box, browser: Chromium) -> None:
    browser.open("/settings")
    browser.type("#value-wake_sensitivity", "0.6")
    browser.click("#wake_sensitivity button")
    until(lambda: "Saved." in browser.text(), seconds=60)  # it is in effect then
    assert box.file.read_text() == f"{CONFIG}wake_sensitivity: 0.6\n"
    browser.type("#value-wake_sensitivity", "much")
    browser.click("#wake_sensitivity button")
    until(lambda: "Expected a number from 0 to 1" in browser.text("#wake_sensitivity"))
    browser.open("/settings")
    box.file.write_text(f"follow_up_seconds: 5\n{box.file.read_text()}")
    browser.type("#value-wake_sensitivity", "0.7")
    browser.click("#wake_sensitivity button")
    until(lambda: "changed meanwhile" in browser.text("#wake_sensitivity"))
    assert "0.7" not in box.file.read_text()
    box.file.write_text(CONFIG)
    box.ask("reload")


def test_scripts_in_what_people_say_do_nothing(box: Box, browser: Chromium) -> None:
    box.ask("list-add", list=EVIL, items=[EVIL])
    box.ask("note-add", text=EVIL)
    box.ask("timer-set", kind="timer", seconds=3000.0, text=EVIL)
    browser.open("/")
    browser.console()  # what others complained of
    for page in ("", "lists", "timers"):
        browser.open(f"/{page}")
        time.sleep(0.2)
        assert browser.driver.title.endswith("· Myna")
        assert browser.console() == []
    box.ask("list-delete", list=EVIL)
    box.ask("note-change", text=EVIL, new="")


def test_everything_works_without_scripts(box: Box) -> None:
    with chromium(box.address) as browser:
        browser.scripts(False)
        pair(browser, box.code())
        browser.open("/timers")
        browser.type("#timer-minutes", "12")
        browser.type("#timer-text", "noodles")
        browser.click('section[aria-labelledby="new-timer"] button')
        until(lambda: "noodles" in browser.text())
        browser.open("/lists")
        browser.type("#list", "camping")
        browser.type("#items", "tent, stove")
        browser.click('section[aria-labelledby="new-list"] button')
        until(lambda: 'value="stove"' in browser.driver.page_source)
        browser.open("/")
        browser.click('[name="aloud"]')
        browser.type("#text", "what is two plus three")
        browser.click('form[action="/ask"] button')
        until(lambda: "5" in browser.text("#answered") or "five" in browser.text("#answered"))
        browser.type("#try", "set a timer for ten minutes")
        browser.click('form[action="/try"] button')
        until(lambda: "600" in browser.text('section[aria-labelledby="try-title"]'))
        browser.click('form[action="/mute"] button')
        until(lambda: "The microphone is off." in browser.text())
        browser.click('form[action="/unmute"] button')
        until(lambda: box.status()["muted"] is False)
        browser.open("/access")
        browser.click('form[action="/access/leave"] button')
        until(lambda: "Claim" in browser.text("h1"))


FLOOD = """
import socket, sys
held = []
while True:
    try:
        client = socket.create_connection(("127.0.0.1", int(sys.argv[1])), timeout=2)
        client.sendall(b"GET /pair HTTP/1.1\\r\\nHost: 127.0.0.1\\r\\n\\r\\n" if len(held) > 200 else b"GET ")
        held = [*held, client][-300:]
    except OSError:
        pass
"""


def test_it_is_answered_by_voice_while_the_page_is_attacked(box: Box, browser: Chromium, speech: Path) -> None:
    browser.open("/")
    before, overflows = box.status()["turns"], box.status()["microphone"]["overflows"]
    # The attacker is on a machine of its own; here it gets what is left of this one.
    attacker = subprocess.Popen(["nice", "-n", "19", sys.executable, "-c", FLOOD, str(box.port)])
    try:
        time.sleep(1)
        box.room.say(speech / "computer-capital-of-france.flac")
        until(lambda: box.status()["turns"] > before and box.status()["state"] == "listening", seconds=90)
    finally:
        attacker.kill()
        attacker.wait()
    assert box.status()["microphone"]["overflows"] == overflows
