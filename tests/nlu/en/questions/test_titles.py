"""What English sentences ask of a title."""
# ruff: noqa: RUF001 -- the marks of other scripts are meant

import pytest

from myna.nlu.en.questions.titles import asked, key, same, spellings
from myna.nlu.title_table import About, Asked


@pytest.mark.parametrize(
    ("about", "title", "sentences"),
    [
        (
            "who",
            "isaac newton",
            [
                "who is isaac newton", "Who was Isaac Newton?", "who's isaac newton",
                "hey, who was Isaac Newton please",
                "can you tell me who isaac newton was", "do you know who isaac newton is",
                "who exactly was isaac newton",
                "i want to know who isaac newton was", "tell me who was isaac newton",
            ],
        ),
        (
            "what",
            "packet switching",
            [
                "what is packet switching", "what's packet switching?", "could you explain what packet switching is",
                "tell me what packet switching is", "what exactly is packet switching",
                "what does packet switching mean",
                "define packet switching", "do you know what packet switching is",
            ],
        ),
        (
            "story",
            "packet switching",
            [
                "tell me about packet switching", "Tell me something about packet switching, please.",
                "what do you know about packet switching", "what can you tell me about packet switching",
                "explain packet switching", "explain packet switching to me", "describe packet switching",
                "can you tell me more about packet switching", "i'd like to learn about packet switching",
                "give me some information about packet switching", "look up packet switching on wikipedia",
                "search wikipedia for packet switching", "teach me about packet switching",
            ],
        ),
        (
            "born",
            "ada lovelace",
            [
                "when was ada lovelace born", "what year was ada lovelace born in", "when is ada lovelace's birthday",
                "what is the birthday of ada lovelace", "do you know when ada lovelace was born",
                "what is ada lovelace's date of birth", "in which year was Ada Lovelace born?",
            ],
        ),
        ("birthplace", "ada lovelace", ["where was ada lovelace born", "what city was ada lovelace born in"]),
        ("died", "ada lovelace", ["when did ada lovelace die", "tell me when ada lovelace died"]),
        (
            "alive",
            "ada lovelace",
            [
                "did ada lovelace die", "is ada lovelace still alive", "is ada lovelace dead", "has ada lovelace died",
                "is ada lovelace alive or dead", "do you know if ada lovelace is still alive",
            ],
        ),
        ("age", "ada lovelace", ["how old is ada lovelace", "how old was ada lovelace when she died"]),
        ("age", "ada lovelace", ["what is the age of ada lovelace", "tell me how old ada lovelace is"]),
        ("where", "mount fuji", ["where is mount fuji", "where is mount fuji located", "tell me where mount fuji is"]),
        ("where", "mount fuji", ["what country is mount fuji in", "in which country is mount fuji?"]),
    ],
)  # fmt: skip
def test_a_question_is_stripped_to_its_title(about: About, title: str, sentences: list[str]) -> None:
    for sentence in sentences:
        found = asked(sentence)
        assert found is not None, sentence
        assert (found.about, found.title.lower()) == (about, title), sentence


def test_a_title_may_begin_with_words_of_questions() -> None:
    assert asked("what is where the streets have no name") == Asked("where the streets have no name", "what")
    assert asked("what is you only live twice") == Asked("you only live twice", "what")


@pytest.mark.parametrize(
    "sentence",
    [
        "who are you", "what is my name", "what is it", "what's up", "what's new", "who is there", "where am i",
        "where is my phone", "what is the time", "what is the weather like", "what is the matter", "what is this",
        "what is the difference between a and b", "what is the best way to boil an egg", "tell me a joke",
        "tell me about yourself", "tell me about your day", "what should i wear", "how old are you", "is it alive",
        "who is she", "explain why you did that", "tell me if it rains", "what is the battle of", "who", "what is",
        "set a timer", "ada lovelace", "", "?", "what is " + "a" * 500,
    ],
)  # fmt: skip
def test_what_asks_for_no_title_is_left_alone(sentence: str) -> None:
    assert asked(sentence) is None


@pytest.mark.parametrize(
    ("titles", "words"),
    [
        (["World War II", "world war two", "World War 2"], ("world", "war", "2")),
        (["1973 oil crisis", "the nineteen seventy three oil crisis"], ("1973", "oil", "crisis")),
        (["The Boat Race 2008", "boat race two thousand and eight"], ("boat", "race", "2008")),
        (["Elizabeth II", "elizabeth the second"], ("elizabeth", "2")),
        (["Super Bowl XXXIV", "super bowl thirty four"], ("super", "bowl", "34")),
        (["No. 20 Squadron", "number twenty squadron"], ("no", "20", "squadron")),
        (["Apollo 11", "apollo eleven"], ("apollo", "11")),
        (["Edison v. 1905", "edison v nineteen oh five"], ("edison", "5", "1905")),
        (["Nineteen Hundred", "1900"], ("1900",)),
        (["twenty one guns", "21 Guns"], ("21", "guns")),
        (["Café Müller", "cafe muller", "A CAFE, MULLER!"], ("cafe", "muller")),
        (["men's team", "mens team", "men’s team"], ("mens", "team")),
        (["rock & roll", "rock and roll"], ("rock", "and", "roll")),
        (["X", "x"], ("x",)),
        (["mix", "civil"][:1], ("mix",)),
        (["The", "the the", "", "?!"], ()),
    ],
)  # fmt: skip
def test_titles_are_the_same_however_they_are_written(titles: list[str], words: tuple[str, ...]) -> None:
    assert {key(title) for title in titles} == {words}


def test_a_title_is_looked_for_as_it_may_be_written() -> None:
    assert list(spellings("the world war two")) == [
        "the world war two", "world war two", "world war 2", "world war II",
    ]  # fmt: skip
    assert list(spellings("mercury the element")) == ["mercury the element", "mercury element"]
    assert "no. 20 squadron" in list(spellings("number twenty squadron"))


@pytest.mark.parametrize(
    ("title", "said", "about", "meant"),
    [
        ("volcano", "volcanoes", "what", True),
        ("cities", "city", "story", True),
        ("huguenot", "huguenots", "who", True),
        ("normans", "norman", "who", False),
        ("normans", "norman", "what", True),
        ("robert", "roberts", "born", False),
        ("glass", "glas", "what", False),
        ("physics", "physic", "what", True),
        ("virus", "viru", "what", False),
        ("ada lovelace", "ada", "who", False),
    ],
)
def test_a_plural_means_the_title_as_well(title: str, said: str, about: About, meant: bool) -> None:
    assert same(key(title), key(said), about) == meant
