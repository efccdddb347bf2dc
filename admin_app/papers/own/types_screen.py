"""Jenis naskah: every type of paper; the office's own ones are made, changed and switched off here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from flask import abort, current_app, flash, redirect, request
from flask.typing import ResponseReturnValue
from flask_admin import expose
from peewee import JOIN, fn

from admin_app.papers.own.type_form import TypedType, own_type, typed_of, typed_type
from admin_app.shell.access import demand, now
from admin_app.shell.guarded_page import GuardedPage
from docgen.documents.own_type import FILLED_IN
from docgen.errors import DocumentError
from docgen.render import check_template
from models.actions.core.own_types.catalogue import catalogue, newest_version, own_type_of
from models.actions.papers.keep_template import active_template
from models.actions.papers.numbers.archive_codes import PAPER, archive_codes, codes_of_files
from models.actions.papers.own.keep_type import TypeNotAllowed, change_type, make_type, switch_type
from models.rules.cases.sop import STAGES
from models.rules.core.errors import RuleBroken
from models.rules.core.moments import to_wib
from models.rules.core.texts import storable
from models.rules.papers.documents import DocumentRow
from models.rules.papers.own.own_checks import LONGEST_CODE, LONGEST_HINT, LONGEST_LABEL, LONGEST_TITLE
from models.rules.papers.own.own_type import FORM_LABELS, KIND_LABELS, NUMBERING_LABELS, OFFERED_AT, OwnType
from models.rules.staff.permissions import Permission
from models.rules.staff.roles import ROLES, Role
from models.tables import Document, PaperTypeVersion, Staff, TemplateVersion

_MOST_CODES = 300  # offered while typing; a whole imported scheme would be longer than the page
_CHOICE = "Pilih bentuk, penomoran, peran, dan jenis pertanyaan dari daftarnya."
_ROLES = tuple(role for role in Role if role is not Role.ADMINISTRATOR)
_LABELS = {str(role): ROLES[role].label for role in _ROLES}
# What the form chooses from. A section officer drafts, but neither initials nor signs.
_ASKED: Mapping[str, object] = {
    "forms": FORM_LABELS,
    "numberings": NUMBERING_LABELS,
    "kinds": KIND_LABELS,
    "stages": {str(stage): STAGES[stage].label for stage in OFFERED_AT},
    "drafters": _LABELS,
    "posts": {str(role): ROLES[role].label for role in _ROLES if role is not Role.PETUGAS_SEKSI},
    "filled_in": FILLED_IN,
    "longest": {"code": LONGEST_CODE, "title": LONGEST_TITLE, "label": LONGEST_LABEL, "hint": LONGEST_HINT},
}


@dataclass(frozen=True)
class TypeLine:
    """One type in the list: its row in words, and how many papers there are of it."""

    row: DocumentRow
    stages: str
    signer: str
    number: str
    papers: int


class PaperTypesPage(GuardedPage):
    """The types of paper."""

    permission = Permission.KEEP_PAPER_TYPES

    @expose("/")
    def index(self) -> ResponseReturnValue:
        """Show all types, the office's own ones first."""
        counted = dict(Document.select(Document.type, fn.COUNT(Document.id)).group_by(Document.type).tuples())
        lines = [_line(row, counted.get(code, 0)) for code, row in catalogue().items()]
        return self.render("papers/own/types.html", lines=sorted(lines, key=lambda line: not line.row.own))

    @expose("/baru", methods=("GET", "POST"))
    def new(self) -> ResponseReturnValue:
        """Show the empty form, or make a type."""
        if request.method == "GET":
            return self._form(TypedType(), "Buat jenis naskah")
        typed = typed_type(request.form)

        def keep(own: OwnType) -> PaperTypeVersion:
            actor = demand(Permission.KEEP_PAPER_TYPES)
            return make_type(own, actor, now(), form_key=_form_key())

        return self._kept(typed, "Buat jenis naskah", keep)

    @expose("/<type_code>")
    def one(self, type_code: str) -> ResponseReturnValue:
        """Show one own type: what it asks, its versions, and the way to its example and template."""
        version = _version(type_code)
        rows = PaperTypeVersion.select(PaperTypeVersion, Staff).join_from(
            PaperTypeVersion, Staff, JOIN.LEFT_OUTER, on=PaperTypeVersion.made_by
        )
        own, papers = own_type_of(version), Document.select().where(Document.type == type_code).count()
        versions = list(
            rows.where(PaperTypeVersion.paper_type == version.paper_type).order_by(PaperTypeVersion.number.desc())
        )
        line = _line(catalogue()[type_code], papers)
        words = {"line": line, "versions": versions, "newest": version.number, "dated": _dated(version), **_ASKED}
        return self.render("papers/own/type.html", own=own, **words)

    @expose("/<type_code>/ubah", methods=("GET", "POST"))
    def next_version(self, type_code: str) -> ResponseReturnValue:
        """Show the form of a type, or keep what was changed as its next version."""
        version, title = _version(type_code), "Ubah jenis naskah"
        if request.method == "GET":
            return self._form(typed_of(own_type_of(version)), title, version)
        based_on = request.form.get("versi", "")
        shown = int(based_on) if based_on.isascii() and based_on.isdecimal() and len(based_on) < 8 else 0

        def keep(own: OwnType) -> PaperTypeVersion:
            actor = demand(Permission.KEEP_PAPER_TYPES)
            template = active_template(type_code, shown)
            made = change_type(own, shown, actor, now(), fits=_fits(own, template), form_key=_form_key())
            if template is not None and active_template(type_code, made.number) is None:
                flash(
                    f"Templat versi {template.number} tidak cocok dengan pertanyaan yang baru, maka naskah baru "
                    "memakai templat bawaan jenis ini. Sesuaikan templatnya di Word, lalu unggah lagi.",
                    "warning",
                )
            return made

        return self._kept(typed_type(request.form, type_code), title, keep, type_code)

    @expose("/<type_code>/pakai", methods=("POST",))
    def switch(self, type_code: str) -> ResponseReturnValue:
        """Switch a type off, or on again."""
        active = request.form.get("dipakai") == "ya"
        switch_type(_version(type_code).paper_type.code, active, demand(self.permission), now(), form_key=_form_key())
        again = "Jenis ini ditawarkan lagi pada tahapnya."
        off = "Jenis ini tidak ditawarkan lagi. Konsep yang sudah ada dapat diselesaikan; yang terbit tetap ada."
        flash(again if active else off, "success")
        return redirect(self.get_url(".one", type_code=type_code), 303)

    def _kept(
        self, typed: TypedType, title: str, keep: Callable[[OwnType], PaperTypeVersion], code: str = ""
    ) -> ResponseReturnValue:
        if request.form.get("tambah"):  # only more room for questions
            return self._form(typed, title, _version(code) if code else None, _based_on())
        try:
            made = keep(_read(typed))
        except TypeNotAllowed as broken:
            return self._form(typed, title, _version(code) if code else None, problem=broken.sentence), 409
        number = f"versi {made.number}" if made.number > 1 else "versi 1 dan langsung ditawarkan pada tahapnya"
        flash(f"{made.title} tersimpan sebagai {number}. Lihat contohnya sebelum dipakai.", "success")
        return redirect(self.get_url(".one", type_code=typed.code), 303)

    def _form(
        self,
        typed: TypedType,
        title: str,
        version: PaperTypeVersion | None = None,
        based_on: int | None = None,
        problem: str = "",
    ) -> str:
        codes = archive_codes().offered(to_wib(now()).date())
        words = {"typed": typed, "title": title, "problem": problem, "codes": sorted(codes)[:_MOST_CODES], **_ASKED}
        words["dated"] = _dated(version) if version is not None else []
        number = based_on if based_on is not None else version.number if version is not None else 0
        return str(self.render("papers/own/type_form.html", number=number, is_new=version is None, **words))


def _line(row: DocumentRow, papers: int) -> TypeLine:
    stages = ", ".join(STAGES[stage].label for stage in row.stages) or "Naskah kantor"
    signer = ROLES[row.signer].label if row.signer is not None else "Pemegang meja"
    number = "Nomor surat" if row.numbered else "Seri sendiri" if row.agenda else "Tanpa nomor"
    return TypeLine(row, stages, signer, number, papers)


def _version(code: str) -> PaperTypeVersion:
    return newest_version(storable(code)) or abort(404)


def _dated(version: PaperTypeVersion) -> list[tuple[date, str]]:
    """Return the codes chosen by date for a type, which stand before its own."""
    return codes_of_files().dated(f"{PAPER}{version.paper_type.code}", to_wib(now()).date())


def _read(typed: TypedType) -> OwnType:
    try:
        return own_type(typed)
    except ValueError as err:
        raise TypeNotAllowed(_CHOICE) from err


def _fits(own: OwnType, template: TemplateVersion | None) -> str:
    """Return the sha256 of a template that prints the changed questions as well; empty where it does not."""
    if template is None:
        return ""
    try:
        check_template(own.code, current_app.config["ADUAN"].files.read(template.sha256), own.declared())
    except (DocumentError, FileNotFoundError, RuleBroken):
        return ""
    return str(template.sha256)


def _based_on() -> int | None:
    typed = request.form.get("versi", "")
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 8 else None


def _form_key() -> str:
    return storable(request.form.get("form_key", ""))
