"""Every screen in a real browser, wide and narrow: nothing overflows, nothing of ours is blocked, no script runs."""

from typing import Any

import pytest
from flask import Flask

from models.rules.staff.roles import Role
from tests.admin_app.browsing import PASSWORD
from tests.admin_app.samples import a_full_office
from tests.browser.people import SCREENSHOTS, keep_picture
from tests.served import served

SHOTS = SCREENSHOTS / "admin"
SIZES = {"lebar": (1366, 768), "sempit": (390, 844)}
DESK = (
    "akun/kode",
    "catat/",
    "impor/",
    "pengaduan/",
    "pesan/",
    "naskah/",
    "kotak-keluar/",
    "laporan/",
    "tak-terbaca/",
    "celah/",
    "kanal/",
    "sop/",
    "akun",
)
OFFICE = (
    *("hari-libur/", "hari-libur/new/", "jam-kerja/", "pejabat/", "jabatan/", "jabatan/new/", "profil-kantor/"),
    *("pelimpahan/", "pelimpahan/new/"),
    *("pegawai/", "pegawai/tambah", "jejak-audit/", "kanal/"),
)


def details(sample: dict[str, Any], role: Role) -> list[str]:
    """The details pages this role opens."""
    if role is Role.ADMINISTRATOR:
        return [f"pegawai/ubah?id={sample['staff']}", f"jejak-audit/details/?id={sample['audit']}"]
    pairs = {"pengaduan": "complaints", "pesan": "messages", "naskah": "documents", "kotak-keluar": "outbox"}
    found = [f"{path}/details/?id={sample[screen]}" for path, screen in pairs.items()]
    return [*found, f"tak-terbaca/details/?id={sample['quarantine']}", f"sop/details/?id={sample['sop_versions']}"]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("role", "paths"), [(Role.PENGELOLA, DESK), (Role.ADMINISTRATOR, OFFICE)])
def test_every_screen_fits_and_runs_only_our_scripts(
    role: Role, paths: tuple[str, ...], size: str, app: Flask, sqlite_account: Any, chromium: Any
) -> None:
    sample = a_full_office(sqlite_account, app)
    width, height = SIZES[size]
    complaints: list[str] = []
    with served(app) as url:
        page = chromium.new_page(viewport={"width": width, "height": height}, locale="id-ID")
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("dialog", lambda dialog: complaints.append(f"dialog: {dialog.message}"))
        page.goto(f"{url}/login")
        shot(page, f"masuk-{size}")
        page.fill("[name=username]", str(role))
        page.fill("[name=password]", PASSWORD)
        page.click("button.button-main")
        for path in (*paths, *details(sample, role), "tidak-ada"):
            page.goto(f"{url}/{path}")
            shot(page, f"{role}-{path.split('?')[0].strip('/').replace('/', '-')}-{size}")
            overflow = page.evaluate("document.scrollingElement.scrollWidth - window.innerWidth")
            assert overflow <= 0, f"{path} is {overflow} px too wide"
        page.context.close()
    assert [line for line in complaints if "404" not in line] == []


def shot(page: Any, name: str) -> None:
    """Take a picture of the whole page, where pictures are wanted."""
    keep_picture(page, SHOTS / f"{name}.png", full_page=True)
