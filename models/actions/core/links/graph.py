"""Reads and locks the graph of merges: what was merged into what, and which complaint leads."""

from collections.abc import Collection, Iterable

from peewee import ModelSelect

from models.actions.core.actor import Actor
from models.actions.core.case import is_visible
from models.rules.cases.links import LinkKind
from models.rules.core.errors import NotVisible
from models.tables import Complaint, ComplaintLink, database
from models.tables.core.database import is_sqlite

_LOCK = "complaint links"


def hold_graph() -> None:
    """Lock out changes of links and new pages until this transaction ends (on SQLite every writer does)."""
    if not is_sqlite():
        database.execute_sql("SELECT pg_advisory_xact_lock(hashtext(%s))", (_LOCK,))


def lean_on_graph() -> None:
    """Prevent changes of links until this transaction ends; others may do the same at once (a shared lock)."""
    if not is_sqlite():
        database.execute_sql("SELECT pg_advisory_xact_lock_shared(hashtext(%s))", (_LOCK,))


def lock_cases(ids: Iterable[int]) -> dict[int, Complaint]:
    """Lock these cases in the order of their ids, so that two callers cannot deadlock."""
    query = Complaint.select().where(Complaint.id.in_(list(ids))).order_by(Complaint.id)
    return {case.id: case for case in (query if is_sqlite() else query.for_update())}


def locked_and_seen(ids: set[int], actor: Actor) -> dict[int, Complaint]:
    """Lock and return these cases. Raises NotVisible where one is missing or hidden from this person."""
    cases = lock_cases(ids)
    if ids - cases.keys() or not all(is_visible(case, actor) for case in cases.values()):
        raise NotVisible
    return cases


def standing_merge(complaint: int) -> ComplaintLink | None:
    """Return the merge, not undone, by which a complaint went into another."""
    return _merges().where(ComplaintLink.source == complaint).order_by(ComplaintLink.id.desc()).first()


def merges_into(target: int) -> list[ComplaintLink]:
    """Return the merges, not undone, by which others went into this complaint."""
    return list(_merges().where(ComplaintLink.target == target).order_by(ComplaintLink.id))


def way_up(complaint: int) -> list[ComplaintLink]:
    """Return the merges from this complaint up to its lead, nearest first; none where it leads itself."""
    way: list[ComplaintLink] = []
    link = standing_merge(complaint)
    while link is not None:
        way.append(link)
        link = standing_merge(link.target_id)
    return way


def all_below(complaint: int) -> list[int]:
    """Return every complaint merged into this one, directly or through others."""
    found: list[int] = []
    edge = [complaint]
    while edge:
        edge = [link.source_id for one in edge for link in merges_into(one)]
        found += edge
    return found


def kin_of(complaint: int) -> list[int]:
    """Return the complaints whose citizens wait for this one's answer: merged into it, or it was split from them."""
    split = (ComplaintLink.kind == str(LinkKind.PECAH)) & ComplaintLink.undone_at.is_null()
    origins = ComplaintLink.select(ComplaintLink.source).where(split & (ComplaintLink.target == complaint))
    return [*all_below(complaint), *(row for (row,) in origins.tuples())]


def lead_all(complaints: Collection[int], lead: int | None) -> None:
    """Set which complaint leads these; None: each leads itself."""
    if complaints:
        Complaint.update(lead=lead).where(Complaint.id.in_(list(complaints))).execute()


def _merges() -> "ModelSelect[ComplaintLink]":
    standing = (ComplaintLink.kind == str(LinkKind.GABUNG)) & ComplaintLink.undone_at.is_null()
    return ComplaintLink.select().where(standing)
