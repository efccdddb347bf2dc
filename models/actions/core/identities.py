"""Who the complainants of protected cases are: for masking every text, and for the one page that shows them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from models.actions.core.office_facts import office_settings
from models.actions.core.text_marks.standing import NOTHING_MARKED, Marks, marks_of
from models.rules.privacy.masking import NO_MASK, Mask
from models.tables import Complaint, ComplaintMessage, Contact, Handle, Message, Thread
from models.tables.core.declaring import held_by, identities_in, sought_in
from models.tables.core.filled import filled
from models.tables.core.prepared import prepared

# The columns for which an identity has fields of its own.
_NAMED = frozenset(
    {Contact.name, Contact.address, Contact.email, Contact.nationality, Handle.value, Handle.display_name}
)
# Ids asked for in one query.
_PART = 5000


@dataclass(frozen=True)
class Identity:
    """Everything known of the person behind a case: one label and value per fact."""

    names: tuple[str, ...]
    handles: tuple[tuple[str, str], ...]  # kind, value
    emails: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    nationality: str = ""
    more: tuple[tuple[str, str], ...] = ()  # what else the columns declare of him: label, value
    sought: tuple[str, ...] = ()  # every value that identifies him by itself, as the columns declare
    told: tuple[str, ...] = ()  # his messages of which the mask hides something, in full; filled for a look alone
    marks: Marks = NOTHING_MARKED  # what officers marked in the texts of the case

    @property
    def mask(self) -> Mask:
        """Return the mask that hides this person."""
        return Mask(self.sought, marked=self.marks.hidden, spared=self.marks.spared)

    @property
    def gate(self) -> Mask:
        """Return what a text of the case passes before it leaves the house as masked: it names nobody then."""
        return replace(self.mask, always=True)


def identity_of(complaint_id: int) -> Identity:
    """Return the person behind one case, from all joined contacts and everybody who wrote in it."""
    return _identities({complaint_id})[complaint_id]


def identities_of(complaints: Iterable[int]) -> dict[int, Identity]:
    """Return the person behind each of these cases; as many queries for many cases as for one."""
    ids, found = sorted(complaints), dict[int, Identity]()
    for start in range(0, len(ids), _PART):
        found |= _identities(set(ids[start : start + _PART]))
    return found


def masks_of(complaints: Iterable[int]) -> dict[int, Mask]:
    """Return the masks of the protected ones among these cases; one query where there is none."""
    ids, found = list(complaints), dict[int, Mask]()
    for start in range(0, len(ids), _PART):
        hidden = {row for (row,) in _protected(ids[start : start + _PART])}
        found |= {case: identity.mask for case, identity in _identities(hidden).items()}
    return found


@prepared
def _protected(cases: list[int]) -> Any:
    return Complaint.select(Complaint.id).where(Complaint.id.in_(cases) & Complaint.identity_protected).tuples()


def mask_of(case: Complaint) -> Mask:
    """Return the mask for the texts of one case; no query where its complainant is not protected."""
    if not case.identity_protected:
        return NO_MASK
    own = office_settings().get("telepon_publik", "").split(",")
    return replace(_identities({case.id})[case.id].mask, own=tuple(own))


def masks_of_messages(messages: Iterable[int]) -> dict[int, Mask]:
    """Return the masks of those of these messages that are in a protected case."""
    ids, found = list(messages), dict[int, Mask]()
    for start in range(0, len(ids), _PART):
        links = ComplaintMessage.select(ComplaintMessage.message, ComplaintMessage.complaint).join(Complaint)
        here = ComplaintMessage.message.in_(ids[start : start + _PART]) & ComplaintMessage.undone_at.is_null()
        cases: dict[int, list[int]] = defaultdict(list)
        for message, case in links.where(here & Complaint.identity_protected).tuples():
            cases[message].append(case)
        masks = masks_of({case for some in cases.values() for case in some})
        for message, some in cases.items():
            found[message] = _together([masks[case] for case in some])
    return found


def _together(masks: list[Mask]) -> Mask:
    """Return what hides all that one of these masks hides; what is spared in one case alone stays hidden."""
    return Mask(
        tuple(word for mask in masks for word in mask.telling),
        marked=tuple(word for mask in masks for word in mask.marked),
        spared=tuple(word for word in masks[0].spared if all(mask.leaves(word) for mask in masks)),
    )


def _identities(cases: set[int]) -> dict[int, Identity]:
    if not cases:
        return {}
    people = _contacts_of(cases)
    groups = joined_people({contact for some in people.values() for contact in some})
    everybody = {contact for group in groups.values() for contact in group}
    contacts = {row.id: row for row in _people(sorted(everybody))}
    handles: dict[int, list[Handle]] = defaultdict(list)
    for handle in _handles(sorted(everybody)):
        handles[handle.contact_id].append(handle)
    known, marks = _known_in_cases(cases), marks_of(cases)
    return {
        case: replace(
            _identity(
                [contacts[one] for one in sorted({one for who in some for one in groups[who]})],
                *(handles, known.get(case)),
            ),
            marks=marks.get(case, NOTHING_MARKED),
        )
        for case, some in people.items()
    }


def _known_in_cases(cases: set[int]) -> dict[int, Complaint]:
    """Return what the cases' own columns say of who complained; no query where they are empty."""
    columns = identities_in(Complaint)
    rows = Complaint.select(Complaint.id, *columns).where(Complaint.id.in_(cases)) if columns else ()
    return {row.id: row for row in rows}


def _contacts_of(cases: set[int]) -> dict[int, set[int]]:
    """Return for each case its contact and the contacts of everybody who wrote in it."""
    found: dict[int, set[int]] = defaultdict(set)
    for case, contact in _who(sorted(cases)):
        found[case].add(contact)
    return found


@prepared
def _who(cases: list[int]) -> Any:
    own = Complaint.select(Complaint.id, Complaint.contact).where(Complaint.id.in_(cases))
    linked = ComplaintMessage.complaint.in_(cases) & ComplaintMessage.undone_at.is_null()
    links = (
        ComplaintMessage.select(ComplaintMessage.complaint, Handle.contact).join(Message).join(Thread).join(Handle)
    )
    return (own | links.where(linked)).tuples()


@prepared
def _people(contacts: list[int]) -> Any:
    return Contact.select().where(Contact.id.in_(contacts))


@prepared
def _handles(contacts: list[int]) -> Any:
    return Handle.select().where(Handle.contact.in_(contacts)).order_by(Handle.id)


@prepared
def _joined_near(contacts: list[int]) -> Any:
    near = (Contact.id.in_(contacts) | Contact.joined_into.in_(contacts)) & Contact.joined_into.is_null(False)
    return Contact.select(Contact.id, Contact.joined_into).where(near).tuples()


def joined_people(contacts: set[int]) -> dict[int, set[int]]:
    """Return for each of these contacts all contacts of the same person, over joins in both directions."""
    pairs: set[tuple[int, int]] = set()
    known, edge = set(contacts), set(contacts)
    while edge:
        rows = _joined_near(sorted(edge))
        fresh = {(contact, filled(joined)) for contact, joined in rows} - pairs
        pairs |= fresh
        edge = {contact for pair in fresh for contact in pair} - known
        known |= edge
    group = {contact: {contact} for contact in known}
    for one, other in pairs:
        whole = group[one] | group[other]
        group |= dict.fromkeys(whole, whole)
    return {contact: group[contact] for contact in contacts}


def _identity(contacts: list[Contact], handles: dict[int, list[Handle]], case: Complaint | None) -> Identity:
    own = [handle for contact in contacts for handle in handles[contact.id]]
    names = [contact.name for contact in contacts] + [handle.display_name for handle in own]
    return Identity(
        names=_told(names),
        handles=tuple((handle.kind, handle.value) for handle in own),
        emails=_told(contact.email for contact in contacts),
        addresses=_told(contact.address for contact in contacts),
        nationality=", ".join(_told(contact.nationality for contact in contacts)),
        more=_more([*contacts, *own, *([case] if case else [])]),
        sought=_sought([*contacts, *own, *([case] if case else [])]),
    )


def _more(rows: Iterable[Any]) -> tuple[tuple[str, str], ...]:
    told = ((column, getattr(row, column.name)) for row in rows for column in identities_in(type(row)))
    found = ((held_by(column).handed_as or column.name, str(value)) for column, value in told if column not in _NAMED)
    return tuple(dict.fromkeys((word, value) for word, value in found if value.strip()))


def _sought(rows: Iterable[Any]) -> tuple[str, ...]:
    values = (getattr(row, column.name) for row in rows for column in sought_in(type(row)))
    return _told(value for value in values if isinstance(value, str))


def _told(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value.strip()))
