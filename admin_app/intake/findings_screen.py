"""What channels brought that needs a person: unreadable items, and gaps where messages may be missing."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_admin import expose
from markupsafe import Markup

from admin_app.lists.guarded_view import GuardedView
from admin_app.shell.access import now, signed_in_actor
from admin_app.shell.columns import Choice, Column, block, panel, pill
from admin_app.shell.filing_words import account_options
from admin_app.shell.guarded_page import capped
from models.actions.core.actor import Actor
from models.actions.core.form_key import spend_form_key
from models.actions.core.recused_posts import cases_hidden_from
from models.actions.intake.settle_findings import settle_gap, settle_quarantine
from models.rules.core.errors import NotVisible
from models.rules.core.texts import excerpt
from models.rules.staff.permissions import Permission
from models.tables import Complaint, Gap, Quarantine, Thread, database
from models.tables.core.prepared import Worded, prepared


def _state(row: Any) -> Markup:
    return pill("Selesai", "good") if row.settled_at else pill("Perlu dilihat", "warn")


@prepared
def _unsettled(table: Any) -> Any:
    return capped(table.select().where(table.settled_at.is_null()))


class FindingsView(GuardedView):
    """A list of findings, each marked as settled by a person."""

    permission = Permission.READ_MESSAGES
    advice = ""

    def settle_row(self, row_id: int, actor: Actor, moment: datetime) -> None:
        """Call the action that settles one finding."""
        raise NotImplementedError

    def waiting(self) -> Worded:
        """Return the query for how many are not settled yet."""
        return _unsettled.worded(self.model)

    def detail_panels(self, row: Any) -> list[Markup]:
        """Return what to do, and the button that marks it as settled."""
        if row.settled_at:
            return []
        words = {"row": row, "advice": self.advice, "target": url_for(f"{self.endpoint}.settle")}
        return [panel("intake/finding.html", **words)]

    @expose("/selesai", methods=("POST",))
    def settle(self) -> ResponseReturnValue:
        """Mark a finding as settled."""
        row = self.get_one(request.form.get("id", ""))
        if row is None:
            raise NotVisible
        with database.atomic():
            spend_form_key(request.form.get("form_key"), signed_in_actor(), now())
            self.settle_row(row.id, signed_in_actor(), now())
        flash("Ditandai selesai.", "success")
        return redirect(self.get_url(".index_view"))


def _open_or_settled(settled: Any) -> Callable[[str], Any]:
    return lambda value: settled.is_null(value == "terbuka")


class QuarantineView(FindingsView):
    """Items kept raw because the program could not read them."""

    explanation = "Kiriman kanal yang belum dapat dibaca program. Isi mentahnya tersimpan dan tidak hilang."
    advice = (
        "Buka aplikasi kanal, cari pesan ini, dan tangani seperti pesan biasa bila isinya pengaduan. "
        "Setelah itu tandai selesai. Bila sering terjadi, sampaikan kepada Administrator."
    )
    empty_sentence = "Tidak ada kiriman yang gagal dibaca."
    list_joins = (Quarantine.account,)
    order = (Quarantine.seen_at.desc(),)
    columns = (
        Column("dilihat", "Diterima", lambda row: row.seen_at, Quarantine.seen_at),
        Column("kanal", "Kanal", lambda row: row.account.label),
        Column("sebab", "Sebab", lambda row: excerpt(row.reason, 120)),
        Column("status", "Status", _state),
    )
    detail_columns = (
        *columns,
        Column("nomor", "Nomor dari kanal", lambda row: row.external_id),
        Column("mentah", "Isi mentah", lambda row: block(row.payload[:20_000])),
    )
    choices = (
        Choice(
            "status",
            "Status",
            lambda: [("terbuka", "Perlu dilihat"), ("selesai", "Selesai")],
            _open_or_settled(Quarantine.settled_at),
        ),
        Choice("kanal", "Kanal", account_options, lambda value: Quarantine.account == int(value)),
    )

    def settle_row(self, row_id: int, actor: Actor, moment: datetime) -> None:
        """Settle an unreadable item."""
        settle_quarantine(row_id, actor, moment)


class GapsView(FindingsView):
    """Places where messages may be missing."""

    explanation = "Tempat pesan mungkin terlewat, misalnya setelah kanal lama terputus."
    advice = "Bandingkan percakapan di telepon kantor dengan yang ada di sini, lalu tandai selesai."
    empty_sentence = "Tidak ada celah yang diketahui."
    list_joins = (Gap.account,)
    order = (Gap.noticed_at.desc(),)
    columns = (
        Column("dilihat", "Diketahui", lambda row: row.noticed_at, Gap.noticed_at),
        Column("kanal", "Kanal", lambda row: row.account.label),
        Column("sebab", "Sebab", lambda row: row.why),
        Column("status", "Status", _state),
    )
    detail_columns = (*columns, Column("percakapan", "Percakapan", lambda row: row.conversation))
    choices = (
        Choice(
            "status",
            "Status",
            lambda: [("terbuka", "Perlu dilihat"), ("selesai", "Selesai")],
            _open_or_settled(Gap.settled_at),
        ),
    )

    def prepare(self, rows: list[Any]) -> None:
        """Name the conversations, except those of protected complainants and of cases that name who is asking."""
        hidden = Complaint.identity_protected | Complaint.id.in_(list(cases_hidden_from(signed_in_actor())))
        named = Thread.external_id.in_([row.thread_external_id for row in rows])
        threads = Thread.select(Thread.account, Thread.external_id).join(Complaint).where(named & hidden)
        secret = set(threads.tuples()) if rows else set()
        for row in rows:
            known = (row.account_id, row.thread_external_id) not in secret
            row.conversation = row.thread_external_id if known else "identitas dirahasiakan"

    def settle_row(self, row_id: int, actor: Actor, moment: datetime) -> None:
        """Settle a gap."""
        settle_gap(row_id, actor, moment)
