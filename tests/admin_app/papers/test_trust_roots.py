"""The administrator uploads the office's roots, sees what they are, and removes them; nobody else does."""

import io
import re
from typing import Any

import pytest

from models.rules.staff.roles import Role
from models.tables import Audit, TrustRoot
from tests.admin_app.browsing import text
from tests.docgen.returned.authority import authority

HERE = "/sertifikat-akar"


def sent(browser: Any, content: bytes, place: int = 1) -> Any:
    form = {"form_key": f"kunci-akar-baru-{place:04}", "berkas": (io.BytesIO(content), "akar.pem")}
    return browser.post(f"{HERE}/tambah", **form)


def test_none_is_there_at_first_and_the_page_says_what_follows(sqlite_account: Any, signed_in: Any) -> None:
    page = text(signed_in(Role.ADMINISTRATOR).get(f"{HERE}/"))
    assert "Belum ada sertifikat akar. Penanda tangan salinan elektronik tidak dapat diperiksa." in page


@pytest.mark.parametrize("form", ["pem", "der"])
def test_a_root_is_shown_with_subject_fingerprint_and_end_and_goes(
    sqlite_account: Any, signed_in: Any, form: str
) -> None:
    admin, root = signed_in(Role.ADMINISTRATOR), authority().root
    assert sent(admin, getattr(root, form)).status_code == 303
    page = text(admin.get(f"{HERE}/"))
    for shown in ("Akar Contoh", root.asn1.sha256.hex(), "2040", "1 sertifikat kini dipercaya"):
        assert shown in page
    again = sent(admin, root.pem, 2)
    assert (again.status_code, "sudah dipercaya" in text(again)) == (409, True)
    number = re.search(r'name="nomor" value="(\d+)"', page)
    assert number
    gone = admin.post(f"{HERE}/hapus", form_key="kunci-akar-hapus-01", nomor=number[1])
    assert gone.status_code == 303
    assert "0 salinan bertanda tangan perlu diperiksa lagi" in text(admin.get(f"{HERE}/"))
    assert TrustRoot.select().where(TrustRoot.removed_at.is_null()).count() == 0
    assert [row.event for row in Audit.select().where(Audit.event.startswith("akar")).order_by(Audit.seq)] == [
        "akar_dipercaya",
        "akar_dihapus",
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Pilih berkas"),
        (b"x" * 200_001, "Pilih berkas"),
        (b"no certificate", "bukan sertifikat PEM atau DER"),
        (authority().signer("Contoh").pem, "bukan sertifikat induk"),
    ],
    ids=["nothing", "too much", "no certificate", "of a signer"],
)
def test_what_is_no_root_is_refused_with_what_to_do(
    sqlite_account: Any, signed_in: Any, content: bytes, said: str
) -> None:
    answer = sent(signed_in(Role.ADMINISTRATOR), content)
    assert (answer.status_code, said in text(answer)) == (409, True)
    assert TrustRoot.select().count() == 0


def test_no_number_and_others_are_refused(sqlite_account: Any, signed_in: Any) -> None:
    admin = signed_in(Role.ADMINISTRATOR)
    for place, number in enumerate(("", "x", "99", "1" * 9)):
        assert admin.post(f"{HERE}/hapus", form_key=f"kunci-akar-salah-{place}", nomor=number).status_code == 404
    assert signed_in(Role.PENGELOLA).get(f"{HERE}/").status_code == 403
    assert sent(signed_in(Role.KEPALA_KANTOR), authority().root.pem, 3).status_code == 403
