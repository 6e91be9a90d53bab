"""What people say in the languages beside English, and what is understood of it: one table for each.

A line is the sentence, the decision with its skill, and the slots that matter.
"""

# ruff: noqa: RUF001 -- Chinese punctuation is meant

import json
from collections.abc import Iterator
from functools import cache

import pytest

from myna.config import Config
from myna.skills.registry import build_all_skills
from myna.skills.skill_set import Skills
from myna.timers.manager import TimerManager
from skills.context_kit import NOW, FakeContext

SENTENCES = {
    "de": """
        setz Milch, Eier und Brot auf die Einkaufsliste | act list | {"items": ["Milch", "Eier", "Brot"]}
        setz Sonnencreme auf die Liste Urlaub | act list | {"list": "urlaub", "items": ["Sonnencreme"]}
        kannst du bitte Milch auf die Einkaufsliste setzen | act list | {"items": ["Milch"]}
        vergiss nicht, Milch auf die Einkaufsliste zu setzen | act list | {"items": ["Milch"]}
        streiche Milch von der Einkaufsliste | act list | {"items": ["Milch"]}
        steht Milch auf der Einkaufsliste? | act list | {"items": ["Milch"]}
        was muss ich noch einkaufen | act list | {"list": "shopping"}
        was steht auf meiner Aufgabenliste | act list | {"list": "to-do"}
        erstelle eine Liste namens Urlaub | act list | {"list": "urlaub"}
        setz etwas auf die Einkaufsliste | ask list | {"list": "shopping"}
        notiere Klempner anrufen | act list | {"text": "Klempner anrufen"}
        mach eine Notiz | ask list | {}
        was ist fünfzehn Prozent von achtzig | act calculator | {"result": 12}
        stell einen Timer auf eine Stunde und zwanzig Minuten | act timer | {"seconds": 4800}
        Nudel-Timer auf fünf Minuten | act timer | {"seconds": 300, "name": "Nudel"}
        weck mich morgen früh um halb acht | act alarm | {"at": "2026-11-26T07:30"}
        weck mich um viertel vor sechs | act alarm | {"at": "2026-11-25T17:45"}
        stell einen Wecker für Montag um fünf vor halb sieben | act alarm | {"at": "2026-11-30T06:25"}
        weck mich jeden Tag um sechs Uhr dreißig | act alarm | {"days": [0, 1, 2, 3, 4, 5, 6]}
        weck mich in einer halben Stunde | act alarm | {"seconds": 1800}
        welcher Wochentag ist heute | act clock | {}
        welche Kalenderwoche haben wir | act clock | {}
        welcher Tag ist übermorgen | act clock | {"date": "2026-11-27"}
        welches Datum ist in zwei Wochen | act clock | {"date": "2026-12-09"}
        danke | act about | {}
        was kannst du | act about | {}
        Lautstärke auf vierzig Prozent | act volume | {"percent": 40}
        etwas lauter | act volume | {"percent": 45}
        mach lauter und stell einen Timer auf zehn Minuten | act volume,timer | {}
        vergiss es | act stop | {}
        wie wird das Wetter morgen | refuse weather | {}
        spiel ein Lied von Nena | refuse music | {}
        verschiebe die Wolken | refuse | {}
        setz keine Milch auf die Einkaufsliste | nothing list | {}
        wenn es regnet, setz Schirm auf die Einkaufsliste | nothing list | {}
        meine Frau hat gesagt, setz Milch auf die Einkaufsliste | nothing list | {}
        gestern habe ich Milch auf die Liste gesetzt | nothing list | {}
        stell keinen Wecker auf sieben Uhr | nothing | {}
        warum hast du Milch auf die Liste gesetzt | model list | {}
        soll ich einen Wecker stellen | model | {}
        wie entsteht Regen | model | {}
        wer hat das Telefon erfunden | model | {}
    """,
    "fr-fr": """
        ajoute du lait, des œufs et du pain à la liste de courses | act list | {"items": ["lait", "œufs", "pain"]}
        ajoute de la crème à la liste de vacances | act list | {"list": "vacances", "items": ["crème"]}
        n'oublie pas d'ajouter du lait à la liste de courses | act list | {"items": ["lait"]}
        enlève le lait de la liste de courses | act list | {"list": "shopping", "items": ["lait"]}
        est-ce que le lait est sur la liste de courses ? | act list | {"items": ["lait"]}
        qu'est-ce qu'il faut acheter | act list | {"list": "shopping"}
        crée une liste appelée vacances | act list | {"list": "vacances"}
        note que je dois appeler le plombier | act list | {"text": "je dois appeler le plombier"}
        quatre-vingt-dix-sept plus soixante et onze | act calculator | {"result": 168}
        minuteur d'une heure et vingt minutes | act timer | {"seconds": 4800}
        mets un minuteur de cinq minutes pour les pâtes | act timer | {"seconds": 300, "name": "pâtes"}
        réveille-moi demain matin à sept heures et demie | act alarm | {"at": "2026-11-26T07:30"}
        mets un réveil à six heures moins le quart | act alarm | {"at": "2026-11-25T17:45"}
        réveille-moi tous les jours à 6h30 | act alarm | {"days": [0, 1, 2, 3, 4, 5, 6]}
        en quelle année sommes-nous | act clock | {}
        volume à 40 pour cent | act volume | {"percent": 40}
        monte le son et mets un minuteur de dix minutes | act volume,timer | {}
        laisse tomber | act stop | {}
        quel temps fera-t-il demain | refuse weather | {}
        appelle ma mère | refuse calls | {}
        déplace les nuages | refuse | {}
        n'ajoute pas de lait à la liste de courses | nothing | {}
        s'il pleut, ajoute parapluie à la liste de courses | nothing | {}
        ma femme a dit d'ajouter du lait à la liste de courses | model | {}
        ne mets pas de réveil à sept heures | nothing | {}
        pourquoi as-tu mis du lait sur la liste | model | {}
        qui est le président de la France | model | {}
        comment se forme la pluie | model | {}
    """,
    "es-es": """
        añade leche, huevos y pan a la lista de la compra | act list | {"items": ["leche", "huevos", "pan"]}
        pon crema en la lista de vacaciones | act list | {"list": "vacaciones", "items": ["crema"]}
        no olvides añadir leche a la lista de la compra | act list | {"items": ["leche"]}
        quita la leche de la lista de la compra | act list | {"items": ["leche"]}
        está la leche en la lista de la compra | act list | {"items": ["leche"]}
        qué tengo que comprar | act list | {"list": "shopping"}
        crea una lista llamada vacaciones | act list | {"list": "vacaciones"}
        cuánto es el 15 por ciento de 80 | act calculator | {"result": 12}
        temporizador de una hora y veinte minutos | act timer | {"seconds": 4800}
        pon un temporizador de cinco minutos para la pasta | act timer | {"seconds": 300, "name": "pasta"}
        despiértame mañana a las siete y media | act alarm | {"at": "2026-11-26T07:30"}
        despiértame a la una | act alarm | {"at": "2026-11-26T01:00"}
        pon una alarma a las seis menos cuarto | act alarm | {"at": "2026-11-25T17:45"}
        en qué año estamos | act clock | {}
        volumen al 40 por ciento | act volume | {"percent": 40}
        sube el volumen y pon un temporizador de diez minutos | act volume,timer | {}
        da igual | act stop | {}
        va a llover mañana | refuse weather | {}
        pon música | refuse music | {}
        mueve las nubes | refuse | {}
        no añadas leche a la lista de la compra | nothing | {}
        si llueve, añade paraguas a la lista de la compra | nothing | {}
        no pongas una alarma a las siete | nothing | {}
        quién puso leche en la lista | model | {}
        cómo se forma la lluvia | model | {}
    """,
    "zh-cn": """
        把牛奶、鸡蛋和面包加到购物清单 | act list | {"list": "shopping", "items": ["牛奶", "鸡蛋", "面包"]}
        请帮我把 苹果 加到 购物清单 | act list | {"items": ["苹果"]}
        在度假清单里加上防晒霜 | act list | {"list": "度假", "items": ["防晒霜"]}
        别忘了把牛奶加到购物清单 | act list | {"items": ["牛奶"]}
        把牛奶从购物清单上删掉 | act list | {"items": ["牛奶"]}
        购物清单上有牛奶吗 | act list | {"items": ["牛奶"]}
        购物清单上有什么 | act list | {"list": "shopping"}
        创建一个度假清单 | act list | {"list": "度假"}
        一百二十加三十五等于多少 | act calculator | {"result": 155}
        120加35 | act calculator | {"result": 155}
        两百减三十三 | act calculator | {"result": 167}
        一小时二十分钟的计时器 | act timer | {"seconds": 4800}
        设一个120分钟的计时器 | act timer | {"seconds": 7200}
        设一个一百二十分钟的计时器 | act timer | {"seconds": 7200}
        设置 两 分钟 计时器 | act timer | {"seconds": 120}
        設一個十分鐘的計時器 | act timer | {"seconds": 600}
        把牛奶加到購物清單 | act list | {"items": ["牛奶"]}
        两个半小时的计时器 | act timer | {"seconds": 9000}
        明天早上七点半叫我起床 | act alarm | {"at": "2026-11-26T07:30"}
        设一个下午五点四十五分的闹钟 | act alarm | {"at": "2026-11-25T17:45"}
        设一个 17 点 45 分 的闹钟 | act alarm | {"at": "2026-11-25T17:45"}
        每天六点半叫醒我 | act alarm | {"days": [0, 1, 2, 3, 4, 5, 6]}
        今年是哪一年 | act clock | {}
        把音量调到四十 | act volume | {"percent": 40}
        音量设为百分之五十 | act volume | {"percent": 50}
        声音大一点，再设一个十分钟的计时器 | act volume,timer | {}
        算了 | act stop | {}
        明天星期几 | act clock | {"date": "2026-11-26"}
        你好 | act about | {}
        明天会下雨吗 | refuse weather | {}
        给我妈妈打电话 | refuse calls | {}
        把云搬走 | refuse | {}
        不要把牛奶加到购物清单 | nothing list | {}
        如果下雨，把雨伞加到购物清单 | nothing list | {}
        不要设七点的闹钟 | nothing | {}
        你为什么把牛奶加到购物清单 | model list | {}
        雨是怎么形成的 | model | {}
    """,
    "ko": """
        우유, 계란하고 빵을 쇼핑 목록에 추가해 줘 | act list | {"items": ["우유", "계란", "빵"]}
        쇼핑목록에 사과 주스 넣어줘 | act list | {"list": "shopping", "items": ["사과 주스"]}
        휴가 목록에 선크림 추가해 줘 | act list | {"list": "휴가", "items": ["선크림"]}
        쇼핑 목록에서 우유 빼 줘 | act list | {"items": ["우유"]}
        쇼핑 목록에 우유 있어? | act list | {"items": ["우유"]}
        쇼핑 목록에 뭐가 있어 | act list | {"list": "shopping"}
        휴가라는 목록 만들어 줘 | act list | {"list": "휴가"}
        이백에서 삼십삼을 빼면 얼마야 | act calculator | {"result": 167}
        한 시간 이십 분 타이머 맞춰 줘 | act timer | {"seconds": 4800}
        라면 타이머 3분 | act timer | {"seconds": 180, "name": "라면"}
        내일 아침 일곱 시 반에 깨워 줘 | act alarm | {"at": "2026-11-26T07:30"}
        6시 45분 알람 설정해 줘 | act alarm | {"at": "2026-11-25T18:45"}
        매일 여섯 시 삼십 분에 깨워줘 | act alarm | {"days": [0, 1, 2, 3, 4, 5, 6]}
        올해가 몇 년이야 | act clock | {}
        볼륨 40으로 맞춰 줘 | act volume | {"percent": 40}
        소리 키워 줘 그리고 10분 타이머 맞춰 줘 | act volume,timer | {}
        됐어 | act stop | {}
        내일 비 와 | refuse weather | {}
        음악 틀어 줘 | refuse music | {}
        구름을 옮겨 줘 | refuse | {}
        우유를 쇼핑 목록에 추가하지 마 | nothing | {}
        비가 오면 우산을 쇼핑 목록에 추가해 줘 | nothing list | {}
        일곱 시 알람 맞추지 마 | nothing | {}
        왜 쇼핑 목록을 비웠어 | model | {}
        비는 어떻게 만들어져 | model | {}
    """,
}


@cache
def skills_of(tag: str) -> Skills:
    """All skills of a language, on a Wednesday at ten past three in the afternoon."""
    timers = TimerManager(wall=NOW.timestamp)
    return build_all_skills(Config(language=tag), FakeContext(), timers, lambda: NOW)[0]


def rows() -> Iterator[tuple[str, str, str, str]]:
    """The language, the sentence, the decision and the slots of each line."""
    for tag, table in SENTENCES.items():
        for line in filter(None, map(str.strip, table.splitlines())):
            text, decision, slots = line.split(" | ")
            yield tag, text, decision, slots


@pytest.mark.parametrize(("tag", "text", "decision", "slots"), list(rows()))
def test_what_is_said(tag: str, text: str, decision: str, slots: str) -> None:
    found = skills_of(tag).decide(text)
    assert f"{found.kind} {found.skill}".rstrip() == decision
    wanted = json.loads(slots)
    assert {name: found.slots.get(name) for name in wanted} == wanted


ANSWERS = """
    de | stell einen Timer | zehn Minuten | 600
    de | stell einen Timer | Zehn. | 600
    de | stell einen Wecker | morgen früh um sieben | 2026-11-26T07:00
    de | stell einen Wecker | halb acht | 2026-11-25T19:30
    fr-fr | mets un minuteur | dix minutes | 600
    fr-fr | mets un minuteur | une demi-heure | 1800
    fr-fr | mets un réveil | sept heures et demie | 2026-11-25T19:30
    fr-fr | mets un réveil | demain à sept heures | 2026-11-26T07:00
    es-es | pon un temporizador | diez minutos | 600
    es-es | pon una alarma | a las siete y media | 2026-11-25T19:30
    es-es | pon una alarma | las siete | 2026-11-25T19:00
    zh-cn | 设一个计时器 | 十分钟 | 600
    zh-cn | 设一个计时器 | 10 | 600
    zh-cn | 设闹钟 | 明天早上七点 | 2026-11-26T07:00
    ko | 타이머 맞춰 줘 | 십 분 | 600
    ko | 알람 맞춰 줘 | 내일 아침 일곱 시 | 2026-11-26T07:00
    de | stell einen Timer | wie spät ist es | -
    de | stell einen Timer | stell einen Timer | -
"""


@pytest.mark.parametrize("line", [line.strip() for line in ANSWERS.splitlines() if line.strip()])
def test_what_is_missing_is_asked_for(line: str) -> None:
    tag, text, answer, wanted = line.split(" | ")
    asked = skills_of(tag).decide(text).reply
    assert asked is not None
    assert asked.question is not None
    reply = asked.question(answer)
    found = "-" if reply is None else str(reply.slots.get("at") or round(reply.slots["seconds"]))
    assert found == wanted


@pytest.mark.parametrize("tag", SENTENCES)
def test_what_is_done_is_told_in_a_sentence(tag: str) -> None:
    skills = skills_of(tag)
    for language, text, decision, _ in rows():
        if language == tag and not decision.startswith(("nothing", "model")) and not decision.endswith("stop"):
            reply = skills.decide(text).reply
            assert reply is not None, text
            assert reply.text.endswith((".", "。", "?", "？")), text
            assert "{" not in reply.text
