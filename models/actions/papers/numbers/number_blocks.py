"""The ranges of numbers Tata Usaha grants (mode blok): entered, shown, and warned of when they run low."""

from dataclasses import dataclass
from datetime import datetime

from peewee import Expression

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.form_key import spend_form_key
from models.actions.core.give_notice import give_notice
from models.actions.core.give_number import locked_series
from models.rules.core.errors import NumberNotAllowed
from models.rules.core.moments import to_wib
from models.rules.papers.numbering import HIGHEST, LOW_SHARE, is_low
from models.rules.staff.permissions import Permission
from models.rules.staff.roles import Role
from models.tables import IssuedNumber, NumberBlock, NumberSeries, database

# Who asks Tata Usaha for another range.
_ASKERS = (Role.KASUBSI_INFOKIM, Role.PENGELOLA)


@dataclass(frozen=True)
class Grant:
    """A range as Tata Usaha granted it: its series and year, first and last number, and by whom."""

    unit: str
    year: int
    series: str
    first: int
    final: int
    granted_by: str


@dataclass(frozen=True)
class BlockState:
    """How far a range is used: `left` numbers are free; `low` from four fifths on."""

    series: str
    year: int
    first: int
    final: int
    granted_by: str
    granted_at: datetime
    given: int
    left: int
    low: bool


def grant_block(grant: Grant, actor: Actor, now: datetime, *, form_key: str | None = None) -> NumberBlock:
    """Record a granted range. Raises NumberNotAllowed where it is invalid or begins before numbers already known."""
    actor.demand(Permission.REGISTER_NUMBER)
    with database.atomic():
        spend_form_key(form_key, actor, now)
        _check_range(grant, to_wib(now).year)
        series = locked_series(grant.unit, grant.year, grant.series)
        highest = max([series.last, *(row.final for row in NumberBlock.select().where(_of(series)))])
        if grant.first <= highest:
            raise NumberNotAllowed(
                f"Rentang harus dimulai sesudah {highest}: nomor sampai itu sudah dipakai atau sudah diberikan."
            )
        block = NumberBlock.create(
            series=series.id,
            first=grant.first,
            final=grant.final,
            granted_at=now,
            granted_by=grant.granted_by.strip()[:200],
        )
        what = f"{grant.series} {grant.year}: {grant.first}–{grant.final}"
        audit_trail.write(actor, now, AuditEvent("blok_nomor", f"number_block:{block.id}", "", what))
        return block


def _check_range(grant: Grant, year: int) -> None:
    if not grant.unit or not grant.series:
        raise NumberNotAllowed("Isi kode unit di Profil kantor lebih dahulu.")
    if not 1 <= grant.first <= grant.final <= HIGHEST:
        raise NumberNotAllowed(f"Rentang nomor berjalan dari kecil ke besar, antara 1 dan {HIGHEST}.")
    if abs(grant.year - year) > 1:
        raise NumberNotAllowed(f"Tahun {grant.year} terlalu jauh; isi tahun surat yang akan dinomori.")
    if not grant.granted_by.strip():
        raise NumberNotAllowed("Tuliskan siapa di Tata Usaha yang memberikan rentang ini.")


def block_states(unit: str, year: int) -> list[BlockState]:
    """Return the ranges of a unit and year with how far each is used, in the order of use."""
    mine = (NumberSeries.unit == unit) & (NumberSeries.year == year)
    blocks = NumberBlock.select(NumberBlock, NumberSeries).join(NumberSeries).where(mine)
    found = []
    for block in blocks.order_by(NumberSeries.series, NumberBlock.first):
        given = max(0, min(block.series.last, block.final) - block.first + 1)
        size = block.final - block.first + 1
        found.append(
            BlockState(
                series=block.series.series,
                year=year,
                first=block.first,
                final=block.final,
                granted_by=block.granted_by,
                granted_at=block.granted_at,
                given=given,
                left=size - given,
                low=given >= max(1, int(size * LOW_SHARE)),
            )
        )
    return found


def tell_if_low(holder: str, now: datetime) -> bool:
    """Tell those who ask for ranges when this number uses up four fifths of the last range; return whether it did."""
    number = (
        IssuedNumber.select(IssuedNumber, NumberSeries).join(NumberSeries).where(IssuedNumber.holder == holder).get()
    )
    beyond = NumberBlock.final >= number.urut
    blocks = list(NumberBlock.select().where(_of(number.series) & beyond).order_by(NumberBlock.first))
    if len(blocks) != 1 or not is_low(blocks[0].first, blocks[0].final, number.urut):
        return False
    left = blocks[0].final - number.urut
    text = (
        f"Blok nomor {blocks[0].first}–{blocks[0].final} tinggal {left} nomor. Minta rentang baru kepada Tata Usaha."
    )
    give_notice(_ASKERS, "blok_nomor", text, f"blok:{blocks[0].id}", now)
    return True


def _of(series: NumberSeries) -> Expression:
    return NumberBlock.series == series.id
