"""Kop surat: the office's letterhead, drafted, looked at as it will print, and put into force from a day on."""

from datetime import date
from typing import Any

from flask import Response, abort, current_app, flash, make_response, redirect, request
from flask.typing import ResponseReturnValue
from flask_admin import expose

from admin_app.papers.page_frame import framed_pdf
from admin_app.papers.pdf_copies import FRAMED, converted
from admin_app.papers.sample_paper import sample_paper
from admin_app.shell.access import demand, now
from admin_app.shell.guarded_page import GuardedPage
from admin_app.shell.safe_headers import policy
from docgen.errors import DocumentError
from docgen.render import fit_emblem
from models.actions.papers.letterhead.letterheads import (
    LINES,
    KeptEmblem,
    LetterheadNotAllowed,
    discard_draft,
    draft_letterhead,
    draft_of_letterhead,
    facts_of,
    letterhead_on,
    put_into_force,
    versions_of_letterhead,
    withdraw,
)
from models.rules.core.errors import AlreadyDone, NotPermitted, RuleBroken
from models.rules.core.moments import to_wib
from models.rules.core.texts import storable
from models.rules.papers.letterheads import (
    EMBLEM_MM,
    EMBLEM_OCTETS,
    FINE_DPI,
    SHORTEST_MM,
    TALLEST_MM,
    dots_per_inch,
    printed_mm,
)
from models.rules.staff.permissions import Permission
from models.tables import LetterheadVersion

_LARGEST = 2**31 - 1  # a number PostgreSQL compares


class LetterheadPage(GuardedPage):
    """The letterhead in force, the draft beside it, and every version."""

    permission = Permission.KEEP_OFFICE

    @expose("/")
    def index(self) -> ResponseReturnValue:
        """Show the letterhead in force, the draft and the versions."""
        return self._draw("")

    def _draw(self, sentence: str) -> Response:
        today = to_wib(now()).date()
        current, draft, versions = letterhead_on(today), draft_of_letterhead(), versions_of_letterhead()
        begun = draft or current or LetterheadVersion(emblem_mm=EMBLEM_MM)
        typed = request.form if sentence and "office" in request.form else {}
        words: dict[str, Any] = {
            "lines": [(name, label, typed.get(name, getattr(begun, name))) for name, label in LINES.items()],
            "tall": typed.get("tinggi", begun.emblem_mm),
            "heights": range(SHORTEST_MM, TALLEST_MM + 1),
            "largest": EMBLEM_OCTETS // 1_000_000,
            "states": {row.id: _state(row, current, today) for row in versions},
        }
        page = self.render(
            "papers/letterhead.html",
            sentence=sentence,
            current=current,
            draft=draft,
            begun=begun,
            versions=versions,
            today=today,
            size=_size,
            coarse=_coarse,
            **words,
        )
        drawn = make_response(page)
        drawn.headers["Content-Security-Policy"] = policy("frame-src 'self'")  # the sample's pages
        return drawn

    @expose("/konsep", methods=("POST",))
    def draft(self) -> ResponseReturnValue:
        """Keep what was typed and uploaded as the draft, to be looked at."""
        return self._act(self._keep, "Konsep tersimpan. Periksa halamannya, lalu berlakukan.", "#konsep")

    def _keep(self) -> None:
        actor, form = demand(self.permission or Permission.KEEP_OFFICE), request.form
        lines = {name: form.get(name, "") for name in LINES}
        without, key = form.get("tanpa_lambang") == "ya", _form_key()
        emblem = None if without else _uploaded()
        draft_letterhead(lines, form.get("tinggi", ""), emblem, actor, now(), without_emblem=without, form_key=key)

    @expose("/berlakukan", methods=("POST",))
    def put(self) -> ResponseReturnValue:
        """Put the draft into force from the typed day on."""

        def act() -> None:
            put_into_force(_id(), _day(), demand(Permission.KEEP_OFFICE), now(), form_key=_form_key())

        return self._act(act, "Kop surat diberlakukan. Naskah yang sudah terbit tidak berubah.", "#versi")

    @expose("/buang", methods=("POST",))
    def discard(self) -> ResponseReturnValue:
        """Throw the draft away."""

        def act() -> None:
            discard_draft(_id(), demand(Permission.KEEP_OFFICE), now(), form_key=_form_key())

        return self._act(act, "Konsep kop surat dibuang.", "")

    @expose("/batalkan", methods=("POST",))
    def withdraw(self) -> ResponseReturnValue:
        """Take back a version whose first day has not come."""

        def act() -> None:
            withdraw(_id(), demand(Permission.KEEP_OFFICE), now(), form_key=_form_key())

        return self._act(act, "Versi itu dibatalkan; kop sebelumnya tetap berlaku.", "#versi")

    def _act(self, act: Any, done: str, anchor: str) -> ResponseReturnValue:
        try:
            act()
        except (AlreadyDone, NotPermitted):
            raise
        except RuleBroken as broken:
            refused = self._draw(broken.sentence)
            refused.status_code = 409
            return refused
        flash(done, "success")
        return redirect(self.get_url(".index") + anchor, 303)

    @expose("/<int:number>/halaman")
    def frame(self, number: int) -> ResponseReturnValue:
        """Show the pages of a sample memo under one version, as they print."""
        version = _known(number)
        here, pdf = (self.get_url(f".{name}", number=version.id) for name in ("frame", "pdf"))
        return framed_pdf(lambda: _sample(version), here, pdf, now())

    @expose("/<int:number>/contoh.pdf")
    def pdf(self, number: int) -> ResponseReturnValue:
        """Send that memo as PDF."""
        response = make_response(Response(_sample(_known(number)), mimetype="application/pdf"))
        response.headers["Content-Security-Policy"] = FRAMED
        return response


def _known(number: int) -> LetterheadVersion:
    found = LetterheadVersion.get_or_none(LetterheadVersion.id == min(number, _LARGEST))
    return found if found is not None else abort(404)


def _sample(version: LetterheadVersion) -> bytes:
    settings = current_app.config["ADUAN"]
    paper = sample_paper(settings, to_wib(now()).date(), facts_of(version))
    return converted(paper, settings, now(), issued_paper=False)


def _uploaded() -> KeptEmblem | None:
    """Return the uploaded emblem, made fit in the worker and stored; None where none was chosen."""
    upload = request.files.get("lambang")
    if upload is None or not upload.filename:
        return None
    try:
        picture, width, height = fit_emblem(upload.stream.read(EMBLEM_OCTETS + 1))
    except DocumentError as err:
        raise LetterheadNotAllowed(err.sentence) from err
    return KeptEmblem(current_app.config["ADUAN"].files.keep(picture), width, height)


def _state(row: LetterheadVersion, current: LetterheadVersion | None, today: date) -> tuple[str, str]:
    """Return a version's state in words, and the colour of its pill."""
    if row.withdrawn_at is not None:
        return "Dibatalkan", ""
    if current is not None and row.id == current.id:
        return "Berlaku", "pill-good"
    return ("Akan berlaku", "pill-info") if row.valid_from and row.valid_from > today else ("Pernah berlaku", "")


def _size(version: LetterheadVersion) -> str:
    """Return the emblem's size on paper."""
    wide, tall = printed_mm(version.emblem_width, version.emblem_height, version.emblem_mm)
    return f"{wide:.0f} × {tall:.0f} mm"


def _coarse(version: LetterheadVersion) -> int:
    """Return how many pixels an inch a coarse emblem has; 0 for a fine one."""
    found = dots_per_inch(version.emblem_width, version.emblem_height, version.emblem_mm)
    return found if found < FINE_DPI else 0


def _id() -> int:
    typed = request.form.get("versi", "")
    return min(int(typed), _LARGEST) if typed.isascii() and typed.isdecimal() and len(typed) < 10 else 0


def _day() -> date:
    try:
        return date.fromisoformat(request.form.get("mulai", ""))
    except ValueError as err:
        raise LetterheadNotAllowed("Isi tanggal mulai berlakunya.") from err


def _form_key() -> str:
    return storable(request.form.get("form_key", ""))
