"""All messages of visible complaints, in and out, with attachments. Nothing is answered here."""

from collections.abc import Iterable
from typing import Any, Protocol

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue
from flask_admin import expose
from markupsafe import Markup
from peewee import ModelSelect, fn

from admin_app.intake.ticked_messages import link_ticked
from admin_app.lists.guarded_view import GuardedView
from admin_app.search.searching import simplest
from admin_app.shell.access import demand, may, now, signed_in_actor
from admin_app.shell.columns import Choice, Column, block, case_link, panel, pill
from admin_app.shell.filing_words import account_options
from admin_app.shell.masking import masked
from admin_app.shell.wording import EMPTY
from models.actions.core.identities import masks_of_messages
from models.rules.channels.messages import Direction, Kind
from models.rules.core.errors import NotPermitted, NotVisible, RuleBroken
from models.rules.core.texts import excerpt
from models.rules.privacy.masking import NO_MASK, mask_handle
from models.rules.search.searching import Found
from models.rules.staff.permissions import Permission
from models.tables import Attachment, Complaint, ComplaintMessage, Message, MessageVersion, Thread
from models.tables.privacy.visible import visible, visible_message

_ORIGINS = {"platform": "kanal", "aduan": "Aduan", "aplikasi_asli": "aplikasi asli"}
_KINDS = {Kind.DM: "Pesan langsung", Kind.COMMENT: "Komentar"}


def _direction(message: Message) -> Markup:
    if message.direction == Direction.IN:
        return pill("Masuk", "info")
    return pill(f"Keluar lewat {_ORIGINS.get(message.origin, message.origin)}")


class _Listed(Protocol):
    """What `prepare` adds to a message for the columns."""

    thread: Thread
    is_protected: bool
    cases: list[tuple[str, str]]


def _person(message: _Listed) -> str:
    handle = message.thread.handle
    if message.is_protected:
        return "identitas dirahasiakan"
    masked = mask_handle(handle.value)
    return f"{handle.display_name} ({masked})" if handle.display_name else masked


def _cases(message: _Listed) -> str:
    links = [case_link(public_id, number) for public_id, number in message.cases]
    return Markup(", ").join(links) if links else EMPTY


def _plain_cases(message: _Listed) -> str:
    return ", ".join(number for _public_id, number in message.cases)


class MessagesView(GuardedView):
    """The list of messages."""

    permission = Permission.READ_CASES
    export_permission = Permission.EXPORT
    search_hint = "Kata dalam pesan"
    empty_sentence = "Belum ada pesan."
    list_template = "intake/messages.html"
    list_joins = (Message.thread, Message.account, Thread.handle)
    order = (Message.sent_at.desc(),)
    searched = (Message.text,)
    found_as = Found.PESAN
    columns = (
        Column("waktu", "Waktu", lambda row: row.sent_at, Message.sent_at),
        Column("arah", "Arah", _direction),
        Column("kanal", "Kanal", lambda row: row.account.label),
        Column("orang", "Pelapor", _person),
        Column("isi", "Isi", lambda row: excerpt(row.text, 140), plain=lambda row: row.text),
        Column("lampiran", "Lampiran", lambda row: row.attachment_count or None),
        Column("kasus", "Pengaduan", _cases, plain=_plain_cases),
    )
    detail_columns = (
        *(column for column in columns if column.name not in ("isi", "lampiran")),
        Column("jenis", "Jenis", lambda row: _KINDS[Kind(row.kind)]),
        Column("teks", "Isi pesan", lambda row: block(row.text)),
        Column("diterima", "Dicatat", lambda row: row.received_at),
        Column("ditarik", "Ditarik pelapor", lambda row: row.withdrawn_at),
    )
    choices = (
        Choice(
            "arah",
            "Arah",
            lambda: [(str(Direction.IN), "Masuk"), (str(Direction.OUT), "Keluar")],
            lambda value: Message.direction == value,
        ),
        Choice("kanal", "Kanal", account_options, lambda value: Message.account == int(value)),
        Choice(
            "jenis",
            "Jenis",
            lambda: [(str(kind), label) for kind, label in _KINDS.items()],
            lambda value: Message.kind == value,
        ),
    )

    def scope(self, query: ModelSelect) -> ModelSelect:
        """Narrow to the messages of visible complaints; who sees everything sees all messages."""
        return query.where(visible_message(simplest(signed_in_actor().scope)))

    def prepare(self, rows: list[Any]) -> None:
        """Add the visible complaints and the number of attachments to the rows, by two queries per page."""
        ids = [row.id for row in rows]
        cases: dict[int, list[tuple[str, str]]] = {}
        for start in range(0, len(ids), 5000):
            for message_id, public_id, number in _links(ids[start : start + 5000]):
                cases.setdefault(message_id, []).append((public_id, number))
        counts, masks = _attachment_counts(ids), masks_of_messages(ids)
        for row in rows:
            row.cases = cases.get(row.id, [])
            row.mask = masks.get(row.id, NO_MASK)
            row.is_protected = row.id in masks
            masked(row, row.mask)
            row.attachment_count = counts.get(row.id, 0)

    def here(self) -> str:
        """Return the address to come back to; after a refused submission, the whole list's."""
        return super().here() if request.method == "GET" else str(self.get_url(".index_view"))

    def may_link(self) -> bool:
        """Whether who is asking may make complaints of messages."""
        return may(Permission.LINK_CASES)

    @expose("/tautkan", methods=("POST",))
    def link(self) -> ResponseReturnValue:
        """Make a complaint of the ticked messages, or add them to the named one; if refused, they stay ticked."""
        form = request.form
        try:
            case, sentence = link_ticked(form, demand(Permission.LINK_CASES), now())
        except RuleBroken as broken:
            if isinstance(broken, NotVisible | NotPermitted):
                raise
            flash(broken.sentence, "error")
            return self.index_view(), 409
        flash(sentence, "success")
        return redirect(f"/meja/kasus/{case.public_id}", 303)

    def detail_panels(self, row: Any) -> list[Markup]:
        """Show the attachments and the later versions of an edited message."""
        attachments = list(Attachment.select().where(Attachment.message == row.id).order_by(Attachment.position))
        versions = list(
            MessageVersion.select().where(MessageVersion.message == row.id).order_by(MessageVersion.number)
        )
        parts = {"attachments": masked(attachments, row.mask), "versions": masked(versions, row.mask)}
        return [panel("intake/message_parts.html", **parts)]


def _links(ids: list[int]) -> Iterable[tuple[int, str, str]]:
    columns = (ComplaintMessage.message_id, Complaint.public_id, Complaint.number)
    query = ComplaintMessage.select(*columns).join(Complaint)
    linked = ComplaintMessage.message.in_(ids) & ComplaintMessage.undone_at.is_null()
    return query.where(linked & visible(signed_in_actor().scope)).order_by(Complaint.id).tuples()


def _attachment_counts(ids: list[int]) -> dict[int, int]:
    counts: dict[int, int] = {}
    for start in range(0, len(ids), 5000):
        part = Attachment.message.in_(ids[start : start + 5000])
        query = Attachment.select(Attachment.message_id, fn.COUNT(Attachment.id)).where(part)
        counts |= dict(query.group_by(Attachment.message_id).tuples())
    return counts
