"""Guards of the languages that have a table: sentences that are no orders, and orders that sound like it."""

import pytest

from myna.nlu.guards import guarding

GUARDED = {
    "de": """
        mach das Licht nicht an | negation
        stell keinen Wecker | negation
        Schalte die Lampe bitte nicht ein | negation
        ist das Licht an | question
        warum hast du den Wecker gestellt? | question
        wer hat die Heizung eingeschaltet | question
        soll ich einen Timer stellen | question
        wenn es regnet, stell einen Wecker | condition
        mach das Licht an, sobald ich nach Hause komme | condition
        er hat gesagt, mach das Licht an | report
        gestern habe ich einen Wecker gestellt | report
        im Film machen sie das Licht an | report
        stell dir vor, du machst das Licht an | hypothetical
    """,
    "fr": """
        n'allume pas la lampe | negation
        allume pas la lampe | negation
        ne mets jamais de minuteur | negation
        est-ce que la lampe est allumée | question
        pourquoi as-tu mis une alarme | question
        la lampe est-elle allumée ? | question
        qui a allumé la radio | question
        s'il pleut, mets une alarme | condition
        allume la lampe quand j'arrive | condition
        il a dit d'allumer la lampe | report
        hier j'ai mis une alarme | report
        dans le film ils montent le volume | report
        imagine que tu allumes la lampe | hypothetical
    """,
    "es": """
        no enciendas la lámpara | negation
        nunca pongas una alarma | negation
        no hace falta que pongas un temporizador | negation
        ¿está encendida la luz? | question
        por qué has puesto una alarma | question
        quién encendió la radio | question
        debería poner un temporizador | question
        si llueve, pon una alarma | condition
        enciende la luz cuando llegue a casa | condition
        él dijo enciende la luz | report
        ayer puse una alarma | report
        en la película suben el volumen | report
        imagina que enciendes la luz | hypothetical
    """,
    "zh": """
        不要开灯 | negation
        别设闹钟 | negation
        別開燈 | negation
        不用设定时器了 | negation
        灯开着吗 | question
        你为什么设了闹钟 | question
        誰開了燈 | question
        如果下雨就设一个闹钟 | condition
        我回家的时候开灯 | condition
        他说开灯 | report
        昨天我设了一个闹钟 | report
        电影里他们把音量调大 | report
        想象一下你开了灯 | hypothetical
    """,
    "ko": """
        불 켜지 마 | negation
        알람 맞추지 마세요 | negation
        불 안 켜도 돼 | negation
        불 켜져 있어? | question
        왜 알람을 맞췄어 | question
        누가 불을 켰어 | question
        비가 오면 알람을 맞춰 줘 | condition
        집에 도착하면 불을 켜 줘 | condition
        그가 불을 켜라고 말했다 | report
        어제 알람을 맞췄다 | report
        영화에서 음량을 높인다 | report
        상상해 봐 네가 불을 켠다고 | hypothetical
    """,
}

ORDERS = {
    "de": """
        mach das Licht an
        stell einen Timer auf zehn Minuten
        vergiss nicht, mich an den Arzt zu erinnern
        erinnere mich daran, keinen Zucker zu essen
        kannst du bitte einen Wecker stellen
        warum stellst du nicht einen Timer
        wenn du kannst, mach das Licht aus
        nicht so laut
        lass mich nicht verschlafen
        stell die Lautstärke auf fünf
        ich hätte gern einen Wecker um sieben
        lösche alle Timer
    """,
    "fr": """
        allume la lampe
        mets un minuteur de dix minutes s'il te plaît
        n'oublie pas de me rappeler le rendez-vous
        rappelle-moi de ne pas manger de sucre
        peux-tu mettre une alarme à sept heures
        est-ce que tu peux éteindre la lumière
        si tu peux, allume la lampe
        pourquoi ne pas mettre un minuteur
        pas trop fort
        baisse le volume
        annule tous les minuteurs
    """,
    "es": """
        enciende la luz
        pon un temporizador de diez minutos
        no olvides recordarme la cita
        recuérdame no comer azúcar
        puedes poner una alarma a las siete
        por qué no pones un temporizador
        si puedes, apaga la luz
        no tan alto
        sube el volumen por favor
        cancela todos los temporizadores
        sí, pon una alarma
    """,
    "zh": """
        开灯
        设一个十分钟的定时器
        别忘了提醒我开会
        提醒我不要吃糖
        你可以设一个闹钟吗
        能不能把灯关掉
        请把音量调大一点
        取消所有定时器
        如果方便的话开灯
        不好意思请开灯
        可以開燈嗎
        七点叫我起床
    """,
    "ko": """
        불 켜 줘
        십 분 타이머 맞춰 줘
        잊지 말고 약속을 알려 줘
        일곱 시에 알람 맞춰 줘
        불 꺼 줄 수 있어?
        알람 맞춰 줄래
        음량 높여 줘
        타이머 모두 취소해
        가능하면 불 꺼 줘
        설탕을 먹지 말라고 메모해 줘
        볼륨 오로 설정해
    """,
}


def _lines(tables: dict[str, str]) -> list[tuple[str, str]]:
    return [(tag, line.strip()) for tag, table in tables.items() for line in table.strip().splitlines()]


@pytest.mark.parametrize(("tag", "line"), _lines(GUARDED))
def test_what_is_no_order_is_guarded(tag: str, line: str) -> None:
    sentence, _, kind = line.partition(" | ")
    found = guarding(tag)(sentence)
    assert found is not None
    assert found.kind == kind


@pytest.mark.parametrize(("tag", "sentence"), _lines(ORDERS))
def test_an_order_is_not_guarded(tag: str, sentence: str) -> None:
    assert guarding(tag)(sentence) is None


def test_english_has_its_own_and_a_language_without_a_table_guards_nothing() -> None:
    assert guarding("en-us")("don't turn on the lamp") is not None
    assert guarding("xx")("don't turn on the lamp") is None


def test_a_question_lets_a_query_act_and_a_withdrawal_an_end_and_the_others_nothing() -> None:
    question = guarding("en")("is my alarm set")
    withdrawal = guarding("en")("i don't need the alarm any more")
    negation = guarding("en")("don't cancel the alarm")
    assert question is not None
    assert withdrawal is not None
    assert negation is not None
    effects = ("query", "change", "stop")
    assert [question.lets(effect) for effect in effects] == [True, False, False]
    assert [withdrawal.lets(effect) for effect in effects] == [False, False, True]
    assert not any(negation.lets(effect) for effect in effects)
