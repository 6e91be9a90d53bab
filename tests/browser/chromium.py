"""Chromium of the system, driven by its own driver, and what the tests look at with it."""

import base64
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

CHECKOUT = Path(__file__).parents[2]
PICTURES = CHECKOUT / "build" / "pictures"
AXE = CHECKOUT / "build" / "package" / "axe.min.js"
SIZES = {"phone": (390, 844, True), "desk": (1280, 900, False)}
SERIOUS = ("serious", "critical")

TRIES = 10
"""How often something is looked for on a page that another one takes the place of."""

RUN_AXE = """
const done = arguments[arguments.length - 1];
axe.run(document, {resultTypes: ["violations"]}).then(found => done(found.violations.map(
    one => ({id: one.id, impact: one.impact, where: one.nodes.map(node => node.html).slice(0, 3)}))));
"""


class Chromium:
    """A browser at ``address``, the page's."""

    def __init__(self, driver: Any, address: str, failed: type[Exception]) -> None:
        self.driver = driver
        self.address = address
        self._failed = failed

    def open(self, path: str) -> None:
        self.driver.get(self.address + path.lstrip("/"))

    def find(self, selector: str) -> Any:
        return self.driver.find_element("css selector", selector)

    def has(self, selector: str) -> bool:
        return bool(self.driver.find_elements("css selector", selector))

    def click(self, selector: str) -> None:
        element = self.find(selector)
        self.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", element)
        element.click()

    def type(self, selector: str, text: str) -> None:
        element = self.find(selector)
        element.clear()
        element.send_keys(text)

    def text(self, selector: str = "body") -> str:
        """What is to be read there; again where another page comes in between."""
        for _ in range(TRIES):
            try:
                return str(self.find(selector).text)
            except self._failed:
                time.sleep(0.1)
        return str(self.find(selector).text)

    def resize(self, size: str, scheme: str) -> None:
        width, height, mobile = SIZES[size]
        screen = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": mobile}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", screen)
        media = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", media)

    def language(self, tag: str) -> None:
        """Ask for pages in that language."""
        self.driver.execute_cdp_cmd("Network.enable", {})
        self.driver.execute_cdp_cmd("Network.setExtraHTTPHeaders", {"headers": {"Accept-Language": tag}})

    def scripts(self, on: bool) -> None:
        self.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": not on})

    def picture(self, name: str, size: str) -> None:
        """Take a picture of the whole page."""
        PICTURES.mkdir(parents=True, exist_ok=True)
        height = self.driver.execute_script("return document.documentElement.scrollHeight")
        clip = {"x": 0, "y": 0, "width": SIZES[size][0], "height": min(height, 4000), "scale": 1}
        taken = self.driver.execute_cdp_cmd("Page.captureScreenshot", {"captureBeyondViewport": True, "clip": clip})
        (PICTURES / f"{name}.png").write_bytes(base64.b64decode(taken["data"]))

    def overflow(self) -> int:
        """By how many pixels the page is wider than the screen."""
        script = "return document.documentElement.scrollWidth - document.documentElement.clientWidth"
        return int(self.driver.execute_script(script))

    def console(self) -> list[str]:
        """What the browser complained of since the last time."""
        entries = self.driver.get_log("browser")
        return [entry["message"] for entry in entries if entry["level"] in ("SEVERE", "WARNING")]

    def violations(self) -> list[dict[str, Any]]:
        """What axe finds that is serious."""
        if not AXE.exists():
            pytest.skip("there is no axe-core; type: sudo make test-tools")
        self.driver.execute_script(AXE.read_text(encoding="utf-8"))
        return [one for one in self.driver.execute_async_script(RUN_AXE) if one["impact"] in SERIOUS]


@contextmanager
def chromium(address: str) -> Iterator[Chromium]:
    """A browser with a profile of its own."""
    selenium = pytest.importorskip("selenium.webdriver", reason="selenium is missing; type: make test")
    program, driver_program = shutil.which("chromium"), shutil.which("chromedriver")
    if program is None or driver_program is None:
        pytest.skip("Chromium is missing; type: sudo make test-tools")
    from selenium.common.exceptions import WebDriverException
    from selenium.webdriver.chrome.service import Service

    options = selenium.ChromeOptions()
    options.binary_location = program
    for switch in ("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--disable-dev-shm-usage",
                   "--lang=en-US", "--disable-background-networking", "--disable-component-update"):  # fmt: skip
        options.add_argument(switch)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = selenium.Chrome(options=options, service=Service(driver_program))
    driver.set_page_load_timeout(60)
    driver.set_script_timeout(60)
    try:
        yield Chromium(driver, address, WebDriverException)
    finally:
        driver.quit()
