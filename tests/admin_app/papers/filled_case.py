"""One case walked on the screens along either branch to the archive, a word of its own in every field it meets."""

import re
from dataclasses import dataclass, field
from html import unescape
from itertools import count
from typing import Any

from flask import Flask

from models.actions.replies.deliver_reply import claim_due, record_intent, record_sent
from models.rules.cases.sop import Stage
from models.rules.channels.messages import Receipt
from models.rules.core.moments import to_wib
from models.rules.staff.roles import Role
from models.tables import Complaint, Document
from tests.admin_app.browsing import Browser, Clock, text
from tests.admin_app.case_page.submitting import forms_on
from tests.admin_app.one_case import photos
from tests.office import new_complaint

R = Role
_FORM = re.compile(r"(?s)<form([^>]*)>(.*?)</form>")
_TYPED_IN = re.compile(
    r'<(?:textarea|input(?![^>]*type="(?:hidden|checkbox|radio|file|date|datetime-local)"))[^>]*?\bname="([^"]+)"'
)
# What a form asks for beside words, so that it is accepted.
CHOSEN: dict[str, str] = {
    **{"category": "paspor", "urgency": "mendesak", "section": "lalintalkim", "way": "telepon", "source": "lapor"},
    **{"alasan": "menunggu_pelapor", "sifat": "Segera", "dated": "", "lead": "lalintalkim", "complete_at": ""},
    **{"sejak": "", "sampai": ""},
}
# Fields in which no word of one's own can be typed, and why.
NO_WORDS = {
    "number": "must be a number of the office's form; it is printed on the paper",
    "seen_number": "is compared with the number of the paper and not kept",
    "dated_reason": "asked of the register's keeper; tests/actions/papers/dossier/test_dossier_records.py",
    "copy_reason": "asked only where a copy is replaced; tests/actions/papers/dossier/test_dossier_records.py",
    "nomor_lain": "the number of another complaint",
    "nomor": "the number of another complaint",
}
# Forms that differ by move, paper or way, and whose words go one way.
FAMILIES = ("langkah", "batal-naskah", "catat")


@dataclass
class Pen:
    """Gives a word of its own for every field it fills, and remembers which fields it saw and filled."""

    words: dict[str, str] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    filled: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)

    def look(self, page: str) -> None:
        """Note every field of every form that words can be typed into."""
        for attributes, body in _FORM.findall(page):
            if 'method="post"' in attributes:
                self.seen |= {f"{_kind(attributes, body)}.{name}" for name in fields_of(body)}

    def fill(self, page: str, form: str) -> dict[str, str]:
        """Return what is typed into a form: a new word in each of its fields."""
        for attributes, body in _FORM.findall(page):
            if _id(attributes, body) == form:
                return {name: self.word(f"{_kind(attributes, body)}.{name}") for name in fields_of(body)}
        raise AssertionError(f"{form} is not on the page: {sorted(forms_on(page))}")

    def word(self, where: str) -> str:
        """Return a new word for this field."""
        self.filled.add(where)
        self.names.add(where.rpartition(".")[2])
        place = len(self.words)
        made = "zq" + "".join(chr(97 + place // 26**power % 26) for power in (2, 1, 0)) + "x"
        self.words[made] = where
        return made


def fields_of(body: str) -> list[str]:
    """Return the names of the fields of a form that take words."""
    return [name for name in dict.fromkeys(_TYPED_IN.findall(body)) if name not in NO_WORDS]


def _id(attributes: str, body: str) -> str:
    named = re.search(r'name="form" value="([^"]+)"', body)
    action = re.search(r'action="([^"]+)"', attributes)
    return unescape(named[1]) if named else unescape(action[1]).rpartition("/")[2] if action else ""


def _kind(attributes: str, body: str) -> str:
    named = re.sub(r"-o?\d+$", "", _id(attributes, body))
    return next((family for family in FAMILIES if named.startswith(f"{family}-")), named)


class Case:
    """One case walked on the screens, every field of every form it meets filled."""

    def __init__(self, app: Flask, account: Any, clock: Clock, pen: Pen, who: str) -> None:
        self.app, self.account, self.clock, self.pen = app, account, clock, pen
        self.id = new_complaint(account, who=who).id
        self.browsers: dict[Role, Browser] = {}
        self.number = count(601)

    @property
    def row(self) -> Complaint:
        """The case as it is now."""
        return Complaint.get_by_id(self.id)

    def browser(self, role: Role) -> Browser:
        """Return the browser of a role, signed in."""
        if role not in self.browsers:
            self.browsers[role] = Browser(self.app)
            assert self.browsers[role].sign_in(role).status_code == 302
        return self.browsers[role]

    def page(self, role: Role, address: str = "/meja/kasus/{}") -> str:
        """Open a page of the case as a role."""
        answer = self.browser(role).get(address.format(self.row.public_id))
        assert answer.status_code == 200, (role, answer.status_code)
        self.pen.look(text(answer))
        return text(answer)

    def submit(self, role: Role, form: str, address: str = "/meja/kasus/{}", **fixed: Any) -> None:
        """Fill a form of the page and send it."""
        self.clock.move(minutes=1)
        page = self.page(role, address)
        typed = self.pen.fill(page, form) | {name: CHOSEN[name] for name in CHOSEN if f'name="{name}"' in page}
        hidden = forms_on(page)[form]
        typed |= {name: value for name, value in hidden.items() if name != "action"}
        if f'form" value="{form}' in page and "ttd-" in form:
            typed["number"] = f"WIM.32.IMI.5-UM.01.01-{next(self.number)}"
        if form.startswith("catat-"):
            typed |= {
                "text": f"Dijelaskan lengkap: {typed['text']}",
                "told_at": f"{to_wib(self.clock.now):%Y-%m-%dT%H:%M}",
            }
        if form == "betulkan-jawaban":
            typed["text"] = f"Dijelaskan lengkap: {typed['text']}"
        answer = self.browser(role).client.post(hidden["action"], data=typed | fixed)
        assert answer.status_code == 303, (form, text(answer)[-4000:])

    def paper(self, code: str, drafter: Role, signer: Role) -> None:
        """Draft a paper, word it, and sign it."""
        self.draft(code, drafter)
        self.submit(signer, f"ttd-{code}")

    def draft(self, code: str, drafter: Role, **fixed: Any) -> Document:
        """Draft a paper and word it."""
        self.submit(drafter, f"konsep-{code}")
        if f'name="form" value="konsep-{code}"' in self.page(drafter):
            self.submit(drafter, f"konsep-{code}", **fixed)
        return Document.select().where(Document.complaint == self.id).order_by(Document.id.desc()).get()

    def stands_at(self, stage: Stage) -> None:
        """Say where the case must be."""
        assert self.row.stage == stage, self.row.stage


def proof_of(case: Case) -> str:
    """Return the proof for a pause that the page offers first."""
    found = re.search(r'<option value="(outbox:\d+)"', case.page(R.PENGELOLA))
    assert found is not None
    return found[1]


def delivered(case: Case) -> None:
    """Let the platform take the reply that is due."""
    claim = claim_due(case.account.id, "agen-1", 60, case.clock.now)
    assert claim is not None
    assert record_intent(claim, 60, case.clock.now)
    assert record_sent(claim, Receipt(f"true_{claim.reply.reply_key}"), case.clock.now)


def first_steps(case: Case) -> None:
    """From the message to the section, with everything that can be typed or sent back on the way."""
    case.submit(R.PENGELOLA, "isian-identifikasi", lanjut="identifikasi_selesai")
    case.submit(R.PENGELOLA, "catatan")
    case.submit(R.PENGELOLA, "balas", tujuan="tanggapan_awal")
    case.submit(R.PENGELOLA, next(form for form in forms_on(case.page(R.PENGELOLA)) if form.startswith("batal-o")))
    case.submit(R.PENGELOLA, "balas", tujuan="tanggapan_awal")
    case.clock.move(minutes=5)
    delivered(case)
    case.stands_at(Stage.PENERUSAN_PENGELOLA)
    case.submit(R.PENGELOLA, "betulkan-identifikasi")
    case.submit(R.PENGELOLA, "asal")
    case.submit(R.PENGELOLA, "jeda", bukti=proof_of(case))
    case.submit(R.PENGELOLA, "lanjut")
    case.submit(R.PENGELOLA, "catat-lain")
    case.submit(R.PENGELOLA, "isian-seksi_tujuan")
    memo = case.draft("nd-terus", R.PENGELOLA)
    case.submit(R.KASUBSI_INFOKIM, f"kembalikan-{memo.id}")
    case.submit(R.PENGELOLA, "konsep-nd-terus")
    case.submit(R.PENGELOLA, "langkah-ajukan_penerusan")
    case.submit(R.KASUBSI_INFOKIM, "langkah-kembalikan_penerusan")
    case.submit(R.PENGELOLA, "langkah-ajukan_penerusan")
    case.submit(R.KASUBSI_INFOKIM, "ttd-nd-terus")
    case.submit(R.KASUBSI_INFOKIM, "batal-naskah-nd-terus")
    case.paper("nd-terus", R.KASUBSI_INFOKIM, R.KASUBSI_INFOKIM)
    case.submit(R.KASUBSI_INFOKIM, "langkah-teruskan_ke_seksi")
    sent = Document.get((Document.complaint == case.id) & (Document.state == "ditandatangani"))
    case.submit(R.KASUBSI_INFOKIM, f"tarik-{sent.id}")
    case.paper("nd-terus", R.KASUBSI_INFOKIM, R.KASUBSI_INFOKIM)
    case.submit(R.KASUBSI_INFOKIM, "langkah-teruskan_ke_seksi")
    case.submit(R.KASI_LALINTALKIM, "langkah-bukan_seksi_ini")
    case.paper("nd-terus", R.KASUBSI_INFOKIM, R.KASUBSI_INFOKIM)
    case.submit(R.KASUBSI_INFOKIM, "langkah-teruskan_ke_seksi")
    case.submit(R.KASI_LALINTALKIM, "isian-identifikasi_seksi")


def handled_by_section(case: Case) -> None:
    """5b: field check on the desk and on the phone, given back, reported anew, answered."""
    case.draft("nd-eskal", R.KASI_LALINTALKIM)  # not needed in the end: discarded at the archive
    case.submit(R.KASI_LALINTALKIM, "langkah-dapat_ditangani")
    case.submit(R.KASI_LALINTALKIM, "betulkan-identifikasi_seksi")
    case.submit(R.PETUGAS_SEKSI, "foto", berkas=photos(1))
    case.submit(R.PETUGAS_SEKSI, "isian-laporan")
    case.submit(R.KASI_LALINTALKIM, "kembalikan-laporan")
    case.submit(R.PETUGAS_SEKSI, "penelitian", "/penelitian/{}")
    case.draft("laporan", R.KASI_LALINTALKIM)
    case.submit(R.KASI_LALINTALKIM, "ttd-laporan")
    case.submit(R.KASI_LALINTALKIM, "isian-naskah_jawaban")
    case.submit(R.KASI_LALINTALKIM, "langkah-tetapkan_jawaban")
    case.submit(R.KASI_LALINTALKIM, "langkah-teliti_ulang")
    case.submit(R.KASI_LALINTALKIM, "langkah-tetapkan_jawaban")
    case.paper("nd-jawab", R.KASI_LALINTALKIM, R.KASI_LALINTALKIM)
    case.submit(R.KASI_LALINTALKIM, "langkah-serahkan_ke_kasi_tikkim")
    case.submit(R.KASI_TIKKIM, "langkah-kembalikan_ke_seksi")
    case.paper("nd-jawab", R.KASI_LALINTALKIM, R.KASI_LALINTALKIM)
    case.submit(R.KASI_LALINTALKIM, "langkah-serahkan_ke_kasi_tikkim")
    case.submit(R.KASI_LALINTALKIM, "betulkan-laporan")
    case.submit(R.KASI_LALINTALKIM, "betulkan-naskah_jawaban")


def decided_by_head(case: Case) -> None:
    """5a: escalated, sent back for analysis, escalated again, decided by Kepala Kantor."""
    case.paper("nd-eskal", R.KASI_LALINTALKIM, R.KASI_LALINTALKIM)
    case.submit(R.KASI_LALINTALKIM, "langkah-tidak_dapat_ditangani")
    case.submit(R.KEPALA_KANTOR, "langkah-disposisi_analisa")
    case.submit(R.KASI_LALINTALKIM, "isian-identifikasi_seksi")
    case.submit(R.KASI_LALINTALKIM, "langkah-tidak_dapat_ditangani")
    case.submit(R.KEPALA_KANTOR, "isian-naskah_jawaban")
    case.submit(R.KEPALA_KANTOR, "langkah-disposisi_jawab")
    case.submit(R.KEPALA_KANTOR, "betulkan-disposisi")
    case.draft("disposisi", R.KEPALA_KANTOR, forward_to=["", "lalintalkim"], instructions=["", "selesaikan"])
    case.submit(R.KEPALA_KANTOR, "ttd-disposisi")
    case.paper("nd-jawab", R.KEPALA_KANTOR, R.KEPALA_KANTOR)
    case.submit(R.KEPALA_KANTOR, "langkah-serahkan_dari_kepala")
    case.submit(R.KASI_TIKKIM, "langkah-kembalikan_ke_kepala")
    case.paper("nd-jawab", R.KEPALA_KANTOR, R.KEPALA_KANTOR)
    case.submit(R.KEPALA_KANTOR, "langkah-serahkan_dari_kepala")


def last_steps(case: Case) -> None:
    """From Kasi TIKKIM over every return to the archive."""
    case.paper("nd-terusjwb", R.KASI_TIKKIM, R.KASI_TIKKIM)
    case.submit(R.KASI_TIKKIM, "langkah-teruskan_jawaban_ke_kasubsi")
    case.submit(R.KASUBSI_INFOKIM, "langkah-kembalikan_ke_kasi_tikkim")
    case.submit(R.KASI_TIKKIM, "langkah-teruskan_jawaban_ke_kasubsi")
    case.submit(R.KASUBSI_INFOKIM, "langkah-teruskan_jawaban_ke_pengelola")
    case.submit(R.PENGELOLA, "langkah-kembalikan_ke_kasubsi")
    case.submit(R.KASUBSI_INFOKIM, "langkah-teruskan_jawaban_ke_pengelola")
    letter = case.draft("surat", R.PENGELOLA)
    for role in (R.PENGELOLA, R.KASUBSI_INFOKIM, R.KASI_TIKKIM):
        case.submit(role, f"paraf-{letter.id}")
    case.submit(R.KEPALA_KANTOR, "ttd-surat")
    case.submit(R.PENGELOLA, "catat-jawaban")
    case.stands_at(Stage.DOKUMENTASI)
    case.submit(R.PENGELOLA, "betulkan-jawaban")
    case.paper("kendali", R.PENGELOLA, R.PENGELOLA)
    left = list(Document.select().where((Document.complaint == case.id) & (Document.state == "konsep")))
    case.draft("lembar", R.PENGELOLA)
    case.submit(R.PENGELOLA, "dibaca")
    case.submit(R.PENGELOLA, "ttd-lembar", **({} if left else {"lanjut": "arsipkan"}))
    for draft in left:
        case.submit(R.PENGELOLA, f"buang-{draft.id}")
    if left:
        case.submit(R.PENGELOLA, "langkah-arsipkan")
    case.stands_at(Stage.SELESAI)


BRANCHES = {"5b": handled_by_section, "5a": decided_by_head}
