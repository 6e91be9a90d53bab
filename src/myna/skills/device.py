"""The box itself: how warm it is, how much memory is free; and what it does not do by voice."""

from collections.abc import Callable, Mapping

from myna.core.reply import Reply, amended
from myna.nlu.responses import Responses
from myna.platform.heat import Condition, read_condition
from myna.platform.memory import Memory, read_memory, resident_bytes
from myna.skills.skill_set import Handler, Skill

_GIGABYTE = 1e9


class DeviceSkill(Skill):
    """Tells what ``condition``, ``memory`` and ``taken_bytes`` read of the machine at that moment."""

    name = "device"

    def __init__(
        self,
        responses: Responses,
        condition: Callable[[], Condition] = read_condition,
        memory: Callable[[], Memory] = read_memory,
        taken_bytes: Callable[[], int] = resident_bytes,
    ) -> None:
        self._responses = responses
        self._condition = condition
        self._memory = memory
        self._taken_bytes = taken_bytes

    def handlers(self) -> Mapping[str, Handler]:
        """What answers each intent."""
        return {
            "MynaHeat": lambda _: self._heat(),
            "MynaMemoryFree": lambda _: self._free(),
            "MynaAddress": lambda _: self._refusal("device_address"),
            "MynaPower": lambda _: self._refusal("device_power"),
        }

    def _heat(self) -> Reply | None:
        degrees = self._condition().temperature_celsius
        if degrees is None:
            return self._responses.reply("device_heat_unknown")
        return amended(self._responses.reply("device_heat", degrees=round(degrees)), slots={"celsius": round(degrees)})

    def _free(self) -> Reply | None:
        memory, taken = self._memory(), self._taken_bytes()
        slots = {"taken_bytes": taken, "total_bytes": memory.total_bytes, "available_bytes": memory.available_bytes}
        said = self._responses.reply(
            "device_memory",
            used=f"{taken / _GIGABYTE:.1f}",
            total=f"{memory.total_bytes / _GIGABYTE:.1f}",
            free=f"{memory.available_bytes / _GIGABYTE:.1f}",
        )
        return amended(said, slots=slots)

    def _refusal(self, key: str) -> Reply | None:
        return amended(self._responses.reply(key), refuses=True)
