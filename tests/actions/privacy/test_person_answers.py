"""The office's answers are in a person's copy, counted against the tables: sent, by hand, invited, to a comment."""

from typing import Any

from models.actions.intake.confirm_invitation import confirm_by_officer
from models.actions.privacy.person_facts import person_facts
from models.actions.replies.record_proof import record_proof
from models.rules.channels.grades import DeliveryGrade, grade_words
from models.rules.replies.delivery import Purpose, Way
from models.rules.staff.roles import Role
from models.tables import Attachment, DeliveryProof, InvitationClaim, Message, Outbox, ReplyFile
from tests.actions.inviting import Invited, wrote
from tests.actions.upkeep.verify.test_verify import Someone
from tests.office import NOW, actor

KASUBSI = Role.KASUBSI_INFOKIM


def told(walk: Any, name: str) -> list[dict[str, Any]]:
    facts, _files = person_facts(walk.case, actor(KASUBSI), NOW)
    return [row for case in facts["pengaduan"] for row in case[name]]  # type: ignore[attr-defined]


def test_every_answer_that_was_sent_is_told_though_the_platform_shows_none_again(account: Any) -> None:
    walk = Someone(account, 11).with_answer().handed_back().finished()
    Someone(account, 12).with_answer().handed_back().finished()
    sent = list(
        Outbox.select().where((Outbox.complaint == walk.id) & (Outbox.state == "sent")).order_by(Outbox.sent_at)
    )
    assert Message.select().where(Message.direction == "out").count() == 0
    assert len(sent) >= 2
    assert [(row["isi"], row["untuk"]) for row in told(walk, "jawaban")] == [
        (row.text, {"tanggapan_awal": "Tanggapan awal", "jawaban": "Jawaban pengaduan"}[row.purpose]) for row in sent
    ]
    Outbox.update(grade="failed", grade_at=NOW).where(Outbox.id == sent[1].id).execute()
    failed = told(walk, "jawaban")[1]["keadaan"]
    assert failed == grade_words(DeliveryGrade.FAILED, NOW)  # not told as an answer he got
    Outbox.update(state="cancelled").where(Outbox.id == sent[0].id).execute()
    assert len(told(walk, "jawaban")) == len(sent) - 1


def test_a_file_of_an_answer_goes_along_and_one_never_stored_is_named(account: Any) -> None:
    walk = Someone(account, 11).with_answer().handed_back().finished()
    answer = Outbox.select().where((Outbox.complaint == walk.id) & (Outbox.state == "sent")).first()
    ReplyFile.create(
        public_id="f", answer=answer, reply=answer, sha256="e" * 64, mime="image/png", filename="syarat.png", size=1
    )
    Attachment.create(public_id="a", message=Message.get(), filename="ktp.jpg", state="gagal")
    Attachment.create(public_id="b", message=Message.get(), filename="x.jpg", state="dimusnahkan", position=1)
    _facts, files = person_facts(walk.case, actor(KASUBSI), NOW)
    assert [(file.name, file.sha256) for file in files] == [
        ("lampiran/001_ktp.jpg", ""),
        ("jawaban/001_syarat.png", "e" * 64),
    ]


def test_what_was_answered_by_hand_is_told_with_its_proof(account: Any) -> None:
    walk = Someone(account, 11).with_answer().handed_back()
    record_proof(
        walk.id,
        Purpose.JAWABAN,
        Way.TELEPON,
        "Paspor dapat diambil besok pagi di loket.",
        actor(Role.PENGELOLA),
        walk.tick(),
        sha256="b" * 64,
    )
    assert DeliveryProof.select().where(DeliveryProof.complaint == walk.id).count() == 1
    assert [(row["isi"], row["untuk"], row["bukti"]) for row in told(walk, "jawaban_lewat_cara_lain")] == [
        ("Paspor dapat diambil besok pagi di loket.", "Jawaban pengaduan", ["bukti/001_bukti-telepon"])
    ]


def test_an_invitation_and_the_confirmed_private_conversation_are_his_a_stranger_s_is_not(account: Any) -> None:
    walk = Invited(account).at_answering()
    code = walk.invited().code
    wrote(account, f"{code} tolong dikirim ke sini", walk.tick())
    wrote(account, f"{code} rahasia orang lain", walk.tick(), "628119999999")
    mine = InvitationClaim.select().order_by(InvitationClaim.id).first()
    confirm_by_officer(mine.id, "dikenal di loket", actor(Role.PENGELOLA), walk.tick())
    facts, _files = person_facts(walk.case, actor(KASUBSI), NOW)
    words = str(facts)
    assert "Undangan ke pesan pribadi" in words
    assert "tolong dikirim ke sini" in words
    assert "rahasia orang lain" not in words
