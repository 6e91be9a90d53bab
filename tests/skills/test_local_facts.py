"""Facts about countries in the languages beside English: what is asked, what is told, and what is no such question."""

# ruff: noqa: E501, RUF001 -- a question and its answer are one line; Chinese and French punctuation is meant

from functools import cache

import pytest

from myna.config import Config
from myna.core.reply import Evidence
from myna.skills.registry import build_skills
from myna.skills.skill_set import Skills

TOLD = {
    "de": """
        was ist die Hauptstadt von Deutschland? | Die Hauptstadt von Deutschland ist Berlin.
        Wie heißt die Hauptstadt der Schweiz | Die Hauptstadt der Schweiz ist Bern.
        kannst du mir sagen, was die Hauptstadt von Frankreich ist? | Die Hauptstadt von Frankreich ist Paris.
        Was ist Japans Hauptstadt | Die Hauptstadt von Japan ist Tokio.
        welches Land hat die Hauptstadt Wien | Wien ist die Hauptstadt von Österreich.
        ist Bern die Hauptstadt der Schweiz | Ja. Die Hauptstadt der Schweiz ist Bern.
        ist Wien die Hauptstadt der Schweiz | Nein. Die Hauptstadt der Schweiz ist Bern.
        wie viele Einwohner hat Österreich? | Die Einwohnerzahl von Österreich beträgt etwa 9,17 Millionen, Stand 2025.
        wie viele Menschen leben in den USA | Die Einwohnerzahl der Vereinigten Staaten beträgt etwa 338 Millionen, Stand 2025.
        wie viele Einwohner hat Indien | Die Einwohnerzahl von Indien beträgt etwa 1,42 Milliarden, Stand 2025.
        wie groß ist Russland | Die Fläche von Russland beträgt etwa 17,1 Millionen Quadratkilometer.
        welche Länder grenzen an Deutschland | Die Nachbarländer von Deutschland sind Österreich, Belgien, die Schweiz, Tschechien, Dänemark, Frankreich, Luxemburg, die Niederlande und Polen.
        welche Länder grenzen an Australien | Australien hat keine Landgrenzen.
        grenzt Polen an Deutschland | Ja. Die Nachbarländer von Polen sind Belarus, Tschechien, Deutschland, Litauen, Russland, die Slowakei und die Ukraine.
        auf welchem Kontinent liegt die Türkei | Die Türkei liegt in Asien, zum Teil auch in Europa.
        auf welchem Kontinent liegen die Niederlande | Die Niederlande liegen in Europa.
        welche Sprachen werden in der Schweiz gesprochen | Die Amtssprachen der Schweiz sind Deutsch, Französisch, Italienisch und Rätoromanisch.
        was ist die Währung von Japan | Die Währung von Japan: Japanischer Yen.
        womit bezahlt man in Dänemark | Die Währung von Dänemark: Dänische Krone.
        was ist größer, Frankreich oder Deutschland? | Frankreich ist größer: etwa 644000 Quadratkilometer gegen etwa 357000.
        sind die USA größer als China | Ja. Die Vereinigten Staaten sind größer: etwa 9,83 Millionen Quadratkilometer gegen etwa 9,6 Millionen.
        wer hat mehr Einwohner, China oder Indien | Indien hat mehr Einwohner: etwa 1,42 Milliarden gegen etwa 1,41 Milliarden, Stand 2025.
        was ist die Hauptstadt von Südafrika | Südafrika hat mehrere Hauptstädte: Pretoria, Kapstadt und Bloemfontein.
    """,
    "fr-fr": """
        quelle est la capitale de la France ? | La capitale de la France est Paris.
        c'est quoi la capitale de l'Allemagne | La capitale de l’Allemagne est Berlin.
        quelle est la capitale du Japon | La capitale du Japon est Tokyo.
        quelle est la capitale des États-Unis | La capitale des États-Unis est Washington.
        Rome est la capitale de quel pays | Rome est la capitale de l’Italie.
        est-ce que Berne est la capitale de la Suisse | Oui. La capitale de la Suisse est Berne.
        quelle est la population de l'Inde | La population de l’Inde est d’environ 1,42 milliard, en 2025.
        combien d'habitants y a-t-il en Belgique | La population de la Belgique est d’environ 12 millions, en 2025.
        combien d'habitants a le Canada | La population du Canada est d’environ 39,2 millions, en 2025.
        quelle est la superficie du Maroc | La superficie du Maroc est d’environ 447000 kilomètres carrés.
        quels sont les pays voisins de l'Espagne | Les pays voisins de l’Espagne sont l’Andorre, la France, Gibraltar, le Maroc et le Portugal.
        sur quel continent se trouve l'Égypte | L’Égypte se trouve en Afrique, et en partie en Asie.
        sur quel continent est la Turquie | La Turquie se trouve en Asie, et en partie en Europe.
        quelle langue parle-t-on au Brésil | La langue officielle du Brésil : portugais.
        quelle est la monnaie du Royaume-Uni | La monnaie du Royaume-Uni : livre sterling.
        quel est le plus grand, la France ou l'Espagne | Le plus grand des deux pays, c’est la France : environ 644000 kilomètres carrés contre environ 505000 kilomètres carrés.
        est-ce que la France est plus grande que l'Italie | Oui. Le plus grand des deux pays, c’est la France : environ 644000 kilomètres carrés contre environ 301000 kilomètres carrés.
        quel pays a le plus d'habitants, la Chine ou les États-Unis | La Chine a plus d’habitants : environ 1,41 milliard contre environ 338 millions, en 2025.
    """,
    "es-es": """
        ¿Cuál es la capital de Francia? | La capital de Francia es París.
        cuál es la capital de los Estados Unidos | La capital de Estados Unidos es Washington.
        cuál es la capital del Reino Unido | La capital del Reino Unido es Londres.
        ¿de qué país es capital Viena? | Viena es la capital de Austria.
        ¿es Berna la capital de Suiza? | Sí. La capital de Suiza es Berna.
        cuántos habitantes tiene Argentina | La población de Argentina es de unos 45,4 millones, en 2025.
        cuántas personas viven en China | La población de China es de unos 1410 millones, en 2025.
        cuál es la superficie de España | La superficie de España es de unos 505000 kilómetros cuadrados.
        con qué países limita Alemania | Los países vecinos de Alemania son Austria, Bélgica, Suiza, Chequia, Dinamarca, Francia, Luxemburgo, los Países Bajos y Polonia.
        limita Portugal con España | Sí. El país vecino de Portugal es España.
        en qué continente está Egipto | Egipto está en África, y en parte en Asia.
        qué idioma se habla en Brasil | El idioma oficial de Brasil: portugués.
        cuál es la moneda de Japón | La moneda de Japón: yen japonés.
        ¿qué es más grande, Francia o España? | Francia es más grande: unos 644000 kilómetros cuadrados frente a unos 505000 kilómetros cuadrados.
        es México más grande que Chile | Sí. México es más grande: unos 1,96 millones de kilómetros cuadrados frente a unos 756000 kilómetros cuadrados.
        quién tiene más habitantes, India o China | India tiene más habitantes: unos 1420 millones frente a unos 1410 millones, en 2025.
    """,
    "zh-cn": """
        法国的首都是哪里？ | 法国的首都是巴黎。
        请问德国首都是什么 | 德国的首都是柏林。
        维也纳是哪个国家的首都 | 维也纳是奥地利的首都。
        伯尔尼是瑞士的首都吗 | 是的。瑞士的首都是伯尔尼。
        中国有多少人 | 2025年，中国的人口约为14.1亿人。
        印度的人口是多少 | 2025年，印度的人口约为14.2亿人。
        俄罗斯面积有多大 | 俄罗斯的面积约为1710万平方公里。
        德国的邻国有哪些 | 德国的邻国有奥地利、比利时、瑞士、捷克、丹麦、法国、卢森堡、荷兰和波兰。
        德国和哪些国家接壤 | 德国的邻国有奥地利、比利时、瑞士、捷克、丹麦、法国、卢森堡、荷兰和波兰。
        法国和德国接壤吗 | 是的。法国的邻国有安道尔、比利时、瑞士、德国、西班牙、意大利、卢森堡和摩纳哥。
        埃及在哪个洲 | 埃及位于非洲，一部分在亚洲。
        巴西说什么语言 | 巴西的官方语言是葡萄牙语。
        日本的货币是什么 | 日本的货币是日元。
        法国和西班牙哪个大 | 法国更大：约64.4万平方公里，而西班牙约50.5万平方公里。
        美国比中国大吗 | 是的。美国更大：约983万平方公里，而中国约960万平方公里。
        印度和中国哪个人口多 | 印度的人口更多：约14.2亿人，而中国约14.1亿人（2025年）。
    """,
    "ko-kr": """
        프랑스의 수도는 어디야? | 프랑스의 수도는 파리입니다.
        독일 수도가 어디예요 | 독일의 수도는 베를린입니다.
        한국 수도는 어디야 | 대한민국의 수도는 서울입니다.
        일본의 수도를 알려줘 | 일본의 수도는 도쿄입니다.
        빈은 어느 나라의 수도야 | 오스트리아의 수도는 비엔나입니다.
        베른은 스위스의 수도야 | 네. 스위스의 수도는 베른입니다.
        중국의 인구는 얼마야 | 중국의 인구는 2025년 기준 약 14.1억 명입니다.
        인도 인구가 몇 명이야 | 인도의 인구는 2025년 기준 약 14.2억 명입니다.
        러시아의 면적은 얼마야 | 러시아의 면적은 약 1710만 제곱킬로미터입니다.
        독일의 이웃 나라는 어디야 | 독일의 이웃 나라는 오스트리아, 벨기에, 스위스, 체코, 덴마크, 프랑스, 룩셈부르크, 네덜란드, 폴란드입니다.
        독일은 프랑스와 국경을 접해 | 네. 독일의 이웃 나라는 오스트리아, 벨기에, 스위스, 체코, 덴마크, 프랑스, 룩셈부르크, 네덜란드, 폴란드입니다.
        이집트는 어느 대륙에 있어 | 이집트의 위치는 아프리카이고, 일부는 아시아입니다.
        브라질은 무슨 언어를 써 | 브라질의 공용어는 포르투갈어입니다.
        브라질에서는 무슨 말을 써 | 브라질의 공용어는 포르투갈어입니다.
        일본의 화폐는 뭐야 | 일본의 화폐는 일본 엔화입니다.
        프랑스와 스페인 중에 어디가 더 커 | 프랑스의 면적이 더 큽니다: 약 64.4만 제곱킬로미터이고, 스페인 쪽은 약 50.5만 제곱킬로미터입니다.
        미국은 중국보다 커 | 네. 미국의 면적이 더 큽니다: 약 983만 제곱킬로미터이고, 중국 쪽은 약 960만 제곱킬로미터입니다.
        인도와 중국 중에 어느 나라가 인구가 더 많아 | 인도의 인구가 더 많습니다: 2025년 기준 약 14.2억 명이고, 중국 쪽은 약 14.1억 명입니다.
    """,
}

NOT_TOLD = {
    "de": """
        was ist die Hauptstadt von Bayern
        was war die Hauptstadt von Deutschland 1940
        was ist die Hauptstadt von Frankreich und wie alt ist sie
        was ist die Hauptstadt von Israel
        grenzt Frankreich an Brasilien
        wie groß ist Tom Cruise
        wie groß ist der Mond
        was ist größer, Frankreich oder der Mond
    """,
    "fr-fr": """
        quelle est la capitale de la Bretagne
        quelle est la capitale de la France en 1940
        quelle est la capitale du Congo
        quelle est la population de Lyon
    """,
    "es-es": """
        cuál es la capital de Cataluña
        cuál es la capital de Francia y de España
        cuántos habitantes tiene Madrid
    """,
    "zh-cn": """
        广东的首都是哪里
        法国以前的首都是哪里
        上海有多少人
    """,
    "ko-kr": """
        경기도의 수도는 어디야
        옛날 프랑스의 수도는 어디야
    """,
}


def lines(table: dict[str, str]) -> list[tuple[str, str]]:
    return [(tag, line.strip()) for tag, text in table.items() for line in text.strip().splitlines()]


@cache
def skills(tag: str) -> Skills:
    return build_skills(Config(language=tag))


@pytest.mark.parametrize(("tag", "line"), lines(TOLD))
def test_a_question_is_answered_from_the_tables(tag: str, line: str) -> None:
    asked, _, told = line.partition(" | ")

    decision = skills(tag).decide(asked)

    assert decision.reply is not None
    assert (decision.skill, decision.reply.text) == ("knowledge", told)
    assert decision.reply.evidence == Evidence("tables", "countries", told)


@pytest.mark.parametrize(("tag", "text"), lines(NOT_TOLD))
def test_another_name_or_another_word_is_no_question_for_the_tables(tag: str, text: str) -> None:
    assert skills(tag).decide(text).skill != "knowledge"
