"""Invented parts of Meja Kerja for the page Gaya: every kind of bubble, state of an answer, step, and queue row."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

from admin_app.case_page.conversation import Entry
from admin_app.case_page.rail import RailStep
from admin_app.forms.kept_form import NOTHING_KEPT
from admin_app.queue.queue_asking import Asked
from admin_app.queue.reading_queue import QueueRow
from admin_app.shell import times
from admin_app.shell.stamping import stamp
from admin_app.shell.times import DueMark
from models.rules.replies.delivery import REPLY_LABELS, WAY_LABELS, ReplyState, Way
from models.rules.staff.presence import GRADE_LABELS
from models.tables import Outbox

TICKS = (
    *(("◷", "diserahkan, belum pasti diterima"), ("✓", "diterima platform"), ("✓✓", "sampai"), ("✓✓", "dibaca")),
    *(("✓", "dinyatakan petugas sampai"), ("!", "tidak sampai"), ("!", "ditarik kembali")),
)
_DUE = (DueMark("cukup", "s.d. 15.30"), DueMark("segera", "Sisa 8 mnt"), DueMark("terlambat", "Terlambat 2 j 5 mnt"))
_STATES = ("selesai", "selesai", "kembali", "berjalan", "lewat", "nanti")


def pieces(now: datetime) -> dict[str, Any]:
    """Return the variables for the templates of Meja Kerja, without any button."""
    seen = SimpleNamespace(
        case=SimpleNamespace(open=False, public_id="contoh", version=0),
        links=SimpleNamespace(may_link=False),
        work=SimpleNamespace(answer_keys=()),
        work_stamp="",
        rail=_rail(now),
        lacks=(SimpleNamespace(label="Laporan hasil penelitian lapangan", place=""),),
    )
    shut = dict.fromkeys(("may_answer", "may_settle", "may_read"), False)
    drawn = {"seen": seen, "kept": NOTHING_KEPT, "asked": Asked(), "times": times, "stamp": stamp, "now": now}
    return {
        **drawn,
        **shut,
        "recallable": (),
        "entries": _entries(now),
        "rows": _rows(),
        "present": [("Rekan Contoh", str(grade), said) for grade, said in GRADE_LABELS.items()],
    }


def _entries(now: datetime) -> list[Entry]:
    """Return a bubble of every kind, then an answer in every state and with every tick."""
    said = [
        Entry("masuk", "in", now, text="Selamat pagi, paspor saya kapan selesai?"),
        Entry("komentar", "in", now, text="Antreannya lama sekali.", public=True, permalink="https://example.org/"),
        Entry("ditarik", "in", now, text="Maaf, salah kirim.", withdrawn=True),
        Entry(
            "app", "out", now, text="Sudah kami terima.", state="aplikasi_asli", label=WAY_LABELS[Way.APLIKASI_ASLI]
        ),
        Entry("umum", "out", now, text="Terima kasih, silakan kirim pesan pribadi.", public=True, ticks=TICKS[1]),
        Entry("bukti", "bukti", now, text="Disampaikan lewat telepon.", label="Telepon", who="Petugas Contoh"),
        Entry("catatan", "catatan", now, text="@rekan tolong periksa berkasnya.", label="Catatan internal"),
        Entry("celah", "celah", now),
    ]
    answers = [
        Entry(
            f"jawab-{state}", "out", now, "Yth. Warga Contoh, …", state=str(state), state_words=label, reply=Outbox()
        )
        for state, label in REPLY_LABELS.items()
        if state is not ReplyState.SENT
    ]
    ticked = [
        Entry(f"centang-{words}", "out", now, "Yth. Warga Contoh, …", ticks=(mark, words)) for mark, words in TICKS
    ]
    return [*said, *answers, *ticked]


def _rail(now: datetime) -> list[RailStep]:
    """Return a step in every state; the running one is late and paused and shows its sum."""
    rail = []
    for place, state in enumerate(_STATES, start=1):
        runs, ended = state == "berjalan", state in ("selesai", "kembali")
        rail.append(
            RailStep(
                *(place, f"Kegiatan contoh {place}", "Pelaksana", "30 menit", "Keluaran", state),
                rounds=2 if state == "kembali" else 1,
                net=12.0 if ended else 48.0 if runs else None,
                due=now if runs else None,
                mark=_DUE[2] if runs else None,
                started=now - timedelta(hours=1),
                finished=now if ended else None,
                who="Petugas Contoh" if ended else "",
                late=runs,
                paused=runs,
                sums=("Rab 25/11 09.00–09.12 = 12 menit",) if ended or runs else (),
            )
        )
    return rail


def _rows() -> list[QueueRow]:
    """Return a row with every mark of its due time; the last is urgent and held, with new messages and a problem."""
    return [
        QueueRow(
            *("", f"ADU-0000-00000{place}", "Warga Contoh", "Paspor belum selesai", "Identifikasi", "WhatsApp", mark),
            when="",
            unread=2 if place == len(_DUE) else 0,
            urgent=place == len(_DUE),
            mine=place == 1,
            open=True,
            trouble="jawaban tertahan" if place == len(_DUE) else "",
            holder="Anda" if place == len(_DUE) else "",
        )
        for place, mark in enumerate(_DUE, start=1)
    ]
