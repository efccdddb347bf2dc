"""Skema arsip: imported classification schemes, and the archive code of papers and categories by date."""

import hashlib

from flask import request

from admin_app.retention.scheme_sheet import cells_of
from admin_app.retention.typed_day import day_typed
from admin_app.shell.access import now, signed_in_actor
from admin_app.shell.button_page import ButtonPage
from models.actions.papers.numbers.archive_codes import PAPER, archive_codes, codes_of_types
from models.actions.retention.scheme.choose_code import choose_code, subjects
from models.actions.retention.scheme.import_scheme import SchemeFaulty, import_scheme
from models.rules.core.errors import RuleBroken
from models.rules.core.moments import to_wib
from models.rules.staff.permissions import Permission
from models.tables import ArchiveScheme, CodeChoice

_DONE = {"impor": "Skema diimpor.", "pilih": "Kode arsip dicatat."}
_SHOWN = 100


class SchemePage(ButtonPage):
    """Schemes and codes."""

    permission = Permission.KEEP_RETENTION
    done = _DONE

    def act(self, button: str) -> None:
        """Import a scheme, or choose a code."""
        _import() if button == "impor" else _choose()

    def refused(self, why: RuleBroken) -> str:
        """Show the page again, with every fault of a scheme a line of its own."""
        if isinstance(why, SchemeFaulty):
            return self.draw("Skema belum diimpor. Perbaiki baris ini, lalu unggah lagi.", why.faults)
        return self.draw(why.sentence)

    def draw(self, problem: str = "", faults: tuple[str, ...] = ()) -> str:
        """Show the schemes, the codes chosen, and both forms."""
        codes, today, names = archive_codes(), to_wib(now()).date(), subjects()
        choices = CodeChoice.select().order_by(CodeChoice.subject, CodeChoice.valid_from)
        offered = codes.offered(today)
        return self.render(
            "retention/scheme.html",
            problem=problem,
            faults=faults[:_SHOWN],
            more=max(0, len(faults) - _SHOWN),
            typed=request.form if problem else {},
            today=today,
            schemes=list(ArchiveScheme.select().order_by(ArchiveScheme.valid_from.desc())),
            choices=[(row, names.get(row.subject, row.subject)) for row in choices],
            offered=offered,
            outdated=[
                names.get(subject, subject)
                for subject in codes.choices
                if codes.chosen(subject, today) not in offered
            ],
            subjects=names,
            own={f"{PAPER}{code}": archive for code, archive in codes_of_types(today).items()},
        )


def _import() -> None:
    upload = request.files.get("berkas")
    content = upload.read() if upload is not None and upload.filename else b""
    if not content:
        raise RuleBroken("Pilih berkas skemanya (CSV atau XLSX).")
    form, sha256 = request.form, hashlib.sha256(content).hexdigest()
    day = day_typed(form.get("mulai", ""))
    who = signed_in_actor(), now()
    import_scheme(form.get("nama", ""), day, cells_of(content), sha256, *who, form_key=form.get("form_key"))


def _choose() -> None:
    form = request.form
    day, who = day_typed(form.get("mulai", "")), (signed_in_actor(), now())
    choose_code(form.get("untuk", ""), form.get("kode", "").strip(), day, *who, form_key=form.get("form_key"))
