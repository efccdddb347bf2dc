"""An administrator makes a type of paper on its form: every click and key is counted, and how long it takes him."""

from dataclasses import dataclass

from playwright.sync_api import Page

from models.rules.cases.sop import STAGES
from models.rules.papers.own.own_type import FORM_LABELS, KIND_LABELS, NUMBERING_LABELS, OwnType, Question
from models.rules.staff.roles import ROLES

# Seconds of a practised but not quick typist: a key, to point at something and click it, to think what comes next.
_KEY, _CLICK, _THINK = 0.5, 2.0, 3.0


@dataclass
class Hands:
    """The clicks and keys of one person on one page."""

    page: Page
    clicks: int = 0
    keys: int = 0
    fields: int = 0

    @property
    def seconds(self) -> float:
        """Return how long that takes him."""
        return self.keys * _KEY + self.clicks * _CLICK + self.fields * _THINK

    def click(self, role: str, name: str) -> None:
        """Click a button or link."""
        self.clicks += 1
        self.page.get_by_role(role, name=name, exact=True).click()  # type: ignore[arg-type]

    def write(self, where: str, words: str, within: str = "") -> None:
        """Write into a field, if there is something to write."""
        if words:
            self._count(len(words))
            self._at(within).get_by_label(where).first.fill(words)

    def choose(self, where: str, label: str, within: str = "") -> None:
        """Choose from a list where something else stands there."""
        field = self._at(within).get_by_label(where).first
        if field.evaluate("one => one.selectedOptions[0].textContent") != label:
            self._count(1)
            field.select_option(label=label)

    def tick(self, label: str, within: str = "") -> None:
        """Tick a box."""
        self.clicks += 1
        self._at(within).get_by_role("checkbox", name=label, exact=True).check()

    def _count(self, keys: int) -> None:
        self.clicks, self.fields, self.keys = self.clicks + 1, self.fields + 1, self.keys + keys

    def _at(self, within: str):  # type: ignore[no-untyped-def]
        return self.page.get_by_role("group", name=within, exact=True) if within else self.page


def make(page: Page, own: OwnType) -> Hands:
    """Make a type from the list of types; the page is then that of the type."""
    hands = Hands(page)
    hands.click("link", "Buat jenis naskah")
    hands.write("Judul", own.title)
    hands.write("Kode *", own.code)
    hands.choose("Bentuk", FORM_LABELS[own.form])
    hands.choose("Nomor", NUMBERING_LABELS[own.numbering])
    if own.to_reporter:
        hands.tick("Surat ini ditujukan kepada pelapor")
    for stage in own.stages:
        hands.tick(STAGES[stage].label)
    for role in own.drafters:
        hands.tick(ROLES[role].label)
    for place, role in enumerate(own.paraf, 1):
        hands.choose(f"Pemaraf {place}", ROLES[role].label)
    if own.signer is not None:
        hands.choose("Ditandatangani oleh", ROLES[own.signer].label)
    hands.write("Kalimat pembuka", own.opening)
    hands.write("Kalimat penutup", own.closing)
    for place, one in enumerate(own.questions, 1):
        if not page.get_by_role("group", name=f"Pertanyaan {place}", exact=True).count():
            hands.click("button", "Tambah tempat pertanyaan")
        _ask(hands, f"Pertanyaan {place}", one)
    hands.click("button", "Simpan")
    return hands


def _ask(hands: Hands, where: str, one: Question) -> None:
    hands.write("Pertanyaan", one.label, where)
    hands.choose("Jenis jawaban", KIND_LABELS[one.kind], where)
    if one.required:
        hands.tick("Wajib diisi", where)
    hands.write("Petunjuk pengisian", one.hint, where)
    hands.write("Daftar", "\n".join(one.options), where)
