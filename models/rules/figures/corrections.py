"""What lines added to a closed register make of its figures: counted with them, beside the figures without."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from models.rules.core.moments import day_words, to_wib
from models.rules.figures.register_words import Changed, changed, changed_words

Total = tuple[str, str, str]  # channel, category, status


class Said(NamedTuple):
    """One line of a register; `corrects`: the position of the line it corrects, None where it was added."""

    position: int
    complaint: int
    corrects: int | None
    facts: Mapping[str, object]
    reason: str
    at: datetime
    later: bool


class Correction(NamedTuple):
    """A line written after the closing, with what it says otherwise; an added one changes nothing, it is one more."""

    position: int
    number: str
    corrects: int | None
    changes: tuple[Changed, ...]
    reason: str
    at: datetime


@dataclass(frozen=True)
class Closing:
    """How a closed month stands for one scope: when it was closed and its figures kept, and what was written since.

    `received` and `statuses`: with what was written since, `received_then` and `statuses_then`: as shown. `kept_at`:
    None where the figures of this scope were not kept. `not_counted`: complaints of the month that it has only since.
    """

    closed_at: datetime
    kept_at: datetime | None
    corrections: tuple[Correction, ...] = ()
    received_then: int = 0
    received: int = 0
    statuses_then: Mapping[str, int] = field(default_factory=dict)
    statuses: Mapping[str, int] = field(default_factory=dict)
    not_counted: int = 0

    @property
    def corrected_at(self) -> datetime | None:
        """Return when the newest line was written; None where there is none."""
        return max((one.at for one in self.corrections), default=None)


def standing_words(closing: Closing) -> list[str]:
    """Return what a reader of the figures must know: whether they are the kept ones, and what they would be now."""
    said = []
    if closing.kept_at is None:
        said.append("Untuk bagian Anda angka ini tidak dibekukan: dihitung sekarang untuk keadaan ketika ditutup.")
    elif closing.kept_at > closing.closed_at:
        when = _moment(closing.kept_at)
        said.append(f"Bagian ini baru dibekukan {when}, dari yang masih tercatat; dapat berbeda dari angka kantor.")
    if closing.not_counted:
        many = closing.not_counted
        said.append(f"Tidak termasuk: {many} pengaduan bulan ini yang baru terbuka bagi Anda sesudah bulan ditutup.")
    return said + ([with_words(closing)] if closing.corrections else [])


def with_words(closing: Closing) -> str:
    """Return the counts with what was written since beside those without, as of when; empty where nothing was."""
    at = closing.corrected_at
    if at is None:
        return ""
    pairs = [("Diterima", closing.received_then, closing.received)]
    names = dict.fromkeys((*closing.statuses_then, *closing.statuses))
    pairs += [(name, closing.statuses_then.get(name, 0), closing.statuses.get(name, 0)) for name in names]
    said = [f"{name} semula {then}, kini {now}" for name, then, now in pairs if then != now]
    counts = "; ".join(said) or "jumlah menurut status tetap"
    head = f"Angka ini tanpa pembetulan. Dengan {len(closing.corrections)} baris yang ditulis sesudah bulan ditutup"
    return f"{head} (sampai {_moment(at)}): {counts}. Angka langkah tetap keadaan ketika ditutup."


def lines_words(closing: Closing) -> str:
    """Return what a reader of a closed register's lines must know of those written since; empty where none was."""
    at = closing.corrected_at
    if at is None:
        return ""
    many = f"{len(closing.corrections)} baris yang ditulis sesudah bulan ditutup (sampai {_moment(at)})"
    return f"Termasuk {many}; baris yang dibetulkan tetap tercetak seperti ketika ditutup."


def _moment(moment: datetime) -> str:
    return f"{day_words(to_wib(moment).date())} pukul {to_wib(moment):%H.%M} WIB"


def corrections_of(lines: Sequence[Said]) -> list[Correction]:
    """Return what was written after the closing, in the register's order."""
    before = {line.position: line.facts for line in lines}
    found = []
    for line in lines:
        if not line.later:
            continue
        changes = changed(before[line.corrects], line.facts) if line.corrects in before else []
        number = str(line.facts["number"])
        found.append(Correction(line.position, number, line.corrects, tuple(changes), line.reason, line.at))
    return found


def correction_words(one: Correction) -> str:
    """Return a correction as a sentence: semula …, kini …, karena …."""
    if one.corrects is None:
        return f"Baris {one.position} ({one.number}) ditambahkan: {one.reason}"
    said = "; ".join(changed_words(change) for change in one.changes) or "Dibetulkan"
    return f"Baris {one.corrects} ({one.number}): {said}, karena: {one.reason}"


def totals_with(totals: Mapping[Total, int], lines: Sequence[Said]) -> dict[Total, int]:
    """Return the counts of a month with what was written later: each case by its newest line.

    A case without a line of before the closing is one more.
    """
    found = Counter(totals)
    first: dict[int, Said] = {}
    newest: dict[int, Said] = {}
    for line in lines:
        first.setdefault(line.complaint, line)
        newest[line.complaint] = line
    for case, line in newest.items():
        if not line.later:
            continue
        if not first[case].later:
            found[_total(first[case])] -= 1
        found[_total(line)] += 1
    return {total: count for total, count in found.items() if count}


def by(totals: Mapping[Total, int], column: int) -> dict[str, int]:
    """Return counts added up by one column of their keys (0: channel, 1: category, 2: status)."""
    found: Counter[str] = Counter()
    for total, count in totals.items():
        found[total[column]] += count
    return dict(found)


def _total(line: Said) -> Total:
    return str(line.facts["channel"]), str(line.facts["category"]), str(line.facts["status"])
