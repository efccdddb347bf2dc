"""What people see when something is not allowed or fails: a sentence in Indonesian, never a traceback."""

import secrets
import traceback

from flask import Flask, current_app, g, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from admin_app.shell.access import wants_json
from admin_app.shell.maintenance import for_machines, not_ready, page_for
from models.actions.staff.passwords import HashingBusy
from models.rules.core.errors import AlreadyDone, NotPermitted, NotVisible, RuleBroken

# status: title, sentence
# fmt: off
PAGES: dict[int, tuple[str, str]] = {
    400: ("Permintaan tidak dapat dibaca", "Kembali ke halaman sebelumnya, muat ulang, lalu coba lagi."),
    401: ("Silakan masuk", "Sesi Anda sudah berakhir. Masuk lagi untuk melanjutkan."),
    403: ("Bukan wewenang Anda", "Halaman ini tidak terbuka untuk peran Anda. Bila perlu, hubungi Administrator."),
    404: ("Tidak ditemukan", "Halaman atau data ini tidak ada, atau bukan untuk peran Anda."),
    405: ("Cara membuka tidak sesuai", "Halaman ini tidak dapat dibuka langsung. Pakai tombol pada layar asalnya."),
    409: ("Belum dapat dilakukan", "Permintaan ini tidak dapat dilakukan sekarang."),
    413: ("Berkas terlalu besar", "Kirim berkas paling besar 16 MB."),
    500: ("Terjadi gangguan", "Coba lagi. Bila berulang, sampaikan nomor kejadian kepada Administrator."),
    503: ("Sedang sibuk", "Tunggu beberapa detik, lalu coba lagi."),
}
# fmt: on
FORM_EXPIRED = (
    "Formulir kedaluwarsa",
    "Formulir ini dibuka sebelum Anda masuk, atau sudah terlalu lama. Kembali, muat ulang halaman, lalu kirim lagi; "
    "salin dahulu teks yang sudah Anda ketik.",
)
_STATUS: dict[type[RuleBroken], int] = {NotVisible: 404, NotPermitted: 403, HashingBusy: 503}


def register(app: Flask) -> None:
    """Register every error page."""
    app.register_error_handler(RuleBroken, _rule_broken)
    app.register_error_handler(CSRFError, _form_expired)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unforeseen)


def _rule_broken(problem: RuleBroken) -> ResponseReturnValue:
    status = _STATUS.get(type(problem), 409)
    title = "Sudah dilakukan" if isinstance(problem, AlreadyDone) else PAGES[status][0]
    return _page(status, title, problem.sentence)


def _form_expired(_problem: CSRFError) -> ResponseReturnValue:
    g.form_refused = True  # privacy/traced_looks.py records it
    return _page(400, *FORM_EXPIRED)


def _http(problem: HTTPException) -> ResponseReturnValue:
    if problem.code is None or problem.code < 400:
        return problem  # a redirect
    title, sentence = PAGES.get(problem.code, PAGES[400 if problem.code < 500 else 500])
    return _page(problem.code, title, sentence)


def _unforeseen(problem: Exception) -> ResponseReturnValue:
    known = page_for(problem)
    if known is not None:
        return known
    incident = secrets.token_hex(4).upper()
    # Log where it failed without the error's text, which may quote a citizen.
    where = "".join(traceback.format_tb(problem.__traceback__))
    current_app.logger.error(
        "incident %s: %s at %s %s\n%s", incident, _kinds(problem), request.method, request.url_rule, where
    )
    if for_machines():
        return not_ready("unforeseen", f"{type(problem).__name__}: the log says where, incident {incident}")
    return _page(500, *PAGES[500], incident=incident)


def _kinds(problem: BaseException) -> str:
    """Return the names of an error and of the one it was made of: Peewee calls most of the server's errors alike."""
    of = problem.__cause__ or problem.__context__
    return type(problem).__name__ + (f" of {type(of).__name__}" if of else "")


def _page(status: int, title: str, sentence: str, incident: str = "") -> ResponseReturnValue:
    if wants_json():
        return jsonify(pesan=sentence, kejadian=incident or None), status
    return render_template("shell/error.html", title=title, sentence=sentence, incident=incident), status
