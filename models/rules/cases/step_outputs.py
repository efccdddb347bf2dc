"""The outputs of the steps, by the names under which they are stored and shown."""

from enum import StrEnum


class Output(StrEnum):
    """What must exist before a step can end (the SOP's column Output, and what our own moves need)."""

    PESAN = "Pesan pengaduan"
    IDENTIFIKASI = "Identifikasi permasalahan"
    TANGGAPAN_AWAL = "Tanggapan awal terkirim"
    SEKSI_TUJUAN = "Seksi tujuan"
    NOTA_DINAS_TERUS = "Nota dinas pengoordinasian bertanda tangan"
    IDENTIFIKASI_SEKSI = "Identifikasi permasalahan oleh seksi"
    DISPOSISI = "Disposisi Kepala Kantor"
    LAPORAN = "Laporan hasil penelitian lapangan"
    LAPORAN_TERBIT = "Laporan hasil penelitian lapangan terbit"
    NASKAH_JAWABAN = "Naskah jawaban"
    NOTA_DINAS_JAWAB = "Nota dinas jawaban bertanda tangan"
    JAWABAN_TERTULIS = "Jawaban pertanyaan terkirim"
    JAWABAN = "Jawaban tersampaikan kepada pelapor"
    DOKUMENTASI = "Dokumentasi penyampaian (lembar pengaduan)"
    JAWABAN_GABUNGAN = "Jawaban kepada pelapor yang digabung"
    TIDAK_DIHUBUNGI = "Catatan bahwa pelapor tidak dapat dihubungi"
