"""Conditions of a channel whose token, version of the API, month's budget or machine ends (channel_health.py)."""

from collections.abc import Callable
from datetime import timedelta

from models.rules.channels.channel_facts import Condition, Facts, Grade
from models.rules.channels.costs.budget import THRIFTS, Spending, month_begins, spent_words
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


_NEAR, _OVER = THRIFTS[1].share, THRIFTS[-1].share


def _share(facts: Facts) -> int:
    return (facts.spending.share if facts.spending else None) or 0


def budget_words(spending: Spending) -> str:
    """Return what is spent of the budget, by our estimate, and what is done about it until when."""
    gone = "sudah habis" if (spending.share or 0) >= _OVER else "hampir habis"
    slow = spending.thrift.says.split(";")[0]
    return (
        f"Anggaran bulan ini {gone} menurut perkiraan: {spent_words(spending)}. Kanal {slow} sampai "
        f"{month_begins(spending)}; jawaban tetap dikirim."
    )


def _budget(facts: Facts) -> str:
    return budget_words(facts.spending) if facts.spending else ""


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
    Condition(
        "budget_over",
        Grade.ATTENTION,
        lambda facts: _share(facts) >= _OVER,
        _budget,
        "the month's budget is used up by our estimate: read every hour, answers go on; raise monthly_budget or wait",
    ),
    Condition(
        "budget_near",
        Grade.ATTENTION,
        lambda facts: _NEAR <= _share(facts) < _OVER,
        _budget,
        "the month's budget is nearly used up by our estimate: read less often, answers go on",
    ),
    Condition(
        "machine_gone",
        Grade.PAUSED,
        lambda facts: facts.machine_gone,
        lambda facts: (
            f"Kanal berhenti: komputer {facts.machine} dicabut. Perbarui token atau kata sandinya di platform, "
            "pindahkan kanal ke komputer lain, lalu isikan yang baru lewat tombol Ubah."
        ),
        "its machine was taken away: renew its secrets at the platform, channel move, then enter them anew",
    ),
    Condition(
        "lacks_secret",
        Grade.PAUSED,
        lambda facts: facts.lacks_secret and not facts.machine_gone,
        lambda facts: (
            f"Kanal berhenti: token atau kata sandinya belum diisikan untuk komputer {facts.machine}. "
            "Isikan lewat tombol Ubah."
        ),
        "nothing is sealed for the machine that serves it: enter its secrets (Kanal, Ubah)",
    ),
)
