"""The look through the texts of a protected case before it leaves the first desk, text by text, confirmed."""

from collections.abc import Collection
from datetime import datetime

from models.actions.core import audit_trail
from models.actions.core.actor import Actor
from models.actions.core.audit_trail import AuditEvent
from models.actions.core.case import locked_case, section_of, touch
from models.actions.core.form_key import spend_form_key
from models.actions.core.recused_posts import recused_of, suspected
from models.actions.core.text_marks.unreviewed import unreviewed_texts
from models.rules.cases.sop import Stage
from models.rules.cases.workflow import REVIEWED, hands_of
from models.rules.core.errors import NotPermitted, RuleBroken
from models.tables import Complaint, TextReview, database

_NOT_HIS = (
    "Kata-kata kasus yang dirahasiakan ditinjau oleh yang memegang mejanya, sebelum kasusnya meninggalkan meja itu."
)


def may_review(case: Complaint, actor: Actor) -> bool:
    """Whether this person has the case on his desk while its texts are looked through there."""
    if actor.role is None or not case.identity_protected or Stage(case.stage) not in REVIEWED:
        return False
    return actor.among(hands_of(Stage(case.stage), section_of(case), recused_of(case), suspected(case)))


def demand_reviewing(case: Complaint, actor: Actor) -> None:
    """Raise NotPermitted where this person does not look through the texts of this case now."""
    if not may_review(case, actor):
        raise NotPermitted(_NOT_HIS)


def confirm_review(
    complaint_id: int,
    shown: Collection[tuple[int, int]],
    actor: Actor,
    now: datetime,
    *,
    form_key: str | None = None,
) -> int:
    """Record that somebody looked through these wordings (message, number); return how many are left.

    Only what the form showed counts, so that what came meanwhile still waits. Raises RuleBroken.
    """
    with database.atomic():
        spend_form_key(form_key, actor, now)
        case = locked_case(complaint_id, actor)
        demand_reviewing(case, actor)
        waiting = unreviewed_texts(case)
        seen = [one for one in waiting if (one.message, one.version) in set(shown)]
        if not seen:
            raise RuleBroken(
                "Tidak ada pesan yang ditinjau. Muat ulang halaman: mungkin sudah ditinjau petugas lain."
            )
        for one in seen:
            row = {"message": one.message, "version": one.version}
            TextReview.create(complaint=case.id, made_by=actor.person_id, made_at=now, **row)
        touch(case)
        after = f"{len(seen)} pesan"
        audit_trail.write(actor, now, AuditEvent("tinjau_kata", f"complaint:{case.id}", after=after))
        return len(waiting) - len(seen)
