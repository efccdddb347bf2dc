"""The conditions a move of the SOP may depend on, in the words of a refusal."""

from enum import StrEnum


class When(StrEnum):
    """A condition on the case itself, read from its facts by models/rules/cases/workflow.py."""

    ALWAYS = "selalu"
    TO_SECTION = "tujuan adalah seksi"
    TO_HEAD = "tujuan adalah Kepala Kantor"
    SECTION_IS_TIKKIM = "seksi penjawab adalah TIKKIM"
    SECTION_IS_OTHER = "seksi penjawab bukan TIKKIM"
    SECTION_ANSWERED = "jawaban berasal dari seksi"
    HEAD_ANSWERED = "jawaban berasal dari Kepala Kantor"
    NOT_REFERRED = "tidak dirujuk ke luar kantor"
    REOPEN_DAYS_LEFT = "masih dalam masa buka kembali"
    HEAD_DECIDES = "Kepala Kantor tidak termasuk pihak yang dikecualikan"
    HEAD_GIVES_AWAY = "bukan pengaduan perilaku petugas, dan Kepala Kantor tidak termasuk pihak yang dikecualikan"
    REFERRED = "dirujuk ke luar kantor"
    SENT_BY_KASUBSI = "diteruskan oleh Kasubsi Infokim"
    SENT_BY_SECTION = "diteruskan oleh seksi"
    SENT_BY_HEAD = "dengan disposisi Kepala Kantor"
    CLOSED_AT_STEP_2 = "ditutup pada tahap identifikasi"
    INVITED_IN_VAIN = "undangan ke pesan pribadi dan pengingatnya tidak diterima, atau jawaban dua kali tidak sampai"
    CLOSED_LATER = "ditutup sesudah tahap identifikasi"
