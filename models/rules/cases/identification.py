"""What Pengelola decides at step 2: the kind of message, and how urgent it is."""

from enum import StrEnum


class ComplaintKind(StrEnum):
    """What the citizen's message turned out to be."""

    PENGADUAN = "pengaduan"
    PERTANYAAN = "pertanyaan"
    APRESIASI = "apresiasi"
    BUKAN_PENGADUAN = "bukan-pengaduan"
    DATA_PRIBADI = "data-pribadi"  # a person asks about the data kept on himself; it goes the way of a complaint


class Urgency(StrEnum):
    """How urgent the complaint is."""

    BIASA = "biasa"
    MENDESAK = "mendesak"


KIND_LABELS: dict[ComplaintKind, str] = {
    ComplaintKind.PENGADUAN: "Pengaduan",
    ComplaintKind.PERTANYAAN: "Pertanyaan",
    ComplaintKind.APRESIASI: "Apresiasi",
    ComplaintKind.BUKAN_PENGADUAN: "Bukan pengaduan",
    ComplaintKind.DATA_PRIBADI: "Permintaan data pribadi",
}

URGENCY_LABELS: dict[Urgency, str] = {Urgency.BIASA: "Biasa", Urgency.MENDESAK: "Mendesak"}

# The subject is printed on one line of the nota dinas (notadinas §5).
SUBJECT_LIMIT = 120
