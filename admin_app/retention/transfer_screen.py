"""Daftar arsip: active and inactive files, and the records by which inactive ones went to the records centre."""

from flask import Response, current_app, request
from flask.typing import ResponseReturnValue
from flask_admin import expose

from admin_app.files.attachment_files import SANDBOX, safe_filename
from admin_app.files.paper_pictures import with_pictures_or_none
from admin_app.shell.access import may, now, signed_in_actor
from admin_app.shell.button_page import ButtonPage
from admin_app.shell.masking import mask_rows
from docgen.archive.transfer_record import transfer_record
from models.actions.retention.transfer.hand_over import Hands, hand_over, transfer_facts, transfer_for
from models.actions.retention.transfer.lists import active_files, inactive_files
from models.actions.retention.transfer.recent_records import recent_records
from models.rules.retention.phases import PHASE_LABELS
from models.rules.staff.permissions import Permission

_SHOWN, _RECORDS = 200, 50
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_DONE = {"pindah": "Pemindahan dicatat. Unduh berita acaranya, cetak, dan mintakan tanda tangan keduanya."}


class TransferPage(ButtonPage):
    """Lists of files, and their transfer."""

    permission = Permission.PRINT_DOSSIER
    done = _DONE

    def is_visible(self) -> bool:
        """Return False: it is reached from Arsip."""
        return False

    @expose("/berita-acara/<int:transfer_id>")
    def record(self, transfer_id: int) -> ResponseReturnValue:
        """Send a record as a Word file to be signed."""
        row = transfer_for(transfer_id if transfer_id < 2**31 else 0, signed_in_actor())
        response = Response(
            transfer_record(with_pictures_or_none(transfer_facts(row), current_app.config["ADUAN"].files)),
            mimetype=_WORD,
        )
        name = safe_filename(f"Berita acara pemindahan {row.number.replace('/', '-')}.docx")
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        response.headers["Content-Security-Policy"] = SANDBOX
        return response

    def act(self, button: str) -> None:
        """Record that the chosen files were handed over."""
        form = request.form
        chosen = [int(one) for one in form.getlist("berkas") if one.isascii() and one.isdigit() and len(one) < 10]
        names = ("memindahkan", "jabatan-memindahkan", "menerima", "jabatan-menerima", "unit")
        hands = Hands(*(form.get(name, "") for name in names))
        hand_over(chosen, hands, signed_in_actor(), now(), form_key=form.get("form_key"))

    def draw(self, problem: str = "") -> str:
        """Show the inactive files, or the active ones where asked, and the records."""
        actor, active = signed_in_actor(), request.args.get("keadaan") == "aktif"
        files = (active_files if active else inactive_files)(actor, now(), _SHOWN)
        mask_rows([line.case for line in files])
        return self.render(
            "retention/transfer.html",
            problem=problem,
            typed=request.form if problem else {},
            chosen=request.form.getlist("berkas") if problem else [],
            active=active,
            files=files,
            phases=PHASE_LABELS,
            most=_SHOWN,
            records=recent_records(actor, _RECORDS),
            most_records=_RECORDS,
            may_transfer=may(Permission.TRANSFER_FILES),
        )
