"""Publishes a message for a command."""

import asyncio
from collections.abc import Mapping
from typing import Any

from myna.config.commands import MQTT_MISSING, Mqtt
from myna.config.placeholders import in_body, in_topic
from myna.core.errors import CommandError
from myna.platform.network import OPEN_NETWORK, has_network


async def publish(mqtt: Mqtt, slots: Mapping[str, Any], seconds: float) -> str:
    """Publish a message; returns "" once the broker has it. Raises CommandError, as where aiomqtt is missing."""
    try:
        import aiomqtt
    except ModuleNotFoundError as error:
        raise CommandError("mqtt-missing", "MQTT is not installed.", MQTT_MISSING) from error

    broker, deadline = f"the MQTT broker at {mqtt.host}", asyncio.get_running_loop().time() + seconds
    client = aiomqtt.Client(mqtt.host, mqtt.port, username=mqtt.username, password=_password(mqtt), timeout=seconds)
    try:
        async with client:
            left = deadline - asyncio.get_running_loop().time()
            await client.publish(
                in_topic(mqtt.topic, slots), in_body(mqtt.payload, slots), qos=1, retain=mqtt.retain, timeout=left
            )
    except (aiomqtt.MqttError, ValueError) as error:  # ValueError: an empty topic
        if not has_network():
            raise CommandError("no-network", f"Myna's service has no network for {broker}.", OPEN_NETWORK) from error
        raise CommandError("broker-failed", f"There is no message for {broker}: {error}.") from error
    finally:
        client._client.disconnect()  # aiomqtt forgets a connection that the broker never accepted
    return ""


def _password(mqtt: Mqtt) -> str | None:
    if mqtt.password_file is None:
        return None
    try:
        return mqtt.password_file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is no text in UTF-8"
        raise CommandError("password-unreadable", f"{mqtt.password_file} cannot be read: {why}.") from error
