"""Teks siap pakai: kept by Administrator and Kasubsi, and nothing in them stays unfilled."""

from collections.abc import Callable
from typing import Any

from models.rules.staff.roles import Role
from models.tables import ReplyTemplate
from tests.admin_app.browsing import Browser, text

Open = Callable[[Role | str], Browser]


def sent(browser: Browser, path: str, **changes: str) -> Any:
    fields = {"code": "hilang", "title": "Paspor hilang", "purpose": "lain", "language": "id", "kind": "dm"}
    fields |= {"text": "Yth. {nama}, bawa laporan polisi.", "active": "y", "form_key": f"kunci-{len(changes)}-{path}"}
    return browser.post(path, **{**fields, **changes})


def test_a_text_is_added_and_one_with_a_strange_placeholder_refused(sqlite_account: Any, signed_in: Open) -> None:
    kasubsi = signed_in(Role.KASUBSI_INFOKIM)
    assert sent(kasubsi, "/teks/new/").status_code == 302
    assert ReplyTemplate.get(code="hilang").title == "Paspor hilang"
    refused = sent(kasubsi, "/teks/new/", code="aneh", text="Halo {tanggal}")
    assert (refused.status_code, "Tidak ada yang mengisi {tanggal}" in text(refused)) == (409, True)
    assert "Pertanyaan kepuasan" in text(kasubsi.get("/teks/"))


def test_the_question_of_satisfaction_has_its_own_placeholders(sqlite_account: Any, signed_in: Open) -> None:
    admin = signed_in(Role.ADMINISTRATOR)
    row = ReplyTemplate.get(code="survei")
    path = f"/teks/edit/?id={row.id}"
    kept = sent(admin, path, code="survei", title="Kepuasan", purpose="survei", text="Puas? {pilihan} {nomor}")
    assert kept.status_code == 302
    assert ReplyTemplate.get(code="survei").text == "Puas? {pilihan} {nomor}"
    refused = sent(admin, path, code="survei", title="Kepuasan", purpose="survei", text="Puas, {nama}? {pilihan}")
    assert refused.status_code == 409


def test_pengelola_uses_texts_and_changes_none(sqlite_account: Any, signed_in: Open) -> None:
    pengelola = signed_in(Role.PENGELOLA)
    assert pengelola.get("/teks/").status_code == 403
    assert sent(pengelola, "/teks/new/").status_code == 403
