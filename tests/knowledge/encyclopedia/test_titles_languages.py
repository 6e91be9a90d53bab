"""Questions for a title in other languages than English, each asked of an encyclopedia in that language."""
# ruff: noqa: RUF001 -- the marks of other scripts are meant

from pathlib import Path

import pytest

from myna.knowledge.encyclopedia.titles import TitleWay
from myna.knowledge.zim import ZimFile, opened
from myna.nlu.intent_catalogue import load_intents
from myna.nlu.registry import leads_of, title_questions_of
from zim_kit import write_zim

BOOKS = {
    "de": (
        "deu",
        {
            "Ada Lovelace": [
                "Ada Lovelace (* 10. Dezember 1815 in London; † 27. November 1852 ebenda) war eine britische "
                "Mathematikerin. Sie schrieb u. a. Notizen.",
                "Lovelace wurde in London geboren.",
            ],
            "Angela Merkel": ["Angela Dorothea Merkel (* 17. Juli 1954 in Hamburg) ist eine deutsche Politikerin."],
            "Vulkan": ["Ein Vulkan ist eine geologische Struktur, die entsteht, wenn Magma aufsteigt."],
            "Berlin": ["Berlin ist die Hauptstadt der Bundesrepublik Deutschland."],
            "Bank": ["Bank steht für:", "Bank (Möbel)"],
            "Bank (Möbel)": ["Eine Bank ist ein Möbelstück zum Sitzen."],
            "Bank (Geld)": ["Eine Bank ist ein Unternehmen, das mit Geld handelt."],
        },
        [
            ("Wer war Ada Lovelace?", "Ada Lovelace war eine britische Mathematikerin."),
            ("Was ist ein Vulkan?", "Ein Vulkan ist eine geologische Struktur, die entsteht, wenn Magma aufsteigt."),
            ("erzähl mir von Berlin", "Berlin ist die Hauptstadt der Bundesrepublik Deutschland."),
            ("wo liegt Berlin", "Berlin ist die Hauptstadt der Bundesrepublik Deutschland."),
            ("wann wurde Ada Lovelace geboren", "Ada Lovelace wurde am 10. Dezember 1815 geboren."),
            ("wann ist Ada Lovelace gestorben", "Ada Lovelace starb am 27. November 1852."),
            ("wie alt wurde Ada Lovelace", "Ada Lovelace starb im Alter von 36 Jahren."),
            (
                "wie alt ist Merkel",
                "Im Mai 2026, dem Stand meiner Enzyklopädie, war Angela Merkel 71 Jahre alt.",
            ),
            ("lebt Angela Merkel noch", "Meine Enzyklopädie vom Mai 2026 nennt keinen Tod von Angela Merkel."),
            ("wo wurde Ada Lovelace geboren", "Lovelace wurde in London geboren."),
            ("was ist eine Bank", None),
            ("wer ist der Vulkan von nebenan", ""),
            ("wer bist du", ""),
        ],
    ),
    "fr": (
        "fra",
        {
            "Ada Lovelace": [
                "Ada Lovelace, née Byron le 10 décembre 1815 à Londres, est une pionnière de la science.",
            ],
            "Victor Hugo": ["Victor Hugo (26 février 1802 – 22 mai 1885) est un poète français. Il a écrit."],
            "Volcan": ["Un volcan est une structure géologique."],
            "Paris": ["Paris est la capitale de la France."],
            "Avocat": ["Avocat peut désigner : un métier ou un fruit."],
        },
        [
            ("Qui est Victor Hugo ?", "Victor Hugo est un poète français."),
            ("c'est qui Victor Hugo", "Victor Hugo est un poète français."),
            ("Qu'est-ce qu'un volcan ?", "Un volcan est une structure géologique."),
            ("c'est quoi un volcan", "Un volcan est une structure géologique."),
            ("parle-moi de Victor Hugo", "Victor Hugo est un poète français. Il a écrit."),
            ("où se trouve Paris", "Paris est la capitale de la France."),
            ("quand est né Victor Hugo", "Victor Hugo : naissance le 26 février 1802."),
            ("quel âge avait Victor Hugo", "Victor Hugo est mort à l'âge de 83 ans."),
            ("qu'est-ce qu'un avocat", ""),
            ("qui es-tu", ""),
        ],
    ),
    "es": (
        "spa",
        {
            "Pablo Picasso": [
                "Pablo Ruiz Picasso (Málaga, 25 de octubre de 1881-Mougins, 8 de abril de 1973) fue un pintor español.",
            ],
            "Volcán": ["Un volcán es una estructura geológica."],
            "Madrid": ["Madrid es la capital de España. Es una ciudad grande."],
            "Banco": ["Banco puede referirse a:"],
        },
        [
            ("¿Quién fue Pablo Picasso?", "Pablo Ruiz Picasso fue un pintor español."),
            ("¿Qué es un volcán?", "Un volcán es una estructura geológica."),
            ("háblame de Madrid", "Madrid es la capital de España. Es una ciudad grande."),
            ("dónde está Madrid", "Madrid es la capital de España."),
            ("cuándo nació Pablo Picasso", "Pablo Picasso nació el 25 de octubre de 1881."),
            ("cuándo murió Pablo Picasso", "Pablo Picasso murió el 8 de abril de 1973."),
            ("qué es un banco", ""),
            ("quién eres", ""),
        ],
    ),
    "zh": (
        "zho",
        {
            "孔子": ["孔子（公元前551年9月28日—公元前479年4月11日），名丘，字仲尼，是中国古代的思想家。他办学校。"],
            "孙中山": ["孙中山（1866年11月12日—1925年3月12日），名文，是中国近代的政治家。"],
            "火山": ["火山是一种地质构造，由岩浆喷出而形成。"],
            "北京": ["北京位于中国北部，是中国的首都。"],
            "苹果": ["苹果可以指：一种水果，或者一家公司。"],
        },
        [
            ("孔子是谁？", "孔子，名丘，字仲尼，是中国古代的思想家。"),
            ("谁是孔子", "孔子，名丘，字仲尼，是中国古代的思想家。"),
            ("什么是火山？", "火山是一种地质构造，由岩浆喷出而形成。"),
            ("火山是什么", "火山是一种地质构造，由岩浆喷出而形成。"),
            ("介绍一下孔子", "孔子，名丘，字仲尼，是中国古代的思想家。 他办学校。"),
            ("北京在哪里", "北京位于中国北部，是中国的首都。"),
            ("孙中山什么时候出生", "孙中山出生于1866年11月12日。"),
            ("孙中山哪年去世的", "孙中山逝世于1925年3月12日。"),
            ("孙中山多少岁", "孙中山享年58岁。"),
            ("苹果是什么", ""),
            ("你是谁", ""),
        ],
    ),
    "ko": (
        "kor",
        {
            "세종": ["세종(世宗, 1397년 5월 7일 ~ 1450년 3월 30일)은 조선의 제4대 국왕이다. 한글을 만들었다."],
            "화산": ["화산(火山)은 땅속의 마그마가 솟아 나와 생긴 산이다."],
            "서울특별시": ["서울특별시는 대한민국의 수도이자 가장 큰 도시이다."],
            "배": ["배는 다음을 가리킨다."],
        },
        [
            ("세종은 누구야?", "세종은 조선의 제4대 국왕이다."),
            ("화산이 뭐야", "화산은 땅속의 마그마가 솟아 나와 생긴 산이다."),
            ("화산이란 무엇인가요?", "화산은 땅속의 마그마가 솟아 나와 생긴 산이다."),
            ("세종에 대해 알려줘", "세종은 조선의 제4대 국왕이다. 한글을 만들었다."),
            ("서울특별시는 어디에 있어?", "서울특별시는 대한민국의 수도이자 가장 큰 도시이다."),
            ("서울은 어디에 있어?", "서울특별시는 대한민국의 수도이자 가장 큰 도시이다."),
            ("세종은 언제 태어났어?", "세종의 출생일은 1397년 5월 7일입니다."),
            ("세종은 언제 죽었어?", "세종의 사망일은 1450년 3월 30일입니다."),
            ("배가 뭐야", ""),
            ("너는 누구야", ""),
        ],
    ),
}
REDIRECTS = {"ko": {"서울": "서울특별시"}, "de": {"Merkel": "Angela Merkel"}}
CASES = [(language, question, text) for language, (_, _, asked) in BOOKS.items() for question, text in asked]


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> dict[str, ZimFile]:
    folder: Path = tmp_path_factory.mktemp("zim")
    return {
        language: opened(write_zim(folder / f"{language}.zim", articles, code, redirects=REDIRECTS.get(language)))
        for language, (code, articles, _) in BOOKS.items()
    }


@pytest.mark.parametrize(("language", "question", "text"), CASES)
def test_a_title_is_answered_in_its_language(
    books: dict[str, ZimFile], language: str, question: str, text: str | None
) -> None:
    questions, leads = title_questions_of(language), leads_of(language)
    assert questions is not None
    assert leads is not None
    assert books[language].language == language
    found = TitleWay(questions, leads, load_intents(language).responses).find(question, books[language])
    if text is None:
        assert found is not None
        assert len(found.choices) == 2
    else:
        assert (found.text if found else "") == text
