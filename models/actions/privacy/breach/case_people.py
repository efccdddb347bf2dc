"""Whose data a case held: its complainant, whoever wrote in it, who was confirmed to be him; one line a person."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from models.actions.core.identities import joined_people
from models.rules.privacy.breach import DESTROYED, MASKED, NO_WAY, Affected, Data, Shown, Surety
from models.rules.retention.retention import DESTROYED as DESTROYED_NAME
from models.rules.retention.retention import STANDS_FOR
from models.tables import (
    Complaint,
    ComplaintMessage,
    Contact,
    Handle,
    Invitation,
    InvitationClaim,
    Message,
    SecrecyChange,
    Thread,
)

_AT_ONCE = 500  # ids asked for by one query
_MOST_EVIDENCE = 20  # rows of the trail named for one line; the trail has the rest


@dataclass
class _Line:
    surety: Surety = Surety.POSSIBLE
    cases: set[int] = field(default_factory=set)
    contacts: set[int] = field(default_factory=set)
    data: set[Data] = field(default_factory=set)
    moments: list[datetime] = field(default_factory=list)
    evidence: dict[str, None] = field(default_factory=dict)

    def add(self, one: Shown, data: Iterable[Data]) -> None:
        """Take in that something was shown."""
        self.data |= set(data)
        self.moments.append(one.at)
        if one.surety is Surety.CERTAIN:
            self.surety = Surety.CERTAIN
        if one.evidence:
            self.evidence[one.evidence] = None
        if one.case:
            self.cases.add(one.case)


def affected(shown: Collection[Shown]) -> tuple[Affected, ...]:
    """Return one line for each person whose data was shown, the certain first.

    A case whose complainant is protected has a line of its own without a name, so that no line joins the two.
    """
    cases = _cases({one.case for one in shown if one.case})
    wrote = _writers(cases)
    protected = _protected_since(cases)
    root = _roots({one.contact for one in shown if one.contact} | {who for row in wrote.values() for who in row})
    lines: dict[tuple[str, int], _Line] = defaultdict(_Line)
    for one in shown:
        case = cases.get(one.case or 0)
        if case is None and one.contact is None:
            continue
        whom = _who_at(one, wrote[case.id]) if case is not None and one.whole else {one.contact or 0}
        hidden = case is not None and case.identity_protected
        data = one.data - {Data.IDENTITY} if case and _was_masked(one, protected.get(case.id)) else one.data
        keys = {("case", case.id)} if case is not None and hidden else {("person", root[who]) for who in whom if who}
        for key in keys:
            lines[key].add(one, data)
            lines[key].contacts |= set() if hidden else {who for who in whom if root.get(who) == key[1]}
    told = [_told(key, line, cases) for key, line in lines.items()]
    return tuple(sorted(told, key=lambda row: (row.surety is not Surety.CERTAIN, row.first, row.cases)))


def parts(ids: Iterable[int]) -> Iterator[list[int]]:
    """Yield ids in as many lists as it takes to ask for them."""
    every = sorted(ids)
    for start in range(0, len(every), _AT_ONCE):
        yield every[start : start + _AT_ONCE]


def _cases(ids: Collection[int]) -> dict[int, Complaint]:
    found: dict[int, Complaint] = {}
    for some in parts(ids):
        found |= {row.id: row for row in Complaint.select().where(Complaint.id.in_(some))}
    return found


def _writers(cases: Collection[int]) -> dict[int, dict[int, list[Any]]]:
    """Return for each case its contact, and whoever wrote in it with the times his messages stood there."""
    found: dict[int, dict[int, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for some in parts(cases):
        for case, contact in Complaint.select(Complaint.id, Complaint.contact).where(Complaint.id.in_(some)).tuples():
            found[case][contact].append(None)  # always
        columns = (ComplaintMessage.complaint, Handle.contact, ComplaintMessage.linked_at, ComplaintMessage.undone_at)
        links = ComplaintMessage.select(*columns).join(Message).join(Thread).join(Handle)
        rows: Any = links.where(ComplaintMessage.complaint.in_(some)).distinct().namedtuples()
        for row in rows:
            found[row.complaint][row.contact].append(row)
    return found


def _who_at(one: Shown, wrote: dict[int, list[Any]]) -> set[int]:
    """Return whose words stood in a case when it was shown."""
    return {who for who, times in wrote.items() if any(_stood(time, one.at) for time in times)}


def _stood(time: Any, at: datetime) -> bool:
    return time is None or (time.linked_at <= at and (time.undone_at is None or at <= time.undone_at))


def _roots(contacts: set[int]) -> dict[int, int]:
    """Return for each contact the one that stands for the person: joined, or confirmed by an invitation."""
    groups = joined_people(contacts)
    claims = InvitationClaim.select(Complaint.contact, Handle.contact).join(Invitation).join(Complaint)
    claims = claims.join_from(InvitationClaim, Thread).join(Handle).where(InvitationClaim.confirmed_at.is_null(False))
    root = {one: min(group) for one, group in groups.items()}
    for asked, came in claims.distinct().tuples():
        if asked in root and came in root and root[asked] != root[came]:
            low, high = sorted((root[asked], root[came]))
            root = {one: low if who == high else who for one, who in root.items()}
    return root


def _protected_since(cases: dict[int, Complaint]) -> dict[int, list[Any]]:
    """Return the changes of secrecy of the cases that are protected now."""
    found: dict[int, list[Any]] = defaultdict(list)
    for some in parts(key for key, row in cases.items() if row.identity_protected):
        rows = SecrecyChange.select().where(SecrecyChange.complaint.in_(some)).order_by(SecrecyChange.id)
        for row in rows:
            found[row.complaint_id].append(row)
        for key in some:
            found[key] = found[key]
    return found


def _was_masked(one: Shown, changes: list[Any] | None) -> bool:
    """Whether the name was masked when this was shown; what nobody changed was protected from its beginning."""
    if changes is None or not one.masked:
        return False
    before = [row for row in changes if row.made_at <= one.at]
    if before:
        return bool(before[-1].protected)
    return not changes or not changes[0].protected


def _told(key: tuple[str, int], line: _Line, cases: dict[int, Complaint]) -> Affected:
    gone = [cases[case] for case in line.cases if cases[case].destroyed_at]
    hidden = key[0] == "case"
    name, ways = ("", ()) if hidden else _known(line.contacts)
    notes = [MASKED] if hidden else []
    if gone:
        notes.append(DESTROYED)
    elif not hidden and not ways:
        notes.append(NO_WAY)
    evidence = tuple(line.evidence)
    more = (f"dan {len(evidence) - _MOST_EVIDENCE} baris lain",) if len(evidence) > _MOST_EVIDENCE else ()
    return Affected(
        surety=line.surety,
        name=name,
        cases=tuple(sorted(cases[case].number for case in line.cases)),
        ways=ways,
        data=frozenset(line.data),
        first=min(line.moments),
        last=max(line.moments),
        evidence=evidence[:_MOST_EVIDENCE] + more,
        notes=tuple(notes),
    )


def _known(contacts: set[int]) -> tuple[str, tuple[str, ...]]:
    """Return what a person is called and by what he can be reached, over all his contacts."""
    whole = {one for group in joined_people(contacts).values() for one in group}
    rows = list(Contact.select().where(Contact.id.in_(sorted(whole))).order_by(Contact.id))
    handles = list(Handle.select().where(Handle.contact.in_(sorted(whole))).order_by(Handle.id))
    called = [row.name for row in rows] + [row.display_name for row in handles]
    names = dict.fromkeys(name for name in called if name not in ("", DESTROYED_NAME))
    ways = [f"{row.kind}: {row.value}" for row in handles if not row.value.startswith(STANDS_FOR)] + [
        f"surel: {row.email}" for row in rows if row.email
    ]
    return next(iter(names), ""), tuple(ways)
