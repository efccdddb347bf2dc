"""What every report says of a set of durations, in minutes: count, mean, median, 95th percentile."""

from collections.abc import Sequence
from math import ceil
from statistics import fmean, median


def percentile(values: Sequence[float], share: float) -> float | None:
    """Return the smallest value that at least `share` (0–1) of the values do not exceed (nearest rank)."""
    if not values:
        return None
    ordered = sorted(values)
    return ordered[max(0, ceil(share * len(ordered)) - 1)]


def summary(values: Sequence[float]) -> dict[str, float | int | None]:
    """Return count, mean, median and 95th percentile, rounded to hundredths of a minute; None where nothing ended."""
    if not values:
        return {"count": 0, "mean": None, "median": None, "p95": None}
    ordered = sorted(values)
    p95 = percentile(ordered, 0.95)
    return {
        "count": len(ordered),
        "mean": round(fmean(ordered), 2),
        "median": round(median(ordered), 2),
        "p95": round(p95 or 0.0, 2),
    }
