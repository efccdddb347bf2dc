"""Who holds which post, as it is entered by hand: what may not be stored, and what waits for a second person."""

from collections.abc import Sequence

from models.actions.core.actor import ACTING, not_ended_by
from models.actions.core.second.people import known_official
from models.actions.core.second.rows import HeldRows, Line
from models.rules.core.errors import RuleBroken
from models.rules.core.moments import day_words
from models.rules.staff.permissions import Permission
from models.rules.staff.roles import ROLES, Role
from models.rules.staff.second_person import Known
from models.tables import OfficeHolder, Official

POST_KINDS = {"definitif": "Definitif", "plt": "Plt.", "plh": "Plh."}


def check_holder(row: OfficeHolder) -> None:
    """Raise RuleBroken where dates run backwards, an acting holder lacks his order, or a post has two holders."""
    if row.valid_until and row.valid_until < row.valid_from:
        raise RuleBroken("Tanggal akhir tidak boleh sebelum tanggal mulai.")
    if row.kind != "definitif" and not row.order_number:
        raise RuleBroken("Isi nomor surat perintah untuk Plt. atau Plh.")
    same = (OfficeHolder.post == row.post) & (OfficeHolder.kind == row.kind) & (OfficeHolder.id != (row.id or 0))
    still = OfficeHolder.valid_until.is_null() | (OfficeHolder.valid_until >= row.valid_from)
    before_end = OfficeHolder.valid_from <= row.valid_until if row.valid_until else OfficeHolder.id > 0
    if OfficeHolder.select().where(same & still & before_end & not_ended_by(row.valid_from)).exists():
        raise RuleBroken("Jabatan ini masih dipegang orang lain pada masa itu. Isi dahulu tanggal akhirnya.")


def gives_rights(row: OfficeHolder, before: OfficeHolder | None) -> bool:
    """Whether a holder as entered acts for a post whose rights he then has; an earlier end alone gives nobody any."""
    return row.kind in ACTING and not (before is not None and _only_shortens(row, before))


def _only_shortens(row: OfficeHolder, before: OfficeHolder) -> bool:
    same = ("post", "official_id", "kind", "valid_from")
    earlier = row.valid_until is not None and (before.valid_until is None or row.valid_until <= before.valid_until)
    ends = row.valid_until == before.valid_until or earlier
    return ends and all(getattr(row, name) == getattr(before, name) for name in same)


def official_words(official_id: int | None) -> str:
    """Return an official as a second person reads him: by his name and NIP."""
    row = Official.get_or_none(Official.id == official_id) if official_id else None
    return "" if row is None else f"{row.name} · NIP {row.nip}" if row.nip else row.name


def _whom(row: OfficeHolder) -> Sequence[Known]:
    return (known_official(row.official_id),)


HELD_HOLDER = HeldRows(
    "pemangku",
    "Pemangku jabatan",
    Permission.KEEP_OFFICE,
    OfficeHolder,
    {
        "post": Line("Jabatan", lambda row: ROLES[Role(row.post)].title),
        "official_id": Line("Pejabat", lambda row: official_words(row.official_id)),
        "kind": Line("Sebagai", lambda row: POST_KINDS.get(row.kind, row.kind)),
        "valid_from": Line("Mulai", lambda row: day_words(row.valid_from)),
        "valid_until": Line("Sampai", lambda row: day_words(row.valid_until) if row.valid_until else "tanpa batas"),
        "order_number": Line("Surat perintah", lambda row: row.order_number),
    },
    check_holder,
    lambda row: f"{POST_KINDS.get(row.kind, row.kind)} {ROLES[Role(row.post)].title}",
    _whom,
)
