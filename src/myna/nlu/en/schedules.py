"""Reads in English when something rings, what it is called and which of several is meant. Pure."""

import re
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Any

from myna.nlu.en import numbers
from myna.nlu.en.slots import date as dates
from myna.nlu.en.slots import duration, moment, names, number, recurrence, time_of_day
from myna.nlu.en.slots.choice import agrees, choose
from myna.nlu.en.slots.moment import Assumed
from myna.nlu.en.slots.sentence import Found, left_over, masked
from myna.nlu.en.slots.sentence import read as normal_form
from myna.nlu.en.slots.time_of_day import TimeOfDay
from myna.nlu.en.timer_plans import answered as timers_answered
from myna.nlu.en.timer_plans import timers
from myna.nlu.en.words import lowered, word_set
from myna.nlu.schedules import Clock, Point, Schedule

__all__ = [
    "about",
    "agrees",
    "answered",
    "asked_of",
    "asks_when",
    "choose",
    "concerns_calendar",
    "entry",
    "half_named",
    "halves",
    "hesitates",
    "in_minutes",
    "is_dated",
    "is_entry",
    "is_length",
    "is_moment",
    "is_one_day",
    "is_question",
    "is_shift",
    "lasting",
    "mentions",
    "moves",
    "named_length",
    "names_several",
    "new_name",
    "offset",
    "purpose",
    "read",
    "reminded",
    "reminded_of",
    "speaks_of_more",
    "timers",
    "timers_answered",
    "unreasoned",
    "wakes",
    "with_thing",
]

_NOWHEN = datetime(2000, 1, 1)  # where only the place of a time in the sentence counts

_LAST = time(23, 59)
_HOURS = {
    "morning": (time(4), time(11, 59)),
    "afternoon": (time(12), time(17, 59)),
    "evening": (time(17), _LAST),
    "night": (time(18), _LAST),
}
_EARLIEST_OF_DAY = 7
"""Between times that may be before or after noon, hours from this one on are before it."""
_LATER = re.compile(r"\b(?:later|after that)$", re.IGNORECASE)
_AFTER = re.compile(r"\b(?:after|past|later than|from|since)\s+$", re.IGNORECASE)
_UP_TO = re.compile(r"\b(?:before|until|till|up to|earlier than|prior to)\s+(?:the\s+)?$", re.IGNORECASE)
_BEHIND_DAY = re.compile(r"\b(?:after|past|later than)\s+$", re.IGNORECASE)
_BETWEEN = re.compile(r"\b(?:from|between)\s+$", re.IGNORECASE)
_AND_OR_TO = re.compile(r"\s*(?:to|and|until|till|through|-)?\s*", re.IGNORECASE)
_THING = r"(?:alarms?|timers?|countdowns?|reminders?|wake[- ]up calls?)"
_SLEEP = re.compile(
    r"\b(sleep(?: in)?|(?:stay|lie|be|lying) in(?: bed)?|in bed|stay asleep|asleep)"
    r"\s+(?:past|beyond|after|later than)\b",
    re.IGNORECASE,
)
_ALL = re.compile(
    r"\band (?:another|one|an?(?: \w+)? alarm)\b|\b(?:all|both|every|each|everything|any)\b"
    r"|\b(?:alarms|timers|countdowns|reminders|wake[- ]up calls"
    r"|events|meetings|appointments|notifications)\b",
    re.IGNORECASE,
)
_AND_TIME = re.compile(
    r"[\s,]*(?:and|plus|also|&)\b[\s,]*(?:(?:and|also|then|again|another|one|an?|alarms?|set|up|it|for|at|on"
    r"|to)\b[\s,]*)*",
    re.IGNORECASE,
)
"""What stands between two times both of which are meant: "seven tomorrow and eight on saturday"."""
_SEVERAL = re.compile(r"\b(?:alarms|reminders)\b", re.IGNORECASE)
"""Behind these one time follows the other: "alarms for six, six fifteen and seven"."""
_ANEW = re.compile(
    r"\b(?:restart|reset|start over|begin again|from the (?:start|beginning|top)|from scratch|start again)\b",
    re.IGNORECASE,
)
_JOINT = re.compile(r"\b(?:and|plus)\b|,", re.IGNORECASE)
_SEVERAL_OF = re.compile(r"\ball but\b", re.IGNORECASE)
_ONE_FOR = re.compile(r"\b(?:another|one|another one)\b(?= for\b)", re.IGNORECASE)
_UNITLESS = re.compile(
    r"\b(?P<unit>minutes|hours|seconds)\b.*\b(?:and|then) (?:\w+ )?(?:one|another|other)(?: one)? (?:for|of)"
    r" (?P<count>[\w' -]+?)(?: please)?\W*$",
    re.IGNORECASE,
)
"""What may be a length without its unit, which is then the one before: "one for five minutes and one for ten"."""
_ONE_OF = re.compile(r"\b(?:one|1|some) of\b", re.IGNORECASE)
_NEXT = re.compile(
    r"\b(?:next|upcoming|soonest|earliest|first|1th)(?:\s+\w+){0,2}?\s+(?:alarm|timer|countdown|reminder|event"
    r"|meeting|call"
    r"|appointment|one|thing|item|notification)\b(?!s)|\b(?:next up|what(?:'s| is) next|next (?:on|in) (?:my|the))\b",
    re.IGNORECASE,
)
_BEFORE_THAT = re.compile(r"\s*\b(?:before(?:hand)?|prior|ahead|in advance|early|earlier)\b", re.IGNORECASE)
_REASONED = re.compile(
    r"(?:i|i'm|i've|we|we're|my|our|the|there|there's)\b.*?(?:,|\bso\b)\s*(?:so )?(?:please |can you |could you )*"
    r"(?P<order>(?:wake|get (?:me|us) up|set (?:an?|my|the) alarm|(?:(?:i'd|i had|we'd|i) (?:better|need to|must"
    r"|have to|want to"
    r"|should) )?be up)\b.*)",
    re.IGNORECASE,
)
"""What is to be done behind a reason, whose times are not meant: "I have a flight at eight so wake me at five"."""
_UNTIL = re.compile(r"\b(?:until|till|til|before|up to)\s+$", re.IGNORECASE)
_STATED_BEFORE = re.compile(
    r"\b(?:alarms?|reminders?|notifications?|remind me|wake me(?: up)?|alert me)(?:\s+set)?(?:\s+(?:for|of))?\s+$",
    re.IGNORECASE,
)
_STATED_BEHIND = re.compile(r"[-\s]+(?:alarms?|reminders?|notifications?)\b", re.IGNORECASE)
_MORE = re.compile(
    r"\b(?:add|more|extra|longer|bump|extend|increase|another|plus|additional|lengthen|give|later|back|delay"
    r"|postpone|push"
    r"|raise|onto|snooze|prolong)\b",
    re.IGNORECASE,
)
_LESS = re.compile(
    r"\b(?:off|less|shorter|reduce|decrease|subtract|minus|shorten|cut|fewer|lower|earlier|sooner|forward|ahead"
    r"|remove|deduct)\b",
    re.IGNORECASE,
)

_NAME = r"(?:the |my )?(?P<name>[a-z'-]+(?: [a-z'-]+)?)"
_NAMED_AT_ONCE = [rf"(?:the |my )?(?P<name>[a-z'-]+{second}) (?P<length>.+)" for second in ("", " [a-z'-]+")]
_NAMED_LENGTHS = [
    re.compile(form, re.IGNORECASE)
    for form in (
        r"(?P<length>.+)(?P<name>)",
        rf"(?P<length>.+?) for {_NAME}",
        rf"{_NAME} for (?P<length>.+)",
        *_NAMED_AT_ONCE,
    )
]
_FURTHER = re.compile(
    r"\b(?:more|another|extra|longer|additional|further|later|timers?|extend|increase|lengthen|prolong|give|it|that|plus)\b",
    re.IGNORECASE,
)
"""What is said of something that is there already, and is to be longer: "put ten minutes on" is of nothing."""
_ARTICLED = re.compile(r"(?P<article>the|my|our|his|her|their|a|an|some) \w+", re.IGNORECASE)
_SHIFTING = word_set("ahead back by earlier forward later longer off on shorter sooner")

_TAIL = re.compile(
    r",?\s+(?:(?:just )?in case(?: .*)?|as well|too|also|then|though|instead|again|obviously|to be (?:safe|sure)"
    r"|as a backup|please)$",
    re.IGNORECASE,
)
_OFFSET = re.compile(
    r"(?P<rest>.*?)\s*(?:(?:,|\b(?:but|and|only|just|at|for)\b)\s*)*\x01\s*(?:(?P<later>later(?: on)?|(?:after|past)"
    r"(?: (?:that|this|it|the (?:first|last|other)(?: one)?))?|behind (?:that|it))"
    r"|(?:earlier|sooner|before(?: (?:that|this|it|the (?:first|other)(?: one)?))?))",
    re.IGNORECASE,
)
_ANOTHER = re.compile(
    r"(?:(?:and|also|then|again|another|one more|another one|one|the same|same|but|for)\b\s*)+", re.IGNORECASE
)
_ONE_DAY = re.compile(
    r"\b(?:today|tonight|tomorrow|(?:this|next|the coming) (?:week|weekend|\w+day)|\d+(?:st|nd|rd|th)?"
    r"|the \w+(?:st|nd|rd|th))\b",
    re.IGNORECASE,
)
_EXCEPTS = re.compile(
    r"\b(?:not|except(?: for)?|apart from|skip(?:ping)?|leav(?:e|ing) out|other than|bar|excluding) (?:on |for )?"
    r"(?:today|tonight|tomorrow|(?:this|next|the coming) (?:week|month|weekend|\w+day))\b",
    re.IGNORECASE,
)
"""A single day or week on which what comes again shall not."""
_HESITATES = re.compile(
    r"(?:um+|uh+|er+|erm+|hm+|mm+|ah|oh|well|ok|okay|so|right|(?:wait|hang on|hold on)(?: (?:a|one|just a) (?:sec"
    r"|second|minute|moment))?"
    r"|(?:just )?(?:a|one) (?:sec|second|minute|moment|mo)|give me a (?:sec|second|minute|moment)"
    r"|let me (?:see|think|check|look|have a look)(?: .+)?|i'll (?:just )?(?:check|look|see|have a look|get"
    r"|find)(?: .+)?"
    r"|i'm (?:just )?(?:checking|looking|thinking)(?: .+)?|i'm not sure(?: yet)?|i (?:don't|do not) know(?: yet)?"
    r"|what (?:was|did) (?:it|i)(?: .+)?|where's the (?:packet|box|recipe))(?:[\s,.]+|$)",
    re.IGNORECASE,
)
_FOR_WHAT = re.compile(
    r"(?:(?:well|oh|um|uh|so|it's|it is|that's) )*for (?:the |my |our |some |a )?(?P<name>[a-z'-]+(?: [a-z'-]+){0,2})",
    re.IGNORECASE,
)
_UNIT_ALONE = re.compile(
    r"(?:(?:\w+|,)\s+){0,4}?(?P<unit>seconds?|minutes?|hours?)(?:\s+(?:please|obviously|of course|sorry))?",
    re.IGNORECASE,
)
_ASKED_OF = re.compile(
    r"(?:(?:and|so|ok|okay|oh|right|hey|well|now) )*(?:how(?:'s|'re| is| are| about| long(?:'s| is| has| have"
    r"| does| do)?"
    r"(?: left| to go)?(?: on| for| in| of| until| till| before)?| much (?:longer|time)(?: left| is left| has"
    r"| have| more)?(?: on"
    r"| for| in)?)|what about|when(?:'s| is| are| will| does| do|'ll)|what time(?:'s| is| are| will| does|'ll)|is|are"
    r"|what(?:'s| is) (?:the time |left |the time left )?(?:on|for)) (?:the |my |our |her |his |them |those )?"
    r"(?P<words>[\w' -]+?)(?P<tail>(?: (?:doing|getting on|coming on|coming along|looking|going|done|ready|cooked"
    r"|finished|over"
    r"|up|got|left|to go|be|at|now|yet|again|nearly|almost|off|go off|have|need|timer|ones?|still|running|set|due"
    r"|on|for))*)",
    re.IGNORECASE,
)
_THING_ALONE = re.compile(r"(?:the|my|our) [a-z'-]+(?: [a-z'-]+)?", re.IGNORECASE)
_ASKS_WHEN = re.compile(
    r"(?:(?:and|so|ok|okay|oh|right|hey|well|now) )*(?:when\b|what time\b|how (?:long|much longer|much time)\b)",
    re.IGNORECASE,
)
_SPELT = re.compile(r"(?P<number>\d{2,}) (?P<digits>\d(?: \d)+)")
"""A number and its digits: "thirteen, one three"."""
_HALF_ONE = re.compile(
    r"(?:the )?(?:(?P<early>early|earlier|morning|a\.? ?m\.?)|late|later|evening|night"
    r"|p\.? ?m\.?) one(?: of (?:them|the two))?",
    re.IGNORECASE,
)

_LEAD = re.compile(
    r"^.*\b(?:remind(?:ed|ing)?(?:\s+(?:me|us|myself))?|(?:reminders?|remainder|notification)(?:\s+(?:for"
    r"|to)\s+(?:me|us"
    r"|myself))?"
    r"(?:\s+set(?:\s+up)?)?|(?:bug|nag|pester|badger|hassle|prompt|remember)\s+(?:me|us)|jog\s+my\s+memory|make\s+sure\s+i\s+remember|(?:alert|notify|nudge|tell|ping|buzz|poke|prod|beep|shout(?:\s+at)?|notified"
    r"|alerted)(?:\s+(?:me|us))?|let\s+me\s+know"
    r"|(?:don't|dont|do not|never|mustn't|must not|can't|shouldn't|better not|won't)\s+(?:let\s+me\s+)?forget)\b"
    r"(?:\s+(?:set|again|later|please|on(?:\s+my|\s+the)\s+calendar))*\s*[,:]?\s*(?P<what>.*)$",
    re.IGNORECASE,
)
_REMEMBER = re.compile(r"^.*?\bremember\s+(?P<what>.*)$", re.IGNORECASE)
_AHEAD = re.compile(
    r"^\s*(?:before(?:hand)?|prior|ahead|in advance|early|earlier)(?: (?:that|this|it|then))?\W*$", re.IGNORECASE
)
"""How long before what was told something is to be said, which is nothing to be reminded of."""
_FRONT = re.compile(
    r"^(?:(?:to|about|that|of|for|before|prior to|ahead of|as|is|please|can you|could you"
    r"|would you|will you|i (?:need|have|want|got) to|i've got to"
    r"|first thing|i must|i should|i gotta|i have|i've got|there is|there's|it's|so|and|hey|the fact that|when|,|:"
    r"|-)\s+)+",
    re.IGNORECASE,
)
_BACK = re.compile(
    r"(?:[\s,.!?]|\b(?:please|thanks|thank you|for me|later|and|so|to|at"
    r"|(?<!'s )on|by|of|in|for|about|can you|could you|please"
    r"|will you|would you|first thing|(?<!\bit )(?<!\bhe )(?<!\bshe )is"
    r"|(?:on|to|in) (?:my|the) (?:calendar|diary|planner)"
    r"|and(?: then)? set a(?:n)? (?:alarm|reminder)|i need to be|i want to be|set an?"
    r"|at a later time|in a bit|in a ?while|soon|again)\b)+$",
    re.IGNORECASE,
)
_NOTHING = word_set(
    "me it something this that these later up set us one stuff thing things now a an the again myself made done"
)
_ASKING = _NOTHING | word_set("""
    can could may i have i'd like to would need want be made make please you get set give help new of olly hey so sure
    how about remember let's lets add create you'd going got gotta in at on for and this will
    """)
_NO_WORDS = re.compile(
    r"^(?:do|get|remember)?\s*(?:something|this|that thing|that|stuff|it)(?:\s+done)?$", re.IGNORECASE
)

_ENTER = re.compile(
    r"^(?P<before>.*?)\b(?:add|put|create|reschedule|schedule|set(?: up)?|make|book|mark|save|enter|write down|note|log"
    r"|input|record|insert|plan|arrange|include|place|pencil in|jot down|block(?: off| out)?|remember(?: that)?"
    r"|i have|i've got|i(?:'ll| will) be|i need(?: a)?(?! to| you)|i(?:'m| am)(?: going to| gonna)?|there is)\b\s*",
    re.IGNORECASE,
)
_ENTER_AGAIN = re.compile(
    r"^(?:(?:sure|to|that|you|down|and)\s+)*(?:add|put(?: down)?|enter|write(?: down)?|note(?: down)?|make sure|i have"
    r"|there is)\b\s*",
    re.IGNORECASE,
)
_ENTERED = re.compile(r"\s+(?:added|put|entered|scheduled|written|noted)\b(?:\s+(?:down|in|on|to))*\s*$", re.IGNORECASE)
_CALENDAR = re.compile(
    r"\b(?:(?:to|on|in|into|onto|for|from|off|of|at)\s+)?(?:(?:(?:my|the|our|your|this)\s+)?(?:(?:family|work"
    r"|house|google|personal)\s+)?calendars?|(?:my|the|our|your)\s+(?:schedule|agenda|diary|planner))\b"
    r"(?:\s+(?:date(?: of)?|that|for|to))?",
    re.IGNORECASE,
)
_IS_CALENDAR = re.compile(
    r"\b(?:calendars?|schedule|scheduled|agenda|diary|planner|meetings?|appointments?|events?|plans?|planned|reminders?"
    r"|birthdays?|busy"
    r"|free|available|booked|(?:do|did|have|had|am|will|should|must|can) i|i(?:'ve| have| am|'m)|my (?:day|week|morning"
    r"|afternoon|evening|weekend|month)|to-?do|going on|happening|look like|coming up|due|deadlines?)\b",
    re.IGNORECASE,
)
_NO_CALENDAR = re.compile(
    r"\b(?:meeting rooms?|near (?:me|by)|nearby|in (?:my|the) (?:city|town|area|neighborhood)|in town|local|around here"
    r"|news|weather|movies?|concerts?|trains?|game|match(?:es)?)\b",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"\b(?:i|i'm|i've|i'd|me|my|mine|we|us|our|you|your|calendars?|schedule|agenda|diary|planner)\b", re.IGNORECASE
)
_HISTORY = re.compile(
    r"\b(?:did|was|were|had)\b(?:.*\b(?:take place|taken place|happen(?:ed)?|held|begin|start|end|occur|lead to)\b"
    r"|\s+(?:(?:in|at)\s+)?(?:the|a)\s+(?:\w+\s+)?(?:meetings?|events?|appointment|plans?)\s+(?:of|in|at)\b)",
    re.IGNORECASE,
)
_CLEAR = re.compile(
    r"\b(?:clear|empty|wipe|clean|erase|free|completely|entire|whole)\b.*\b(?:calendar|schedule|agenda|diary|day|week|evening"
    r"|morning|afternoon)\b|\b(?:calendar|schedule|agenda|diary|day)\b.*\b(?:empty|clear)\b",
    re.IGNORECASE,
)
_OTHER_CHANGE = re.compile(
    r"^(?:(?:hey|please|can you|could you|i need to|i want to|olly|ok google)\s+)*(?:change|edit|alter|undo|sync|move"
    r"|update|repeat|call|list|show|cancel|delete|remove|erase|scratch|cross"
    r"|clear|drop|find)\b|\bhow (?:to|do|can|does|i)\b|\bknow how\b"
    r"|\btell me (?:when|what|how|if|whether|where)\b|^if\b|\bhaving trouble\b",
    re.IGNORECASE,
)
_EVENT = re.compile(
    r"^(?:(?:an?|the|my|new|another|up|down|that|to|for|of|about|it|in|following|please|is|called|named|with the title)"
    r"\s+)*(?:(?:events?|entry|entries|date|item)\b(?:\s+(?:called|named|for|of|to|that|titled))?\s*)?",
    re.IGNORECASE,
)

_TOPIC = re.compile(
    r"\b(?:remind(?:ers?|ed)?(?:\s+me)?(?:\s+(?:set(?:\s+up)?|list))?\s+(?:to|for|about|of|on)"
    r"|(?:meeting|appointment|event|reminder|call|date)s?\s+(?:with|about|for|at|called|named|titled)"
    r"|(?:check|search|look)\s+(?:through\s+)?(?:my|the|our)\s+(?:calendar|schedule|agenda)\s+for"
    r"|(?:my|the)(?=\s+\w+\s+(?:meeting|appointment|event|call|date)))\s+(?P<topic>.+)$",
    re.IGNORECASE,
)
_ON_LIST = re.compile(
    r"\b(?:if|whether|that|is|are|was|did\s+i\s+(?:\w+\s+)?(?:add|put|include|write|list))\s+(?P<topic>(?!there\b).+?)"
    r"(?:\s+(?:is|are|was))?\s+(?:already\s+)?(?:on|in)\s+(?:my|the|our)\s+(?:\w+\s+)?(?:list|reminders?|calendar"
    r"|schedule|agenda|diary|planner)\b",
    re.IGNORECASE,
)
"""What is asked for: "is buying milk on my list of reminders"."""
_EMPTY = word_set("""
    a about all am an and any anything appointment appointments are at be before calendar can cancel check clear could
    date day delete did do does doing erase event events every everything find for forget from get give going got had
    happening has have how i in is it item items just know later left let list lists me meeting meetings my need next
    no of off on one or our out please plan planned plans planning put read remember remind reminded reminder reminders
    remove rest rid schedule scheduled set should show so some something stuff take tell that the them there these
    thing things this those to today tomorrow up upcoming was we were what whats what's when where which will with you
    your s set hey olly siri myna want make sure has been right now currently time i've i'm wipe completely
    notification notifications asked made told said added wanted trying i'd already back read me first last second
    full entire whole empty clean because attend more longer note please everything data content details am pm go ahead
    throw away kill drop scrap dismiss scratch disable longer any over
    by until till change move reschedule postpone push shift delay bring edit alter update forward hour hours minutes
    we need needs deleted removed cancelled canceled cleared wish way entries entry
    """)

_OCCASIONS = word_set("meeting meetings appointment appointments")
"""Words that name nothing where something is asked for, but something where it is to be removed."""
_NAMES_NOTHING = _EMPTY - _OCCASIONS

_ASKS = re.compile(
    r"^(?:(?:hey|so|and|um|uh|well|okay|ok|please)\s+)*(?:what|what's|whats|when|where|who|why|how(?! about)|which"
    r"|is(?! it possible (?:for you )?to)|are|was|were"
    r"|does|did|(?:do|have|am|should|has) (?:i|you|we|they|the|my|it)|i want to know|i(?:'d| would) like to know)\b",
    re.IGNORECASE,
)
_OTHER_ORDER = re.compile(
    r"^(?:(?:hey|so|and|um|uh|well|okay|ok|please|can you|could you)\s+)*(?:turn|play|tell|stop|cancel|delete|remove"
    r"|add|open|close|pause|resume|switch|mute|unmute|call me|show|read|list|spell|flip|roll|convert|remind|wake)\b",
    re.IGNORECASE,
)
_BESIDES_NUMBER = word_set("for um uh please about oh just make it maybe")
_HESITATION = re.compile(r"^\s*(?:(?:um+|uh+|er+|hm+|oh|well|okay|ok|so|yes|yeah)\b[\s,.]*)+", re.IGNORECASE)
_WHEN_IT_IS = re.compile(
    r"^\s*(?:(?:um|uh|oh|well|okay|ok|so)\b[\s,.]*)*(?:when|once|as soon as)\s+(?:it|it's|it is|the clock|we)\s+"
    r"(?:(?:is|gets to|gets|hits|says|strikes|goes|at|about|like|around)\s+)*|^\s*(?:(?:at|around"
    r"|about)\s+)?like\s+(?=\w)",
    re.IGNORECASE,
)
_FEWEST_MINUTES = 5
"""A smaller number by which something is shifted may be one of hours."""
_LONGEST_NAME = 3
_NO_NAMES = word_set("day night quits off even that back home me again")
"""What "call it" has behind it and gives nothing a name."""
_LONGEST_ANSWER = 16

_CHANGED = [
    re.compile(
        rf"^(?P<which>.*?\b(?:{_THING}|it|them|that|this|one)\b.*?)\s+(?:instead\s+)?(?:back\s+|forward\s+|up\s+"
        rf"|over\s+)?"
        rf"(?P<way>{way})\s+(?P<new>.+)$",
        re.IGNORECASE,
    )
    for way in ("to be at|to|until|till", "for|at|by|on|be")
]
_CHANGED += [
    re.compile(rf"^(?P<which>\S+\s+{most})\s+(?P<way>to|until|till|for)\s+(?P<new>.+)$", re.IGNORECASE)
    for most in (".+?", ".+")
]
_MOVES = re.compile(
    r"^(?:(?:hey|okay|please|can|could|would|will|you|i|need|want|have|to|let's|olly)\s+)*"
    r"(?:change|move|reschedule|postpone|push|shift|delay|bring|put (?:off|back)|edit|alter|update)\b",
    re.IGNORECASE,
)


_WAKES = re.compile(
    r"\b(?:w[ao]k\w+|oversleep|sleep (?:past|beyond|after|later than|in|until|till)|(?:get|gets|getting"
    r"|got) (?:(?:me|us|my \w+) )?up|be up|up (?:at|by)|rise|out of bed"
    r"|let me (?:sleep|lie|stay))\b",
    re.IGNORECASE,
)
_NAPS = re.compile(
    r"\b(?:naps?|napping|siesta|doze|dozing|lie down|lying down|a (?:quick |short )?rest)\b", re.IGNORECASE
)


_ABOUT_THEN = re.compile(
    r"\b(remind me) (?:about|around) ((?:half |quarter )?(?:past |to )?"
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2}(?::\d\d)?))"
    r"(?= (?:tomorrow|tonight|today|in the \w+|on \w+day|o'clock|ish)\b|\W*$)",
    re.IGNORECASE,
)
"""Behind these a time is meant, and not what a reminder is about: "remind me about eight"."""


_PAST_MINUTES = {"five": 5, "ten": 10, "quarter": 15, "twenty": 20, "twenty five": 25, "half": 30}
_OF_THIS_HOUR = re.compile(
    rf"\b(at|by|until|till|for|it's|it gets to|it hits) (?:a )?(?P<minutes>{'|'.join(sorted(_PAST_MINUTES)[::-1])})"
    r" (?P<way>past|to)(?=\W*$| (?:please|to (?!(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d"
    r"|noon|midnight)\b)|so|and|then|because|for|about|that|today|exactly|on the dot)\b)",
    re.IGNORECASE,
)
"""A time that leaves out its hour, which is the next one: "at half past", "by quarter to"."""


_EVENING_OUT = re.compile(
    r"^(?!.*\b(?:[ap]\.? ?m\b|morning|breakfast|brunch|o'clock in))"
    r"(?=.*\b(?:(?:dinner|supper|drinks) (?:with|at|on|date|party)|pub|cinema|theatre|theater|gig|concert)\b)"
    r"(.*\bat (?:half past |quarter past |quarter to )?(?:five|six|seven|eight|nine|ten|[5-9]|10))"
    r"(?= (?:on|with|in|to|for|this|next|tomorrow)\b|\W*$)",
    re.IGNORECASE,
)
"""What nobody does in the morning: "dinner with Kim on Saturday at seven"."""


def _coming(said: re.Match[str], now: datetime) -> str:
    minutes = _PAST_MINUTES[said["minutes"].lower()]
    at = now.replace(minute=minutes if said["way"].lower() == "past" else 60 - minutes, second=0, microsecond=0)
    return f"{at + timedelta(hours=at <= now):%H:%M}"


def read(text: str, now: datetime, *, waking_hour: int) -> Schedule:
    """What ``text`` says of when something rings; see ``Schedule``."""
    text = _SLEEP.sub(lambda match: f"{match[1]} until", text)
    text = _OF_THIS_HOUR.sub(lambda match: f"{match[1]} {_coming(match, now)}", text)
    text = _EVENING_OUT.sub(r"\1 pm", text)
    unitless = _UNITLESS.search(text)
    if unitless is not None and numbers.parse(unitless["count"]) is not None:
        text = f"{text[: unitless.end('count')]} {unitless['unit']}"
    reasoned = _REASONED.match(text)
    if reasoned is not None and time_of_day.find(reasoned["order"]) and not _BEFORE_THAT.search(reasoned["order"]):
        day = (
            [] if dates.find(reasoned["order"], now.date()) else dates.find(text[: reasoned.start("order")], now.date())
        )
        text = " ".join([reasoned["order"], *(text[one.start : one.end] for one in day[:1])])
    text = _ABOUT_THEN.sub(r"\1 at \2", text)
    again = recurrence.find(text)
    moments = moment.find(text, now, waking_hour=waking_hour)
    lengths = [one for one in duration.find(text) if not _meet(one, again)]
    before = next((one for one in lengths if _BEFORE_THAT.match(text, one.end)), None)
    times = time_of_day.find(text)
    days = dates.find(text, now.date(), earliest=now.date())
    days = [one for one in days if not _meet(one, again)]
    stated = [one for one in lengths if one is not before and _is_stated(text, one) and not _meet(one, moments)]
    if times:  # "a week from today at nine" is a day and a time
        stated = [one for one in stated if not _meet(one, days)]
    joins = _joins(text, moments)
    listed = len(moments) > 1 and len(joins) == len(moments) - 1 and not stated and before is None
    bare = masked(text, joins, " ") if listed else text
    rest = left_over(bare, [*moments, *stated, *again, *([before] if before else [])])
    often = again[0].value if again else None
    weekdays = (often.weekdays or ()) if often else ()
    if often and days and (often.unit, often.interval, weekdays) == ("week", 1, ()):
        weekdays = (days[0].value.first.weekday(),)
    ends = any(_UNTIL.search(text[: one.start]) for one in moments)
    name = names.timer_name(text)
    plain = normal_form(masked(text, [*again, *lengths], " ")).normal
    unrepeated = masked(text, again, " ")
    shift = (-1 if _LESS.search(unrepeated) else 1 if _MORE.search(unrepeated) else 0) if lengths else 0
    return Schedule(
        lengths=tuple(one.value for one in lengths if one is not before or shift),
        names=_names(text, lengths) if len(lengths) > 1 and before is None else (),
        points=(
            *(Point(now + timedelta(seconds=one.value), True, one.value) for one in stated),
            *_after_each_other(text, moments, [_point(one, lengths, before, now) for one in moments], again),
        ),
        clocks=tuple(Clock(one.value.clock, one.value.ambiguous) for one in times if one.value.clock is not None),
        days=_days(text, days[0], now.date()) if days else None,
        hours=_hours(text, times, now.date()),
        repeats=often is not None,
        weekdays=weekdays,
        every_seconds=float(often.seconds or 0) if often and not ends else 0.0,
        every_days=often.every_days if often and not ends else 0,
        weekday=next(iter(often.days), None) if often else None,
        every_months=often.every_months if often and not ends else 0,
        month_day=often.month_day or 0 if often else 0,
        name=name.value if name and not _counts(name.value) else "",
        what=_what(rest),
        topic=_topic(rest),
        named=" ".join(word for word in _words(left_over(rest, duration.find(rest))) if word not in _NAMES_NOTHING),
        every_one=(any(words.search(plain) for words in (_ALL, _CLEAR)) or bool(joins)) and not _ONE_OF.search(plain),
        listed=listed,
        next_one=_NEXT.search(plain) is not None,
        shift=shift,
        anew=_ANEW.search(plain) is not None,
        no_day=dates.names_no_day(text),
        excepts=_EXCEPTS.search(text) is not None,
    )


def entry(text: str) -> str:
    """What ``text`` puts into a calendar, without its times."""
    rest = left_over(text, [*moment.find(text, _NOWHEN), *recurrence.find(text)])
    if _LEAD.match(rest) and (what := _what(rest)):
        return what
    rest = " ".join(_CALENDAR.sub(" ", rest).split())
    if (match := _ENTER.match(rest)) is None:
        return _cleaned(rest)
    named = rest[match.end() :]
    while (again := _ENTER_AGAIN.match(named)) is not None:
        named = named[again.end() :]
    what = _cleaned(_ENTERED.sub("", _EVENT.sub("", named).replace(" scheduled ", " ")))
    before = _cleaned(re.sub(r"^(?:is|it is|there is)\s+", "", match["before"]))
    return what or ("" if set(before.lower().split()) <= _ASKING else before)


def is_entry(text: str) -> bool:
    """Whether ``text`` may put something into a calendar, and neither asks how nor changes what is there.

    "Dinner in ten minutes" is only told.
    """
    soon = duration.find(text) and not time_of_day.find(text) and not dates.find(text, _NOWHEN.date())
    return not (is_question(text) or _OTHER_CHANGE.search(text) or (soon and not _ENTER.match(text)))


def concerns_calendar(text: str) -> bool:
    """Whether ``text`` may ask for what somebody has planned."""
    if _HISTORY.search(text) and not _OWN.search(text):
        return False  # when the meeting of Yalta took place
    return _IS_CALENDAR.search(text) is not None and _NO_CALENDAR.search(text) is None


def mentions(text: str, words: str) -> bool:
    """Whether all that ``words`` name is in ``text``; false where they name nothing."""
    named = _words(words)
    wanted = {_stem(word) for word in named if word not in _EMPTY} or {
        _stem(word) for word in named if word in _OCCASIONS
    }
    return bool(wanted) and wanted <= {_stem(word) for word in _words(text)}


def wakes(text: str) -> bool:
    """Whether ``text`` is about getting up, and not after a nap."""
    return _WAKES.search(text) is not None and _NAPS.search(text) is None


def moves(text: str) -> bool:
    """Whether ``text`` moves what is set already to another time."""
    return _MOVES.match(text) is not None


def is_question(text: str) -> bool:
    """Whether ``text`` asks for something to be told."""
    return _ASKS.match(text) is not None


def answered(text: str, answer: str) -> str | None:
    """``text`` with the time or the length in ``answer`` behind it; None where ``answer`` names none."""
    answer = _WHEN_IT_IS.sub("", answer)
    if not _is_answer(answer):
        return None
    answer = _HESITATION.sub("", answer)
    if not _is_all_moment(answer) and _is_all_moment(f"at {answer}"):
        return f"{text} at {answer}"
    if moment.find(answer, _NOWHEN) or recurrence.find(answer):
        return f"{text} {answer}"
    answer = answer.strip().removeprefix("for ")
    if duration.find(answer):
        return f"{text} in {answer}"
    if time_of_day.find(answer, answer=True):
        return f"{text} at {answer}"
    return None


def lasting(text: str, answer: str) -> str | None:
    """``text`` with the length in ``answer`` behind it, a number alone being minutes; None where there is none."""
    if not _is_answer(answer):
        return None
    answer = _HESITATION.sub("", answer)
    if duration.find(answer):
        return f"{text} for {answer.strip().removeprefix('for ')}"
    said = number.find(text)
    if said and said[-1].end == len(text) and (unit := _UNIT_ALONE.fullmatch(answer.strip(" .!"))):
        return f"{text} {unit['unit']}"
    if moment.find(answer, _NOWHEN, answer=False):
        return f"{text} {answer}"
    counts = number.find(answer)
    if len(counts) != 1 or counts[0].value <= 0 or set(_words(masked(answer, counts, " "))) - _BESIDES_NUMBER:
        return None
    return f"{text} for {answer[counts[0].start : counts[0].end]} minutes"


def is_length(words: str) -> bool:
    """Whether ``words`` are a length, or a number that may be one, and nothing else."""
    said = _HESITATION.sub("", words)
    return not _cleaned(left_over(said, duration.find(said) or number.find(said)))


def named_length(words: str) -> tuple[str, str] | None:
    """The name, which may be empty, and the length that ``words`` are: "the sauce for twenty minutes"."""
    found = (form.fullmatch(words.strip()) for form in _NAMED_LENGTHS)
    return next(((one["name"].lower(), one["length"]) for one in found if one and is_length(one["length"])), None)


def unreasoned(words: str) -> str:
    """``words`` without what is said behind them and means nothing more: "in case I sleep through", "as well"."""
    while (shorter := _TAIL.sub("", words)) != words and shorter:
        words = shorter
    spelt = _SPELT.fullmatch(normal_form(words).normal)
    return spelt["number"] if spelt is not None and spelt["number"] == spelt["digits"].replace(" ", "") else words


def hesitates(answer: str) -> bool:
    """Whether ``answer`` only says that the answer is to come: "hang on, I'll look at the packet"."""
    rest = answer.strip(" .,!")
    while (found := _HESITATES.match(rest)) is not None and found.end():
        rest = rest[found.end() :]
    return not rest


def new_name(words: str) -> str:
    """The name that ``words`` give a timer; empty where they are none, such as "a day"."""
    said = re.sub(
        r"^(?:the|a|an|my)\s+|\s+(?:timer|instead|one"
        r"|please)$",
        "",
        unreasoned(words).strip(),
        flags=re.IGNORECASE,
    )
    return "" if len(said.split()) > _LONGEST_NAME or said.lower() in _NO_NAMES else said.lower()


def in_minutes(words: str) -> str:
    """``words``, whose number is one of minutes where they shift something by it without a unit: "back ten"."""
    counts = number.find(words)
    if duration.find(words) or len(counts) != 1 or counts[0].value < _FEWEST_MINUTES:
        return words
    return f"{words[: counts[0].end]} minutes{words[counts[0].end :]}"


def purpose(answer: str) -> str:
    """What ``answer`` says that something is for, and nothing else: "for the lasagne"; else empty."""
    found = _FOR_WHAT.fullmatch(answer.strip(" .,!"))
    return "" if found is None or duration.find(answer) or number.find(answer) else found["name"].lower()


def asked_of(text: str) -> tuple[str, bool]:
    """The words by which ``text`` may ask of something that is set: "how are the eggs doing"; else empty.

    True: it is called so "one", such as "the kids one".
    """
    found = _ASKED_OF.fullmatch(lowered(text).strip(" .?!"))
    return ("", False) if found is None else (found["words"], " one" in found["tail"])


def asks_when(text: str) -> bool:
    """Whether ``text`` asks when something is, or how long it is until then."""
    return _ASKS_WHEN.match(text) is not None


def offset(words: str) -> tuple[str, float]:
    """``words`` without how many seconds later, or earlier where it is below 0, they are: "an hour after that"."""
    lengths = duration.find(words)
    rest = _ANOTHER.match(words)
    begin = rest.end() if rest else 0
    if len(lengths) != 1:
        return words[begin:], 0.0
    begin = min(begin, lengths[0].start)  # "another one quarter of an hour later"
    held = f"{words[begin : lengths[0].start]}\x01{words[lengths[0].end :]}"
    found = _OFFSET.fullmatch(held.strip())
    if found is None:
        return words[begin:], 0.0
    return found["rest"].strip(" ,"), lengths[0].value if found["later"] else -lengths[0].value


def is_one_day(words: str) -> bool:
    """Whether ``words`` name a single day or week, such as "tomorrow" or "this week"."""
    return _ONE_DAY.search(words) is not None


def half_named(words: str) -> str:
    """``words``, or the half of the day that they stand for: "the early one" is in the morning."""
    found = _HALF_ONE.fullmatch(words.strip())
    return words if found is None else f"in the {'morning' if found['early'] else 'evening'}"


def speaks_of_more(text: str) -> bool:
    """Whether ``text`` makes something that is there longer, in so many words: "another five minutes"."""
    return _FURTHER.search(text) is not None


def with_thing(text: str, thing: str) -> str:
    """``text`` with ``thing`` in the place of the last one that has the same article; "" where none has."""
    said = _ARTICLED.fullmatch(thing.strip())
    if said is None:
        return ""
    same = [one for one in _ARTICLED.finditer(text) if one["article"].lower() == said["article"].lower()]
    return f"{text[: same[-1].start()]}{thing.strip()}{text[same[-1].end() :]}" if same else ""


def is_shift(words: str) -> bool:
    """Whether ``words`` are by how much something is put off or brought forward, and nothing else."""
    lengths = duration.find(words)
    rest = _words(masked(words, lengths, " "))
    return len(lengths) == 1 and bool(rest) and set(rest) <= _SHIFTING and not {"by"}.issuperset(rest)


def is_moment(words: str) -> bool:
    """Whether ``words`` are a time, a day or both, and nothing else."""
    said = _HESITATION.sub("", words)
    return not duration.find(said) and (_is_all_moment(said) or _is_all_moment(f"at {said}"))


def _is_all_moment(words: str) -> bool:
    found = moment.find(words, _NOWHEN) or time_of_day.find(words, answer=True)
    return bool(found) and not _cleaned(left_over(words, found))


def about(text: str, answer: str) -> str | None:
    """``text`` with what ``answer`` says behind it; None where ``answer`` asks or orders something itself."""
    if not _is_answer(answer):
        return None
    answer = _HESITATION.sub("", answer)
    if not _cleaned(left_over(answer, moment.find(answer, _NOWHEN))):
        return answered(text, answer)
    return f"{text}, remind me to {_FRONT.sub('', answer)}"


def names_several(words: str) -> bool:
    """Whether ``words`` join several things: "the ten and the fifteen"."""
    return any(joint.search(words) for joint in (_JOINT, _SEVERAL_OF))


def reminded(words: str) -> str | None:
    """The sentence that asks to be reminded of ``words``: "at nine tonight to lock the shed"."""
    times = moment.find(words, _NOWHEN)
    rest = left_over(words, times).strip().lower() if times else ""
    return f"remind me {words}" if rest.startswith("to ") else None


def reminded_of(words: str) -> str | None:
    """The sentence that asks to be reminded of a thing with a time: "the beans at seven"; None for anything else."""
    times = moment.find(words, _NOWHEN)
    rest = left_over(words, times).strip(" ,") if len(times) == 1 else ""
    return f"remind me of {words}" if _THING_ALONE.fullmatch(rest) else None


def halves(text: str) -> tuple[str, str]:
    """What is changed, and to what; both are the whole sentence where no word divides it."""
    for expression in _CHANGED:
        for match in expression.finditer(text):
            new = match["new"]
            if time_of_day.find(f"at {new}") or duration.find(new) or moment.find(new, _NOWHEN):
                way = "at" if match["way"].lower() in ("to", "to be at", "be") else match["way"]
                return match["which"], new if duration.find(new) else f"{way} {new}"
    return text, text


def _is_answer(answer: str) -> bool:
    plain = " ".join(answer.split())
    return len(plain.split()) <= _LONGEST_ANSWER and not _ASKS.match(plain) and not _OTHER_ORDER.match(plain)


def _point(one: Found[moment.Moment], lengths: list[Found[float]], before: Found[float] | None, now: datetime) -> Point:
    """The moment that was found, by the length ``before`` earlier where that is no part of its own words."""
    at, timed = one.value.at, Assumed.TIME not in one.value.assumed
    inside = [length.value for length in lengths if one.start <= length.start < one.end]
    if at - now in (timedelta(seconds=length) for length in inside):
        return Point(at, timed, inside[0])
    return Point(at if before is None or inside or not timed else at - timedelta(seconds=before.value), timed)


def _joins(text: str, moments: list[Found[moment.Moment]]) -> list[Found[str]]:
    """The "and" between two of the ``moments`` that follow each other, both of which are meant."""
    spans = sorted({(*span, place) for place, one in enumerate(moments) for span in one.spans})
    several = _SEVERAL.search(text) is not None
    return [
        Found(text[one[1] : other[0]], one[1], other[0])
        for one, other in pairwise(spans)
        if one[2] != other[2]
        and (_AND_TIME.fullmatch(text[one[1] : other[0]]) or (several and not text[one[1] : other[0]].strip(" ,")))
        and not _BETWEEN.search(text[: one[0]])
    ]


def _days(text: str, found: Found[dates.Days], today: date) -> tuple[date, date]:
    """The first and the last of the days of ``text``: "after friday" is the year from saturday on."""
    before, first, last = text[: found.start], found.value.first, found.value.last
    if _BEHIND_DAY.search(before):
        return last + timedelta(days=1), last + timedelta(days=365)
    if _UP_TO.search(before) and first > today:
        return today, first - timedelta(days=1)
    return first, last


def _hours(text: str, times: list[Found[TimeOfDay]], today: date) -> tuple[time, time] | None:
    """The part of the day that ``text`` speaks of: "in the evening", "after five", "from three to five"."""
    clocks = [one for one in times if one.value.clock is not None]
    if not clocks:
        return next((_HOURS[one.value.part] for one in times if one.value.part), None)
    before, first = text[: clocks[0].start], _awake(clocks[0].value)
    if len(clocks) == 2 and _BETWEEN.search(before) and _AND_OR_TO.fullmatch(text[clocks[0].end : clocks[1].start]):
        last = _awake(clocks[1].value)
        return first, last if last > first else last.replace(hour=last.hour % 12 + 12)
    if len(clocks) == 1 and _MOVES.match(text) and before.lower().endswith("from "):
        return None  # "move the alarm from seven" is the one at seven
    if len(clocks) == 1 and _AFTER.search(before):
        return first, _LAST
    if len(clocks) == 1 and _UP_TO.search(before):
        return time(0), (datetime.combine(today, first) - timedelta(minutes=1)).time() if first > time(0) else _LAST
    return None


def _awake(said: TimeOfDay) -> time:
    clock = said.clock or time(0)
    return clock.replace(hour=clock.hour + 12) if said.ambiguous and clock.hour < _EARLIEST_OF_DAY else clock


def _after_each_other(
    text: str, moments: list[Found[moment.Moment]], points: list[Point], again: list[Found[recurrence.Recurrence]]
) -> list[Point]:
    """The ``points`` of ``moments``; what is so long "later" behind another one counts from that."""
    kept: list[Point] = []
    for one, point in zip(moments, points, strict=True):
        if _meet(one, again):
            continue
        words = text[one.start : one.end]
        if kept and kept[-1].timed and point.seconds and _LATER.search(words):
            point = Point(kept[-1].at + timedelta(seconds=point.seconds))
        kept.append(point)
    return kept


def _is_stated(text: str, one: Found[float]) -> bool:
    """Whether the length stands with the alarm or the reminder itself: "a reminder for ten minutes"."""
    return _STATED_BEFORE.search(text[: one.start]) is not None or _STATED_BEHIND.match(text[one.end :]) is not None


def is_dated(what: str) -> bool:
    """Whether the day of something is said at its end: "the dentist on the third of december"."""
    days = dates.find(what, _NOWHEN.date())
    return bool(days) and days[-1].end == len(what.rstrip()) and what[days[-1].start :].lower().startswith("on ")


def _what(rest: str) -> str:
    """That of which a sentence without its times asks to be reminded."""
    match = _LEAD.match(rest) or _REMEMBER.match(rest)
    if match is None:
        return ""
    if what := _cleaned(_AHEAD.sub("", match["what"])):
        return what
    lead = re.match(
        r"(?P<before>.*?)\b(?:(?:please|can you|could you|so|and|just|make sure|be sure|i)\s+)*(?:remind|set an?"
        r"|make an?|give me|add an?|i need to be|i want|don't|dont|do not|won't|can't|remember|bug|nag|pester)\b",
        rest,
        re.IGNORECASE,
    )
    before = _cleaned(lead["before"]) if lead else ""
    return "" if set(before.lower().split()) <= _ASKING or is_question(before) else before


def _cleaned(what: str) -> str:
    """``what`` without the words that only ask."""
    while (shorter := _BACK.sub("", _FRONT.sub("", what.strip(" ,.;:")))) != what:
        what = shorter
    return "" if not set(what.lower().split()) - _NOTHING or _NO_WORDS.match(what) else what


def _topic(rest: str) -> str:
    match = _ON_LIST.search(rest) or _TOPIC.search(rest)
    return " ".join(word for word in _words(match["topic"]) if word not in _EMPTY) if match else ""


def _words(text: str) -> list[str]:
    return re.findall(r"[\w']+", re.sub(r"['\u2019]s\b", "", text.lower()))


def _stem(word: str) -> str:
    single = re.sub(r"e?s$", "", word) if len(word) > 4 else word.removesuffix("s")
    return re.sub(r"(?:ing|ed)$", "", single) if len(single) > 4 else single


def _names(text: str, lengths: list[Found[float]]) -> tuple[str, ...]:
    """The name of the timer of each length: "one for pasta for ten minutes and one for eggs for five"."""
    gaps = [text[one.end : other.start] for one, other in pairwise(lengths)]
    joints = [next((match.start() for match in reversed(list(_JOINT.finditer(gap)))), 0) for gap in gaps]
    cuts = [0, *(one.end + joint for one, joint in zip(lengths, joints, strict=False)), len(text)]
    parts = [_ONE_FOR.sub("timer", text[start:end]).lstrip(" ,").removeprefix("and ") for start, end in pairwise(cuts)]
    found = [names.timer_name(part if re.search(_THING, part) else f"timer {part}") for part in parts]
    return tuple(one.value if one and not _counts(one.value) else "" for one in found)


def _counts(name: str) -> bool:
    """Whether ``name`` only says how many."""
    return numbers.parse(name) is not None


def _meet(one: Found[Any], others: list[Found[Any]]) -> bool:
    return any(one.start < other.end and other.start < one.end for other in others)
