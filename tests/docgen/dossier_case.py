"""An invented case as the dossier's facts: as many messages and pictures as a test wants."""

import io
from typing import Any

from PIL import Image

NUMBER = "ADU-2026-000123"
ODD = "{{ 7*7 }} <b>& {% for %} </w:t> \x00\ud800 😀 العربية"


def moment(minutes: int) -> str:
    """Return an ISO moment so many minutes into November 2026."""
    return f"2026-11-{1 + minutes // 1440:02}T{minutes // 60 % 24:02}:{minutes % 60:02}:00+00:00"


def photo(shade: int) -> bytes:
    """Draw a small photo of its own."""
    packed = io.BytesIO()
    Image.new("RGB", (400, 300), (shade * 7 % 256, 90, 160)).save(packed, "JPEG")
    return packed.getvalue()


def case_facts(messages: int = 3, files: tuple[str, ...] = (), papers: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return the facts of a dossier; `files` are sha256 sums of the attachments, `papers` the titles of papers."""
    return {
        "kop": {
            "lines": ["KEMENTERIAN CONTOH", "KANTOR IMIGRASI CONTOH"],
            "address": "Jalan Contoh Nomor 1",
            "web": "",
            "email": "",
            "emblem": None,
        },
        "office": "Kantor Imigrasi Contoh",
        "number": NUMBER,
        "subject": "Paspor belum jadi",
        "told": [{"label": "Tempat kejadian", "text": "Loket contoh"}],
        "channel": "WhatsApp",
        "account": "+628110000000",
        "reporter": "Sari Contoh",
        "section": "Seksi Lalintalkim",
        "category": "Paspor",
        "security": "B",
        "stage": "Selesai",
        "received": moment(0),
        "closed": moment(900),
        "steps": [_step(step) for step in range(1, 10)],
        "moves": [_move(minute) for minute in range(5)],
        "pauses": [{"step": 6, "start": moment(40), "end": None, "why": "Menunggu pelapor", "proof": "message:9"}],
        "conversation": [_message(minute) for minute in range(messages)],
        "attachments": [
            {"name": f"foto-{place}.jpg", "moment": moment(place), "size": 1234, "sha256": sha256}
            for place, sha256 in enumerate(files)
        ],
        "outputs": [_output("Disposisi Kepala Kantor", False), _output("Naskah jawaban", True)],
        "papers": [_paper(title) for title in papers],
        "deliveries": [_delivery()],
        "records": [
            {"moment": moment(5), "actor": "Budi Contoh", "what": "Catatan internal", "text": "Sudah ditelepon."}
        ],
        "sign_off": {
            "archived": moment(900),
            "archivist": "Budi Contoh",
            "sheet_signer": "Budi Contoh",
            "sheet_date": "2026-11-25",
            "result": "Disampaikan lewat WhatsApp",
            "signer": {"title_lines": ["Petugas Contoh"], "name": "Budi Contoh", "nip": "199001012020011001"},
        },
    }


def _step(step: int) -> dict[str, Any]:
    row = {
        "step": step,
        "round": 1 + (step == 5),
        "title": "Menganalisa",
        "actor": "Budi Contoh",
        "target": "30 menit",
    }
    return row | {"start": moment(step), "due": moment(step + 30), "end": None, "net_minutes": None, "on_time": None}


def _move(minute: int) -> dict[str, Any]:
    words = {"actor": "Budi Contoh", "move": "Identifikasi selesai", "destination": "Tanggapan awal", "reason": ""}
    return words | {"moment": moment(minute)}


def _message(minute: int) -> dict[str, Any]:
    return {
        "moment": moment(minute),
        "sender": "Sari Contoh" if minute % 2 else "Kantor",
        "text": f"Pesan nomor {minute} {ODD}",
        "files": ["foto.jpg"] if minute % 7 == 0 else [],
        "versions": [{"moment": moment(minute + 1), "text": "Sudah diubah"}] if minute == 1 else [],
        "withdrawn": moment(minute + 2) if minute == 2 else None,
    }


def _output(kind: str, undone: bool) -> dict[str, Any]:
    row = {"kind": kind, "step": 5, "round": 1, "moment": moment(5), "actor": "Kepala Contoh"}
    return row | {"text": "Selesaikan.\nSegera.", "undone": undone}


def _paper(title: str) -> dict[str, Any]:
    row = {
        "title": title,
        "subject": "Penerusan contoh",
        "number": "WIM.32.IMI.5-UM.01.01-1",
        "date": "2026-11-25",
        "signer": "Kasubsi Contoh",
    }
    return row | {
        "state": "Ditandatangani",
        "reason": "",
        "authority": "",
        "why_earlier": "",
        "no_scan": "belum ada",
        "copy": "",
        "sha256": "a" * 64,
    }


def _delivery() -> dict[str, Any]:
    row = {"purpose": "Jawaban pengaduan", "way": "WhatsApp", "moment": moment(9), "officer": "Budi Contoh"}
    return row | {"receipt": "true_62811_ABC", "proof": "", "text": "Yth. Saudara, paspor dapat diambil."}
