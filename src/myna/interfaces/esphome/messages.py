"""The messages of ESPHome's native API, by the numbers of their kinds.

Their fields come from the library ``aioesphomeapi``, of which nothing else is used: it is a client, and Myna is none.
"""

from typing import Any

from aioesphomeapi import api_options_pb2, api_pb2
from google.protobuf.message import DecodeError

from myna.interfaces.esphome.frames import BadMessage

api: Any = api_pb2
"""The messages, by their names, and the values of their fields."""

API_VERSION = (1, 12)
"""The version of the native API that is spoken: media players tell what they can do, and entities have ids."""

_FROM_DEVICE_ALONE = 1
_ALL = {
    descriptor.GetOptions().Extensions[api_options_pb2.id]: descriptor
    for descriptor in api.DESCRIPTOR.message_types_by_name.values()
}
_TAKEN = {
    kind: getattr(api, descriptor.name)
    for kind, descriptor in _ALL.items()
    if kind and descriptor.GetOptions().Extensions[api_options_pb2.source] != _FROM_DEVICE_ALONE
}
"""What a client may send."""


def kind_of(message: Any) -> int:
    """The number of a message's kind."""
    found: int = message.DESCRIPTOR.GetOptions().Extensions[api_options_pb2.id]
    return found


def parsed(kind: int, payload: bytes) -> Any:
    """A message of a client; None for a kind that is not known here. Raises BadMessage."""
    made = _TAKEN.get(kind)
    if made is None:
        return None
    try:
        return made.FromString(payload)
    except DecodeError as error:
        raise BadMessage(f"no {made.DESCRIPTOR.name}") from error
