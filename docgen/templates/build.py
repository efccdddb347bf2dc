"""Makes the shipped templates anew: python -m docgen.templates.build. A test holds the committed files to it."""

from collections.abc import Callable

from docgen.templates import path_of
from docgen.templates.disposition import lembar_disposisi
from docgen.templates.letters import nota_dinas_jawab, nota_dinas_terus
from docgen.templates.lists import buku_agenda, buku_register, rekapitulasi, rekapitulasi_samar
from docgen.templates.memos import nota_dinas_eskalasi, nota_dinas_rekap, nota_dinas_terus_jawaban
from docgen.templates.reply_letter import surat_jawaban
from docgen.templates.reports import gangguan_kanal, kendali_waktu, laporan_penelitian
from docgen.templates.sheet import lembar_pengaduan

TEMPLATES: dict[str, Callable[[], bytes]] = {
    "ND-TERUS": nota_dinas_terus,
    "ND-JAWAB": nota_dinas_jawab,
    "ND-ESKAL": nota_dinas_eskalasi,
    "ND-TERUSJWB": nota_dinas_terus_jawaban,
    "ND-REKAP": nota_dinas_rekap,
    "DISPOSISI": lembar_disposisi,
    "SURAT": surat_jawaban,
    "LEMBAR": lembar_pengaduan,
    "LAPORAN": laporan_penelitian,
    "KENDALI": kendali_waktu,
    "REKAP": rekapitulasi,
    "REKAP-SAMAR": rekapitulasi_samar,
    "REGISTER": buku_register,
    "AGENDA": buku_agenda,
    "BA-GANGGUAN": gangguan_kanal,
}


def build() -> None:
    """Write every shipped template beside this script."""
    for code, make in TEMPLATES.items():
        path_of(code).write_bytes(make())


if __name__ == "__main__":
    build()
