"""Variables that hold a port or an address -> whose port it is: `API_PORT=8080`, `MAPS_ENDPOINT=http://localhost:3006`."""

from __future__ import annotations

import re
from dataclasses import dataclass

_NAME = re.compile(
    r"^(?:VITE_|NEXT_PUBLIC_|REACT_APP_|EXPO_PUBLIC_|PUBLIC_)?([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*?)_"
    r"(?:(?:BASE_|SERVER_|SERVICE_)?(?:URL|URI|ENDPOINT|ADDRESS|ORIGIN)|(?:HOST_|HTTP_|SERVER_|EXTERNAL_)?PORT)$"
)
_LOCAL = re.compile(r"^[a-z][a-z0-9+]*://(?:[^\s/@]{0,80}@)?(?:localhost|127\.0\.0\.1|0\.0\.0\.0):(\d{2,5})(?:/|$)")


_INSIDE = re.compile(r"^[a-z][a-z0-9+]*://(?:[^\s/@]{0,80}@)?([a-z][a-z0-9-]{2,60}):(\d{2,5})(?:/|$)")


@dataclass(frozen=True, slots=True)
class Endpoint:
    """The words that name the thing, its port, and the side: `host port`, `container port`, or `port` where untold."""

    name: str
    port: str
    side: str


def endpoint(name: str, value: str) -> Endpoint | None:
    """The endpoint that a variable tells, None where it tells none; a host without a dot is a service's name."""
    match = _NAME.match(name)
    if not match:
        return None
    words = match[1].replace("_", " ").lower()
    if name.endswith("PORT"):
        return Endpoint(words, value, "port") if value.isdigit() and len(value) < 6 else None
    address = _LOCAL.match(value)
    if address:
        return Endpoint(words, address[1], "host port")
    inside = _INSIDE.match(value)
    return Endpoint(inside[1], inside[2], "container port") if inside else None
