"""What the buttons of a case do: one function per deed, each calling one action and giving the sentence shown."""

from collections.abc import Callable
from datetime import timedelta

from admin_app.case_page.composer import IN_PRIVATE
from admin_app.case_page.hand_deeds import HAND_DEEDS
from admin_app.case_page.link_deeds import LINK_DEEDS
from admin_app.case_page.reading import read_case
from admin_app.cases.photo_deeds import PHOTO_DEEDS
from admin_app.clocks.clock_deeds import CLOCK_DEEDS
from admin_app.files.uploads import kept_files
from admin_app.forms.onward import moved
from admin_app.forms.pressing import Press, chosen
from admin_app.intake.ticked_messages import ticked_in
from admin_app.papers.paper_deeds import PAPER_DEEDS
from admin_app.replies.answer_files import chosen_uploads, taken_in
from models.actions.cases.look_at_case import look_at_case
from models.actions.cases.write_note import write_note
from models.actions.core.move_complaint import move_complaint
from models.actions.core.write_output import choose_section, identify, write_output
from models.actions.intake.settle_findings import settle_gap
from models.actions.replies.answer_files import chosen_files, put_back, put_file
from models.actions.replies.answer_merged import answer_all
from models.actions.replies.queue_reply import queue_reply
from models.actions.replies.record_proof import record_proof
from models.actions.replies.reply_reach import reply_reach
from models.actions.replies.settle_reply import VERDICT_LABELS, Verdict, cancel_reply, settle_reply
from models.rules.cases.identification import Urgency
from models.rules.cases.sop import Move, Output
from models.rules.channels.messages import StoredFile
from models.rules.channels.windows import Window
from models.rules.core.errors import NotVisible, RuleBroken, StaleCase
from models.rules.intake.filing import PROOF_TYPES
from models.rules.replies.delivery import PURPOSES, Purpose, Way
from models.rules.staff.roles import Section
from models.tables import Complaint, Gap, Outbox


def _identification(press: Press, _output: Output) -> Complaint:
    return identify(
        press.case.id,
        press.actor,
        press.now,
        category=press.word("category"),
        subject=press.word("subject"),
        urgency=chosen(Urgency, press.word("urgency")),
        reported_party=press.word("reported_party"),
        incident_place=press.word("incident_place"),
        incident_time=press.word("incident_time"),
        identity_protected=press.word("identity_protected") == "ya",
        version=press.version,
        form_key=press.key,
    )


def _section(press: Press, _output: Output) -> Complaint:
    section = chosen(Section, press.word("section"))
    return choose_section(press.case.id, section, press.actor, press.now, version=press.version)


def _text(press: Press, output: Output) -> Complaint:
    return write_output(
        press.case.id,
        output,
        press.word("text"),
        press.actor,
        press.now,
        version=press.version,
        form_key=press.key,
    )


# The outputs that are more than one text; every other is.
_WRITERS: dict[Output, Callable[[Press, Output], Complaint]] = {
    Output.IDENTIFIKASI: _identification,
    Output.SEKSI_TUJUAN: _section,
}


def write(press: Press) -> str:
    """Write an output of the stage; `lanjut` names the move to make right after it."""
    output = chosen(Output, press.word("keluaran"))
    case = _WRITERS.get(output, _text)(press, output)
    wanted = press.word("lanjut")
    if not wanted:
        return f"“{output}” tersimpan."
    try:
        done = move_complaint(case.id, chosen(Move, wanted), press.actor, press.now, version=case.version)
    except RuleBroken as broken:
        raise RuleBroken(f"“{output}” sudah tersimpan. {broken.sentence}") from broken
    return moved(chosen(Move, wanted), done)


def move(press: Press) -> str:
    """Make a move of the SOP."""
    wanted = chosen(Move, press.word("langkah"))
    section = chosen(Section, press.word("section")) if press.word("section") else None
    case = move_complaint(
        press.case.id,
        wanted,
        press.actor,
        press.now,
        reason=press.word("reason"),
        section=section,
        version=press.version,
        form_key=press.key,
    )
    return moved(wanted, case)


def reply(press: Press) -> str:
    """Queue an answer to the citizen; the form's key is the reply's own key."""
    purpose = chosen(Purpose, press.word("tujuan"))
    text = press.word("text")
    private = press.word("cara") == IN_PRIVATE
    also = ticked_in(press.word("juga"))
    by = (press.key, press.actor, press.now)
    leaves_at = press.now + timedelta(seconds=press.settings.undo_seconds)
    files = _files(press)
    answer_all(
        *(press.case.id, also, text, purpose, *by),
        version=press.version,
        private=private,
        leaves_at=leaves_at,
        files=files,
    )
    more = f" dengan {len(files)} lampiran" if files else ""
    more += f", juga kepada {len(also)} pelapor pengaduan yang digabung" if also else ""
    label = PURPOSES[purpose].label
    way = reply_reach(press.case.thread, press.case.account, press.now, private)
    if way and way.window is Window.SHUT:
        return f"{label} tersimpan{more}. Waktu menjawab di kanal sudah habis: berangkat saat pelapor menulis lagi."
    return f"{label} masuk antrean kirim{more}. Sebelum berangkat masih dapat diurungkan di percakapan."


def reply_approved(press: Press) -> str:
    """Queue a text the platform approved, filled by the case: it may leave when the channel's time is over."""
    box = read_case(press.case, press.actor, press.now).composer
    wanted = press.word("templat")
    text = next((one for one in box.approved if one.code == wanted), None) if box else None
    if text is None:
        raise RuleBroken("Templat ini tidak dapat dikirim sekarang. Muat ulang halaman, lalu pilih lagi.")
    leaves_at = press.now + timedelta(seconds=press.settings.undo_seconds)
    queue_reply(
        *(press.case.id, text.text, chosen(Purpose, text.purpose), press.key, press.actor, press.now),
        version=press.version,
        leaves_at=leaves_at,
        approved=text.approved,
    )
    return f"Templat “{text.title}” masuk antrean kirim. Sebelum berangkat masih dapat diurungkan di percakapan."


def _files(press: Press) -> list[StoredFile]:
    """Give the files that go along: those ticked, and those that came with the form itself (without a script)."""
    wanted = [one for one in press.word("lampiran").split(",") if one]
    if Outbox.select().where(Outbox.reply_key == press.key).exists():
        return []  # pressed twice: they are on their way
    for upload in chosen_uploads(press.files.getlist("berkas")):
        if press.case.version != press.version:
            raise StaleCase  # before a file is kept for nothing
        file = taken_in(upload, press.settings.files_dir)
        wanted.append(put_file(press.case.id, file, press.actor, press.now).public_id)
    return chosen_files(press.case.id, wanted, press.actor)


def prove(press: Press) -> str:
    """Record that the citizen was answered another way."""
    way, purpose = chosen(Way, press.word("way")), chosen(Purpose, press.word("tujuan"))
    if press.case.version != press.version:
        raise StaleCase  # before a file is kept for nothing
    chosen_file = [press.files["berkas"]] if "berkas" in press.files else []
    file = next(iter(kept_files(chosen_file, press.settings.files_dir, PROOF_TYPES)), None)
    record_proof(
        press.case.id,
        purpose,
        way,
        press.word("text"),
        press.actor,
        press.now,
        message_id=press.number("pesan") if press.word("pesan") else None,
        sha256=file.sha256 if file else None,
        version=press.version,
        form_key=press.key,
    )
    return "Penyampaian tercatat."


def note(press: Press) -> str:
    """Leave a note for colleagues; whoever it names and cannot be told is said."""
    left = write_note(press.case.id, press.word("text"), press.actor, press.now, form_key=press.key)
    if not left.untold:
        return "Catatan internal tersimpan."
    names = ", ".join(f"@{name}" for name in left.untold)
    return f"Catatan internal tersimpan. Tidak diberi tahu, karena tidak ada atau tidak melihat kasus ini: {names}."


def take_back(press: Press) -> str:
    """Take back a reply that has not left yet; its files wait in the writing box again."""
    put_back(cancel_reply(_own_reply(press), press.actor, press.now), press.actor, press.now)
    return "Jawaban dibatalkan sebelum terkirim."


def settle(press: Press) -> str:
    """Settle a held reply after looking at the phone."""
    verdict = chosen(Verdict, press.word("putusan"))
    settle_reply(_own_reply(press), verdict, press.actor, press.now)
    return f"Jawaban tertahan diputuskan: {VERDICT_LABELS[verdict].lower()}."


def _own_reply(press: Press) -> str:
    key = press.word("balasan")
    if not Outbox.select().where((Outbox.reply_key == key) & (Outbox.complaint == press.case.id)).exists():
        raise NotVisible
    return key


def check_gap(press: Press) -> str:
    """Note that an officer compared the conversation with the phone."""
    here = (Gap.account == press.case.account_id) & (Gap.thread_external_id == press.case.thread.external_id)
    gap = Gap.get_or_none(here & (Gap.id == press.number("celah")))
    if gap is None:
        raise NotVisible
    settle_gap(gap.id, press.actor, press.now)
    return "Celah ditandai sudah diperiksa."


def look(press: Press) -> str:
    """Mark the messages shown as looked at; the page shows it, no sentence needed."""
    look_at_case(press.case.id, press.number("sampai"), press.actor, press.now)
    return ""


DEEDS: dict[str, Callable[[Press], str]] = {
    "isian": write,
    "langkah": move,
    "balas": reply,
    "balas-templat": reply_approved,
    "catat": prove,
    "catatan": note,
    "batal-balas": take_back,
    "putuskan": settle,
    "dibaca": look,
    "celah": check_gap,
    **PAPER_DEEDS,
    **CLOCK_DEEDS,
    **LINK_DEEDS,
    **PHOTO_DEEDS,
    **HAND_DEEDS,
}
