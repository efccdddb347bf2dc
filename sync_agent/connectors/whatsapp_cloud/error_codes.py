"""The Cloud API's own error codes as rows; those shared with Meta's other products are in the kit."""

from collections.abc import Collection
from typing import Any

from sync_agent.connector_kit import graph_errors, strict_json
from sync_agent.connector_kit.errors import (
    ConnectorError,
    OutcomeUnknown,
    Refused,
    SignInNeeded,
    TryLater,
    WindowClosed,
)
from sync_agent.connector_kit.graph_errors import GraphRow, NotThere
from sync_agent.connector_kit.graph_usage import wait_seconds
from sync_agent.connector_kit.http import Answer
from sync_agent.connector_kit.outcomes import retry_after

_ANY: tuple[int, ...] = ()


def _both(codes: Collection[int], kind: type[ConnectorError], reason: str) -> GraphRow:
    return GraphRow(codes, _ANY, kind, kind, reason)


def _on_send(codes: Collection[int], kind: type[ConnectorError], reason: str) -> GraphRow:
    return GraphRow(codes, _ANY, TryLater, kind, reason)


# channels.md §1.3, after developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes and pywa's errors.py.
ROWS: tuple[GraphRow, ...] = (
    _both((0, 131005), SignInNeeded, "Token atau izin WhatsApp ditolak. Isikan token baru pada pengaturan kanal."),
    _both((131031,), SignInNeeded, "Akun WhatsApp Business dikunci Meta. Ikuti petunjuk di Pengelola Bisnis."),
    _both((131042,), SignInNeeded, "Ada masalah pembayaran di WhatsApp Business. Periksa di Pengelola Bisnis."),
    _both((131045, 133010), SignInNeeded, "Nomor belum terdaftar di Cloud API. Daftarkan di WhatsApp Manager."),
    _both((131048,), SignInNeeded, "WhatsApp menahan kiriman karena dinilai spam. Periksa mutu nomornya."),
    _both((80007, 130429), TryLater, "WhatsApp meminta menunggu karena terlalu banyak permintaan."),
    _both((131056,), TryLater, "Terlalu banyak pesan ke orang ini dalam waktu singkat; dicoba lagi sebentar."),
    _both((131057,), TryLater, "Akun WhatsApp Business sedang dipelihara Meta; dicoba lagi."),
    # The platform says itself that nothing was sent, so trying again doubles nothing.
    _both((131000, 131016, 135000), TryLater, "WhatsApp sedang terganggu dan tidak mengirim; dicoba lagi."),
    _on_send((131047,), WindowClosed, "Lebih dari 24 jam sejak pesan terakhir pelapor; tunggu ia menulis lagi."),
    _on_send((131026,), Refused, "Pesan tidak dapat disampaikan ke nomor ini. Hubungi pelapor dengan cara lain."),
    _on_send((130472,), Refused, "WhatsApp tidak menyampaikan pesan ke nomor ini. Pakai cara lain."),
    _on_send((131021,), Refused, "Tujuan jawaban adalah nomor kantor sendiri. Periksa percakapannya."),
    _on_send((131030,), Refused, "Aplikasi Meta masih mode pengembangan dan nomor ini tidak ada di daftarnya."),
    _on_send((131008, 131009, 131051), Refused, "WhatsApp menolak isi kiriman ini. Ubah teksnya, lalu kirim lagi."),
    # Of templates: unknown in this language, other places than approved, refused filling, paused or switched off.
    _on_send(
        (132001,),
        Refused,
        "WhatsApp tidak mengenal templat ini dalam bahasa ini. Periksa namanya di teks siap pakai.",
    ),
    _on_send(
        (132000, 132012), Refused, "Isian templat tidak cocok dengan yang disetujui. Samakan di teks siap pakai."
    ),
    _on_send((132005, 132007, 132018), Refused, "WhatsApp menolak isian templat ini. Pakai templat atau cara lain."),
    _on_send((132015, 132016, 132068, 132069), Refused, "Templat ini dihentikan Meta. Periksa di WhatsApp Manager."),
    GraphRow((131052,), _ANY, NotThere, Refused, "WhatsApp tidak dapat memberikan berkas ini."),
    GraphRow((1, 2), _ANY, TryLater, OutcomeUnknown, "WhatsApp sedang terganggu."),
)

# Meta's rating of the office's number, and what staff should know of it.
QUALITY: dict[str, str] = {
    "RED": "Meta menilai mutu nomor ini rendah. Jawab hanya yang bertanya; hindari teks yang sama berulang-ulang.",
    "YELLOW": "Meta menilai mutu nomor ini sedang. Hindari teks yang sama berulang-ulang.",
}
NOT_TAKEN = "Meta tidak mengenal ID nomor telepon ini untuk token ini. Periksa ID, token akses, dan app secret."
FILE_GONE = "Lampiran tidak dapat diambil lagi dari WhatsApp. Minta pelapor mengirimnya lagi."
FOREIGN_FILE = "Alamat lampiran bukan milik WhatsApp, jadi tidak dibuka. Minta pelapor mengirimnya lagi."


def checked(answer: Answer) -> dict[str, Any]:
    """Return the body of a success; raise what an error means, by our rows first, then by Meta's as in the kit."""
    error = _error(answer)
    row = next((row for row in ROWS if error.get("code") in row.codes), None) if error else None
    if row is None:
        return graph_errors.checked(answer)
    kind = row.on_send if answer.sends else row.on_read
    sentence = f"{row.reason} (kode {error['code']})"
    if issubclass(kind, TryLater):
        raise kind(sentence, wait_seconds(answer.headers) or retry_after(answer))
    raise kind(sentence)


def _error(answer: Answer) -> dict[str, Any]:
    try:
        body = strict_json.parse(answer.text())
    except strict_json.NotJson:
        return {}
    error = body.get("error") if isinstance(body, dict) else None
    return error if isinstance(error, dict) and type(error.get("code")) is int else {}
