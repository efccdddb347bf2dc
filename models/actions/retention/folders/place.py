"""Records where the paper folder of a case stands, and says what is known of it now."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.case import locked_case
from models.actions.core.case_papers import newer_by_place
from models.actions.core.form_key import spend_form_key
from models.actions.retention.folders.handed import Handed, handed_over
from models.rules.retention.folders import FolderRefused, Place, check_free, check_place
from models.rules.staff.permissions import Permission
from models.tables import Complaint, FolderLoan, FolderPlace, database


@dataclass(frozen=True)
class Standing:
    """Where a folder stands and who has it, or that it is with the records centre; all None where neither."""

    place: FolderPlace | None = None
    loan: FolderLoan | None = None
    newer: int = 0  # papers issued, or copies returned, since it was last put away
    handed: Handed | None = None

    @property
    def words(self) -> str:
        """Return where a folder is as one line, empty where nobody recorded it."""
        if self.handed is not None:
            return self.handed.words
        return words_of(self.place) if self.place is not None else ""


def place_folder(
    complaint_id: int,
    typed: tuple[str, str, str, str],
    actor: Actor,
    now: datetime,
    *,
    seen: int | None = None,
    form_key: str | None = None,
) -> FolderPlace:
    """Record that the actor put a folder into a place. `typed`: room, rack, box, count of sheets.

    `seen`: the row of the place that the form showed, 0 for none. Raises FolderRefused, NotVisible.
    """
    actor.demand(Permission.KEEP_FOLDERS)
    place, sheets = check_place(*typed)
    with database.atomic():
        spend_form_key(form_key, actor, now)
        case = locked_case(complaint_id, actor)
        before = standing_of(case)
        check_free(before.loan is not None, before.handed is not None)
        if seen is not None and seen != (before.place.id if before.place else 0):
            raise FolderRefused("Tempatnya baru saja dicatat orang lain. Periksa yang sekarang, lalu catat lagi.")
        end_places([case.id], now)
        made = FolderPlace.create(
            complaint=case.id,
            room=place.room,
            rack=place.rack,
            box=place.box,
            sheets=sheets,
            placed_by=actor.person_id,
            placed_at=now,
        )
        was = words_of(before.place) if before.place else ""
        after = f"{place.words}, {sheets} lembar"
        audit_trail.write(actor, now, AuditEvent("tata_berkas", f"complaint:{case.id}", was, after))
        return made


def place_of(row: FolderPlace) -> Place:
    """Return the place of a row."""
    return Place(row.room, row.rack, row.box)


def words_of(row: FolderPlace) -> str:
    """Return a place as one line."""
    return place_of(row).words


def standing_of(case: Complaint) -> Standing:
    """Return where the folder of a case stands now."""
    return standings_of([case.id]).get(case.id, Standing())


def standings_of(cases: Iterable[int]) -> dict[int, Standing]:
    """Return by case where its folder is now; a case of whose folder nothing was recorded is left out."""
    keys = sorted(set(cases))
    lent = FolderLoan.select().where(FolderLoan.complaint.in_(keys) & FolderLoan.returned_at.is_null())
    loans, handed = {row.complaint_id: row for row in lent}, handed_over(keys)
    found = _in_place(keys, loans)
    return {
        key: replace(found.get(key, Standing(loan=loans.get(key))), handed=handed.get(key))
        for key in sorted(found.keys() | loans.keys() | handed.keys())
    }


def end_places(cases: Iterable[int], now: datetime) -> None:
    """Record that the folders of these cases left their places: handed over, or destroyed."""
    here = FolderPlace.complaint.in_(sorted(set(cases))) & FolderPlace.ended_at.is_null()
    FolderPlace.update(ended_at=now).where(here).execute()


def _in_place(keys: list[int], loans: dict[int, FolderLoan]) -> dict[int, Standing]:
    rows = {
        row.complaint_id: row
        for row in FolderPlace.select().where(FolderPlace.complaint.in_(keys) & FolderPlace.ended_at.is_null())
    }
    newer = newer_by_place([row.id for row in rows.values()]) if rows else {}
    return {key: Standing(row, loans.get(key), newer.get(row.id, 0)) for key, row in rows.items()}


def places_of(case: Complaint) -> Iterator[FolderPlace]:
    """Yield every place a case's folder stood in, the latest first."""
    yield from FolderPlace.select().where(FolderPlace.complaint == case.id).order_by(FolderPlace.id.desc())
