"""The audit trail, to read: who did what when from where. Its rows are written by the actions and never changed."""

from peewee import ModelSelect

from admin_app.asking import signed_in_actor
from admin_app.columns import Choice, Column
from admin_app.guarded_view import GuardedView
from admin_app.wording import wib
from models.actions.barred_posts import subjects_hidden_from
from models.rules.permissions import Deed
from models.tables import Audit, database

# One step along the index for every deed there is; a DISTINCT would read the whole trail.
_DEEDS = """WITH RECURSIVE known(deed) AS (SELECT MIN(deed) FROM audit UNION ALL
 SELECT (SELECT MIN(deed) FROM audit WHERE deed > known.deed) FROM known WHERE known.deed IS NOT NULL)
 SELECT deed FROM known WHERE deed IS NOT NULL ORDER BY deed"""


def _deeds() -> list[tuple[str, str]]:
    return [(deed, deed.replace("_", " ").capitalize()) for (deed,) in database.execute_sql(_DEEDS).fetchall()]


class AuditView(GuardedView):
    """The list of deeds."""

    deed = Deed.SEE_AUDIT
    export_deed = Deed.SEE_AUDIT
    explanation = "Catatan ini hanya bertambah. Setiap baris memuat sidik baris sebelumnya."
    search_hint = "Nama pengguna atau objek, misalnya complaint:7"
    searched = (Audit.actor, Audit.subject, Audit.address)
    order = (Audit.id.desc(),)
    columns = (
        Column("waktu", "Waktu", lambda row: wib(row.at, seconds=True), plain=lambda row: row.at),
        Column("siapa", "Siapa", lambda row: row.actor),
        Column("dari", "Dari", lambda row: row.address),
        Column("tindakan", "Tindakan", lambda row: row.deed.replace("_", " ").capitalize()),
        Column("objek", "Objek", lambda row: row.subject),
        Column("sebelum", "Sebelum", lambda row: row.before),
        Column("sesudah", "Sesudah", lambda row: row.after),
    )
    detail_columns = (
        *columns,
        Column("rantai", "Rantai", lambda row: f"{row.chain} no. {row.seq}"),
        Column("sidik", "Sidik", lambda row: row.hash),
    )

    def scope(self, query: ModelSelect) -> ModelSelect:
        """Leave out what concerns a case that names who is asking."""
        return query.where(Audit.subject.not_in(subjects_hidden_from(signed_in_actor())))

    choices = (
        Choice("tindakan", "Tindakan", _deeds, lambda value: Audit.deed == value),
        Choice(
            "rantai",
            "Program",
            lambda: [("web", "Aplikasi kantor"), ("agen", "Penghubung kanal")],
            lambda value: Audit.chain == value,
        ),
    )
