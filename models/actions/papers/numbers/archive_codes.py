"""Which archive code a paper or a case's file has on a day, and which codes may be chosen then."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from models.rules.core.moments import to_wib
from models.rules.retention.retention import Fate
from models.rules.retention.scheme import SchemeRow
from models.tables import ArchiveScheme, Classification, CodeChoice, Complaint, PaperType, PaperTypeVersion

PAPER, CATEGORY = "naskah:", "kategori:"


@dataclass(frozen=True)
class Span:
    """Files of a category (empty: of all without a code of their own) opened from a day on until before another.

    `asks`: what the code that they have says of how long they are kept.
    """

    category: str
    since: date | None
    until: date | None
    asks: SchemeRow


@dataclass(frozen=True)
class ArchiveCodes:
    """All choices and codes, read once, to be asked for many cases."""

    choices: Mapping[str, list[tuple[date, str]]]  # by subject, the latest first
    schemes: tuple[tuple[date, str], ...]  # imported ones, the latest first
    rows: tuple[Classification, ...]

    def chosen(self, subject: str, day: date) -> str:
        """Return the code chosen for a subject on a day, or an empty text."""
        return next((code for since, code in self.choices.get(subject, ()) if since <= day), "")

    def dated(self, subject: str, day: date) -> list[tuple[date, str]]:
        """Return the code chosen for a subject that holds on a day, and those that will, each with its first day."""
        rows = sorted(self.choices.get(subject, ()))
        held = [row for row in rows if row[0] <= day]
        return [*held[-1:], *(row for row in rows if row[0] > day)]

    def offered(self, day: date) -> dict[str, Classification]:
        """Return the codes that may be chosen for a day: those in force then that are not switched off."""
        return {code: row for code, row in self.in_force(day).items() if row.active}

    def in_force(self, day: date) -> Mapping[str, Classification]:
        """Return the codes of a day: of the newest imported scheme, else all shipped or typed ones.

        One switched off since is among them: what was filed under it is kept as it says.
        """
        turn = bisect_right(self._turns, day)
        if turn not in self._by_turn:
            self._by_turn[turn] = self._codes_of(day)
        return self._by_turn[turn]

    def _codes_of(self, day: date) -> Mapping[str, Classification]:
        newest = next((name for since, name in self.schemes if since <= day), None)
        if newest is not None:
            return {row.code: row for row in self.rows if row.scheme == newest}
        mine = [row for row in self._unimported if row.valid_from <= day]
        return {row.code: row for row in sorted(mine, key=lambda row: (row.active, row.valid_from))}

    @cached_property
    def _unimported(self) -> tuple[Classification, ...]:
        whole = {name for _since, name in self.schemes}
        return tuple(row for row in self.rows if row.scheme not in whole)

    @cached_property
    def _turns(self) -> list[date]:
        """The days from which other codes are in force: between two of them nothing changes."""
        return sorted({since for since, _name in self.schemes} | {row.valid_from for row in self._unimported})

    @cached_property
    def _by_turn(self) -> dict[int, Mapping[str, Classification]]:
        """What was found in force, as it is asked for: a scheme has thousands of codes, a list hundreds of files."""
        return {}

    def is_lost(self, subject: str, day: date) -> bool:
        """Whether the code chosen for a subject on a day is in no scheme from then on, so that it says nothing."""
        code = self.chosen(subject, day)
        days = [day, *(since for since, _name in self.schemes if since > day)]
        return bool(code) and not any(code in self.in_force(one) for one in days)

    def of_file(self, case: Complaint) -> str:
        """Return the archive code of a case's file: its category's on the day it was opened, else the general one."""
        return self._of(case.category, to_wib(case.opened_at).date())

    def row_of_file(self, case: Complaint) -> SchemeRow | None:
        """Return what the scheme of the day a case was opened says of its file's code; None without code or years."""
        return self._asked(case.category, to_wib(case.opened_at).date())

    def own_categories(self) -> list[str]:
        """Return the categories for which a code was ever chosen."""
        names = (subject.removeprefix(CATEGORY) for subject in self.choices if subject.startswith(CATEGORY))
        return sorted(name for name in names if name)

    def spans(self) -> list[Span]:
        """Return what codes ask of files, by category and the days between which a file was opened."""
        days = sorted({*self._turns, *(since for rows in self.choices.values() for since, _code in rows)})
        edges = [None, *days]
        found = list[Span]()
        for category in ("", *self.own_categories()):
            for since, until in zip(edges, [*days, None], strict=True):
                asks, last = self._asked(category, since or date.min), found[-1] if found else None
                if asks is None:
                    continue
                if last is not None and (last.category, last.until, last.asks) == (category, since, asks):
                    found[-1] = replace(last, until=until)
                else:
                    found.append(Span(category, since, until, asks))
        return found

    def _of(self, category: str, day: date) -> str:
        return self.chosen(f"{CATEGORY}{category}", day) or self.chosen(CATEGORY, day)

    def _asked(self, category: str, day: date) -> SchemeRow | None:
        code = self._of(category, day)
        row = self.in_force(day).get(code) if code else None
        if row is None or not row.fate:
            return None
        return SchemeRow(row.code, row.meaning, row.active_years, row.inactive_years, Fate(row.fate))


def archive_codes() -> ArchiveCodes:
    """Return all choices, imported schemes and codes."""
    choices = _chosen()
    schemes = ArchiveScheme.select().order_by(ArchiveScheme.valid_from.desc())
    rows = Classification.select().order_by(Classification.id)
    return ArchiveCodes(choices, tuple((row.valid_from, row.name) for row in schemes), tuple(rows))


def codes_of_files() -> ArchiveCodes:
    """Return the choices alone: enough to say which code files have, without the thousands of rows of a scheme."""
    return ArchiveCodes(_chosen(), (), ())


def file_code(case: Complaint) -> str:
    """Return the archive code of one case's file, empty where none was chosen for its day."""
    return codes_of_files().of_file(case)


def _chosen() -> dict[str, list[tuple[date, str]]]:
    choices: dict[str, list[tuple[date, str]]] = {}
    for row in CodeChoice.select().order_by(CodeChoice.valid_from.desc()):
        choices.setdefault(row.subject, []).append((row.valid_from, row.code))
    return choices


def settings_on(settings: Mapping[str, str], day: date) -> dict[str, str]:
    """Return the office's settings with the archive codes of papers on a day: chosen by date, else of their own type.

    Of an own type the code is that of its version in force on that day: a later change names no earlier paper.
    """
    rows = CodeChoice.select().where(CodeChoice.subject.startswith(PAPER) & (CodeChoice.valid_from <= day))
    chosen = {row.subject.removeprefix(PAPER): row.code for row in rows.order_by(CodeChoice.valid_from)}
    of_types = _settings_named(codes_of_types(day))
    typed = {key: archive for key, archive in settings.items() if archive or key not in of_types}
    return of_types | typed | _settings_named(chosen)


def _settings_named(codes: Mapping[str, str]) -> dict[str, str]:
    return {f"klasifikasi_{code}": archive for code, archive in codes.items()}


def codes_of_types(day: date) -> dict[str, str]:
    """Return the archive codes that own types had on a day, those without one left out. One query.

    A paper dated before its type was made has the code of the first version.
    """
    columns = (PaperType.code, PaperTypeVersion.classification, PaperTypeVersion.made_at)
    rows = PaperTypeVersion.select(*columns).join(PaperType).order_by(PaperTypeVersion.number)
    found: dict[str, str] = {}
    for code, archive, made_at in rows.tuples():
        if code not in found or to_wib(made_at).date() <= day:
            found[code] = archive
    return {code: archive for code, archive in found.items() if archive}
