"""Every key of the configuration, with its default, its limits and its meaning.

Its rules:

1. A key is one line and the docstring below it. The docstring is the key's comment in ``config/myna.yaml``, and the
   limits are added to that by themselves: render the file again after a change.
2. Every key has a default that works, and a name with its unit.
3. Keys are independent of each other: a value is right or wrong by itself. Whether two of them, or a key and a machine,
   go together is for the code that uses them to say, and for ``myna check``.
4. Values are strict: text is no number, and a number is no truth value. ``expected`` says in words what a key wants,
   where its type and its limits do not.
"""

import re
from datetime import time
from ipaddress import IPv4Address, IPv6Address
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, PlainSerializer

from myna.config.commands import Command
from myna.config.section import File, Folder, Name, Section, between, example, expected

ADDRESS = re.compile(
    r"(?P<scheme>https?)://(?P<host>\[[\da-f:.]+\]|[\w-]+(?:\.[\w-]+)*)(?::(?P<port>\d{1,5}))?(?P<path>(?:/[\w.~%-]+)+)/*",
    re.ASCII | re.IGNORECASE,
)
"""The address of a server: with a path, as all such servers have one, and without user and query, as the API key has a
file of its own."""


def _phrase(text: str) -> str:
    """A phrase in lower case with single spaces, without punctuation."""
    if not (words := re.sub(r"[.,;:!?]+(?=\s|$)", " ", text.lower()).split()):
        raise ValueError("a phrase without words")
    return " ".join(words)


def _as_texts(value: object) -> object:
    """A text as a list of one text; null and an empty text as an empty list."""
    if isinstance(value, str):
        return (value,) if value.strip() else ()
    return () if value is None else value


def _shortest(texts: tuple[str, ...]) -> str | list[str]:
    """Texts as a person would write them: one alone where there is one or none, else a list."""
    return list(texts) if len(texts) > 1 else "".join(texts)


def _model(text: str) -> str:
    """A name or a path unchanged, and the address of a server without a slash at its end. Raises ValueError."""
    if not re.match(r"https?:", text, re.IGNORECASE):
        if not text.lower().endswith(".gguf") and re.search(r"/|:\d+$", text):
            raise ValueError("a path or an address that is not whole")
        return text
    parts = ADDRESS.fullmatch(text)
    if parts is None or not 1 <= int(parts["port"] or 80) <= 65535 or parts["path"].lower().endswith(".gguf"):
        raise ValueError("not the address of a server")
    host = parts["host"]
    if host.startswith("["):
        IPv6Address(host[1:-1])  # raises ValueError for a wrong address, as IPv4Address below
    elif re.fullmatch(r"[\d.]+", host):
        IPv4Address(host)
    return f"{parts['scheme'].lower()}{text[len(parts['scheme']) :].rstrip('/')}"


def _language(text: str) -> str:
    tag = text.strip().lower().replace("_", "-")
    if not re.fullmatch(r"[a-z]{2,3}(-[a-z]{2})?", tag):
        raise ValueError("not the tag of a language")
    return tag


def _country(text: str) -> str:
    code = text.strip().upper().replace("_", "-")
    if not re.fullmatch(r"[A-Z]{2}(-[A-Z0-9]{1,3})?", code):
        raise ValueError("not the code of a country")
    return code


def _home_url(text: str) -> str:
    """The address of a server, without a slash at its end and without a path. Raises ValueError."""
    return _model(f"{text.rstrip('/')}/api").removesuffix("/api")


def _line(text: str) -> str:
    """The name of a line of a board's chip; a number is none, as each chip counts by itself. Raises ValueError."""
    if not re.fullmatch(r"[A-Za-z][\w.-]*", text.strip(), re.ASCII):
        raise ValueError("not the name of a line")
    return text.strip()


def _hours(text: str) -> str:
    """Two different times of day, as they are written. Raises ValueError."""
    begin, dash, end = text.replace(" ", "").partition("-")
    if not (begin or dash):
        return ""
    first, last = time.fromisoformat(begin), time.fromisoformat(end)
    if first == last or first.tzinfo is not None or last.tzinfo is not None:
        raise ValueError("no hours")
    return f"{first:%H:%M}-{last:%H:%M}"


def _address(text: str) -> str:
    """An address with a port, as systemd takes it. Raises ValueError."""
    parts = re.fullmatch(r"(?:\[([\da-fA-F:.]+)\]|([\d.]+)):(\d{1,5})", text.strip(), re.ASCII)
    if parts is None or not 1 <= int(parts[3]) <= 65535:
        raise ValueError("not an address with a port")
    host = f"[{IPv6Address(parts[1])}]" if parts[1] else str(IPv4Address(parts[2]))
    return f"{host}:{int(parts[3])}"


def _sayable(text: str) -> str:
    if not re.search(r"[^\W_]", text):
        raise ValueError("a text without a letter")
    return text


Phrase = Annotated[str, AfterValidator(_phrase), expected("a word or phrase")]
Phrases = Annotated[
    tuple[Phrase, ...],
    BeforeValidator(_as_texts),
    PlainSerializer(_shortest),
    expected("a word or phrase, or a list of them"),
]
Language = Annotated[str, AfterValidator(_language), expected("a language such as en-us or de")]
Country = Annotated[str, AfterValidator(_country), expected("a country such as US, or a part of one such as GB-ENG")]
Spoken = Annotated[str, AfterValidator(_sayable), expected("a word and how it is spoken, such as GIF: jiff")]
Pronounced = Annotated[
    dict[Annotated[str, AfterValidator(_sayable)], Spoken],
    BeforeValidator(lambda value: {} if value is None else value),
    expected("words and how each is spoken, such as {GIF: jiff}"),
]
Files = Annotated[
    tuple[Name, ...],
    BeforeValidator(_as_texts),
    PlainSerializer(_shortest),
    expected("a name or the path of a .zim file, or a list of them"),
]
Names = Annotated[
    tuple[Name, ...],
    BeforeValidator(_as_texts),
    PlainSerializer(_shortest),
    expected("a name, or a list of them"),
]
Addresses = Annotated[
    tuple[Annotated[str, AfterValidator(_address), expected("an address and a port, such as 192.168.1.20:10300")], ...],
    BeforeValidator(_as_texts),
    PlainSerializer(_shortest),
    expected("an address and a port such as 192.168.1.20:10300, or a list of them"),
]
HomeUrl = Annotated[str, AfterValidator(_home_url)]
HomeNames = Annotated[
    dict[Annotated[str, AfterValidator(_sayable)], Names],
    BeforeValidator(lambda value: {} if value is None else value),
    expected("names, such as {light.sofa: reading lamp, hue: hugh}"),
]
Line = Annotated[str, AfterValidator(_line), expected("the name of a pin, such as GPIO17")]
Press = Annotated[
    Literal["talk", "listen", "stop", "repeat", "mute", "none"],
    expected("talk, listen, stop, repeat, mute or none"),
]
Hours = Annotated[str, AfterValidator(_hours), expected("hours such as 22:00-07:00")]
Level = Literal["debug", "info", "warning", "error"]

COMMANDS = """\
- name: lamp
  say: ["(turn|switch) {state} [the] {room} lamp", "{room} lamp {state}"]
  slots: {state: [on, off], room: [kitchen, bedroom, living room]}
  run: [/usr/local/bin/lamp, "{room}", "{state}"]
  reply: The {room} lamp is {state}.
"""

HOME_NAMES = """\
  light.sofa: [reading lamp, sofa lamp]
  hue: hugh
"""

PRONOUNCED = """\
  GIF: jiff
  Nguyen: win
"""


class Audio(Section):
    """The sound card."""

    input: Name = "default"
    """The microphone: its name, or a part of it. "myna devices" has all."""

    output: Name = "default"
    """The speaker, likewise."""

    chime: bool = True
    """A short sound says that it listens, unless you speak right on behind the wake phrase."""

    state_sounds: bool = False
    """Short sounds tell what a light would: that it thinks, that the microphone was closed or opened, and that it is
    closed where somebody wants to speak."""

    echo_cancellation: bool = False
    """Take Myna's own voice out of what the microphone hears, so that it can be interrupted by a soft word. Needs
    pip install -e '.[aec]', and some of the processor."""


class Endpoint(Section):
    """When a sentence has begun, and when it is over."""

    silence_seconds: Annotated[float, between(0.2, 3)] = 0.7
    """So much silence ends a sentence. More suits people who pause to think; less makes the answer come sooner."""

    min_silence_seconds: Annotated[float, between(0.2, 3)] = 0.28
    """So much ends it where what was said is a whole question or command already."""

    max_pause_seconds: Annotated[float, between(0.2, 5)] = 2
    """So much ends it where more must follow, as after "and" or "um". Who goes on speaking within this time, and before
    the answer begins, is heard to the end."""

    start_timeout_seconds: Annotated[float, between(1, 60)] = 8
    """How long to wait for a sentence to begin."""

    max_utterance_seconds: Annotated[float, between(2, 120)] = 20
    """A sentence that is longer is cut off here."""

    speech_threshold: Annotated[float, between(0.05, 0.95)] = 0.5
    """How sure it must be that a sound is speech. Raise it where noise is taken for speech."""


class Brain(Section):
    """The language model."""

    system_prompt: str | None = None
    """What the model is told before every conversation. Small models drown in a long one.
    null: what suits the model best."""

    temperature: Annotated[float | None, between(0, 2)] = None
    """How freely it chooses its words; 0 always takes the likeliest. null: what suits the model best."""

    max_tokens: Annotated[int, between(8, 2048)] = 160
    """The longest answer, in tokens. An English word has about 1.3."""

    context_tokens: Annotated[int, between(256, 32768)] = 2048
    """How much of the conversation it keeps in mind, in tokens. More takes more memory."""

    threads: Annotated[int, between(0, 64)] = 0
    """Processor cores to use; 0 chooses."""

    use_mmap: bool = False
    """Map the model's file instead of reading it: loads faster, but takes more memory once it runs."""

    use_skills: bool | None = None
    """Let it set timers, alarms and reminders where you ask in words that Myna's own sentences lack. null: where the
    model is able to."""


class Server(Section):
    """A language model on another machine, where model is the address of its server."""

    model: Name | None = None
    """The name that the server knows its model by. null: the first of its list."""

    api_key_file: File | None = None
    """A file with the server's API key. null: the systemd credential api-key, if there is one, else no key."""

    silence_seconds: Annotated[float, between(1, 600)] = 30
    """How long to wait for its next word before the language model here answers instead."""


class Speaking(Section):
    """The voice."""

    rate: Annotated[float, between(0.5, 2)] = 1.0
    """How fast it speaks; 2 is twice as fast."""

    volume: Annotated[float, between(0, 1)] = 1.0
    """How loud it speaks; 0 is silent."""

    filler_seconds: Annotated[float, between(0, 60)] = 2.0
    """Where an answer takes longer to begin, it says so after that time ("Let me think."); 0: never."""

    pronounce: Annotated[Pronounced, example(PRONOUNCED)] = Field(default_factory=dict)
    """Words that it says wrongly, each with a spelling that it says rightly. They are whole words or phrases, in any
    case; one that is written in capitals alone is meant just so. An example:"""

    threads: Annotated[int, between(0, 64)] = 0
    """Processor cores to use; 0 chooses."""


class HomeAssistant(Section):
    """Home Assistant, whose lights, doors and rooms Myna then controls."""

    url: (
        Annotated[HomeUrl, expected("the address of Home Assistant, such as http://homeassistant.local:8123")] | None
    ) = None
    """Its address, such as http://homeassistant.local:8123. null: no home is controlled."""

    token_file: File | None = None
    """A file with an access token, which Home Assistant makes in your profile, under Security; an administrator's, to
    know what it exposes to voice assistants. null: the systemd credential home-assistant-token."""

    area: Name | None = None
    """The area that Myna stands in, as Home Assistant calls it: "turn on the light" is meant there."""

    names: Annotated[HomeNames, example(HOME_NAMES)] = Field(default_factory=dict)
    """More names: by the id of an entity, or by a word that is said otherwise than it is written. An example:"""

    prefer: Annotated[Literal["myna", "server"], expected("myna or server")] = "myna"
    """Who answers. myna: Myna, and Home Assistant what Myna has no answer to. server: Home Assistant, and Myna what
    that does not understand, or does not answer in two seconds."""

    confirm: Names = ()
    """What is asked back before anything is done to it, besides locks, garage doors and alarms: names, ids of entities,
    or domains such as cover."""

    allow_disarm: bool = False
    """Whether alarms may be disarmed by voice."""


class Gpio(Section):
    """The button and the light of a voice box."""

    device: Annotated[
        Literal["none", "respeaker-2mic", "respeaker-4mic", "voice-bonnet", "aiy-v1", "codec-zero"],
        expected("none, respeaker-2mic, respeaker-4mic, voice-bonnet, aiy-v1 or codec-zero"),
    ] = "none"
    """The board whose button and light are used: none, respeaker-2mic, respeaker-4mic, voice-bonnet (Adafruit's),
    aiy-v1, codec-zero."""

    button: Line | None = None
    """The pin of a button of your own, such as GPIO17, which it connects to ground. null: the board's."""

    led: Line | None = None
    """The pin of a light of your own that is on or off, such as GPIO25. null: the board's."""

    red_led: Line | None = None
    """The pin of a second one beside led, which is red."""

    spi_device: File | None = None
    """APA102 lights of your own, in the place of the board's: the device that they are at, such as /dev/spidev0.0."""

    spi_lights: Annotated[int, between(1, 64)] = 3
    """How many lights are there."""

    press: Press = "talk"
    """What a press does: talk (end what Myna does, else listen, or open a closed microphone), listen, stop, repeat (the
    last answer), mute (close the microphone, or open it), none."""

    double_press: Press = "repeat"
    """What two presses do. With none, one is obeyed a third of a second sooner."""

    long_press: Press = "mute"
    """What it does to hold the button for a second."""

    ringing_press: Press = "stop"
    """What a press does while a timer, an alarm or a reminder rings."""

    brightness_percent: Annotated[float, between(0, 100)] = 20
    """How bright the light is; 0: dark."""

    night: Hours = ""
    """The hours of the night, such as 22:00-07:00. Empty (""): none."""

    night_percent: Annotated[float, between(0, 100)] = 3
    """How bright the light is by night."""

    @property
    def night_hours(self) -> tuple[time, time] | None:
        """When night begins and ends; None where there is none."""
        begin, dash, end = self.night.partition("-")
        return (time.fromisoformat(begin), time.fromisoformat(end)) if dash else None

    @property
    def is_used(self) -> bool:
        """Whether there is any button or light."""
        return self.device != "none" or any((self.button, self.led, self.spi_device))


class Place(Section):
    """Where Myna stands."""

    country: Country | None = None
    """The country whose holidays it knows, with its part where they differ: US, GB-ENG, DE-BY. null: that of the
    language."""

    latitude: Annotated[float | None, between(-90, 90)] = None
    """How far north, in degrees, for sunrise and sunset; south is negative. null: not known."""

    longitude: Annotated[float | None, between(-180, 180)] = None
    """How far east, in degrees; west is negative."""

    @property
    def position(self) -> tuple[float, float] | None:
        """Latitude and longitude; None where they are not both known."""
        return None if self.latitude is None or self.longitude is None else (self.latitude, self.longitude)


class Privacy(Section):
    """What is written down."""

    log_transcripts: bool = False
    """Write what was heard and answered to the system's log."""


class Web(Section):
    """The page in the browser."""

    enabled: bool = False
    """Show the page in the browsers of the house. It is nobody's until somebody reads a code into it that Myna
    speaks."""

    port: Annotated[int, between(1, 65535)] = 80
    """Where it is: http://, the name of this machine, and this number, unless it is 80."""

    transcripts: bool = False
    """Show there what was heard and answered. It is kept in memory alone."""

    hosts: Names = ()
    """Other names by which browsers reach this machine, such as myna.example.org. Its own name, with .local and .lan,
    and its addresses are known."""

    certificate: File | None = None
    """A file with a TLS certificate and those that it rests on, in PEM; with key. The page is then at https://, and
    port 443 suits it. null: http://."""

    key: File | None = None
    """The file with the private key of the certificate, in PEM."""


class Wyoming(Section):
    """Myna for Home Assistant, by its Wyoming protocol: ears and voice, and a satellite."""

    listen: Addresses = ()
    """Where Home Assistant reaches it: an address of this machine and a port, such as 192.168.1.20:10300, or a list of
    them; 0.0.0.0:10300 is every address. Whoever reaches it may use it. Empty (""): nowhere."""

    satellite: Addresses = ()
    """Where Home Assistant reaches Myna as its satellite, which plays what it says and rings its timers: another port,
    such as 192.168.1.20:10700. Empty (""): nowhere."""


class Esphome(Section):
    """Myna as an ESPHome device of Home Assistant: its satellite, with a volume and a switch that mutes it."""

    listen: Addresses = ()
    """Where Home Assistant reaches it: an address of this machine and a port, such as 192.168.1.20:6053, or a list of
    them. Whoever reaches it may use it, unless there is a key. Empty (""): nowhere."""

    key_file: File | None = None
    """A file with the key by which all of it is encrypted, as ESPHome has them: "head -c 32 /dev/urandom | base64"
    makes one. null: the systemd credential esphome-key; without one nothing is encrypted."""


class Config(Section):
    """The whole configuration."""

    wake_word: Phrases = ("computer",)
    """What wakes Myna: a phrase, or a list like [computer, hey myna]. Empty (""): it always listens."""

    language: Language = "en-us"
    """The language that it hears and speaks: en-us, de, ... "myna models list --kind speech" has all."""

    model: Annotated[
        Name,
        AfterValidator(_model),
        expected(
            "auto, the name of a model, the path of a .gguf file, or the address of a server like "
            "http://192.168.1.20:8080/v1"
        ),
    ] = "auto"
    """The language model: auto (of those you have pulled, the largest that the memory holds), a name out of
    "myna models list --kind chat", the path of a .gguf file, or the address of an OpenAI-compatible server on another
    machine, like http://192.168.1.20:8080/v1."""

    voice: Annotated[Name, expected("auto, the name of a voice, or the path of an .onnx file")] = "auto"
    """The voice: auto (the language's own), a name out of "myna models list --kind voice", or the path of an .onnx
    file."""

    wake_engine: Annotated[Literal["vosk", "microwakeword"], expected("vosk or microwakeword")] = "vosk"
    """What finds the wake phrase: vosk knows any words, microwakeword takes less of the processor and knows its own few
    phrases: okay nabu, hey jarvis, hey mycroft, alexa."""

    wake_sensitivity: Annotated[float, between(0, 1)] = 0.5
    """How easily it wakes. Raise it where the wake phrase is missed, lower it where other words wake it."""

    follow_up_seconds: Annotated[float, between(0, 30)] = 4
    """After an answer, the next question needs no wake phrase for so long; 0: it always needs it."""

    follow_up_wary: bool = True
    """What is said then is let go where it is nothing that Myna understands, very long, or much softer than the wake
    phrase was: a film, or people who talk to one another. false: everything is answered."""

    audio: Audio = Audio()
    endpoint: Endpoint = Endpoint()
    brain: Brain = Brain()
    server: Server = Server()
    speaking: Speaking = Speaking()
    gpio: Gpio = Gpio()
    place: Place = Place()
    home_assistant: HomeAssistant = HomeAssistant()

    models_dir: Folder | None = None
    """Where models are kept. null: models/ in a checkout, /var/lib/myna/models for the service."""

    encyclopedia: Files = ()
    """What it looks facts up in: a name out of "myna models list --kind encyclopedia", the path of a .zim file, or a
    list of them. Empty (""): none."""

    notes_dir: Folder | None = None
    """A folder of text and Markdown files of your own that it reads answers from, word for word, and that spoken notes
    are written to. null: none."""

    model_facts: Annotated[Literal["yes", "hedged", "no"], expected("yes, hedged or no")] = "hedged"
    """What becomes of a question for a fact that no source answers. yes: the language model answers. hedged: so it
    does, but it says "I'm not sure, but", and no figures. no: Myna says that it does not know."""

    privacy: Privacy = Privacy()
    web: Web = Web()
    wyoming: Wyoming = Wyoming()
    esphome: Esphome = Esphome()

    commands: Annotated[tuple[Command, ...], example(COMMANDS)] = ()
    """Your own commands. Sentences are templates: [optional], (this|that), {slot}; config/examples/commands.yaml shows
    more. Try what is understood with "myna commands test". An example:"""

    log_level: Annotated[Literal["debug", "info", "warning", "error"], expected("debug, info, warning or error")] = (
        "info"
    )
    """How much is written to the log. debug has the words too, whatever privacy.log_transcripts is."""

    @property
    def is_satellite(self) -> bool:
        """Whether a home's server may have Myna as its satellite."""
        return bool(self.wyoming.satellite or self.esphome.listen)

    @property
    def server_url(self) -> str | None:
        """The address of the language model's server, if it is on another machine."""
        return self.model if self.model.startswith(("http://", "https://")) else None

    @property
    def country(self) -> str:
        """The country whose holidays it knows: the one that is named, else that of the language."""
        region = self.language.partition("-")[2].upper() or "US"
        return self.place.country or {"GB": "GB-ENG"}.get(region, region)

    @property
    def wake_phrases(self) -> tuple[str, ...]:
        """The wake phrases, each once, in lower case; none: it always listens."""
        return tuple(dict.fromkeys(self.wake_word))
