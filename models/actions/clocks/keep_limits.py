"""Keeps the limits of the law: one that cases run under is never changed, but succeeded by another from a date on."""

from datetime import date, datetime, time, timedelta

from peewee import fn

from models.rules.clocks.statutory import ACTIONS, UNIT_LABELS, LegalAction, LegalUnit
from models.rules.core.errors import RuleBroken
from models.rules.core.moments import from_wib
from models.rules.privacy.visibility import Scope
from models.tables import Complaint, StatutoryClock, StatutoryRule
from models.tables.privacy.visible import hidden_cases, hides_nothing

# What a case was promised; the name, the basis and the end of a limit may be corrected at any time.
_PROMISED = ("kind", "source", "action", "amount", "unit", "valid_from")
_LONGEST = 3650


class LimitNotAllowed(RuleBroken):
    """Batas waktu ini tidak dapat disimpan."""


def check_limit(row: StatutoryRule) -> None:
    """Raise LimitNotAllowed where a limit is invalid, or would change a limit that cases already have."""
    if not 0 < row.amount <= _LONGEST:
        raise LimitNotAllowed(f"Lamanya harus antara 1 dan {_LONGEST}.")
    if row.action not in list(LegalAction) or row.unit not in list(LegalUnit):
        raise LimitNotAllowed
    if row.valid_until and row.valid_until < row.valid_from:
        raise LimitNotAllowed("Tanggal akhir tidak boleh sebelum tanggal mulai.")
    before = StatutoryRule.get_or_none(StatutoryRule.id == row.id) if row.id else None
    if before is None:
        _check_successor(row)
    elif any(getattr(before, name) != getattr(row, name) for name in _PROMISED) and (count := cases_under(row)):
        raise LimitNotAllowed(
            f"{count} kasus sudah memakai batas ini, jadi isinya tetap. "
            "Pilih “Ganti” untuk batas yang berlaku kemudian."
        )


def succeed(row: StatutoryRule) -> int:
    """End the earlier limits of the same key the day before this one begins; return how many."""
    ended = ended_by(row)
    for earlier in ended:
        StatutoryRule.update(valid_until=earlier.valid_until).where(StatutoryRule.id == earlier.id).execute()
    return len(ended)


def ended_by(row: StatutoryRule) -> list[StatutoryRule]:
    """Return the earlier limits of the same key as they are once this one has begun. Changes nothing."""
    earlier = (StatutoryRule.key == row.key) & (StatutoryRule.valid_from < row.valid_from)
    beyond = StatutoryRule.valid_until.is_null() | (StatutoryRule.valid_until >= row.valid_from)
    found = list(StatutoryRule.select().where(earlier & beyond & (StatutoryRule.id != (row.id or 0))))
    for one in found:
        one.valid_until = row.valid_from - timedelta(days=1)
    return found


def cases_under(row: StatutoryRule) -> int:
    """Return how many cases run or ran under a limit."""
    return int(StatutoryClock.select().where(StatutoryClock.rule == row.id).count())


def cases_under_each(rules: list[int], scope: Scope) -> dict[int, int]:
    """Return the same for several limits, by one query, without the cases hidden from whoever asks."""
    counted = StatutoryClock.select(StatutoryClock.rule, fn.COUNT(StatutoryClock.id))
    mine = StatutoryClock.rule.in_(rules)
    if not hides_nothing(scope):
        mine &= StatutoryClock.complaint.not_in(hidden_cases(scope))
    return dict(counted.where(mine).group_by(StatutoryClock.rule).tuples())


def limit_in_words(row: StatutoryRule) -> str:
    """Return a limit as the office reads it: Menanggapi pelapor dalam 14 hari."""
    return f"{ACTIONS[LegalAction(row.action)].label} dalam {row.amount} {UNIT_LABELS[LegalUnit(row.unit)]}"


def _check_successor(row: StatutoryRule) -> None:
    """Raise LimitNotAllowed unless a successor begins after the last case that has the earlier limit."""
    same = StatutoryRule.select(StatutoryRule.id).where(StatutoryRule.key == row.key)
    since = Complaint.opened_at >= from_wib(datetime.combine(row.valid_from, time()))
    promised = StatutoryClock.select().join(Complaint).where(StatutoryClock.rule.in_(same) & since)
    if promised.exists():
        raise LimitNotAllowed(
            "Sudah ada kasus yang dibuka sejak tanggal itu dengan batas yang lama; kasus itu tetap memakainya. "
            "Pilih tanggal mulai sesudahnya."
        )
    if StatutoryRule.select().where((StatutoryRule.key == row.key) & (StatutoryRule.valid_from >= row.valid_from)):
        raise LimitNotAllowed("Batas ini sudah punya pengganti yang mulai pada atau sesudah tanggal itu.")


def key_of(label: str, valid_from: date) -> str:
    """Return the key of a new limit, which all its successors share."""
    words = "".join(sign if sign.isascii() and sign.isalnum() else " " for sign in label.lower()).split()
    return f"{'_'.join(words)[:28]}_{valid_from:%Y%m%d}".strip("_")
