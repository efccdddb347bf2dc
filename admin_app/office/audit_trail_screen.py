"""The audit trail, to read: who did what, when, from where. Its rows are written by actions and never changed."""

from typing import Any

from flask import request
from peewee import ModelSelect

from admin_app.lists.guarded_view import GuardedView
from admin_app.office.audit_words import event_words, numbers_of, object_words, subject_of, value_words
from admin_app.shell.access import signed_in_actor
from admin_app.shell.columns import Choice, Column
from admin_app.shell.wording import wib
from models.actions.core.recused_posts import subjects_hidden_from
from models.rules.privacy.looks import CHAIN
from models.rules.staff.permissions import Permission
from models.tables import Audit, database

# One step along the index for every event there is; a DISTINCT would read the whole trail.
_EVENTS = """WITH RECURSIVE known(deed) AS (SELECT MIN(deed) FROM audit UNION ALL
 SELECT (SELECT MIN(deed) FROM audit WHERE deed > known.deed) FROM known WHERE known.deed IS NOT NULL)
 SELECT deed FROM known WHERE deed IS NOT NULL ORDER BY deed"""

_CHAINS = {"web": "Aplikasi kantor", "agen": "Penghubung kanal", CHAIN: "Yang dilihat dan ditolak"}
_CHOSEN = "rantai"
_PROGRAMS = {"agen": "Penghubung kanal", "sistem": "Sistem"}


def _events() -> list[tuple[str, str]]:
    found = [(event, event_words(event)) for (event,) in database.execute_sql(_EVENTS).fetchall()]
    return sorted(found, key=lambda pair: pair[1])


class AuditView(GuardedView):
    """The list of events."""

    permission = Permission.SEE_AUDIT
    export_permission = Permission.SEE_AUDIT
    explanation = "Catatan ini hanya bertambah. Setiap baris memuat sidik baris sebelumnya."
    search_hint = "Nama pengguna, nomor pengaduan, atau alamat komputer"
    noun = "jejak audit"
    searched = (Audit.actor, Audit.subject, Audit.address)
    order = (Audit.id.desc(),)
    columns = (
        Column("waktu", "Waktu", lambda row: wib(row.at, seconds=True), plain=lambda row: row.at),
        Column("siapa", "Siapa", lambda row: _PROGRAMS.get(row.actor, row.actor), plain=lambda row: row.actor),
        Column("dari", "Dari", lambda row: row.address),
        Column("tindakan", "Tindakan", lambda row: event_words(row.event)),
        Column("objek", "Objek", lambda row: row.named, plain=lambda row: row.subject),
        Column("sebelum", "Sebelum", lambda row: value_words(row.before), plain=lambda row: row.before),
        Column("sesudah", "Sesudah", lambda row: value_words(row.after), plain=lambda row: row.after),
    )
    detail_columns = (
        *columns,
        Column("rantai", "Rantai", lambda row: f"{_CHAINS.get(row.chain, row.chain)} no. {row.seq}"),
        Column("sidik", "Sidik", lambda row: row.hash),
    )

    def scope(self, query: ModelSelect) -> ModelSelect:
        """Leave out rows about a case that names who is asking, and looks where they are not asked for."""
        shown = query.where(Audit.subject.not_in(subjects_hidden_from(signed_in_actor())))
        if request.args.get(_CHOSEN) or "id" in request.args:
            return shown
        return shown.where(~Audit.chain.startswith(CHAIN))

    def prepare(self, rows: list[Any]) -> None:
        """Name what each event was about, all numbers by one query."""
        numbers = numbers_of(row.subject for row in rows)
        for row in rows:
            row.named = object_words(row.subject, numbers)

    def match(self, word: str) -> Any:
        """Return the condition for a search: a complaint's rows by its number, others by what they store."""
        subject = subject_of(word)
        return Audit.subject == subject if subject else super().match(word)

    choices = (
        Choice("tindakan", "Tindakan", _events, lambda value: Audit.event == value),
        Choice(
            _CHOSEN,
            "Program",
            lambda: list(_CHAINS.items()),
            Audit.chain.startswith,  # of each key one: web, web-2
        ),
    )
