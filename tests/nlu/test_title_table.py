"""Questions for titles in the languages that have a table."""
# ruff: noqa: RUF001 -- the marks of other scripts are meant

import pytest

from myna.nlu.registry import title_questions_of
from myna.nlu.title_table import in_brackets, trimmed, words_of_title


@pytest.mark.parametrize(
    ("tag", "sentence", "about", "title"),
    [
        ("de", "Wer war Isaac Newton?", "who", "Isaac Newton"),
        ("de", "Kannst du mir sagen, wer Albert Einstein war?", "who", "Albert Einstein"),
        ("de", "was weißt du über Bach", "story", "Bach"),
        ("de", "beschreibe den Mond", "story", "den Mond"),
        ("de", "in welchem Land liegt Berlin", "where", "Berlin"),
        ("fr", "qui était Napoléon", "who", "Napoléon"),
        ("fr", "dis-moi qui est Molière", "who", "Molière"),
        ("fr", "raconte-moi l'histoire de France", "story", "l'histoire de France"),
        ("fr", "Qu’est-ce qu’un volcan ?", "what", "un volcan"),
        ("fr", "est-ce que Victor Hugo est mort", "alive", "Victor Hugo"),
        ("es", "cuéntame algo sobre Madrid", "story", "Madrid"),
        ("es", "está vivo Messi", "alive", "Messi"),
        ("es", "puedes decirme quién era Goya", "who", "Goya"),
        ("zh", "请问火山是什么", "what", "火山"),
        ("zh", "姚明还活着吗", "alive", "姚明"),
        ("zh", "跟我说说孔子", "story", "孔子"),
        ("ko", "세종이 누구예요", "who", "세종"),
        ("ko", "이순신은 몇 살이야", "age", "이순신"),
        ("ko", "서울에 대해서 말해 줘", "story", "서울"),
    ],
)
def test_a_question_is_stripped_to_its_title(tag: str, sentence: str, about: str, title: str) -> None:
    questions = title_questions_of(tag)
    assert questions is not None
    asked = questions.asked(sentence)
    assert asked is not None
    assert (asked.about, asked.title) == (about, title)


@pytest.mark.parametrize(
    ("tag", "sentence"),
    [
        ("de", "wer bist du"),
        ("de", "was ist los"),
        ("de", "wie alt bist du"),
        ("de", "stell einen Timer"),
        ("fr", "qui es-tu"),
        ("fr", "qu'est-ce que c'est"),
        ("es", "quién eres"),
        ("es", "qué es eso"),
        ("zh", "你是谁"),
        ("zh", "现在几点"),
        ("ko", "너는 누구야"),
        ("ko", "이름이 뭐야"),
    ],
)
def test_what_asks_for_no_title_is_left_alone(tag: str, sentence: str) -> None:
    questions = title_questions_of(tag)
    assert questions is not None
    assert questions.asked(sentence) is None


def test_articles_do_not_count() -> None:
    questions = title_questions_of("fr")
    assert questions is not None
    assert questions.key("L'Équipe") == questions.key("équipe") == ("equipe",)
    assert list(questions.spellings("la tour Eiffel")) == ["la tour Eiffel", "tour Eiffel"]
    assert questions.same(("a",), ("a",), "who")
    assert not questions.same(("a",), ("b",), "who")


def test_a_language_without_a_table_has_none() -> None:
    assert title_questions_of("it") is None
    assert title_questions_of("xx") is None


def test_words_of_a_title() -> None:
    assert words_of_title("Battle of Sullivan's Island (1776)") == ("battle", "of", "sullivans", "island", "1776")
    assert words_of_title("ÀÉ_ñ") == ("ae", "n")
    assert words_of_title("한국") == ("한국",)
    assert in_brackets("Mercury (planet)") == ("Mercury", "planet")
    assert in_brackets("Mercury") == ("Mercury", "")
    assert in_brackets("(crater)") == ("", "crater")
    assert trimmed("  ¿Qué\n es? ") == "Qué es"
