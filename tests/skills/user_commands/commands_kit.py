"""Commands from YAML as a user writes it, and what is said and done for a sentence."""

from myna.config import Config
from myna.config.source import Source
from myna.config.yaml12 import parse
from myna.core.reply import Reply
from myna.skills.user_commands.commands import Commands


def config_of(text: str) -> Config:
    """The configuration whose ``commands`` are ``text``."""
    source = Source("commands.yaml")
    source.fill(parse("commands: " + text if text.startswith("[") else "commands:\n" + text))
    return Config.model_validate(source.values)


def commands_of(text: str, tag: str = "en-us", *, log_words: bool = False) -> Commands:
    return Commands(config_of(text).commands, tag, log_words=log_words)


def reply_of(commands: Commands, sentence: str) -> Reply | None:
    understood = commands.understand(sentence)
    return None if understood is None else commands.reply(understood)


async def said(commands: Commands, sentence: str) -> str | None:
    """What is said at the end; None where the sentence is no command."""
    if (reply := reply_of(commands, sentence)) is None:
        return None
    news = await reply.act() if reply.act is not None else None
    return news or reply.text
