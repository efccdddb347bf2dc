"""Replies on their way: waiting, refused, of unknown fate. Who looked at the phone settles a held one here."""

from datetime import datetime
from typing import Any, cast

from flask import current_app, flash, g, redirect, request
from flask.typing import ResponseReturnValue
from flask_admin import expose
from markupsafe import Markup
from peewee import JOIN, Expression, ModelSelect

from admin_app.lists.guarded_view import GuardedView
from admin_app.replies.turns_shown import Queues, queues_shown, read_queues, turns_shown
from admin_app.shell import times
from admin_app.shell.access import demand, may, now, signed_in_actor
from admin_app.shell.columns import Choice, Column, block, case_link, panel
from admin_app.shell.filing_words import account_options, reply_pill
from admin_app.shell.guarded_page import capped
from admin_app.shell.masking import mask_rows
from admin_app.shell.wording import EMPTY
from admin_app.upkeep.health import why_late
from models.actions.core.answers.late_answers import is_late
from models.actions.core.form_key import spend_form_key
from models.actions.core.recused_posts import cases_hidden_from
from models.actions.replies.settle_reply import (
    VERDICT_LABELS,
    Verdict,
    alike_sent,
    cancel_reply,
    may_be_settled,
    settle_reply,
)
from models.rules.core.errors import NotVisible, RuleBroken
from models.rules.core.texts import excerpt
from models.rules.privacy.visibility import Scope
from models.rules.replies.delivery import MAYBE_OUT, PURPOSES, REPLY_LABELS, Purpose, ReplyState
from models.rules.search.searching import Found
from models.rules.staff.permissions import Permission
from models.tables import Complaint, Outbox, database
from models.tables.core.prepared import Worded, prepared_by_value
from models.tables.privacy.visible import visible

_LATE = "terlambat"
CANCELLABLE = (ReplyState.QUEUED, ReplyState.WAITING, ReplyState.PARKED)


def _case(reply: Outbox) -> Markup | str:
    return case_link(reply.complaint.public_id, reply.complaint.number) if reply.complaint else EMPTY


def _why(reply: Outbox) -> str:
    """Return why a reply stands as it does, first that it is late; else when it leaves, if it waits for its turn."""
    late, turn = getattr(reply, "late", ""), getattr(reply, "turn", "")
    return " – ".join(filter(None, (f"Terlambat: {late}" if late else turn, reply.reason)))


def _is_late() -> Expression:
    return is_late(now(), current_app.config["ADUAN"].late_seconds)


def _queues() -> Queues:
    """Return what waits for its turn, read once per page."""
    if "queues" not in g:
        g.queues = read_queues(current_app.config["ADUAN"].pace_seconds, now())
    found: Queues = g.queues
    return found


@prepared_by_value
def _held(scope: Scope, all_seen: bool, moment: datetime, late_seconds: float) -> Any:
    told = (Outbox.state == str(ReplyState.HOLD)) | is_late(moment, late_seconds)
    held = Outbox.select().join(Complaint, JOIN.LEFT_OUTER).where(told & visible(scope))
    return capped(held if all_seen else held.where(Outbox.complaint.is_null(False)))


class OutboxView(GuardedView):
    """The list of replies."""

    permission = Permission.READ_OUTBOX
    export_permission = Permission.EXPORT
    list_template = "replies/outbox.html"
    explanation = "Jawaban yang tertahan tidak dikirim ulang sendiri: periksa telepon, lalu tetapkan di rinciannya."
    noun = "jawaban"
    search_hint = "Kata dalam jawaban"
    empty_sentence = "Belum ada jawaban."
    list_joins = (Outbox.complaint, Outbox.account, Outbox.created_by)
    order = (Outbox.created_at.desc(),)
    searched = (Outbox.text,)
    found_as = Found.JAWABAN
    unindexed = Outbox.complaint.is_null()  # what went to an officer's own telephone
    columns = (
        Column("dibuat", "Dibuat", lambda row: row.created_at, Outbox.created_at),
        Column("kasus", "Pengaduan", _case, plain=lambda row: row.complaint.number if row.complaint_id else ""),
        Column("kanal", "Kanal", lambda row: row.account.label),
        Column("tujuan", "Tujuan", lambda row: PURPOSES[Purpose(row.purpose)].label),
        Column("teks", "Teks", lambda row: excerpt(row.text, 110), plain=lambda row: row.text),
        Column("status", "Status", lambda row: reply_pill(row.state, bool(getattr(row, "late", ""))), Outbox.state),
        Column("alasan", "Keterangan", lambda row: excerpt(_why(row), 110), plain=_why),
        Column("percobaan", "Percobaan", lambda row: row.attempts),
        Column("terkirim", "Terkirim", lambda row: row.sent_at, Outbox.sent_at),
    )
    detail_columns = (
        *(column for column in columns if column.name not in ("teks", "alasan")),
        Column("isi", "Teks", lambda row: block(row.text)),
        Column("sebab", "Keterangan", lambda row: block(_why(row))),
        Column("penulis", "Ditulis oleh", lambda row: row.created_by.name if row.created_by_id else None),
        Column("kunci", "Penanda jawaban", lambda row: row.reply_key),
        Column("diselesaikan", "Ditetapkan", lambda row: row.settled_at),
    )
    choices = (
        Choice(
            "status",
            "Status",
            lambda: [*((str(state), label) for state, label in REPLY_LABELS.items()), (_LATE, "Terlambat")],
            lambda value: _is_late() if value == _LATE else Outbox.state == value,
        ),
        Choice("kanal", "Kanal", account_options, lambda value: Outbox.account == int(value)),
    )

    def scope(self, query: ModelSelect) -> ModelSelect:
        """Narrow to replies of visible complaints; a warning to a colleague may name a hidden one."""
        actor = signed_in_actor()
        mine = query.where(visible(actor.scope))
        return mine.where(Outbox.complaint.is_null(False)) if cases_hidden_from(actor) else mine

    def waiting(self) -> Worded:
        """Return the query for how many replies are held, which only a person can settle, or late."""
        actor, late = signed_in_actor(), current_app.config["ADUAN"].late_seconds
        return _held.worded(actor.scope, not cases_hidden_from(actor), now(), late)

    def queues(self) -> list[str]:
        """Return what is said above the list of what waits for its turn."""
        return queues_shown(_queues(), now())

    def prepare(self, rows: list[object]) -> None:
        """Say which are late and why, and mask the answers to protected complainants."""
        late, turns = why_late(cast(list[Outbox], rows)), turns_shown(_queues(), now())
        for row in cast(list[Outbox], rows):
            vars(row)["late"], vars(row)["turn"] = late.get(row.id, ""), turns.get(row.id, "")
        mask_rows(rows, "complaint_id")

    def row_actions(self, row: Outbox) -> list[tuple[str, str]]:
        """Return what a held reply asks of the reader."""
        held = row.state == ReplyState.HOLD and may(Permission.SETTLE_REPLY)
        return [("Tetapkan" if held else "Rincian", super().row_actions(row)[0][1])]

    def detail_panels(self, row: Outbox) -> list[Markup]:
        """Offer the three verdicts on a reply that has not ended, and to take back an unsent one."""
        can_settle = may_be_settled(row, now()) and may(Permission.SETTLE_REPLY)
        can_cancel = row.state in CANCELLABLE and may(Permission.WRITE_REPLY)
        if not (can_settle or can_cancel):
            return []
        words: dict[str, Any] = {
            "reply": row,
            "can_settle": can_settle,
            "verdicts": VERDICT_LABELS,
            "can_cancel": can_cancel,
        }
        words |= {"maybe_out": row.state in MAYBE_OUT or row.attempts > 0, "alike": alike_sent(row)}
        words |= {"now": now(), "times": times}
        return [panel("replies/reply_verdicts.html", **words)]

    @expose("/tetapkan", methods=("POST",))
    def settle(self) -> ResponseReturnValue:
        """Settle a reply by the verdict of the officer who looked at the phone."""
        demand(Permission.SETTLE_REPLY)
        verdict = request.form.get("verdict", "")
        if verdict not in Verdict.__members__.values():
            raise RuleBroken("Pilih salah satu: sudah terkirim, kirim ulang, atau batalkan.")
        reply = self._reply()
        with database.atomic():
            spend_form_key(request.form.get("form_key"), signed_in_actor(), now())
            known = request.form.get("sama_terkirim", 0, int)
            settle_reply(reply.reply_key, Verdict(verdict), signed_in_actor(), now(), alike=known)
        flash(f"Ditetapkan: {VERDICT_LABELS[Verdict(verdict)].lower()}.", "success")
        return redirect(self.get_url(".index_view"))

    @expose("/tarik", methods=("POST",))
    def take_back(self) -> ResponseReturnValue:
        """Take back an unsent reply."""
        demand(Permission.WRITE_REPLY)
        reply = self._reply()
        with database.atomic():
            spend_form_key(request.form.get("form_key"), signed_in_actor(), now())
            cancel_reply(reply.reply_key, signed_in_actor(), now())
        flash("Jawaban ditarik dan tidak akan dikirim.", "success")
        return redirect(self.get_url(".index_view"))

    def _reply(self) -> Outbox:
        reply = self.get_one(request.form.get("id", ""))
        if reply is None:
            raise NotVisible
        return reply
