"""The values of keys: how they may be written, and what they become."""

import json
from datetime import time
from pathlib import Path

import pytest

from myna.core.errors import ConfigError

from .kit import MODEL, load, mistakes


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("wake_word: Hey  Myna ", ("hey myna",)),
        ("wake_word: [Computer, hey myna, computer]", ("computer", "hey myna")),
        ("wake_word:\n  - computer\n", ("computer",)),
        ("wake_word: yes", ("yes",)),
        ("wake_word: [on, off, no, Y, n]", ("on", "off", "no", "y", "n")),
        ("wake_word: 12:30:45", ("12:30:45",)),
        ("wake_word: 2001-01-01", ("2001-01-01",)),
        ("wake_word: '123'", ("123",)),
        ("wake_word: Größe", ("größe",)),
        ('wake_word: ""', ()),
        ("wake_word:", ()),
        ("wake_word: []", ()),
    ],
)
def test_wake_phrases(file: Path, text: str, phrases: tuple[str, ...]) -> None:
    file.write_text(text, encoding="utf-8")
    assert load(file).wake_phrases == phrases


@pytest.mark.parametrize(
    ("option", "language"), [("de", "de"), ("en_US", "en-us"), ("no", "no"), (" PT-br ", "pt-br"), ("fil", "fil")]
)
def test_languages(option: str, language: str) -> None:
    assert load(None, f"language={option}").language == language


@pytest.mark.parametrize(
    ("options", "country"),
    [
        ((), "US"),
        (("language=en-gb",), "GB-ENG"),
        (("language=en-in",), "IN"),
        (("language=en-gb", "place.country=no"), "NO"),
        (("place={country: de_by}",), "DE-BY"),
    ],
)
def test_the_country_is_the_one_that_is_named_or_that_of_the_language(options: tuple[str, ...], country: str) -> None:
    assert load(None, *options).country == country


def test_a_place_needs_both_degrees() -> None:
    assert load(None, "place={latitude: 51}").place.position is None
    assert load(None, "place={latitude: 51, longitude: -0.1}").place.position == (51, -0.1)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("speaking: {pronounce: {GIF: jiff, 3D: three dee}}", {"GIF": "jiff", "3D": "three dee"}),
        ("speaking:\n  pronounce:\n", {}),
        ("speaking:\n  rate: 1.5", {}),
    ],
)
def test_pronunciations(file: Path, text: str, words: dict[str, str]) -> None:
    file.write_text(text, encoding="utf-8")
    assert load(file).speaking.pronounce == words


def test_a_wake_phrase_may_be_written_as_a_sentence() -> None:
    assert load(None, 'wake_word=["Hey, Computer!", jarvis]').wake_phrases == ("hey computer", "jarvis")


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("http://192.168.1.20:8080/v1", "http://192.168.1.20:8080/v1"),
        ("http://192.168.1.20:8080/v1/", "http://192.168.1.20:8080/v1"),
        (" http://host/v1// ", "http://host/v1"),
        ("HTTP://Host.local:8080/V1", "http://Host.local:8080/V1"),
        (
            "HTTPS://api.example.com/openai/deployments/gpt-4o/v1",
            "https://api.example.com/openai/deployments/gpt-4o/v1",
        ),
        ("http://[fd00::20]:8080/v1", "http://[fd00::20]:8080/v1"),
        ("http://pi_4.lan:65535/api/v1", "http://pi_4.lan:65535/api/v1"),
    ],
)
def test_the_address_of_a_server(file: Path, written: str, address: str) -> None:
    file.write_text(f'model: "{written}"')
    assert load(file).server_url == address


@pytest.mark.parametrize(
    "model",
    ["auto", "tinyllama-1.1b-chat", "tinyllama-1.1b-chat:q4_k_m", "TinyLlama 1.1B chat", "own.gguf",
     "/srv/a:1/b c.gguf", "./http:/own.gguf", "httpd"],
)  # fmt: skip
def test_a_name_or_a_path_is_no_address(file: Path, model: str) -> None:
    file.write_text(f"model: {model}")
    config = load(file)
    assert (config.model, config.server_url) == (model, None)


@pytest.mark.parametrize(
    "address",
    [
        # not whole
        "http:/192.168.1.20/v1", "http:192.168.1.20/v1", "http://", "https:///v1", "http://:8080/v1", "//host/v1",
        "192.168.1.20:8080/v1", "192.168.1.20:8080", "localhost:8080", "host/v1",
        # without its path
        "http://192.168.1.20:8080", "http://192.168.1.20:8080/",
        # more than an address
        "http://host/v1?model=smol", "http://host/v1#smol", "http://ho st/v1", "http://host /v1",
        "http://host/v1 # mine",
        "http://host/v1\thost2", "http://me@host/v1", "http://me:or@host/v1", "http://host/v1//models", "<http://host/v1>",
        # not of a server
        "http://host:99999/v1", "http://host:0/v1", "http://host:eighty/v1", "http://host:/v1", "http://host:80:80/v1",
        "http://1.2.3.999/v1", "http://1.2.3/v1", "http://[::1/v1", "http://[1::g]/v1", "http://::1/v1", "http://a..b/v1",
        "http://.host/v1", "http://gr\u00f6\u00dfe.local/v1", "ftp://host/v1", "unix:/run/llama.sock", "htp://host/v1",
        # a model that is to be fetched
        "https://host/models/tiny.gguf", "http://host/tiny.gguf/",
        # a path of something else
        "models/tiny", "/srv/tiny.bin", "~/models",
    ],
)  # fmt: skip
def test_what_is_no_whole_address_is_told_with_one_that_is(file: Path, address: str) -> None:
    file.write_text(f"# mine\nmodel: {json.dumps(address)}", encoding="utf-8")
    (line,) = mistakes(file)
    assert line.startswith(f'my.yaml:2: model: expected {MODEL}, found "')


def test_the_file_of_a_key_is_found_below_the_home_folder(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(file.parent))
    file.write_text("server: {api_key_file: ~/key, model: llama3.2}")
    server = load(file).server
    assert (server.api_key_file, server.model) == (file.parent / "key", "llama3.2")
    assert load(file, "server.api_key_file=null").server.api_key_file is None


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("http://homeassistant.local:8123", "http://homeassistant.local:8123"),
        ("https://home.example/", "https://home.example"),
        ("http://[fd00::1]:8123", "http://[fd00::1]:8123"),
    ],
)
def test_the_address_of_a_home(file: Path, written: str, address: str) -> None:
    file.write_text(f'home_assistant: {{url: "{written}"}}\n')
    assert load(file).home_assistant.url == address


@pytest.mark.parametrize("written", ["homeassistant.local:8123", "ftp://home", "http://", "http://300.1.1.1:8123"])
def test_what_is_no_address_of_a_home_is_told_with_one_that_is(file: Path, written: str) -> None:
    file.write_text(f'home_assistant: {{url: "{written}"}}\n')
    with pytest.raises(ConfigError, match=r"such as http://homeassistant\.local:8123"):
        load(file)


def test_names_of_a_home_are_a_word_or_a_list(file: Path) -> None:
    file.write_text("home_assistant: {names: {light.sofa: [reading lamp, sofa], hue: hugh}, confirm: cover}\n")
    home = load(file).home_assistant
    assert home.names == {"light.sofa": ("reading lamp", "sofa"), "hue": ("hugh",)}
    assert home.confirm == ("cover",)


@pytest.mark.parametrize(
    ("written", "hours"),
    [("", None), ("22:00-07:00", ("22:00", "07:00")), ("07:00 - 08:00", ("07:00", "08:00"))],
)
def test_the_hours_of_the_night(file: Path, written: str, hours: tuple[str, str] | None) -> None:
    file.write_text(f'gpio: {{night: "{written}"}}\n')
    found = load(file).gpio.night_hours
    assert found == (hours and tuple(map(time.fromisoformat, hours)))


@pytest.mark.parametrize("written", ["22-07h", "9:05-21:30", "22:00", "22:00-22:00", "22:00-25:00", "night"])
def test_what_are_no_hours_is_told_with_some_that_are(file: Path, written: str) -> None:
    file.write_text(f'gpio: {{night: "{written}"}}\n')
    with pytest.raises(ConfigError, match="expected hours such as 22:00-07:00"):
        load(file)


@pytest.mark.parametrize("written", ["17", "pin 17", "/dev/gpiochip0", "''"])
def test_a_pin_has_a_name_and_no_number(file: Path, written: str) -> None:
    file.write_text(f"gpio: {{button: {written}}}\n")
    with pytest.raises(ConfigError, match="the name of a pin, such as GPIO17"):
        load(file)


def test_a_board_that_is_not_known_is_told_with_those_that_are(file: Path) -> None:
    file.write_text("gpio: {device: respeaker-2mics}\n")
    with pytest.raises(ConfigError, match="did you mean respeaker-2mic"):
        load(file)


@pytest.mark.parametrize(
    ("written", "used"),
    [("{}", False), ("{device: aiy-v1}", True), ("{button: GPIO4}", True), ("{spi_device: /dev/spidev0.0}", True)],
)
def test_whether_there_is_a_button_or_a_light(file: Path, written: str, used: bool) -> None:
    file.write_text(f"gpio: {written}\n")
    assert load(file).gpio.is_used is used


@pytest.mark.parametrize(
    ("written", "addresses"),
    [
        ('""', ()),
        ("192.168.1.20:10300", ("192.168.1.20:10300",)),
        ("['192.168.1.20:10300', '[FD00::0:1]:10301']", ("192.168.1.20:10300", "[fd00::1]:10301")),
        ("0.0.0.0:10300", ("0.0.0.0:10300",)),
    ],
)
def test_where_home_assistant_reaches_it(file: Path, written: str, addresses: tuple[str, ...]) -> None:
    file.write_text(f"wyoming: {{listen: {written}}}\n")
    assert load(file).wyoming.listen == addresses


@pytest.mark.parametrize(
    "written",
    [
        "10300",
        "192.168.1.20",
        "192.168.1.20:0",
        "192.168.1.20:65536",
        "300.1.1.1:1",
        "kitchen.local:10300",
        "fd00::1:9",
    ],
)
def test_what_is_no_address_with_a_port_is_told_with_one_that_is(file: Path, written: str) -> None:
    file.write_text(f'wyoming: {{listen: "{written}"}}\n')
    with pytest.raises(ConfigError, match=r"192\.168\.1\.20:10300"):
        load(file)
