"""Hides who complained, at his wish or because of the matter, and ends that again."""

import json
from collections.abc import Collection, Mapping
from datetime import datetime

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.case import locked_case, touch
from models.actions.core.form_key import spend_form_key
from models.actions.core.identities import identity_of, mask_of
from models.actions.core.sent_papers import open_of
from models.rules.core.errors import ReasonMissing, RuleBroken
from models.rules.core.texts import storable
from models.rules.papers.documents import DocumentState
from models.rules.papers.own.own_type import READDRESSED, declared_in
from models.rules.privacy.masking import Mask
from models.rules.staff.permissions import Permission
from models.tables import Category, Complaint, Document, SecrecyChange, database
from models.tables.core.declaring import held_by

_UNSIGNED = (str(DocumentState.KONSEP), str(DocumentState.DIPARAF))


def protect_identity(
    complaint_id: int,
    reason: str,
    actor: Actor,
    now: datetime,
    *,
    version: int | None = None,
    form_key: str | None = None,
) -> Complaint:
    """Show the complainant of a case as a number from now on, on drafts too. Raises RuleBroken."""
    with database.atomic():
        case = _opened(complaint_id, Permission.PROTECT, reason, actor, now, version, form_key)
        if case.identity_protected:
            raise RuleBroken("Identitas pelapor kasus ini sudah dirahasiakan.")
        touch(case, identity_protected=True)
        mask_drafts(case)
        _trace(case, "rahasiakan_identitas", reason, actor, now)
        return case


def unprotect_identity(
    complaint_id: int,
    reason: str,
    actor: Actor,
    now: datetime,
    *,
    version: int | None = None,
    form_key: str | None = None,
) -> Complaint:
    """Name the complainant again where the category allows it. Raises RuleBroken."""
    with database.atomic():
        case = _opened(complaint_id, Permission.UNPROTECT, reason, actor, now, version, form_key)
        if not case.identity_protected:
            raise RuleBroken("Identitas pelapor kasus ini tidak dirahasiakan.")
        if case.misconduct or demands_protection(case.category):
            raise RuleBroken("Kategori kasus ini mewajibkan kerahasiaan identitas, jadi tidak dapat diakhiri.")
        touch(case, identity_protected=False)
        _trace(case, "akhiri_kerahasiaan", reason, actor, now)
        return case


def demands_protection(category: str) -> bool:
    """Whether complaints of this category hide their complainants."""
    row = Category.get_or_none(Category.key == category) if category else None
    return bool(row and row.protects_identity)


def mask_drafts(case: Complaint) -> None:
    """Mask the complainant in a case's papers that are not signed yet.

    What is away to be signed stays as it went, as a signed one does: somebody signs just those words.
    """
    mask = mask_of(case)
    drafts = list(Document.select().where((Document.complaint == case.id) & Document.state.in_(_UNSIGNED)))
    away = open_of([draft.id for draft in drafts])
    homes = [" ".join(home.split()) for home in identity_of(case.id).addresses] if drafts else []
    for draft in (one for one in drafts if one.id not in away):
        masked = _unaddressed(masked_facts(json.loads(draft.facts), mask), homes)
        facts = json.dumps(masked, ensure_ascii=False)
        Document.update(facts=facts, recipient=mask(draft.recipient)).where(Document.id == draft.id).execute()


def masked_facts(facts: Mapping[str, object], mask: Mask) -> dict[str, object]:
    """Return a paper's facts with the complainant masked; what the office says of itself stays."""
    harmless = held_by(Document.facts).harmless or frozenset()
    return {key: value if key in harmless else mask.over(value, harmless) for key, value in facts.items()}


def _unaddressed(facts: dict[str, object], homes: Collection[str]) -> dict[str, object]:
    """Return a draft's facts without the complainant's home address, which no mask can tell from other words.

    An own type of letter to somebody else keeps where it goes, unless that is the complainant's home.
    """
    elsewhere = declared_in(facts) is not None and READDRESSED not in facts
    earlier = facts.get("superseded", [])
    wordings = [one["words"] for one in earlier] if isinstance(earlier, list) else []
    for words in (facts, *wordings):
        written = " ".join(str(words.get("address", "")).split())
        if written and not (elsewhere and not any(home in written for home in homes)):
            words["address"] = ""
    return facts | ({READDRESSED: []} if READDRESSED in facts else {})


def _opened(
    complaint_id: int,
    permission: Permission,
    reason: str,
    actor: Actor,
    now: datetime,
    version: int | None,
    key: str | None,
) -> Complaint:
    actor.demand(permission)
    spend_form_key(key, actor, now)
    case = locked_case(complaint_id, actor, version)
    if not reason.strip():
        raise ReasonMissing("Tuliskan alasannya, misalnya: diminta pelapor lewat pesan tanggal sekian.")
    return case


def _trace(case: Complaint, event: str, reason: str, actor: Actor, now: datetime) -> None:
    plain = storable(" ".join(reason.split()))[:300]
    words = mask_of(case)(plain)
    SecrecyChange.create(
        complaint=case.id, protected=case.identity_protected, reason=words, made_by=actor.person_id, made_at=now
    )
    audit_trail.write(actor, now, AuditEvent(event, f"complaint:{case.id}"))
