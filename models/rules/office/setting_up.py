"""The steps of setting an office up, in order: the purpose of each, and whether it is done."""

from dataclasses import dataclass
from enum import StrEnum

from models.rules.core.errors import RuleBroken


class Noted(StrEnum):
    """What an administrator may note on a step."""

    SELESAI = "selesai"  # looked at and right
    LEWATI = "lewati"  # passed over for now; it is listed as not done


class StepState(StrEnum):
    """Whether a step is done."""

    SUDAH = "sudah"
    BELUM = "belum"
    DILEWATI = "dilewati"


@dataclass(frozen=True)
class SetupRow:
    """One step. `counted`: the data show whether it is done; otherwise an administrator says so."""

    key: str
    title: str
    purpose: str
    counted: bool
    screens: tuple[str, ...] = ()  # the screens it is done on, by their endpoint
    lacks: str = ""  # how a list of what is missing begins


STEPS: tuple[SetupRow, ...] = (
    SetupRow(
        "profil",
        "Profil kantor",
        "Kepala surat, alamat, dan kode unit yang tercetak pada setiap naskah.",
        False,
        ("office_profile", "letterhead"),
    ),
    SetupRow(
        "waktu",
        "Jam kerja dan hari libur",
        "Batas waktu SOP dihitung dari jam kerja dan kalender ini.",
        False,
        ("working_hours", "holidays", "work_calendar", "sop_versions"),
        "belum ada: ",
    ),
    SetupRow(
        "pejabat",
        "Pejabat",
        "Siapa memangku jabatan apa: nama dan NIP pada tanda tangan, Plh., dan Plt.",
        True,
        ("officials", "office_holders", "hand_overs", "delegations"),
        "tanpa pejabat: ",
    ),
    SetupRow(
        "akun",
        "Akun petugas",
        "Setiap petugas masuk dengan akun sendiri; kata sandi pertama berlaku sekali.",
        True,
        ("staff",),
        "tanpa akun: ",
    ),
    SetupRow(
        "kanal",
        "Kanal pertama",
        "Sambungkan satu kanal, lalu uji, agar pesan warga masuk.",
        True,
        ("channels",),
    ),
    SetupRow(
        "latihan",
        "Latihan atau sungguhan",
        "Data latihan dihapus sekali tekan ketika kerja sungguhan dimulai.",
        True,
        lacks="masih ada: ",
    ),
)
KEYS = tuple(row.key for row in STEPS)


class StepUnknown(RuleBroken):
    """Langkah persiapan ini tidak ada."""


def state_of(row: SetupRow, lacking: bool, noted: str) -> StepState:
    """Return the state of a step: from the data where it is counted, else from the administrator's note.

    What was right once and lacks something since is not done.
    """
    if row.counted and not lacking:
        return StepState.SUDAH
    if not row.counted and not lacking and noted == Noted.SELESAI:
        return StepState.SUDAH
    return StepState.DILEWATI if noted == Noted.LEWATI else StepState.BELUM
