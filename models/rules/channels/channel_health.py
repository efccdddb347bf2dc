"""How well a channel works: a table of conditions, each with its grade and what staff should do about it.

Judged by the flow of messages and the agent's reports, not by a socket (R12); the worst condition that holds decides.
"""

from collections.abc import Callable
from datetime import timedelta

from models.rules.channels.channel_facts import Condition, Facts, Grade
from models.rules.channels.ends import ENDS
from models.rules.channels.number_conditions import NUMBER_CONDITIONS
from models.rules.channels.passes import JOBS, Halt, Job, halt_of, overdue
from models.rules.channels.verdicts import Finding, Verdict, finding_of
from models.rules.core.stored_moments import LONGEST_REST, is_ahead, is_older

# R4: a hard failure is seen within five minutes.
UNREAD_AFTER = timedelta(minutes=5)
_PUSH_WAITS = timedelta(minutes=2)
QUOTA_FULL = 80  # percent
_BLIP = 3  # failures in a row before a disturbance is more than a blip (R4: three cycles)
_BLIP_LASTS = timedelta(seconds=25)  # …or how long it may last: one try may wait in vain, or be asked to wait long


def _always(words: str) -> Callable[[Facts], str]:
    return lambda _facts: words


def _is_unread(facts: Facts) -> bool:
    """Whether no poll has succeeded for too long although an agent is alive and no failure was reported."""
    return facts.agent_alive and is_older(
        facts.last_success_at or facts.created_at, UNREAD_AFTER + facts.pause, facts.moment
    )


def _is_lasting(facts: Facts) -> bool:
    """Whether a disturbance is more than a blip."""
    return facts.fails >= _BLIP or is_older(facts.state_since, _BLIP_LASTS, facts.moment)


def _is_told(facts: Facts) -> bool:
    """Whether the channel's own state says already why its jobs rest."""
    resting = is_ahead(facts.paused_until, facts.moment, LONGEST_REST)
    return facts.state == "jeda" or (facts.state == "terganggu" and (resting or _is_lasting(facts)))


def _overdue(facts: Facts) -> tuple[Job, ...]:
    if not facts.agent_alive or _is_told(facts):
        return ()
    return tuple(job for job in overdue(facts.passes, facts.moment) if job is not Job.POLL or not _is_unread(facts))


def _standing_still(facts: Facts) -> str:
    what = ", ".join(JOBS[job].stands_still for job in _overdue(facts))
    return f"Penghubung kanal berjalan, tetapi {what}. Mulai ulang penghubung kanal; bila berulang, lihat catatannya."


def _halted(halt: Halt) -> Callable[[Facts], bool]:
    return lambda facts: facts.agent_alive and halt_of(facts.passes) == halt


def _has_clock_told(facts: Facts) -> bool:
    last = facts.passes.get(Job.POLL)
    return facts.agent_alive and bool(facts.advice) and last is not None and last.halt == Halt.CLOCK_TOLD


def _named(cases: tuple[str, ...]) -> str:
    shown, more = ", ".join(cases[:10]), ", …" if len(cases) > 10 else ""
    return f" ({shown}{more})" if cases else ""


_G = Grade
# WAHA may say WORKING and send nothing (waha#1721, #1778); TikTok hides answers alike in a row.
_STUCK = "Lihat di aplikasinya apakah tampak; untuk WhatsApp, mulai ulang sesi gerbangnya."

CONDITIONS: tuple[Condition, ...] = (
    Condition(
        "agent_down",
        _G.DISTURBED,
        lambda facts: not facts.agent_alive and not facts.locked,
        _always("Penghubung kanal tidak berjalan. Jalankan lagi di komputer kanal; pesan masuk setelah itu."),
        "no agent is alive",
    ),
    Condition(
        "locked",
        _G.DISTURBED,
        lambda facts: not facts.agent_alive and facts.locked,
        _always("Basis data dikunci program lain. Tutup program itu; lalu penghubung kanal melanjutkan sendiri."),
        "no agent can give a sign of life: another program holds the database locked",
    ),
    Condition(
        "sign_in",
        _G.PAUSED,
        lambda facts: facts.state == "jeda",
        lambda facts: f"{facts.reason} Setelah diperbaiki, tekan Uji sambungan di halaman Kanal.".strip(),
        "the platform shuts the account: a person must act",
    ),
    *ENDS,
    Condition(
        "disturbed",
        _G.DISTURBED,
        lambda facts: facts.state == "terganggu" and _is_lasting(facts),
        lambda facts: f"{facts.reason} Dicoba lagi sendiri; bila lewat satu jam, periksa komputer kanal.".strip(),
        "the platform does not answer as it should",
    ),
    Condition(
        "unread",
        _G.DISTURBED,
        lambda facts: facts.state not in ("jeda", "terganggu") and _is_unread(facts),
        _always("Kanal ini tidak terbaca lebih dari 5 menit. Mulai ulang penghubung kanal di komputer kanal."),
        "not read for more than five minutes though an agent lives",
    ),
    Condition(
        "stands_still",
        _G.DISTURBED,
        lambda facts: bool(_overdue(facts)),
        _standing_still,
        "a job of this account has not gone through for too long though an agent lives; the log says why",
    ),
    Condition(
        "late",
        _G.DISTURBED,
        lambda facts: facts.late > 0 and not facts.blocked,  # of these the ban is the cause, and said
        lambda facts: (
            f"{facts.late} jawaban terlambat dikirim, yang tertua ditulis {facts.late_for} lalu. "
            "Sebabnya tertulis di Kotak keluar."
        ),
        "answers that should have left wait; the outbox says why of each",
    ),
    Condition(
        "disk",
        _G.DISTURBED,
        _halted(Halt.DISK),
        _always(
            "Jawaban tidak dikirim: disk komputer kanal hampir penuh. Kosongkan tempat; sesudah itu terkirim sendiri."
        ),
        "nothing is sent: the agent's disk has too little room; make room, and it goes on by itself",
    ),
    Condition(
        "clock",
        _G.DISTURBED,
        _halted(Halt.CLOCK),
        _always("Jawaban tidak dikirim: jam komputer kanal salah. Betulkan jamnya; sesudah itu terkirim sendiri."),
        "nothing is sent: the agent's clock is wrong; set it right, and it goes on by itself",
    ),
    Condition(
        "deaf",
        _G.DEAF,
        lambda facts: facts.deaf,
        _always("Tersambung, tetapi lama tidak ada pesan warga. Kirim pesan percobaan ke kanal ini."),
        "no citizen wrote for unusually long; write to the channel from another phone to test it",
    ),
    Condition(
        "blip",
        _G.ATTENTION,
        lambda facts: facts.state == "terganggu" and not _is_lasting(facts),
        lambda facts: f"{facts.reason} Gangguan baru terjadi; dicoba lagi sendiri.".strip(),
        "a disturbance just began",
    ),
    Condition(
        "restored",
        _G.ATTENTION,
        _halted(Halt.RESTORED),
        _always("Cadangan dipulihkan. Jawaban menunggu sampai yang sudah terkirim dipastikan, lalu jalan sendiri."),
        "nothing is sent before all was looked up that attempts.log knows",
    ),
    Condition(
        "held",
        _G.ATTENTION,
        lambda facts: facts.held > 0,
        lambda facts: f"{facts.held} jawaban tertahan. Periksa percakapannya, lalu selesaikan di Kotak keluar.",
        "answers of unknown fate wait for a person",
    ),
    Condition(
        "held_late",
        _G.ATTENTION,
        lambda facts: facts.held_late > 0,
        lambda facts: (
            f"{facts.held_late} jawaban tertahan terlalu lama; pelapor mungkin belum menerimanya. Lihat di telepon "
            "kantor, lalu tetapkan di Kotak keluar."
        ),
        "answers wait for a person for too long: look at the phone, then settle each (outbox resolve)",
        told=True,
    ),
    Condition(
        "parked_late",
        _G.ATTENTION,
        lambda facts: facts.parked_late > 0,
        lambda facts: (
            f"{facts.parked_late} jawaban tidak berangkat karena waktu menjawab di kanal habis dan pelapor tidak "
            "menulis lagi. Sampaikan dengan cara lain, lalu catat di kasusnya."
        ),
        "the platform's window is shut and the citizen does not write: give these answers another way",
        told=True,
    ),
    Condition(
        "failed",
        _G.ATTENTION,
        lambda facts: facts.failed > 0,
        lambda facts: (
            f"{facts.failed} jawaban tidak sampai menurut platform{_named(facts.failed_cases)}. "
            "Hubungi pelapornya dengan cara lain."
        ),
        "answers the platform took but could not deliver",
    ),
    Condition(
        "stuck",
        _G.ATTENTION,
        lambda facts: facts.stuck > 0,
        lambda facts: (
            f"{facts.stuck} jawaban diserahkan tetapi belum diterima platform{_named(facts.stuck_cases)}. {_STUCK}"
        ),
        "answers handed over that the platform has not confirmed for ten minutes; look at them in the app",
    ),
    Condition(
        "unreadable",
        _G.ATTENTION,
        lambda facts: facts.unreadable > 0,
        lambda facts: f"{facts.unreadable} kiriman belum terbaca. Buka Kiriman tak terbaca, lalu periksa.",
        "items that could not be read wait for a person",
    ),
    Condition(
        "pushes",
        _G.ATTENTION,
        lambda facts: is_older(facts.push_waits_since, _PUSH_WAITS, facts.moment),
        _always("Pesan yang didorong platform menunggu dibaca. Periksa apakah penghubung kanal berjalan lancar."),
        "pushes wait to be read",
    ),
    Condition(
        "restarted",
        _G.ATTENTION,
        lambda facts: facts.restarts > 0,
        lambda facts: (
            f"Bagian program untuk kanal ini berhenti sendiri {facts.restarts} kali dalam sehari dan dimulai lagi. "
            "Pesan tidak hilang. Bila berulang, kirimkan catatan program kepada pengembang."
        ),
        "the thread of this account ended by itself within a day and was begun anew; the log says why",
    ),
    Condition(
        "quota",
        _G.ATTENTION,
        lambda facts: facts.quota_used is not None and facts.quota_used >= QUOTA_FULL,
        lambda facts: f"Kuota platform terpakai {facts.quota_used} %. Pembacaan melambat; belum perlu tindakan.",
        "a quota of the platform is nearly used up",
    ),
    *NUMBER_CONDITIONS,
    Condition(
        "clock_told",
        _G.ATTENTION,
        _has_clock_told,
        lambda facts: facts.advice,
        "the clock of this PC and another's differ: set the wrong one by NTP",
        told=True,
    ),
    Condition(
        "advice",
        _G.ATTENTION,
        lambda facts: bool(facts.advice) and not _has_clock_told(facts),
        lambda facts: facts.advice,
        "see the advice",
    ),
    Condition(
        "new",
        _G.ATTENTION,
        lambda facts: facts.state == "baru" and not _is_unread(facts),
        _always("Belum pernah dibaca. Tunggu putaran pertama penghubung kanal."),
        "not read yet",
    ),
)
# The only conditions of an account that no program reads (filed by officers).
_WITHOUT_AGENT = ("held", "held_late", "parked_late", "failed", "unreadable")
_WORST_FIRST = tuple(Grade)


def judge(facts: Facts) -> Verdict:
    """Return the verdict on a channel."""
    if not facts.enabled:
        off = "Kanal ini tidak dibaca dan tidak mengirim. Administrator dapat menyalakannya lagi."
        return Verdict(Grade.OFF, (Finding("off", Grade.OFF, off, "switched off"), *_left_over(facts)))
    rows = [row for row in CONDITIONS if facts.needs_agent or row.code in _WITHOUT_AGENT]
    held = [finding_of(row, facts) for row in rows if row.holds(facts)]
    held.sort(key=lambda finding: _WORST_FIRST.index(finding.grade))
    return Verdict(held[0].grade if held else Grade.OK, tuple(held))


def _left_over(facts: Facts) -> tuple[Finding, ...]:
    """Return what a channel that is switched off still owes."""
    count = facts.late + facts.held_late + facts.parked_late
    says = f"{count} jawaban menunggu di kanal yang dimatikan ini. Nyalakan lagi, atau tetapkan di Kotak keluar."
    operators = "answers wait in a channel that is switched off: switch it on again, or settle each"
    return (Finding("late_off", Grade.ATTENTION, says, operators, told=True),) if count else ()
