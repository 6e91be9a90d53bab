"""The verbs that English orders to an assistant begin with, and their forms. Pure tables.

``ACTS`` change something. ``QUERIES`` only ask to be told. ``NOISES`` go on until they are told to stop, so that "stop
playing" and "don't play that any more" are orders, where "stop setting alarms" is none.
"""

from myna.nlu.en.words import word_set

ACTS = word_set("""
    activate add adjust allow append arm begin boost book brew brighten bring buy call cancel change clean clear close
    cool create crank cut deactivate decrease delete dim disable disarm drop email enable end erase fix fetch
    flip get give heat illuminate include increase insert install jot keep launch leave lift light lighten lock lower
    make mark message move mute open order pause pick place post postpone power prepare press push put raise
    reduce remind remove rename replace reschedule reset restart resume run save schedule send set shift shut silence
    skip snooze start switch take throw toggle toss turn unlock unmute unpause update use vacuum wake warm write
    """)

QUERIES = word_set("""
    calculate check choose compute convert count define describe display divide explain find list multiply name
    play read recite repeat report roll say search show sing solve speak spell subtract sum tell translate
    """)

STOPS = frozenset(["stop", "quit", "cease", "abort", "halt", "forget", "hush"])

NOISES = frozenset(["beep", "blare", "buzz", "play", "read", "recite", "repeat", "ring", "sing", "speak", "talk"])

ORDERS = ACTS | QUERIES | STOPS

CHORES = word_set("""
    book bring build buy call change charge check clean clear collect cook cut defrost do email empty feed fetch file
    fill find finish fix get give go hang hoover install iron make message mend mow order organise organize paint pay
    phone pick plan plant post practise practice prepare print put reply renew repair replace return ring send sort
    speak study sweep take talk text throw tidy update vacuum visit walk wash water wipe wrap write
    """)
"""Verbs that what is to be done begins with."""

_DOUBLED = frozenset(
    ["begin", "cut", "dim", "drop", "flip", "get", "jot", "put", "reset", "run", "set", "shut", "skip", "stop", "quit"]
)

_PASTS = {
    "begin": "began", "bring": "brought", "buy": "bought", "cut": "cut", "find": "found", "get": "got",
    "give": "gave", "keep": "kept", "leave": "left", "light": "lit", "make": "made", "put": "put", "read": "read",
    "reset": "reset", "run": "ran", "say": "said", "send": "sent", "set": "set", "shut": "shut", "sing": "sang",
    "speak": "spoke", "take": "took", "tell": "told", "throw": "threw", "wake": "woke", "write": "wrote",
    "quit": "quit",
}  # fmt: skip


def gerund(verb: str) -> str:
    """The form with -ing: set, setting."""
    if verb in _DOUBLED:
        return f"{verb}{verb[-1]}ing"
    return f"{verb[:-1]}ing" if verb.endswith("e") else f"{verb}ing"


def past(verb: str) -> str:
    """The past form: turn, turned."""
    if verb in _PASTS:
        return _PASTS[verb]
    if verb in _DOUBLED:
        return f"{verb}{verb[-1]}ed"
    return f"{verb}d" if verb.endswith("e") else f"{verb}ed"


def third_person(verb: str) -> str:
    """The form with -s: sets, switches, tries."""
    if verb.endswith(("s", "sh", "ch", "x")):
        return f"{verb}es"
    return f"{verb[:-1]}ies" if verb[-1] == "y" and verb[-2] not in "aeiou" else f"{verb}s"


BASES = {gerund(verb): verb for verb in ORDERS | NOISES}
"""The verb that a gerund is of."""
