"""The button handlers for answering the citizen: send, invite, record another way, take back, settle."""

from collections.abc import Callable
from datetime import timedelta

from admin_app.case_page.composer import IN_PRIVATE, linked_by
from admin_app.case_page.reading import read_case
from admin_app.files.uploads import kept_files
from admin_app.forms.submission import Submission, chosen
from admin_app.intake.ticked_messages import ticked_in
from admin_app.replies.answer_files import chosen_uploads, taken_in
from admin_app.replies.turns_shown import read_queues, spread_shown
from models.actions.intake.confirm_invitation import confirm_by_officer
from models.actions.replies.answer_files import chosen_files, put_back, put_file
from models.actions.replies.answer_merged import answer_all
from models.actions.replies.queue_reply import Choices, queue_reply
from models.actions.replies.record_proof import record_proof
from models.actions.replies.reply_reach import ways_of_case
from models.actions.replies.settle_reply import VERDICT_LABELS, Verdict, cancel_reply, settle_reply
from models.rules.channels.messages import StoredFile
from models.rules.channels.windows import Window
from models.rules.core.errors import NotVisible, RuleBroken, SaidBefore, StaleCase, TextEmpty
from models.rules.intake.filing import PROOF_TYPES
from models.rules.replies.delivery import PURPOSES, Purpose, Way
from models.tables import Outbox


def reply(submission: Submission) -> str:
    """Queue an answer to the citizen; the form's key is the reply's own key."""
    purpose = chosen(Purpose, submission.word("tujuan"))
    text = submission.word("text")
    choices = _choices(submission)
    also = ticked_in(submission.word("juga"))
    by = (submission.key, submission.actor, submission.now)
    leaves_at = submission.now + timedelta(seconds=submission.settings.undo_seconds)
    files = _files(submission)
    rows = answer_all(
        *(submission.case.id, also, text, purpose, *by),
        version=submission.version,
        choices=choices,
        leaves_at=leaves_at,
        files=files,
        look=submission.look,
    )
    more = f" dengan {len(files)} lampiran" if files else ""
    more += f", juga kepada {len(also)} pelapor pengaduan yang digabung" if also else ""
    label = PURPOSES[purpose].label
    ways = ways_of_case(submission.case, submission.now)
    way = next((one for claim, one in ways if claim == choices.linked and one.private == choices.private), None)
    if way and way.window is Window.SHUT:
        return f"{label} tersimpan{more}. Waktu menjawab di kanal sudah habis: berangkat saat pelapor menulis lagi."
    queues = read_queues(submission.settings.pace_seconds, submission.now) if also else []
    spread = spread_shown(rows, queues, submission.now)
    return f"{label} masuk antrean kirim{more}.{spread} Sebelum berangkat masih dapat diurungkan di percakapan."


def _choices(submission: Submission) -> Choices:
    """Return what was chosen beside the words; where to invite counts for an invitation only."""
    invites = submission.word("tujuan") == Purpose.UNDANGAN and submission.word("jalur")
    return Choices(
        private=submission.word("cara") == IN_PRIVATE,
        linked=linked_by(submission.word("cara")),
        invited_to=submission.number("jalur") if invites else None,
        sure=submission.word("yakin") == "ya",
        repeated=submission.word(SaidBefore.asks) == "ya",
    )


def reply_approved(submission: Submission) -> str:
    """Queue a text the platform approved, filled from the case; it may be sent after the channel's window closed."""
    box = read_case(submission.case, submission.actor, submission.now).composer
    wanted = submission.word("templat")
    text = next((one for one in box.approved if one.code == wanted), None) if box else None
    if text is None:
        raise RuleBroken("Templat ini tidak dapat dikirim sekarang. Muat ulang halaman, lalu pilih lagi.")
    leaves_at = submission.now + timedelta(seconds=submission.settings.undo_seconds)
    queue_reply(
        *(
            submission.case.id,
            text.text,
            chosen(Purpose, text.purpose),
            submission.key,
            submission.actor,
            submission.now,
        ),
        version=submission.version,
        leaves_at=leaves_at,
        approved=text.approved,
        choices=Choices(repeated=submission.word(SaidBefore.asks) == "ya"),
        look=submission.look,
    )
    return f"Templat “{text.title}” masuk antrean kirim. Sebelum berangkat masih dapat diurungkan di percakapan."


def _files(submission: Submission) -> list[StoredFile]:
    """Return the files to send along: the ticked ones, and those uploaded with the form (without script)."""
    wanted = [one for one in submission.word("lampiran").split(",") if one]
    if Outbox.select().where(Outbox.reply_key == submission.key).exists():
        return []  # pressed twice: they are on their way
    for upload in chosen_uploads(submission.files.getlist("berkas")):
        if submission.case.version != submission.version:
            raise StaleCase  # before a file is kept for nothing
        file = taken_in(upload, submission.settings.files)
        wanted.append(put_file(submission.case.id, file, submission.actor, submission.now).public_id)
    return chosen_files(submission.case.id, wanted, submission.actor)


def prove(submission: Submission) -> str:
    """Record that the citizen was answered another way."""
    way, purpose = chosen(Way, submission.word("way")), chosen(Purpose, submission.word("tujuan"))
    if submission.case.version != submission.version:
        raise StaleCase  # before a file is kept for nothing
    chosen_file = [submission.files["berkas"]] if "berkas" in submission.files else []
    file = next(iter(kept_files(chosen_file, submission.settings.files, PROOF_TYPES)), None)
    told_at = submission.moment("told_at")
    if told_at is None and way is not Way.APLIKASI_ASLI and PURPOSES[purpose].answers:
        raise TextEmpty("Isi kapan jawabannya disampaikan: waktu itu yang dihitung, bukan waktu mencatatnya.")
    record_proof(
        submission.case.id,
        purpose,
        way,
        submission.word("text"),
        submission.actor,
        submission.now,
        message_id=submission.number("pesan") if submission.word("pesan") else None,
        sha256=file.sha256 if file else None,
        version=submission.version,
        form_key=submission.key,
        sure=submission.word("yakin") == "ya",
        told_at=told_at,
        look=submission.look,
    )
    return "Penyampaian tercatat."


def confirm_invited(submission: Submission) -> str:
    """Confirm that a private conversation is the invited commenter's, because the officer knows it."""
    confirm_by_officer(
        submission.number("undangan"),
        submission.word("reason"),
        submission.actor,
        submission.now,
        version=submission.version,
        form_key=submission.key,
    )
    return "Percakapan pribadi dipastikan milik pelapor. Kirim jawabannya di sana."


def take_back(submission: Submission) -> str:
    """Take back an unsent reply; its files return to the writing box."""
    put_back(cancel_reply(_own_reply(submission), submission.actor, submission.now), submission.actor, submission.now)
    return "Jawaban dibatalkan sebelum terkirim."


def settle(submission: Submission) -> str:
    """Settle a held reply after looking at the phone."""
    verdict = chosen(Verdict, submission.word("putusan"))
    known = submission.number("sama_terkirim") if submission.word("sama_terkirim") else 0
    settle_reply(_own_reply(submission), verdict, submission.actor, submission.now, alike=known)
    return f"Jawaban tertahan diputuskan: {VERDICT_LABELS[verdict].lower()}."


def _own_reply(submission: Submission) -> str:
    key = submission.word("balasan")
    if not Outbox.select().where((Outbox.reply_key == key) & (Outbox.complaint == submission.case.id)).exists():
        raise NotVisible
    return key


ANSWER_BUTTONS: dict[str, Callable[[Submission], str]] = {
    "balas": reply,
    "balas-templat": reply_approved,
    "catat": prove,
    "pastikan-undangan": confirm_invited,
    "batal-balas": take_back,
    "putuskan": settle,
}
