"""Takes a staff list pasted from a spreadsheet: what it would change, and, once confirmed, officials and posts."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.form_key import spend_form_key
from models.rules.core.errors import RuleBroken
from models.rules.core.moments import to_wib
from models.rules.core.texts import storable
from models.rules.intake.filing import phone_number
from models.rules.office.staff_rows import Finding, Person, people_of
from models.rules.office.staff_table import FIELD_LABELS, Field, StaffTable, plain, read_staff_table
from models.rules.staff.permissions import Permission
from models.rules.staff.roles import ROLES, SECTION_LABELS, Section
from models.tables import OfficeHolder, Official, database
from models.tables.core.database import is_sqlite


class ListChanged(RuleBroken):
    """Data kantor berubah sejak daftar ini diperiksa. Periksa lagi di bawah, lalu simpan."""


class NothingToTake(RuleBroken):
    """Tidak ada yang dapat disimpan dari daftar ini. Perbaiki barisnya di lembar kerja, lalu tempel lagi."""


@dataclass(frozen=True)
class TakenRow:
    """One row and what it would do: the official it changes (None: a new one), what changes, if it fills a post."""

    person: Person
    official: int | None = None
    changes: tuple[tuple[str, str, str], ...] = ()  # column, from, to
    fills_post: bool = False

    @property
    def does(self) -> str:
        """Return what the row does, in words."""
        if self.person.stopped:
            return "dilewati"
        if self.official is None:
            return "baru"
        words = ", ".join(f"{column}: {before or '–'} → {after}" for column, before, after in self.changes)
        return f"diperbarui ({words})" if words else "jabatan diisi" if self.fills_post else "sudah sama"

    @property
    def stores(self) -> bool:
        """Whether it changes anything."""
        return not self.person.stopped and (self.official is None or bool(self.changes) or self.fills_post)


@dataclass(frozen=True)
class ListPlan:
    """What taking a list would do; nothing is stored yet."""

    table: StaffTable
    rows: tuple[TakenRow, ...]

    @property
    def stored(self) -> int:
        """Return how many rows change something."""
        return sum(row.stores for row in self.rows)

    @property
    def passed_over(self) -> int:
        """Return how many rows cannot be taken."""
        return sum(row.person.stopped for row in self.rows)

    @property
    def seal(self) -> str:
        """Return a mark of all it would do, by which the confirmation knows that it is what was shown."""
        said = [(row.person, row.official, row.changes, row.fills_post) for row in self.rows]
        return hashlib.sha256(repr(said).encode()).hexdigest()


def plan_staff_list(
    text: str, chosen: Mapping[int, str] | None, arranged: Callable[[str], str], now: datetime
) -> ListPlan:
    """Return what taking a pasted list would do. `arranged` punctuates titles. Raises ListUnreadable."""
    table = read_staff_table(storable(text), chosen)
    if not table.complete:
        return ListPlan(table, ())
    people = people_of(table, phone_number)
    people = [one if one.stopped else replace(one, name=arranged(one.name)) for one in people]
    return ListPlan(table, tuple(_rows(people, to_wib(now).date())))


def take_staff_list(
    text: str,
    chosen: Mapping[int, str] | None,
    seal: str,
    arranged: Callable[[str], str],
    actor: Actor,
    now: datetime,
    *,
    form_key: str | None = None,
) -> ListPlan:
    """Store what the plan said, all or nothing. Raises ListChanged, NothingToTake, NotPermitted, AlreadyDone."""
    actor.demand(Permission.KEEP_OFFICE)
    with database.atomic():
        spend_form_key(form_key, actor, now)
        _one_at_a_time()
        plan = plan_staff_list(text, chosen, arranged, now)
        if plan.seal != seal:
            raise ListChanged
        if not plan.stored:
            raise NothingToTake
        for row in plan.rows:
            if row.stores:
                _store(row, actor, now)
        return plan


def _one_at_a_time() -> None:
    """Lock out another list until this transaction ends, so that nobody is entered twice (on SQLite it does)."""
    if not is_sqlite():
        database.execute_sql("SELECT pg_advisory_xact_lock(hashtext('staff list'))")


def _rows(people: list[Person], today: date) -> list[TakenRow]:
    officials = list(Official.select().order_by(Official.id))
    query = OfficeHolder.select(OfficeHolder, Official).join(Official)
    holders = list(query.where(OfficeHolder.kind == "definitif").order_by(OfficeHolder.valid_from))
    found: list[TakenRow] = []
    for person in people:
        row = _row(person, officials, holders, today)
        twin = next((one for one in found if row.official and one.official == row.official), None)
        if twin is not None:
            same = Finding(f"Ini orang yang sama dengan baris {twin.person.line}. Satu orang satu baris.")
            row = TakenRow(replace(person, findings=(*person.findings, same)))
        found.append(row)
    return found


def _row(person: Person, officials: list[Official], holders: list[OfficeHolder], today: date) -> TakenRow:
    if person.stopped:
        return TakenRow(person)
    known = _known(person, officials)
    if isinstance(known, Finding):
        return TakenRow(replace(person, findings=(*person.findings, known)))
    fills, found = _fills(person, known, holders, today)
    person = replace(person, findings=(*person.findings, *found))
    return TakenRow(person, known.id if known else None, _changes(person, known) if known else (), fills)


def _known(person: Person, officials: list[Official]) -> Official | Finding | None:
    """Return the official a row is about: of the same NIP, or of the same name where one of the two has none."""
    name = person.name.casefold()
    same = [one for one in officials if one.nip == person.nip] if person.nip else []
    same = same or [one for one in officials if one.name.casefold() == name and not (one.nip and person.nip)]
    if len(same) > 1:
        return Finding(f"Ada {len(same)} pejabat bernama {person.name}. Beri NIP-nya agar jelas yang mana.")
    if same and same[0].sample:
        return Finding("NIP atau nama ini milik pejabat latihan. Hapus data latihan dahulu, lalu tempel lagi.")
    if same and not set(plain(same[0].name).split()) & set(plain(person.name).split()):
        return Finding(f"NIP ini milik {same[0].name}. Periksa NIP-nya, atau ubah namanya pada Kantor › Pejabat.")
    return same[0] if same else None


def _changes(person: Person, known: Official) -> tuple[tuple[str, str, str], ...]:
    """Return what a row says differently; what it leaves empty stays."""
    wanted = {
        "name": (Field.NAMA, person.name),
        "nip": (Field.NIP, person.nip),
        "rank": (Field.PANGKAT, person.rank),
        "section": (Field.SEKSI, SECTION_LABELS[person.section] if person.section else ""),
        "phone": (Field.TELEPON, person.phone),
    }
    kept = {column: str(getattr(known, column) or "") for column in wanted}
    kept["section"] = SECTION_LABELS[Section(known.section)] if known.section else ""
    return tuple(
        (FIELD_LABELS[label], kept[column], value)
        for column, (label, value) in wanted.items()
        if value and value != kept[column]
    )


def _fills(
    person: Person, known: Official | None, holders: list[OfficeHolder], today: date
) -> tuple[bool, list[Finding]]:
    """Return whether a row fills its post, and who holds it otherwise."""
    since = person.since or today
    of_post = [row for row in holders if row.post == person.post]
    holder = next((row for row in of_post if row.valid_until is None or row.valid_until >= since), None)
    if person.post is None or holder is None:
        return person.post is not None, []
    if known is not None and holder.official_id == known.id:
        return False, []
    practice = " (pejabat latihan; hapus data latihan dahulu)" if holder.official.sample else ""
    words = (
        f"{ROLES[person.post].label} dipegang {holder.official.name}{practice}: jabatannya tidak diubah. "
        "Isi dahulu tanggal akhirnya pada Pemangku jabatan, lalu tempel lagi."
    )
    return False, [Finding(words, stops=False)]


def _store(row: TakenRow, actor: Actor, now: datetime) -> None:
    person = row.person
    section = str(person.section) if person.section else None
    if row.official is None:
        official = Official.create(
            name=person.name, nip=person.nip, rank=person.rank, phone=person.phone, section=section
        )
    else:
        told = {
            "name": person.name,
            "nip": person.nip,
            "rank": person.rank,
            "phone": person.phone,
            "section": section,
        }
        given = {column: value for column, value in told.items() if value}
        Official.update(given).where(Official.id == row.official).execute()
        official = Official.get_by_id(row.official)
    # Which columns changed, without a number: others read the trail.
    columns = ", ".join(column for column, _, _ in row.changes) if row.official else "baru"
    audit_trail.write(actor, now, AuditEvent("daftar_pegawai", f"official:{official.id}", after=columns))
    if row.fills_post and person.post is not None:
        since = person.since or to_wib(now).date()
        held = OfficeHolder.create(post=str(person.post), official=official, valid_from=since)
        event = AuditEvent("daftar_pegawai", f"office_holder:{held.id}", after=f"{person.post}:{since.isoformat()}")
        audit_trail.write(actor, now, event)


def facts_of_row(row: TakenRow) -> list[str]:
    """Return what a row says of its person, as its preview shows it."""
    person = row.person
    since = f" sejak {person.since.strftime('%d-%m-%Y')}" if person.since else ""
    post = f"{ROLES[person.post].label}{since}" if person.post else ""
    section = SECTION_LABELS[person.section] if person.section else ""
    nip = f"NIP {person.nip}" if person.nip else ""
    return [words for words in (nip, person.rank, post, section, person.phone) if words]
