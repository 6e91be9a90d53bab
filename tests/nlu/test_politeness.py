"""Politeness around a sentence, in several languages."""

import pytest

from myna.nlu.politeness import plainer


@pytest.mark.parametrize(
    ("tag", "text", "plain"),
    [
        ("en-us", "Okay, could you turn on the lamp in the Hall please?", "turn on the lamp in the Hall"),
        ("en-us", "would you mind setting the heating to 20, thanks", "set the heating to 20"),
        ("en-us", "turn on um the lamp", "turn on the lamp"),
        ("en-us", "can you turn it on for me now", "turn it on"),
        ("en-us", "you please open the door for me", "open the door"),
        ("en-us", "please you open the door", "open the door"),
        ("en-us", "i want you open the door", "open the door"),
        ("de", "Kannst du bitte die Lampe anmachen, danke", "die Lampe anmachen"),
        ("fr", "s'il te plaît allume la lampe", "allume la lampe"),
        ("zh-cn", "请问 打开灯", "打开灯"),
    ],
)
def test_it_is_left_out(tag: str, text: str, plain: str) -> None:
    assert plain in plainer(tag)(text)


@pytest.mark.parametrize("tag", ["en-us", "de", "xx"])
@pytest.mark.parametrize("text", ["", "lamp", "?", "please"])
def test_what_has_none_or_is_nothing_else_is_not_changed(tag: str, text: str) -> None:
    assert list(plainer(tag)(text)) == []
