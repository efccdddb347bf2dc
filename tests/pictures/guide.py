"""The pictures of the staff guide: one row each, taken from the busy office; the browser tests take them all too."""

from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, expect

from admin_app.shell.guide_pages import FOLDER, PICTURES, SHEET
from models.rules.staff.roles import Role
from tests.browser.people import PATIENCE
from tests.pictures.studio import Studio, small_png

LARGEST, ALL_TOGETHER = 150_000, 4_000_000  # bytes


@dataclass(frozen=True)
class Shot:
    """One picture: who looks at which address, what must show on it, and what is unfolded first.

    `of` narrows the picture to one element; {name} in the address is a case of the busy office.
    """

    role: Role
    address: str
    shows: str
    unfold: str = ""
    of: str = ""
    size: str = "lebar"


_R = Role
SHOTS: dict[str, Shot] = {
    "beranda-pengelola": Shot(_R.PENGELOLA, "/", "Buka Meja Kerja"),
    "identifikasi": Shot(_R.PENGELOLA, "/meja/kasus/{identifikasi}", "Simpan & identifikasi selesai"),
    "tanggapan-awal": Shot(_R.PENGELOLA, "/meja/kasus/{tanggapan}", "Kirim lewat WhatsApp"),
    "penerusan": Shot(_R.PENGELOLA, "/meja/kasus/{penerusan}", "Seksi tujuan"),
    "penyampaian": Shot(_R.PENGELOLA, "/meja/kasus/{penyampaian}", "Kirim lewat WhatsApp"),
    "catat": Shot(_R.PENGELOLA, "/catat/", "Catat pengaduan"),
    "beranda-kasubsi": Shot(_R.KASUBSI_INFOKIM, "/", "Buka Meja Kerja"),
    "nota-dinas": Shot(_R.KASUBSI_INFOKIM, "/meja/kasus/{kasubsi}", "Tanda tangani"),
    "kalender": Shot(_R.KASUBSI_INFOKIM, "/kalender/", "Kalender kerja"),
    "akhir-bulan": Shot(_R.KASUBSI_INFOKIM, "/akhir-bulan/", "Akhir bulan"),
    "laporan": Shot(_R.KASUBSI_INFOKIM, "/laporan/", "Laporan"),
    "jawaban-tikkim": Shot(_R.KASI_TIKKIM, "/meja/kasus/{tikkim}", "Teruskan ke Kasubsi Infokim"),
    "analisa": Shot(_R.KASI_LALINTALKIM, "/meja/kasus/{analisa}", "Hasil analisa substansi"),
    "penelitian": Shot(_R.PETUGAS_SEKSI, "/", "Pemeriksaan lapangan Anda", size="sempit"),
    "beranda-kepala": Shot(_R.KEPALA_KANTOR, "/", "Buka Meja Kerja"),
    "disposisi": Shot(_R.KEPALA_KANTOR, "/meja/kasus/{disposisi}", "Disposisi"),
    "kerahasiaan": Shot(_R.KEPALA_KANTOR, "/kerahasiaan/{disposisi}", "Kerahasiaan"),
    "kanal": Shot(_R.ADMINISTRATOR, "/kanal/", "Kanal"),
    "akun": Shot(_R.ADMINISTRATOR, "/pegawai/", "Akun"),
}


def take(room: Studio, name: str, folder: Path) -> Path:
    """Take one picture into a folder. Raises AssertionError where the screen does not show what it must."""
    shot = SHOTS[name]
    page, status = room.opens(shot.role, shot.address.format(**room.office.cases), shot.size)
    assert status == 200, f"{name}: {shot.address} answers {status}"
    if shot.unfold:
        page.locator(shot.unfold).first.click()
    expect(page.locator("main")).to_contain_text(shot.shows, timeout=PATIENCE)
    path = folder / f"{name}.png"
    small_png(_picture(page, shot), path)
    return path


def _picture(page: Page, shot: Shot) -> bytes:
    page.evaluate("document.activeElement && document.activeElement.blur()")
    return page.locator(shot.of).first.screenshot() if shot.of else page.screenshot()


def print_sheet(room: Studio, path: Path) -> Path:
    """Print the quick guide as the browser prints it for an officer."""
    page, _ = room.opens(Role.PENGELOLA, "/bantuan/ringkas")
    page.pdf(path=str(path), format="A4", print_background=True, prefer_css_page_size=True)
    return path


def make_all(room: Studio) -> None:
    """Make every picture of the guide and the printable sheet anew; what no row names any more is removed."""
    for old in PICTURES.glob("*.png"):
        if old.stem not in SHOTS:
            old.unlink()
    for name in SHOTS:
        take(room, name, PICTURES)
    print_sheet(room, FOLDER / SHEET)
