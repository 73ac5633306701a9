"""Normalised amounts: when two cannot both be true, and how a person reads them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
EXACT, ABOVE, BELOW, ABOUT = range(4)
_SIGN = {">": ABOVE, "<": BELOW, "~": ABOUT}
ROUND = 1.15  # how far apart two numbers may be that are the same about
SAME = 1.001  # two spellings of one amount: 16 TiB, 16383 GiB
_UNITS = {
    "duration": ((86400.0, "d"), (3600.0, "h"), (60.0, "min"), (1.0, "s"), (0.001, "ms")),
    "size": ((1e12, "TB"), (1e9, "GB"), (1e6, "MB"), (1e3, "kB"), (1.0, "B")),
    "share": ((1.0, "%"),),
    "voltage": ((1.0, "V"), (1e-3, "mV")),
    "current": ((1e-3, "mA"),),
    "power": ((1e3, "kW"), (1.0, "W"), (1e-3, "mW")),
    "frequency": ((1e9, "GHz"), (1e6, "MHz"), (1e3, "kHz"), (1.0, "Hz")),
    "bit rate": ((1e9, "Gbps"), (1e6, "Mbps"), (1.0, "bps")),
}


class Amounts:
    """The amounts of many mentions as arrays: the ends of the range, and the kind of bound."""

    def __init__(self, values: Sequence[str]) -> None:
        parsed = [_parse(value) for value in values]
        self.bound = np.array([row[0] for row in parsed], np.int64)
        self.low = np.array([row[1] for row in parsed], np.float64)
        self.high = np.array([row[2] for row in parsed], np.float64)

    def clash(self, a: Ints, b: Ints) -> Bools:
        """Whether the amounts of two mentions cannot both be true."""
        x, y = self.bound[a], self.bound[b]
        apart = (np.maximum(self.low[a], self.low[b]) > np.minimum(self.high[a], self.high[b]) * SAME) & (
            np.minimum(self.high[a], self.high[b]) > 0  # none of something is no amount of it
        )
        near = np.maximum(self.low[a], self.low[b]) <= ROUND * np.minimum(self.high[a], self.high[b])
        admitted = self._admits(a, b) | self._admits(b, a)
        out: Bools = apart & ~(((x == ABOUT) | (y == ABOUT)) & near) & ~admitted
        return out

    def _admits(self, a: Ints, b: Ints) -> Bools:
        """Whether the first is a bound that lets the second be, where the second is none of the same kind."""
        x, y = self.bound[a], self.bound[b]
        above = (x == ABOVE) & (y != ABOVE) & (self.high[b] >= self.low[a])
        out: Bools = above | ((x == BELOW) & (y != BELOW) & (self.low[b] <= self.high[a]))
        return out

    def ratio(self, a: Ints, b: Ints) -> Floats:
        """How many times the larger amount is the smaller, as a logarithm."""
        one, other = self.low[a] + self.high[a], self.low[b] + self.high[b]
        low, high = np.minimum(one, other), np.maximum(one, other)
        return np.log(np.maximum(high, 1e-9) / np.maximum(low, 1e-9))


def _parse(value: str) -> tuple[int, float, float]:
    parts = [float(part) for part in value.lstrip("<>~").split("-")]
    return _SIGN.get(value[:1], EXACT), min(parts), max(parts)


def shown(value: str, dimension: str) -> str:
    """The amount in the largest unit that leaves it a short number: `604800` of duration is `7 d`."""
    bound, low, high = _parse(value)
    units = _UNITS.get(dimension, ())
    plain = next(((size, unit) for size, unit in units if size == 1.0), (1.0, ""))
    size, unit = next(((size, unit) for size, unit in units if low >= size and _short(low / size)), plain)
    numbers = [f"{number / size:.6g}" for number in ((low, high) if high != low else (low,))]
    sign = value[0] if bound != EXACT else ""
    rest = {"factor": "x", "share": " %"}.get(
        dimension, f" {unit}" if unit else f" {dimension}" if dimension.startswith("of") else ""
    )
    return f"{sign}{'-'.join(numbers)}{rest}"


def _short(number: float) -> bool:
    return len(f"{number:.6g}") <= 5 and abs(number - float(f"{number:.4g}")) < 1e-9 * number
