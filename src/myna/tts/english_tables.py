"""Tables of English signs, units and abbreviations, and the words for them. Data alone."""
# ruff: noqa: RUF001 -- look-alikes are meant

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

CURRENCIES = {
    "$": ("dollar", "dollars", "cent", "cents"),
    "US$": ("US dollar", "US dollars", "cent", "cents"),
    "€": ("euro", "euros", "cent", "cents"),
    "£": ("pound", "pounds", "penny", "pence"),
    "¥": ("yen", "yen", "", ""),
    "₹": ("rupee", "rupees", "paisa", "paise"),
}
"""Sign: the words for one and many, and for one and many hundredths."""

SCALES = {
    **{"k": "thousand", "K": "thousand", "m": "million", "M": "million", "mn": "million"},
    **{"b": "billion", "B": "billion", "bn": "billion", "tn": "trillion", "T": "trillion"},
}
"""Letters after an amount of money."""

_METRIC = {
    "g": ("gram", "grams", "kmµ"),
    "Hz": ("hertz", "hertz", "kMGT"),
    "L": ("liter", "liters", "cdm"),
    "l": ("liter", "liters", "cdm"),
    "m": ("meter", "meters", "cdkmnµ"),
    "s": ("second", "seconds", "mnµ"),
    "B": ("byte", "bytes", "kKMGTP"),
    "V": ("volt", "volts", "km"),
    "W": ("watt", "watts", "kmMGT"),
    "Wh": ("watt hour", "watt hours", "kMGT"),
    "Ah": ("ampere hour", "ampere hours", "m"),
    "Pa": ("pascal", "pascals", "hkM"),
    "bit": ("bit", "bits", "kMG"),
    "eV": ("electron volt", "electron volts", "kMGT"),
    "cal": ("calorie", "calories", "k"),
}
"""Symbol: the words for one and many, and the prefixes that it takes."""

_PREFIXES = {
    **{"c": "centi", "d": "deci", "h": "hecto", "k": "kilo", "K": "kilo", "m": "milli", "n": "nano", "µ": "micro"},
    **{"M": "mega", "G": "giga", "T": "tera", "P": "peta"},
}

UNITS = {
    **{symbol: (one, many) for symbol, (one, many, _) in _METRIC.items() if symbol != "B"},
    **{
        prefix + symbol: (_PREFIXES[prefix] + one, _PREFIXES[prefix] + many)
        for symbol, (one, many, prefixes) in _METRIC.items()
        for prefix in prefixes
    },
    "%": ("percent", "percent"),
    "‰": ("per thousand", "per thousand"),
    "°": ("degree", "degrees"),
    "°C": ("degree Celsius", "degrees Celsius"),
    "°F": ("degree Fahrenheit", "degrees Fahrenheit"),
    "℃": ("degree Celsius", "degrees Celsius"),
    "℉": ("degree Fahrenheit", "degrees Fahrenheit"),
    "kph": ("kilometer per hour", "kilometers per hour"),
    "kmh": ("kilometer per hour", "kilometers per hour"),
    "mph": ("mile per hour", "miles per hour"),
    "Mbps": ("megabit per second", "megabits per second"),
    "Gbps": ("gigabit per second", "gigabits per second"),
    "GiB": ("gibibyte", "gibibytes"),
    "MiB": ("mebibyte", "mebibytes"),
    "KiB": ("kibibyte", "kibibytes"),
    "dB": ("decibel", "decibels"),
    "rpm": ("revolution per minute", "revolutions per minute"),
    "ppm": ("part per million", "parts per million"),
    "h": ("hour", "hours"),
    "hr": ("hour", "hours"),
    "hrs": ("hour", "hours"),
    "min": ("minute", "minutes"),
    "mins": ("minute", "minutes"),
    "sec": ("second", "seconds"),
    "secs": ("second", "seconds"),
    "ft": ("foot", "feet"),
    "sq ft": ("square foot", "square feet"),
    "mi": ("mile", "miles"),
    "sq mi": ("square mile", "square miles"),
    "yd": ("yard", "yards"),
    "lb": ("pound", "pounds"),
    "lbs": ("pound", "pounds"),
    "oz": ("ounce", "ounces"),
    "tsp": ("teaspoon", "teaspoons"),
    "tbsp": ("tablespoon", "tablespoons"),
    "ha": ("hectare", "hectares"),
    "t": ("ton", "tons"),
    "Ω": ("ohm", "ohms"),
    "px": ("pixel", "pixels"),
    "x": ("times", "times"),
    "M": ("million", "million"),
    "bn": ("billion", "billion"),
    "USD": ("US dollar", "US dollars"),
    "EUR": ("euro", "euros"),
    "GBP": ("pound", "pounds"),
}
"""Symbol: the words for one and many, after a number only. Symbols that are mostly words, as in and A, are left out."""

PER = ("person", "second", "minute", "hour", "day", "night", "week", "month", "year", "unit")
"""Words, besides units, that may stand after the slash of a unit: $20/hour."""

FRACTIONS = {2: "half", 3: "third", 4: "quarter", 5: "fifth", 6: "sixth", 7: "seventh", 8: "eighth", 9: "ninth"} | {
    10: "tenth",
    12: "twelfth",
    16: "sixteenth",
    100: "hundredth",
    1000: "thousandth",
}

SLASHED = {"24/7": "twenty-four seven", "9/11": "nine eleven", "50/50": "fifty fifty"}

ABBREVIATIONS = {
    **{"e.g.": "for example", "E.g.": "For example", "i.e.": "that is", "I.e.": "That is", "a.k.a.": "also known as"},
    **{"approx.": "approximately", "vs.": "versus", "vs": "versus", "w/o": "without"},
    **{"and/or": "and or", "PhD": "P H D"},
}
"""Abbreviations whose full stop never ends a sentence."""

ENDINGS = {
    **{"etc.": "et cetera", "a.m.": "a m", "p.m.": "p m", "Ph.D.": "P H D", "Jr.": "Junior", "Sr.": "Senior"},
    **{"Inc.": "Incorporated", "Ltd.": "Limited", "Corp.": "Corporation", "Ave.": "Avenue", "Blvd.": "Boulevard"},
    **{"Rd.": "Road", "Dept.": "Department", "dept.": "department"},
}
"""Abbreviations whose full stop may end a sentence too."""

TITLES = {
    **{"Dr": "Doctor", "Mr": "Mister", "Mrs": "Missus", "Ms": "Miz", "Prof": "Professor", "St": "Saint"},
    **{"Gen": "General", "Capt": "Captain", "Sen": "Senator", "Gov": "Governor", "Rev": "Reverend", "Mt": "Mount"},
}
"""Titles, which stand with a full stop before a name."""

SIGNS = {
    **{"&": "and", "@": "at", "+": "plus", "±": "plus or minus", "−": "minus", "×": "times"},
    **{"÷": "divided by", "=": "equals", "≈": "is about", "≠": "is not equal to", "<": "is less than"},
    **{">": "is greater than", "≤": "is at most", "≥": "is at least", "~": "about", "∞": "infinity", "√": "root of"},
    **{"→": "to", "%": "percent", "°": "degrees", "²": "squared", "³": "cubed", "#": "number", "§": "section"},
    **{"$": "", "€": "euros", "£": "pounds", "¥": "yen", "₹": "rupees", "‰": "per thousand"},
}
"""Words for the signs that are left after units and amounts."""

DURATIONS = ("day", "hour", "minute", "second")
"""The words for d, h, m and s behind numbers, where two of them or more follow each other."""

YEARLY = (
    *("class", "spring", "summer", "autumn", "fall", "winter", "year", "years", "crash", "crisis", "war", "battle"),
    *("treaty", "act", "election", "revolution", "earthquake", "fire", "flood", "pandemic", "constitution"),
)
"""What may be "of" a year."""

COUNTED = (
    "people|men|women|children|soldiers|workers|times|minutes|hours|seconds|days|weeks|months|years|dollars|euros|cents"
    "|miles|met(?:er|re)s?|kilomet(?:er|re)s|feet|grams|pounds|bytes|bits|words|pages|points|votes|calories?|degrees"
    "|pieces?|or"
)
"""Behind these there is a number in front, not a year, as a pattern."""

OF_SECONDS = "timer|alarm|countdown|delay|pause|intervals?|break|rest"
"""In front of these 30s is thirty seconds, as a pattern."""

OF_DECADES = "music|films?|movies?|songs?|rock|pop|fashion|hits?|disco|hair|kids?|show|style|party|band|themed?"
"""In front of these 80s is a decade, as a pattern."""

VERSIONED = "[Vv]ersions?|[Rr]elease|Python|Ubuntu|Debian|Android|iOS|macOS|Linux|Windows|Java|PHP|Node|[Kk]ernel"
"""In front of a version, as a pattern."""

BY_DIGIT = (
    "[Cc]all|[Dd]ial|(?:[Tt]ele)?[Pp]hone(?: number)?|[Ff]ax|[Mm]obile|[Ee]xtension|[Ee]xt\\.|PIN|[Cc]ode|[Pp]asscode"
    "|[Pp]assword|[Zz][Ii][Pp]|[Pp]ost(?:al )?code"
)
"""In front of a number that is said digit by digit, as a pattern."""

STATES = (
    "A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY]"
)
"""The states of the USA as addresses have them, as a pattern."""

KINGS = (
    "Louis|Henry|Elizabeth|George|Charles|James|Edward|William|Richard|Philip|Philippe|Francis|Frederick|Catherine"
    "|Peter|Alexander|Nicholas|Napoleon|Wilhelm|Friedrich|Leopold|Christian|Gustav|Ptolemy|Pius|Leo|Gregory|Benedict"
    "|Paul|Innocent|Urban|Clement|Ramses|Ramesses|John|Joseph|Ferdinand|Alfonso|Umberto|Emmanuel|Otto|Rudolf|Ludwig"
    "|Maximilian|Mary|Margaret|Haakon|Harald|Carl|Karl|Darius|Thutmose|Amenhotep|Seti|Cleopatra|Mehmed|Selim|Murad"
    "|Sixtus|Julius|Boniface|Eugene|Celestine|Adrian|Constantine|Ivan|Albert|Baldwin|Felipe|Robert|Edmund"
)
"""Names with a Roman ordinal behind them, as a pattern."""

RULERS = "King|Queen|Pope|Emperor|Empress|Tsar|Czar|Kaiser|Sultan|Pharaoh|Prince|Princess"
"""Titles with any name and a Roman ordinal behind them, as a pattern."""

NUMBERED = (
    "War|Chapter|Part|Volume|Act|Type|Phase|Book|Bowl|Section|Article|Appendix|Figure|Table|Level|Stage|Class|Grade"
    "|Episode|Season|Symphony|Scene|Category|Group|Division|Lesson|Unit|Round|Mark|Apollo|Rocky|Title|Vatican"
)
"""Words with a Roman number behind them, as a pattern."""
