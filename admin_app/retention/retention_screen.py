"""Retensi: files whose retention is over, lists that two people agree on, holds; nothing is destroyed by itself."""

from collections.abc import Mapping

from flask import Response, abort, current_app, request
from flask.typing import ResponseReturnValue
from flask_admin import expose

from admin_app.files.attachment_files import SANDBOX, sent_as_download
from admin_app.files.paper_pictures import with_pictures_or_none
from admin_app.files.uploads import kept_files
from admin_app.forms.row_ids import row_id
from admin_app.retention.shown_lists import FILES, read_asked, read_lists
from admin_app.retention.typed_day import day_typed
from admin_app.shell.access import may, now, signed_in_actor
from admin_app.shell.button_page import ButtonPage
from admin_app.shell.caches import forget_contents
from admin_app.shell.masking import mask_rows
from docgen.destruction_record import destruction_record
from models.actions.core.actor import Actor
from models.actions.retention.destruction.carry_out import carry_out
from models.actions.retention.destruction.consent import check_recordable, record_consent
from models.actions.retention.destruction.lists import approve, candidates, hides_any, propose, refuse
from models.actions.retention.destruction.record_facts import record_facts
from models.actions.retention.erasure.told import erasing
from models.actions.retention.hold_case import hold_case
from models.rules.core.errors import NotVisible, RuleBroken
from models.rules.core.texts import storable
from models.rules.staff.permissions import Permission
from models.tables import Complaint, DestructionList
from models.tables.privacy.visible import visible

_SHOWN = 200
_SCANS = frozenset({"application/pdf", "image/jpeg", "image/png"})
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_DONE = {
    "usul": "Daftar diusulkan. Pejabat lain memutuskannya.",
    "setuju": "Daftar disetujui. Pengusul kini mencatat persetujuan lembaga kearsipan (ANRI), lalu melaksanakannya.",
    "tolak": "Daftar ditolak atau ditarik; berkasnya tetap tersimpan.",
    "persetujuan": "Persetujuan lembaga kearsipan dicatat. Pemusnahan kini dapat dilaksanakan.",
    "laksanakan": "Isinya dikosongkan. Penghapusan di berkas basis data menyusul di luar jam kerja; lihat daftarnya.",
    "tahan": "Berkas ditahan: tidak dapat diusulkan selama ditahan.",
    "lepas": "Penahanan dicabut.",
}


class RetentionPage(ButtonPage):
    """Holding, proposing and destroying files."""

    permission = Permission.HOLD_FILE
    done = _DONE

    @expose("/berita-acara/<int:list_id>")
    def record(self, list_id: int) -> ResponseReturnValue:
        """Send the record of a carried-out list as a Word file to be signed."""
        row = DestructionList.get_or_none(DestructionList.id == list_id) if list_id < 2**31 else None
        if row is None or row.carried_out_at is None or hides_any(row, signed_in_actor()):
            abort(404)
        settings = current_app.config["ADUAN"]
        facts = with_pictures_or_none(record_facts(row, settings.data_dir, now()), settings.files)
        response = Response(destruction_record(facts), mimetype=_WORD)
        response.headers["Content-Disposition"] = f'attachment; filename="berita-acara-pemusnahan-{list_id}.docx"'
        response.headers["Content-Security-Policy"] = SANDBOX
        return response

    @expose("/persetujuan/<int:list_id>")
    def consent(self, list_id: int) -> ResponseReturnValue:
        """Send the scan of the archive authority's letter."""
        row = DestructionList.get_or_none(DestructionList.id == list_id) if list_id < 2**31 else None
        if row is None or not row.consent_scan or hides_any(row, signed_in_actor()):
            abort(404)
        return sent_as_download(row.consent_scan, f"persetujuan-daftar-{list_id}")

    def act(self, button: str) -> None:
        """Do what a button of this page says."""
        actor, form, key = signed_in_actor(), request.form, request.form.get("form_key")
        if button == "usul":
            chosen = [int(one) for one in form.getlist("berkas") if one.isascii() and one.isdigit() and len(one) < 10]
            propose(chosen, form.get("catatan", ""), actor, now(), form_key=key)
        elif button == "setuju":
            approve(_list_id(), actor, now(), form_key=key)
        elif button == "tolak":
            refuse(_list_id(), form.get("alasan", ""), actor, now(), form_key=key)
        elif button == "persetujuan":
            _record_consent(form, actor, key)
        elif button == "laksanakan":
            settings = current_app.config["ADUAN"]
            carry_out(_list_id(), settings, actor, now(), form_key=key)
            forget_contents()
        else:
            hold_case(_case_id(), button == "tahan", form.get("alasan", ""), actor, now(), form_key=key)

    def draw(self, problem: str = "") -> str:
        """Show what may be proposed, the lists and the held files."""
        actor = signed_in_actor()
        may_propose = may(Permission.PROPOSE_DESTRUCTION)
        due = candidates(actor, now(), _SHOWN) if may_propose else []
        shown = read_lists(read_asked(request.args), actor.scope)
        mask_rows([one.case for one in due])
        held = Complaint.select().where(Complaint.hold & visible(actor.scope)).order_by(Complaint.id)
        return self.render(
            "retention/retention.html",
            problem=problem,
            candidates=due,
            most=_SHOWN,
            shown=shown,
            files=FILES,
            erasing=erasing(one.row for one in shown.lists),
            held=list(held.limit(_SHOWN)),
            may_propose=may_propose,
            may_approve=may(Permission.APPROVE_DESTRUCTION),
            own_id=actor.staff_id,
        )


def _record_consent(form: Mapping[str, str], actor: Actor, key: str | None) -> None:
    """Check, then store the scan, then record: a refused letter leaves no file behind."""
    letter, dated, scan = form.get("surat", ""), day_typed(form.get("tanggal", "")), request.files.get("pindaian")
    if scan is None or not scan.filename:
        raise RuleBroken("Pilih pindaian surat persetujuan (PDF atau gambar).")
    check_recordable(_list_id(), letter, dated, actor, now())
    (kept,) = kept_files([scan], current_app.config["ADUAN"].files, _SCANS)
    record_consent(_list_id(), letter, dated, kept.sha256, actor, now(), form_key=key)


def _list_id() -> int:
    found = request.form.get("daftar", 0, type=row_id)
    if not 0 < found < 2**31:
        raise NotVisible
    return found


def _case_id() -> int:
    """Return the case of a typed number. Raises RuleBroken where this reader sees no such case."""
    number = storable(request.form.get("nomor", "")).strip()
    mine = (Complaint.number == number) & visible(signed_in_actor().scope)
    row = Complaint.get_or_none(mine)
    if row is None:
        raise RuleBroken("Tidak ada pengaduan bernomor itu. Salin nomornya dari halaman kasus.")
    return int(row.id)
