"""Conditions of a channel whose token or version of the platform's API ends; channel_health.py judges by them."""

from collections.abc import Callable
from datetime import timedelta

from models.rules.channels.channel_facts import Condition, Facts, Grade
from models.rules.channels.lifetimes import WARNED_BEFORE, TokenLife, ends_soon, warned_before
from models.rules.core.moments import day_words, to_wib

_LONG, _SHORT = WARNED_BEFORE
_RENEW = "Buat token baru, lalu isikan lewat tombol Ubah di halaman Kanal."


def _reached(span: timedelta) -> Callable[[Facts], bool]:
    return lambda facts: facts.token_left is not None and warned_before(facts.token_left) == span


def _is_unknown(facts: Facts) -> bool:
    return facts.token_life is TokenLife.UNKNOWN and facts.token_left is None and facts.state == "ok"


def token_left_words(facts: Facts) -> str:
    """Return how long the token still lasts."""
    left = facts.token_left or timedelta(0)
    return f"{left.days} hari" if left.days else f"{int(left.total_seconds() // 3600)} jam"


def _ends(facts: Facts) -> str:
    return f"Token kanal habis {token_left_words(facts)} lagi. {_RENEW}"


def version_words(facts: Facts) -> str:
    """Return which version of the platform's API ends when; "" where none does soon."""
    row = facts.version
    if row is None or row.ends is None or not ends_soon(row, to_wib(facts.moment).date()):
        return ""
    over = row.ends < to_wib(facts.moment).date()
    return f"{row.api} {row.version} {'sudah berakhir' if over else 'berakhir'} {day_words(row.ends)}"


ENDS: tuple[Condition, ...] = (
    Condition(
        "token_expired",
        Grade.PAUSED,
        _reached(timedelta(0)),
        lambda _facts: (
            "Token kanal sudah habis. Buat token baru, isikan lewat tombol Ubah, lalu tekan Uji sambungan di halaman "
            "Kanal."
        ),
        "the token has expired",
    ),
    Condition("token_days", Grade.ATTENTION, _reached(_SHORT), _ends, "the token expires within three days"),
    Condition("token_weeks", Grade.ATTENTION, _reached(_LONG), _ends, "the token expires within fourteen days"),
    Condition(
        "token_unknown",
        Grade.ATTENTION,
        _is_unknown,
        lambda _facts: (
            "Masa berlaku token tidak diketahui: platform tidak menyebutnya. Lihat di halaman pengembangnya, dan "
            "buat token baru sebelum habis."
        ),
        "the platform does not say when the token expires; look there, and make a new one in time",
    ),
    Condition(
        "version_ends",
        Grade.ATTENTION,
        lambda facts: bool(version_words(facts)),
        lambda facts: (
            f"{version_words(facts)}. Isi versi yang lebih baru lewat tombol Ubah, lalu tekan Uji sambungan."
        ),
        "this version of the platform's API ends within ninety days, or has ended: set a newer one",
    ),
)
