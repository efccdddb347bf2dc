"""The table of faults: name, what the page calls it, where it strikes when nothing is said, its settings."""

from dataclasses import dataclass, field
from typing import Any

ALL, POLL, SEND, FILES = "everything", "polls", "sends", "files"  # fields of Places


@dataclass(frozen=True)
class FaultKind:
    """One row. Times in seconds; the reliability case it plays is named where there is one (reliability.md §2.2)."""

    name: str
    label: str
    where: str = ALL
    settings: dict[str, Any] = field(default_factory=dict)
    case: str = ""


KINDS: dict[str, FaultKind] = {
    row.name: row
    for row in (
        FaultKind("delay", "Jawaban terlambat", settings={"seconds": 3.0}),
        FaultKind("unauthorized", "Kunci API ditolak (401)", case="F21"),
        FaultKind("session_status", "Sesi tidak siap (422)", settings={"status": "SCAN_QR_CODE"}, case="F21"),
        FaultKind("rate_limited", "Terlalu sering (429)", settings={"retry_after": "30"}, case="F23 F24"),
        FaultKind("status", "Jawaban dengan kode lain", settings={"status": 410, "body": ""}, case="F16 F50"),
        FaultKind("error_before", "Galat server, tidak terjadi apa-apa", settings={"status": 500}, case="F25 F26"),
        FaultKind("error_after", "Galat server, padahal terlaksana", SEND, {"status": 500}, "F26"),
        FaultKind("timeout_before", "Tidak dijawab, tidak terlaksana", settings={"seconds": 30.0}, case="F26 F29"),
        FaultKind("timeout_after", "Tidak dijawab, padahal terlaksana", SEND, {"seconds": 30.0}, "F26"),
        FaultKind("reset_before", "Sambungan putus sebelum terlaksana", case="F26"),
        FaultKind("reset_after", "Sambungan putus sesudah terlaksana", SEND, case="F26"),
        FaultKind("late_post", "Terkirim belakangan, sesudah putus", SEND, {"seconds": 5.0, "hold": 0.0}, "F48"),
        FaultKind("truncated", "Jawaban terpotong", POLL, {"short_length": False}, "F31"),
        FaultKind("stalled", "Jawaban berhenti di tengah", POLL, {"seconds": 30.0}, "F29"),
        FaultKind("slow_drip", "Jawaban menetes", POLL, {"seconds_per_byte": 0.7}, "F28"),
        FaultKind("login_page", "Halaman masuk Wi-Fi, bukan jawaban", case="F32"),
        FaultKind("empty", "Jawaban 200 kosong", case="F17"),
        FaultKind("empty_list", "Daftar kosong", POLL, case="F17"),
        FaultKind("duplicate_items", "Pesan ganda dalam satu halaman", POLL, case="F13"),
        FaultKind("reorder_items", "Urutan pesan terbalik", POLL, case="F14"),
        FaultKind("hide_items", "Sebagian pesan dilewati", POLL, {"every": 2}, "F15"),
        FaultKind("bad_item", "Pesan rusak di dalam halaman", POLL, {"shape": "null_id"}, "F33 F35"),
        FaultKind("bad_bytes", "Bita yang bukan UTF-8", POLL, case="F36"),
        FaultKind("deaf", "Tuli: tersambung, tetapi pesan masuk hilang", POLL, {"since": None}, "F52"),
        FaultKind("gzip_bomb", "Bom gzip", POLL, {"megabytes": 60}, "F34"),
        FaultKind("redirect", "Dialihkan ke alamat lain", FILES, {"location": "http://169.254.169.254/"}, "F39"),
        FaultKind("media_gone", "Berkas sudah tidak ada (404)", FILES, case="F37"),
        FaultKind("media_oversize", "Berkas terlalu besar", FILES, {"megabytes": 40}, "F38"),
        FaultKind("media_wrong_length", "Panjang berkas tidak benar", FILES, case="F38"),
        FaultKind("media_wrong_type", "Jenis berkas tidak benar", FILES, {"mimetype": "text/html"}, "F38"),
        FaultKind("not_on_whatsapp", "Nomor tidak punya WhatsApp", SEND, case="F51"),
        FaultKind("kill_before", "Bunuh program sebelum terlaksana", settings={"pid": 0}, case="F7"),
        FaultKind("kill_after", "Bunuh program sesudah terlaksana", settings={"pid": 0}, case="F2 F8 F10"),
    )
}
