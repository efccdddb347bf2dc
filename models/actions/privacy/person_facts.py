"""Gathers everything the office keeps about the person of a case, to be handed to him (UU 27/2022).

His conversations, cases, answers, files and who saw them; no internal memos, other persons' words or
officers' private data.
"""

from collections import defaultdict
from datetime import datetime

from models.actions.core.actor import Actor
from models.actions.core.office_facts import office_settings
from models.actions.intake.join_contacts import person_of
from models.actions.privacy.access_log import AccessLog, access_log
from models.actions.privacy.handing import OwnFile, Rows, handed, plain_name
from models.actions.privacy.person_answers import Answers, answers_to, confirmed_threads
from models.actions.privacy.unmask_identity import open_look
from models.rules.cases.identification import KIND_LABELS, ComplaintKind
from models.rules.cases.sop import STAGES, Stage
from models.rules.channels.channels import channel
from models.rules.core.moments import iso
from models.rules.privacy.accesses import EXPORTS, LIMITS, OF_ANOTHER, list_words
from models.rules.privacy.personal_data import FIELDS
from models.tables import (
    Attachment,
    Category,
    ChannelAccount,
    Complaint,
    ComplaintMessage,
    Contact,
    DataCorrection,
    DataHandout,
    Handle,
    Message,
    MessageVersion,
    Survey,
    Thread,
)
from models.tables.privacy.visible import hidden_messages, visible


def person_facts(case: Complaint, actor: Actor, now: datetime) -> tuple[dict[str, object], list[OwnFile]]:
    """Return everything about the person behind a case and his files, without what is hidden from this officer.

    Cases in which his identity is protected and not open to the officer are left out too; the file says how many.
    """
    people = person_of(case.contact_id)
    shut = shut_cases(people, actor, now)
    rows = _cases_of(people, actor, shut)
    ids = [row.id for row in rows]
    confirmed = confirmed_threads(ids)
    conversations, files = _conversations(people, confirmed, ids, actor, shut)
    own = Thread.select(Thread.id).join(Handle).where(Handle.contact.in_(people)).tuples()
    answers = answers_to(ids, confirmed | {thread for (thread,) in own})
    facts: dict[str, object] = {
        "kantor": office_settings().get("nama_kantor", ""),
        "permintaan": case.number,
        "data_diri": _known(people),
        "akun": _handles(people),
        "percakapan": conversations,
        "pengaduan": _told(rows, answers),
        "pembetulan": _corrections(people),
        "salinan_diserahkan": _handouts(people),
        "pengaduan_rahasia_tidak_disertakan": len(shut),
        "akses": _accesses(access_log(people, actor, shut)),
        "berkas": [file.name for file in (*files, *answers.files)],
    }
    return facts, [*files, *answers.files]


def shut_cases(people: list[int], actor: Actor, now: datetime) -> list[int]:
    """Return this person's cases whose identity is protected and not open to the officer."""
    mine = Complaint.contact.in_(people) & Complaint.identity_protected & visible(actor.scope)
    ids = [key for (key,) in Complaint.select(Complaint.id).where(mine).order_by(Complaint.id).tuples()]
    return [key for key in ids if open_look(key, actor, now) is None]


def _known(people: list[int]) -> Rows:
    rows = Contact.select().where(Contact.id.in_(people)).order_by(Contact.id)
    return [handed(contact) | {"tercatat": iso(contact.created_at)} for contact in rows]


def _handles(people: list[int]) -> Rows:
    rows = Handle.select().where(Handle.contact.in_(people)).order_by(Handle.id)
    return [{"jenis_akun": row.kind, **handed(row), "sejak": iso(row.first_seen_at)} for row in rows]


def _conversations(
    people: list[int], confirmed: set[int], cases: list[int], actor: Actor, shut: list[int]
) -> tuple[Rows, list[OwnFile]]:
    """Return his conversations; of one confirmed to be his, what belongs to his cases."""
    query = Thread.select(Thread, ChannelAccount).join(ChannelAccount).switch(Thread).join(Handle)
    his = Handle.contact.in_(people)
    threads = {row.id: row for row in query.where(his | Thread.id.in_(list(confirmed))).order_by(Thread.id)}
    own = Thread.select(Thread.id).join(Handle).where(his)
    linked = ComplaintMessage.select(ComplaintMessage.message).where(
        ComplaintMessage.complaint.in_(cases) & ComplaintMessage.undone_at.is_null()
    )
    secret = ComplaintMessage.select(ComplaintMessage.message).where(ComplaintMessage.complaint.in_(shut))
    mine = Message.thread.in_(own) | (Message.thread.in_(list(confirmed)) & Message.id.in_(linked))
    mine &= Message.id.not_in(hidden_messages(actor.scope))
    mine &= Message.id.not_in(secret)
    messages = list(Message.select().where(mine).order_by(Message.thread, Message.sent_at, Message.id))
    ids = [message.id for message in messages]
    versions: dict[int, list[object]] = defaultdict(list)
    for row in MessageVersion.select().where(MessageVersion.message.in_(ids)).order_by(MessageVersion.number):
        versions[row.message_id] += handed(row).values()
    files: dict[int, list[OwnFile]] = defaultdict(list)
    kept = Attachment.message.in_(ids) & (Attachment.state != "dimusnahkan")  # not fetched: it lacks, and is named
    for place, file in enumerate(Attachment.select().where(kept).order_by(Attachment.id), 1):
        files[file.message_id].append(OwnFile(f"lampiran/{place:03}_{plain_name(file.filename)}", file.sha256 or ""))
    told: dict[int, Rows] = defaultdict(list)
    for message in messages:
        told[message.thread_id].append(_message(message, versions[message.id], files[message.id]))
    talks: Rows = [
        {"kanal": channel(row.account.kind).label, "akun_kantor": row.account.label, "pesan": told[key]}
        for key, row in threads.items()
        if told[key]
    ]
    return talks, [file for message in messages for file in files[message.id]]


def _message(row: Message, versions: list[object], files: list[OwnFile]) -> dict[str, object]:
    return {
        "waktu": iso(row.sent_at),
        "dari": "Anda" if row.direction == "in" else "Kantor",
        **handed(row),
        "diubah_menjadi": versions,
        "ditarik": iso(row.withdrawn_at),
        "lampiran": [file.name for file in files],
    }


def _cases_of(people: list[int], actor: Actor, shut: list[int]) -> list[Complaint]:
    mine = Complaint.contact.in_(people) & visible(actor.scope) & Complaint.id.not_in(shut)
    return list(Complaint.select().where(mine).order_by(Complaint.opened_at, Complaint.id))


def _told(rows: list[Complaint], answers: Answers) -> Rows:
    labels = {row.key: row.label for row in Category.select()}
    scores = {row.complaint_id: row for row in Survey.select().where(Survey.complaint.in_([row.id for row in rows]))}
    return [_case(row, labels, scores.get(row.id), answers) for row in rows]


def _case(row: Complaint, labels: dict[str, str], score: Survey | None, answers: Answers) -> dict[str, object]:
    return {
        "nomor": row.number,
        "diterima": iso(row.opened_at),
        "jenis": KIND_LABELS[ComplaintKind(row.kind)] if row.kind else "",
        "kategori": labels.get(row.category, ""),
        **handed(row),
        "identitas_dirahasiakan": row.identity_protected,
        "keadaan": STAGES[Stage(row.stage)].label,
        "selesai": iso(row.closed_at),
        "kepuasan": score.answer if score else None,
        "jawaban": answers.sent.get(row.id, []),
        "jawaban_lewat_cara_lain": answers.otherwise.get(row.id, []),
        "surat": answers.letters.get(row.id, []),
    }


def _corrections(people: list[int]) -> Rows:
    rows = DataCorrection.select().where(DataCorrection.contact.in_(people)).order_by(DataCorrection.id)
    return [{"waktu": iso(row.made_at), "data": FIELDS[row.field].label, **handed(row)} for row in rows]


def _handouts(people: list[int]) -> Rows:
    rows = DataHandout.select().where(DataHandout.contact.in_(people)).order_by(DataHandout.id)
    return [{"waktu": iso(row.made_at), "sidik": row.sha256} for row in rows]


def _accesses(log: AccessLog) -> dict[str, object]:
    """Return who saw his data, by post: names of officers are their own data and do not go with it."""
    looks: Rows = [
        {"waktu": iso(row.at), "jabatan": row.post, "perbuatan": row.what, "pengaduan": row.case or OF_ANOTHER}
        for row in log.rows
    ]
    lists: Rows = [
        {"daftar": list_words(one.subject), "cara": EXPORTS[one.event], "kali": one.times}
        | {"terakhir": iso(one.last)}
        for one in log.exports
    ]
    return {
        "tercatat_sejak": iso(log.since),
        "dilihat": looks,
        "daftar_yang_keluar": lists,
        "cadangan_dipulihkan": [{"waktu": iso(at)} for at in log.restored],
        "batas": list(LIMITS),
    }
