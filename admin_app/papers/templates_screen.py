"""Templat: the office's Word templates, version by version; one person uploads, another puts into use."""

from dataclasses import dataclass, field

from flask import Response, abort, current_app, flash, make_response, redirect, request
from flask.typing import ResponseReturnValue
from flask_admin import expose
from peewee import JOIN

from admin_app.files.attachment_files import SANDBOX
from admin_app.files.paper_pictures import with_pictures
from admin_app.papers.own.known_type import KnownType, known_type
from admin_app.papers.papers import template_in_use
from admin_app.papers.pdf_copies import FRAMED, converted, pages_of
from admin_app.shell.access import demand, may, now, signed_in_actor
from admin_app.shell.guarded_page import GuardedPage
from docgen.errors import DocumentError
from docgen.fields import catalogue as all_fields
from docgen.package import TEMPLATE_LIMIT
from docgen.render import render
from models.actions.core.own_types.catalogue import catalogue
from models.actions.papers.keep_template import (
    TemplateNotAllowed,
    activate_template,
    active_template,
    add_template,
    use_shipped_template,
)
from models.actions.papers.letterhead.letterheads import letterhead_facts
from models.rules.core.errors import AlreadyDone, NotPermitted, RuleBroken
from models.rules.core.moments import to_wib
from models.rules.core.texts import storable
from models.rules.papers.documents import DOCUMENTS, DocumentRow
from models.rules.staff.permissions import Permission
from models.tables import Staff, TemplateVersion

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_LONGEST = 100  # characters that are searched for
_TITLES = {code: row.title for code, row in DOCUMENTS.items()}
SHIPPED = 0  # the number under which the shipped template is asked for


@dataclass(frozen=True)
class TypeView:
    """One document type with its versions, newest first."""

    row: DocumentRow
    active: TemplateVersion | None
    type_version: int = 0  # of an own type: whose questions its templates have to print
    versions: list[TemplateVersion] = field(default_factory=list)

    @property
    def waiting(self) -> list[TemplateVersion]:
        """Return the versions not yet put into use."""
        mine = (version for version in self.versions if version.type_version == self.type_version)
        return [version for version in mine if version.activated_at is None]


class TemplatesPage(GuardedPage):
    """The templates of every document type."""

    permission = Permission.ACTIVATE_TEMPLATES

    @expose("/")
    def index(self) -> ResponseReturnValue:
        """Show the document types with the template each uses, and the catalogue of what templates may print."""
        asked = storable(request.args.get("cari", ""))[:_LONGEST].strip()
        fields = [row for row in all_fields() if row.tells(asked)]
        types = [_type_view(_known(code)) for code in catalogue()]
        return self.render("papers/templates.html", types=types, asked=asked, fields=fields, titles=_TITLES)

    @expose("/<code>")
    def one(self, code: str) -> ResponseReturnValue:
        """Show the versions of one type."""
        return self._draw(code, "")

    def _draw(self, code: str, sentence: str, note: str = "") -> str:
        kind = _known(code)
        view = _type_view(kind)
        words = {"own_id": signed_in_actor().staff_id, "may_upload": may(Permission.KEEP_TEMPLATES), "note": note}
        return self.render("papers/template.html", view=view, sentence=sentence, fields=kind.fields(), **words)

    @expose("/<code>/unduh")
    def download(self, code: str) -> ResponseReturnValue:
        """Send a version's Word file for editing; without a number the one in use."""
        content, number = _asked_version(_known(code))
        name = f"{code}-bawaan.docx" if number == SHIPPED else f"{code}-versi-{number}.docx"
        return _sent(content, WORD, "attachment", name, SANDBOX)

    @expose("/<code>/unggah", methods=("POST",))
    def upload(self, code: str) -> ResponseReturnValue:
        """Check an uploaded template and store it as a new version, not yet in use."""
        actor = demand(Permission.KEEP_TEMPLATES)
        try:
            kind = _known(code)
            content = _uploaded(kind)
            store, note = current_app.config["ADUAN"].files, request.form.get("catatan", "")
            version = add_template(
                code, store.keep(content), note, actor, now(), type_version=kind.type_version, form_key=_form_key()
            )
        except (AlreadyDone, NotPermitted):
            raise
        except RuleBroken as broken:
            return self._draw(code, broken.sentence, request.form.get("catatan", "")), 409
        flash(f"Versi {version.number} tersimpan. Orang lain harus memeriksa dan mengaktifkannya.", "success")
        return redirect(self.get_url(".one", code=code), 303)

    @expose("/<code>/aktifkan", methods=("POST",))
    def activate(self, code: str) -> ResponseReturnValue:
        """Put a version into use."""
        actor = demand(Permission.ACTIVATE_TEMPLATES)
        chosen = _version(code, request.form.get("versi", ""))
        try:
            _check_waiting(chosen, _known(code))
            activate_template(chosen.id, actor, now(), form_key=_form_key())
        except TemplateNotAllowed as broken:
            return self._draw(code, broken.sentence), 409
        flash(
            f"Versi {chosen.number} kini dipakai untuk naskah baru; yang sudah terbit tidak berubah.",
            "success",
        )
        return redirect(self.get_url(".one", code=code), 303)

    @expose("/<code>/bawaan", methods=("POST",))
    def shipped(self, code: str) -> ResponseReturnValue:
        """Go back to the shipped template."""
        actor = demand(Permission.ACTIVATE_TEMPLATES)
        use_shipped_template(_known(code).row.code, actor, now(), form_key=_form_key())
        flash("Templat bawaan kini dipakai untuk naskah baru.", "success")
        return redirect(self.get_url(".one", code=code), 303)

    @expose("/<code>/pratinjau")
    def look(self, code: str) -> ResponseReturnValue:
        """Show a version filled with an invented case; where there is no PDF, a sentence and the Word file."""
        content, number = _asked_version(_known(code))
        pages = pages_of(lambda: _example_pdf(_known(code), content))
        page = self.render("papers/template_look.html", row=_known(code).row, number=number, pages=pages)
        return pages.dress(make_response(page))

    @expose("/<code>/contoh/pdf")
    def example_pdf(self, code: str) -> ResponseReturnValue:
        """Send the invented case as PDF."""
        content, number = _asked_version(_known(code))
        return _sent(
            _example_pdf(_known(code), content), "application/pdf", "inline", f"{code}-{number}-contoh.pdf", FRAMED
        )

    @expose("/<code>/contoh/word")
    def example_word(self, code: str) -> ResponseReturnValue:
        """Send the invented case as a Word file."""
        content, number = _asked_version(_known(code))
        return _sent(_example(_known(code), content), WORD, "attachment", f"{code}-{number}-contoh.docx", SANDBOX)


def _type_view(kind: KnownType) -> TypeView:
    code, uploader = kind.row.code, Staff.alias()
    versions = (
        TemplateVersion.select(TemplateVersion, Staff, uploader)
        .join_from(TemplateVersion, Staff, JOIN.LEFT_OUTER, on=TemplateVersion.activated_by)
        .join_from(
            TemplateVersion,
            uploader,
            JOIN.LEFT_OUTER,
            on=(TemplateVersion.uploaded_by == uploader.id),
            attr="uploaded_by",
        )
        .where(TemplateVersion.document_type == code)
        .order_by(TemplateVersion.number.desc())
    )
    return TypeView(kind.row, active_template(code, kind.type_version), kind.type_version, list(versions))


def _known(code: str) -> KnownType:
    return known_type(storable(code)) or abort(404)


def _version(code: str, typed: str) -> TemplateVersion:
    number = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 8 else -1
    mine = (TemplateVersion.document_type == code) & (TemplateVersion.number == number)
    found = TemplateVersion.get_or_none(mine)
    if found is None:
        abort(404)
    return found


def _asked_version(kind: KnownType) -> tuple[bytes, int]:
    """Return the template version of the address and its number; without one, the template in use."""
    code = kind.row.code
    typed = request.args.get("versi", "")
    if typed == str(SHIPPED):
        return kind.first(), SHIPPED
    if not typed:
        active = active_template(code, kind.type_version)
        return template_in_use(
            code, current_app.config["ADUAN"], kind.own
        ).content, active.number if active else SHIPPED
    version = _version(code, typed)
    try:
        return current_app.config["ADUAN"].files.read(version.sha256), version.number
    except FileNotFoundError:
        abort(404)


def _uploaded(kind: KnownType) -> bytes:
    """Return the uploaded template, fully checked. Raises TemplateNotAllowed saying what to correct."""
    upload = request.files.get("berkas")
    if upload is None or not upload.filename:
        raise TemplateNotAllowed("Pilih dahulu berkas templatnya (.docx).")
    if not upload.filename.lower().endswith(".docx"):
        raise TemplateNotAllowed(
            "Hanya berkas .docx yang diterima. Di Word atau LibreOffice, simpan sebagai “Dokumen Word (.docx)”."
        )
    content = upload.stream.read(TEMPLATE_LIMIT + 1)
    if content == kind.first():
        raise TemplateNotAllowed("Berkas ini sama persis dengan templat bawaan. Ubah dahulu di Word, lalu unggah.")
    _check(kind, content)
    return content


def _check(kind: KnownType, content: bytes) -> None:
    try:
        kind.check(content)
    except DocumentError as err:
        raise TemplateNotAllowed(err.sentence) from err


def _check_waiting(version: TemplateVersion, kind: KnownType) -> None:
    """Check a version anew that was uploaded when less was checked; one that was in use may come back as it is."""
    if version.activated_at is None:
        try:
            content = current_app.config["ADUAN"].files.read(version.sha256)
        except FileNotFoundError:
            abort(404)
        _check(kind, content)


def _example(kind: KnownType, template: bytes) -> bytes:
    store, kop = current_app.config["ADUAN"].files, letterhead_facts(to_wib(now()).date())
    own = with_pictures({"kop": kop}, store) if kop["lines"] else {}  # the example brings its own photos
    try:
        return render(kind.row.code, kind.example() | own, template)
    except DocumentError as err:
        raise TemplateNotAllowed(err.sentence) from err


def _example_pdf(kind: KnownType, template: bytes) -> bytes:
    return converted(_example(kind, template), current_app.config["ADUAN"], now(), issued_paper=False)


def _sent(content: bytes, mimetype: str, how: str, name: str, rules: str) -> Response:
    response = Response(content, mimetype=mimetype)
    response.headers.set("Content-Disposition", how, filename=name)
    response.headers["Content-Security-Policy"] = rules
    return response


def _form_key() -> str:
    return storable(request.form.get("form_key", ""))
