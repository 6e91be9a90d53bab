"""When the sun rises and sets, by the package ``astral``, which is imported at the first question."""

from datetime import date, datetime, tzinfo
from typing import Literal

Event = Literal["sunrise", "sunset"]


def moment_of(event: Event, latitude: float, longitude: float, day: date, zone: tzinfo) -> datetime | None:
    """When the sun rises or sets on ``day`` of the time zone ``zone``; None where it does not.

    Latitude and longitude are in degrees, north and east being positive.
    """
    from astral import Observer, sun

    tell = sun.sunrise if event == "sunrise" else sun.sunset
    try:
        return tell(Observer(latitude, longitude), day, tzinfo=zone)
    except ValueError:  # the sun stays above or below the horizon
        return None
