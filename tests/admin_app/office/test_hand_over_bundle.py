"""Persiapan gives the administrator the bundle he hands over, and nobody else."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest

from models.actions.upkeep.hand_over.hand_over import EVENT
from models.rules.staff.roles import Role
from models.tables import Audit
from tests.admin_app.browsing import Browser, text
from tests.tools import needs

Open = Callable[[Role | str], Browser]


def test_the_administrator_takes_it_from_persiapan_and_it_is_of_this_office(
    sqlite_account: Any, signed_in: Open
) -> None:
    admin = signed_in(Role.ADMINISTRATOR)
    page = text(admin.get("/persiapan/"))
    assert "/persiapan/serah-terima.pdf" in page and "/persiapan/serah-terima.docx" in page
    found = admin.get("/persiapan/serah-terima.docx")
    assert found.headers["Content-Disposition"] == 'attachment; filename="serah-terima-20261125-0900.docx"'
    said = zipfile.ZipFile(io.BytesIO(found.data)).read("word/document.xml").decode()
    assert "25 November 2026 pukul 09.00 WIB" in said and "WhatsApp kantor" in said
    (trace,) = Audit.select().where(Audit.event == EVENT)
    assert trace.actor == "administrator"
    assert admin.get("/persiapan/serah-terima.txt").status_code == 404


def test_it_becomes_a_pdf(sqlite_account: Any, signed_in: Open) -> None:
    needs("libreoffice")
    found = signed_in(Role.ADMINISTRATOR).get("/persiapan/serah-terima.pdf")
    assert found.status_code in (200, 409) and (found.status_code == 409 or found.data.startswith(b"%PDF-"))


@pytest.mark.parametrize("role", [Role.KEPALA_KANTOR, Role.PENGELOLA])
def test_nobody_else_takes_it(sqlite_account: Any, signed_in: Open, role: Role) -> None:
    assert signed_in(role).get("/persiapan/serah-terima.docx").status_code == 403
