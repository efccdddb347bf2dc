"""Lets outputs of a case no longer count: the only writer of that, so that what stood on them is recounted."""

from datetime import datetime

from peewee import ColumnBase

from models.actions.core.actor import Actor
from models.actions.core.law.recount_limits import recount_limits
from models.tables import StepOutput


def undo_paper(document: int) -> None:
    """Let what a paper counts as no longer count, where its case is at a step that waits for another one of it.

    It counted a moment ago, in the same transaction, so no limit stands on it yet. Needs a transaction.
    """
    StepOutput.update(undone=True).where(StepOutput.reference == f"document:{document}").execute()


def undo_outputs(complaint: int, which: ColumnBase, why: str, actor: Actor, now: datetime) -> list[StepOutput]:
    """Let outputs of a case that counted no longer count, and recount its limits; return them. Needs a transaction.

    `why`: the move or act that did it, as models/rules/clocks/law_met names it.
    """
    rows = list(StepOutput.select().where((StepOutput.complaint == complaint) & ~StepOutput.undone & which))
    if rows:
        StepOutput.update(undone=True).where(StepOutput.id.in_([row.id for row in rows])).execute()
        recount_limits([complaint], why, actor, now)
    return rows
