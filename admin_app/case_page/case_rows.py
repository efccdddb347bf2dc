"""The rows of a case that its page shows: papers, what was written on it and said in it, the cases beside it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from peewee import JOIN, ColumnBase

from models.actions.core.actor import Actor
from models.actions.core.case_papers import signer_by_row
from models.actions.core.identities import mask_of
from models.actions.core.rare_rows import may_have
from models.actions.office.delegations import delegates_of_papers
from models.actions.papers.outdated_words import fallen_papers, outdated_papers
from models.rules.core.moments import to_wib
from models.rules.papers.documents import DocumentRow
from models.rules.privacy.visibility import Scope
from models.rules.staff.roles import Role
from models.tables import (
    Attachment,
    CaseNote,
    ChannelAccount,
    Complaint,
    ComplaintMessage,
    DeliveryProof,
    Document,
    Gap,
    Handle,
    History,
    Message,
    MessageVersion,
    Outbox,
    OutputCorrection,
    ReplyFile,
    ReportReturn,
    Staff,
    StepOutput,
    Thread,
)
from models.tables.core.prepared import prepared
from models.tables.privacy.visible import hidden_messages, visible

# Who wrote a row.
_AUTHOR = {StepOutput: StepOutput.made_by, History: History.actor}


def papers_of(case: Complaint) -> list[Document]:
    """Return the papers of a case, the oldest first."""
    return _papers(case.id)


@prepared
def _papers(case: int) -> Any:
    return Document.select().where(Document.complaint == case).order_by(Document.id)


def returns_of(case: Complaint) -> list[ReportReturn]:
    """Return how often its report was given back."""
    rows = ReportReturn.select().where(ReportReturn.complaint == case.id)
    return list(rows) if may_have(case, ReportReturn) else []


def written_on(case: Complaint, table: Any) -> list[Any]:
    """Return what was written on a case, each with the officer who did it."""
    return _written(table, case.id)


@prepared
def _written(table: Any, case: int) -> Any:
    rows = table.select(table, Staff.id, Staff.name, Staff.role, Staff.section)
    return rows.join(Staff, JOIN.LEFT_OUTER, on=_AUTHOR[table]).where(table.complaint == case).order_by(table.id)


def related(condition: ColumnBase, case: Complaint, actor: Actor) -> Complaint | None:
    """Return the case before or after, if both or neither are protected: an open one would name the person."""
    alike = Complaint.identity_protected == case.identity_protected
    return Complaint.select().where(condition & alike & visible(actor.scope)).order_by(Complaint.id.desc()).first()


@prepared
def merged_into(case: int) -> Any:
    """Return the id and number of each case merged into one."""
    return Complaint.select(Complaint.id, Complaint.number).where(Complaint.lead == case).tuples()


@prepared
def replies_of(cases: list[int]) -> Any:
    """Return the answers of cases, each with who wrote it."""
    return _by(Outbox, Outbox.created_by).where(Outbox.complaint.in_(cases))


@prepared
def reply_files(replies: list[int]) -> Any:
    """Return the files of these answers."""
    return ReplyFile.select().where(ReplyFile.reply.in_(replies))


@prepared
def newest_messages(case: int, limit: int, scope: Scope) -> Any:
    """Return the newest messages of a case, the newest first, without those hidden from the reader."""
    linked = (ComplaintMessage.complaint == case) & ComplaintMessage.undone_at.is_null()
    query = Message.select().join(ComplaintMessage).where(linked)
    if scope.hides:
        query = query.where(Message.id.not_in(hidden_messages(scope)))
    # As objects of one table: what peewee does for joined ones takes twice the time for each message.
    return query.order_by(Message.sent_at.desc(), Message.id.desc()).limit(limit).objects()


@prepared
def threads_of(ids: list[int]) -> Any:
    """Return conversations with their channel and person."""
    query = Thread.select(Thread, ChannelAccount.id, ChannelAccount.label, Handle)
    query = query.join_from(Thread, ChannelAccount)
    return query.join_from(Thread, Handle).where(Thread.id.in_(ids))


@prepared
def files_of(case: int, oldest: int) -> Any:
    """Return the files of messages of a case, by position; possibly of some that are not shown."""
    return _of_messages(Attachment, case, oldest).order_by(Attachment.position)


@prepared
def versions_of(case: int, oldest: int) -> Any:
    """Return the former versions of messages of a case; possibly of some that are not shown."""
    return _of_messages(MessageVersion, case, oldest).order_by(MessageVersion.number)


@prepared
def proofs_of(case: int) -> Any:
    """Return the proofs that an answer was given another way, each with who noted it."""
    return _by(DeliveryProof, DeliveryProof.made_by).where(DeliveryProof.complaint == case)


@prepared
def notes_of(case: int) -> Any:
    """Return the internal notes of a case, each with who wrote it."""
    return _by(CaseNote, CaseNote.made_by).where(CaseNote.complaint == case)


@prepared
def gaps_in(account: int, thread: str) -> Any:
    """Return the gaps in a conversation that nobody settled."""
    here = (Gap.account == account) & (Gap.thread_external_id == thread)
    return Gap.select().where(here & Gap.settled_at.is_null())


def _of_messages(table: Any, case: int, oldest: int) -> Any:
    """Return a table's rows for the messages of a case, and possibly for some that are not shown."""
    linked = ComplaintMessage.select(ComplaintMessage.message).where(
        (ComplaintMessage.complaint == case) & ComplaintMessage.undone_at.is_null()
    )
    # Not by naming each: to write a hundred numbers into a question takes longer than to answer it.
    return table.select().where(table.message.in_(linked) & (table.message >= oldest))


def _by(table: Any, column: Any) -> Any:
    """Return rows together with the officer who made them."""
    return table.select(table, Staff.id, Staff.name).join(Staff, JOIN.LEFT_OUTER, on=column)


def signing_of(
    case: Complaint, types: Mapping[str, DocumentRow], office: Mapping[str, str], now: datetime
) -> tuple[dict[str, Role], Mapping[str, frozenset[Role]]]:
    """Return who signs each paper of a case, and who else may today."""
    signers = {code: signer_by_row(case, row, office) for code, row in types.items()}
    return signers, delegates_of_papers(signers, to_wib(now).date())


def marks_of_papers(
    documents: list[Document], corrections: list[OutputCorrection], case: Complaint
) -> dict[int, str]:
    """Return which papers no longer say what is so, and why."""
    reworded = outdated_papers(documents, corrections, mask_of(case)) if corrections else {}
    return reworded | fallen_papers(documents, case)
