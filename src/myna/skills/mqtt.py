"""Publishes a message for a command."""

import asyncio
from collections.abc import Mapping
from typing import Any

from myna.config.commands import MQTT_MISSING, Mqtt
from myna.errors import CommandError
from myna.network import OPEN_NETWORK, has_network
from myna.skills.placeholders import in_body, in_topic


async def publish(mqtt: Mqtt, slots: Mapping[str, Any], seconds: float) -> str:
    """Nothing, once the broker has the message. Raises CommandError where that fails, or aiomqtt is not installed."""
    try:
        import aiomqtt
    except ModuleNotFoundError as error:
        raise CommandError("mqtt-missing", "MQTT is not installed.", MQTT_MISSING) from error

    broker = f"the MQTT broker at {mqtt.host}"
    try:
        async with (
            asyncio.timeout(seconds),
            aiomqtt.Client(mqtt.host, mqtt.port, username=mqtt.username, password=_password(mqtt)) as client,
        ):
            await client.publish(
                in_topic(mqtt.topic, slots), in_body(mqtt.payload, slots), qos=1, retain=mqtt.retain, timeout=seconds
            )
    except TimeoutError as error:
        raise CommandError("broker-slow", f"{broker} took more than {seconds:g} seconds.".capitalize()) from error
    except aiomqtt.MqttError as error:
        if not has_network():
            raise CommandError("no-network", f"Myna's service has no network for {broker}.", OPEN_NETWORK) from error
        raise CommandError("broker-failed", f"There is no message for {broker}: {error}") from error
    return ""


def _password(mqtt: Mqtt) -> str | None:
    if mqtt.password_file is None:
        return None
    try:
        return mqtt.password_file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is no text in UTF-8"
        raise CommandError("password-unreadable", f"{mqtt.password_file} cannot be read: {why}.") from error
