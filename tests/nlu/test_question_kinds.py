"""Questions of fact, talk, and facts that change with time, in each language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from myna.nlu.question_kinds import question_kinds_of

FACTS = {
    "en-us": """
        who wrote faust
        how tall is the eiffel tower
        when did the first world war end
        what is the capital of mongolia
        is a tomato a fruit
        can you tell me who painted the night watch
        do you know how far the moon is
        why is the sky blue
        how do birds fly
        tell me about marie curie
        define entropy
        the first man on the moon
        in what year was the treaty signed
        who sings i will always love you
        what do you call a baby kangaroo
        how many calories are in an apple
        who was the president of the united states in 1900
        how old is the universe
        what was the price of bread in 1920
        do penguins have knees
        """,
    "de": """
        wer hat den faust geschrieben
        wie hoch ist der eiffelturm
        wann endete der erste weltkrieg
        was ist die hauptstadt der mongolei
        ist eine tomate ein obst
        kannst du mir sagen wer die mona lisa gemalt hat
        warum ist der himmel blau
        wer war 1950 bundeskanzler
        """,
    "fr": """
        qui a écrit les misérables
        quelle est la hauteur de la tour eiffel
        quand la guerre a-t-elle commencé
        quelle est la capitale de la mongolie
        pourquoi le ciel est bleu
        pouvez-vous me dire qui a peint la joconde
        est-ce que la tomate est un fruit
        """,
    "es": """
        quién escribió don quijote
        qué altura tiene la torre eiffel
        cuándo terminó la guerra civil
        cuál es la capital de mongolia
        por qué el cielo es azul
        puedes decirme quién pintó las meninas
        es el tomate una fruta
        """,
    "zh": """
        红楼梦是谁写的
        埃菲尔铁塔有多高
        第一次世界大战什么时候结束
        蒙古的首都是哪里
        天空为什么是蓝色的
        你能告诉我长城有多长吗
        西红柿是水果吗
        """,
    "ko": """
        햄릿은 누가 썼어
        에펠탑은 높이가 얼마나 돼
        제일차 세계 대전은 언제 끝났어
        몽골의 수도는 어디야
        하늘은 왜 파래
        토마토는 과일인가요
        """,
}

TALK = {
    "en-us": """
        who is there
        where is it
        should i buy a car or a bicycle
        what do you think of cats
        how do i cook rice
        how to tie a tie
        write a poem about autumn
        tell me a story
        what can i do about hiccups
        what is the best way to learn french
        are cats better than dogs
        who are you
        how are you
        what's up
        what is the meaning of life
        what if pigs could fly
        give me a recipe for pancakes
        what are good things to do in paris
        what should we have for dinner
        can you recommend a book
        is it rude to whistle
        i had a hard day
        thank you
        why not
        where are my keys
        do you like music
        what is that
        """,
    "de": """
        soll ich ein auto kaufen
        was hältst du von katzen
        wie koche ich reis
        schreib ein gedicht über den herbst
        erzähl mir eine geschichte
        was kann ich gegen schluckauf tun
        wer bist du
        wie geht es dir
        was ist das
        was ist der sinn des lebens
        """,
    "fr": """
        devrais-je acheter une voiture
        que pensez-vous des chats
        comment cuire du riz
        écris un poème sur l'automne
        raconte-moi une histoire
        qui es-tu
        comment ça va
        quel est le meilleur film
        """,
    "es": """
        debería comprar un coche
        qué piensas de los gatos
        cómo se hace el arroz
        escribe un poema sobre el otoño
        cuéntame una historia
        quién eres
        qué tal
        cuál es la mejor película
        """,
    "zh": """
        我应该买车吗
        你觉得猫怎么样
        怎么做红烧肉
        写一首关于秋天的诗
        讲个故事
        你是谁
        人生的意义是什么
        """,
    "ko": """
        차를 살까 말까 어떡하지
        너는 고양이를 어떻게 생각해
        밥은 어떻게 요리해
        가을에 대한 시를 써 줘
        이야기 하나 들려 줘
        너는 누구야
        인생의 의미는 뭐야
        """,
}

CHANGING = {
    "en-us": """
        who is the president of france
        who's the ceo of microsoft
        who is the current pope
        how much does a tesla cost
        what is the price of gold
        what is the net worth of bill gates
        who holds the world record in the high jump
        what is the latest iphone
        who won the super bowl
        did the lakers win last night
        what is the score of the game
        how old is tom hanks
        is tom hanks still alive
        what is the population of peru
        how many people live in los angeles
        what is happening in the world today
        when is the next election
        when does the louvre open
        who is the richest man in the world
        """,
    "de": """
        wer ist der präsident von frankreich
        wie heißt der bundeskanzler
        was kostet ein liter milch
        wie alt ist tom hanks
        wie viele einwohner hat berlin
        wer hat das spiel gewonnen
        was ist der aktuelle weltrekord im weitsprung
        """,
    "fr": """
        qui est le président de la france
        combien coûte une baguette
        quel âge a tom hanks
        quelle est la population de paris
        qui a gagné le match
        quel est le record du monde du saut en hauteur
        """,
    "es": """
        quién es el presidente de francia
        cuánto cuesta un litro de leche
        cuántos años tiene tom hanks
        cuál es la población de madrid
        quién ganó el partido
        cuál es el récord mundial de salto
        """,
    "zh": """
        法国总统是谁
        谁是现任教皇
        黄金多少钱一克
        成龙多大了
        北京有多少人
        世界纪录是多少
        """,
    "ko": """
        프랑스 대통령은 누구야
        금값은 얼마야
        톰 행크스는 몇 살이야
        서울 인구는 얼마야
        현재 세계 기록은 뭐야
        """,
}


def cases(questions: dict[str, str]) -> list[tuple[str, str]]:
    """Each language with each of its questions."""
    return [(tag, line.strip()) for tag, lines in questions.items() for line in lines.strip().splitlines()]


@pytest.mark.parametrize(("tag", "question"), cases(FACTS))
def test_a_fact_is_told(tag: str, question: str) -> None:
    kinds = question_kinds_of(tag)
    assert kinds.is_fact(question)
    assert not kinds.changes(question)


@pytest.mark.parametrize(("tag", "question"), cases(TALK))
def test_talk_is_no_fact(tag: str, question: str) -> None:
    kinds = question_kinds_of(tag)
    assert not kinds.is_fact(question)
    assert not kinds.changes(question)


@pytest.mark.parametrize(("tag", "question"), cases(CHANGING))
def test_what_changes_with_time_is_told(tag: str, question: str) -> None:
    kinds = question_kinds_of(tag)
    assert kinds.is_fact(question)
    assert kinds.changes(question)


@pytest.mark.parametrize(("tag", "question"), [*cases(FACTS), *cases(CHANGING)])
def test_nothing_of_that_is_to_come(tag: str, question: str) -> None:
    assert not question_kinds_of(tag).is_to_come(question)


def test_how_it_is_written_makes_no_difference() -> None:
    kinds = question_kinds_of("en-gb")
    assert kinds.is_fact("What is the capital of Mongolia?")
    assert kinds.changes("Who\u2019s the President of France?")


def test_a_language_without_a_table_knows_no_facts() -> None:
    kinds = question_kinds_of("nl")
    assert not kinds.is_fact("wat is de hoofdstad van frankrijk")
    assert not kinds.changes("wie is de president")


@given(st.text(max_size=80), st.sampled_from(list(FACTS)))
def test_any_text_is_taken(text: str, tag: str) -> None:
    kinds = question_kinds_of(tag)
    assert kinds.is_fact(text) or not kinds.changes(text)
