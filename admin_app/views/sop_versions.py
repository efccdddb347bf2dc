"""The issues of the SOP with their nine steps, to read. A new issue is loaded, never typed over an old one."""

from typing import Any

from admin_app.columns import Column, panel
from admin_app.guarded_view import GuardedView
from models.tables import SopStep, SopVersion

UNITS = {"menit": "menit kerja", "hari": "hari kerja"}


class SopVersionsView(GuardedView):
    """The issues of the SOP."""

    explanation = "Setiap pengaduan mengikuti terbitan SOP yang berlaku ketika pengaduan itu dibuka."
    order = (SopVersion.valid_from.desc(),)
    columns = (
        Column("berlaku", "Berlaku mulai", lambda row: row.valid_from, SopVersion.valid_from),
        Column("nomor", "Nomor", lambda row: row.number),
        Column("judul", "Judul", lambda row: row.title),
        Column("dimuat", "Dimuat", lambda row: row.loaded_at),
    )

    def row_actions(self, row: Any) -> list[tuple[str, str]]:
        """Open the steps."""
        return [("Langkah", super().row_actions(row)[0][1])]

    def detail_panels(self, row: Any) -> list[Any]:
        """Show the nine steps."""
        steps = list(SopStep.select().where(SopStep.version == row.id).order_by(SopStep.step))
        return [panel("layar/sop_steps.html", steps=steps, units=UNITS)]
