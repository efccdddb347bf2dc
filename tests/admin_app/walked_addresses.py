"""Every address of the back office and how it is walked: for each case, or once for the whole office."""

import re
from typing import Any

from flask import Flask

from models.rules.staff.roles import Role
from tests.admin_app.test_every_route import OPEN, SIGNED, STATIC, allowed
from tests.admin_app.walked_office import WalkedCase

# Where a case stands in an address: endpoint -> address. {case} … are filled for every case, {paper}, {costs} once.
OF_A_CASE = {
    "meja.case": "/meja/kasus/{case}?tab=terbuka",
    "meja.news": "/meja/kabar?tab=terbuka&kasus={case}",
    "complaints.details_view": "/pengaduan/details/?id={case}",
    "messages.details_view": "/pesan/details/?id={message}",
    "documents.details_view": "/naskah/details/?id={document}",
    "documents.download": "/naskah/{document}/unduh",
    "documents.look": "/naskah/{document}/lihat",
    "documents.frame": "/naskah/{document}/halaman",
    "documents.pdf": "/naskah/{document}/pdf",
    "documents.signed_copy": "/naskah/{document}/salinan",
    "srikandi.one": "/srikandi/{document}",
    "esign.one": "/tanda-tangan/{document}",
    "esign.returned": "/tanda-tangan/{document}/pdf",
    "in_turn.frame": "/tanda-tangan-berturut/{document}/latihan/halaman",
    "in_turn.pdf": "/tanda-tangan-berturut/{document}/latihan/pdf",
    "srikandi.package": "/srikandi/{document}/paket",
    "srikandi.returned": "/srikandi/{document}/pdf",
    "gaps.details_view": "/celah/details/?id={gap}",
    "outbox.details_view": "/kotak-keluar/details/?id={reply}",
    "attachment_files.download": "/lampiran/{attachment}",
    "attachment_files.preview": "/lampiran/{attachment}/pratinjau",
    "media_files.play": "/lampiran/{attachment}/putar",
    "attachment_files.proof": "/lampiran/bukti/{proof}",
    "attachment_files.photo": "/lampiran/foto/{photo}",
    "answer_files.sent": "/lampiran/jawaban/{reply_file}",
    "answer_files.preview": "/lampiran/jawaban/{reply_file}/pratinjau",
    "answer_files.waiting": "/lampiran/konsep/{waiting_file}",
    "confidentiality.one": "/kerahasiaan/{case}",
    "text_review.one": "/tinjauan/{case}",
    "blackened.one": "/samaran/{attachment}",
    "blackened.picture": "/samaran/{attachment}/gambar/x",
    "dossiers.one": "/berkas/{case}",
    "folders.one": "/arsip/berkas/{case}",
    "folders.contents": "/arsip/berkas/{case}/daftar-isi",
    "folders.label": "/arsip/berkas/{case}/label",
    "dossiers.pdf": "/berkas/{case}/pdf",
    "dossiers.archive": "/berkas/{case}/arsip",
    "persons.index": "/orang/?kasus={case}",
    "personal_data.person": "/data-pribadi/{case}",
    "field_checks.one": "/penelitian/{case}",
}
# Addresses of the whole office: endpoint -> address, "" where it stands for itself.
OF_THE_OFFICE = {
    **dict.fromkeys(
        (
            *("admin.index", "meja.index", "filing.index", "chat_import.index", "dossiers.index", "notices.index"),
            *("search.index", "trust_roots.index", "srikandi.index", "esign.index", "signing_service.index"),
            *("bulk.index", "queue_views.index", "in_turn.index"),
            *("confidentiality.index", "hand_overs.index", "months.index", "months.correct", "numbering.index"),
            "way_in.index",
            *("text_review.index", "blackened.index"),
            *(
                "numbering.download",
                "months.download",
                "office_papers.index_view",
                *("templates.index", "paper_types.index", "paper_types.new"),
                "channels.index",
            ),
            *(
                "channels.add",
                "channels.change",
                "channels.result",
                "staff.add",
                "staff.change",
                "staff.new_code",
            ),
            *(
                "staff.drop_code",
                "own_account.show",
                "second_factor.show",
                "limits.replace",
                "look.index",
                "seconds.index",
            ),
            *("sop_versions.compose", "sop_versions.change"),
            *(
                "personal_data.index",
                "retention.index",
                "appraisal.index",
                "scheme.index",
                "work_calendar.index",
                "lost_files.index",
                "breaches.index",
                "watcher_letters.index",
                "machines.index",
            ),
            *("field_checks.index", "page_news.header", "page_news.there", "own_account.back_again"),
            *("dashboard.index", "dashboard.chart", "dashboard.csv", "dashboard.workbook"),
            *("reports.index", "reports.chart", "reports.numbers", "reports.workbook"),
        ),
        "",
    ),
    "transfer.index": "/daftar-arsip/?keadaan=aktif",
    "transfer.record": "/daftar-arsip/berita-acara/1",
    "folders.index": "/arsip/?ruang=R&rak=1&boks=1",
    "folders.box": "/arsip/boks/1/label",
    "retention.record": "/retensi/berita-acara/1",
    "breaches.notice": "/kegagalan-data/1/pemberitahuan",
    "retention.consent": "/retensi/persetujuan/1",
    "reports.cases": "/laporan/kasus?tabel=semua&baris=&angka=received",
    "blocked.index": "/nomor-diblokir/?id=1",
    "costs.index": "/biaya-kanal/?id={costs}",
    "paper_types.one": "/jenis-naskah/BAP",
    "paper_types.next_version": "/jenis-naskah/BAP/ubah",
    "setup.index": "",
    "setup.step": "/persiapan/langkah/latihan",
    "setup.letterhead": "",
    "setup.handed_over": "",
    "setup.handed_over_word": "",
    "letterhead.index": "",
    "letterhead.frame": "/kop-surat/1/halaman",
    "letterhead.pdf": "/kop-surat/1/contoh.pdf",
    "guide.index": "",
    "guide.one": "/bantuan/pengelola",
    "guide.picture": "/bantuan/gambar/identifikasi.png",
    "guide.quick": "",
    "office_papers.one": "/naskah-kantor/{paper}",
    "office_papers.download": "/naskah-kantor/{paper}/unduh",
    "office_papers.pdf": "/naskah-kantor/{paper}/pdf",
    "office_papers.frame": "/naskah-kantor/{paper}/halaman",
    "office_papers.signed_copy": "/naskah-kantor/{paper}/salinan",
    **{
        f"templates.{name}": f"/templat/ND-TERUS/{path}".rstrip("/")
        for name, path in (
            *(("one", ""), ("download", "unduh"), ("look", "pratinjau")),
            *(("example_pdf", "contoh/pdf"), ("example_word", "contoh/word")),
        )
    },
}
# The routes every list has; the details of these lists' rows are of a case and stand above.
LIST_ROUTES = ("index_view", "create_view", "edit_view", "ajax_lookup", "export", "details_view")
# What the queue and the lists are asked for, with somebody's name or number in it.
SEARCHES = (
    "/meja/?tab=terbuka&cari={asked}",
    "/cari/?q={asked}",
    "/cari/?q={asked}&jenis=pesan",
    "/pengaduan/?search={asked}",
    "/pesan/?search={asked}",
    "/naskah/?search={asked}",
    "/kotak-keluar/?search={asked}",
    "/jejak-audit/?search={asked}",
)
OTHER_VIEWS = ("/meja/?tab=saya", "/meja/?tab=terbuka", "/meja/?tab=selesai", "/pengaduan/?page_size=100")
# Actions on a case: what is hidden answers like what does not exist.
POSTED = {
    "meja.submit": "/meja/kasus/{case}/langkah",
    "meja.typing": "/meja/kasus/{case}/ketikan",
    "answer_files.put": "/meja/kasus/{case}/lampiran",
    "answer_files.take_away": "/meja/kasus/{case}/lampiran/lepas",
    "admin.dispose": "/beranda/disposisi/{case}",
    "confidentiality.submit": "/kerahasiaan/{case}/minta",
    "confidentiality.look": "/kerahasiaan/{case}/lihat",
    "blackened.make": "/samaran/{attachment}/buat",
    "blackened.remove": "/samaran/{attachment}/hapus",
    "text_review.submit": "/tinjauan/{case}/selesai",
    "dossiers.make": "/berkas/{case}/susun",
    "srikandi.submit": "/srikandi/{document}/serahkan",
    "esign.submit": "/tanda-tangan/{document}/nyatakan",
    "personal_data.correct": "/data-pribadi/{case}/betulkan",
    "personal_data.hand_out": "/data-pribadi/{case}/serahkan",
    "field_checks.hand_in": "/penelitian/{case}/serahkan",
    "field_checks.add_photo": "/penelitian/{case}/foto",
    "field_checks.remove_photo": "/penelitian/{case}/hapus-foto",
}


def filled(path: str, case: WalkedCase) -> str:
    """Put the ids of a case's rows into an address."""
    for name, value in {"case": case.case.public_id, **case.rows}.items():
        path = path.replace(f"{{{name}}}", str(value))
    return path


def get_rules(app: Flask) -> list[Any]:
    """Every address that can be opened."""
    skipped = OPEN | SIGNED | STATIC | {"signing_in.logout"}
    return [
        rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ()) and rule.endpoint not in skipped
    ]


def endpoint_of(app: Flask, path: str) -> str:
    """Return which address an address is."""
    return str(app.url_map.bind("localhost").match(path.partition("?")[0])[0])


def open_to(app: Flask, path: str) -> list[Role]:
    """Return the roles that may open an address, as test_every_route.py holds it."""
    may = allowed(endpoint_of(app, path)) or ()
    return [role for role in Role if role in may]


def is_listed(endpoint: str) -> bool:
    """Whether somebody wrote down how an address is walked."""
    screen, _, name = endpoint.partition(".")
    a_list = name in LIST_ROUTES and f"{screen}.index_view" not in OF_THE_OFFICE
    return endpoint in OF_A_CASE or endpoint in OF_THE_OFFICE or a_list


def wanted_by_case(path: str) -> bool:
    """Whether an address names a row, so that it must be walked for every case."""
    return bool(re.search(r"<(?!export_type|code|type_code)", path))
