"""Which role has which blocks on its home, in order. A person with two roles has the blocks of both."""

from collections.abc import Collection

from admin_app.home.blocks import Block
from admin_app.home.case_blocks import CASE_BLOCKS, rest_of_desk
from admin_app.home.check_block import CHECKS
from admin_app.home.disposition import DISPOSITION
from admin_app.home.machine_blocks import MACHINE_BLOCKS
from admin_app.home.office_blocks import OFFICE_BLOCKS
from admin_app.home.paper_blocks import PAPER_BLOCKS
from models.rules.staff.permissions import Permission, may
from models.rules.staff.roles import Role

BLOCKS: dict[str, Block] = {
    block.key: block for block in (*CASE_BLOCKS, *PAPER_BLOCKS, *OFFICE_BLOCKS, *MACHINE_BLOCKS, DISPOSITION, CHECKS)
}

HOMES: dict[Role, tuple[str, ...]] = {
    Role.PENGELOLA: (
        "masuk",
        "tidak_sampai",
        "masuk_selesai",
        "jawaban",
        "tertahan",
        "baru",
        "ajukan",
        "arsip",
        "milik",
        "surat",
        "naskah",
        "di_seksi",
    ),
    Role.KASUBSI_INFOKIM: (
        *(
            "dugaan",
            "diblokir",
            "teruskan",
            "kembali",
            "tidak_sampai",
            "tertahan",
            "masuk_selesai",
            "surat",
            "naskah",
            "kalender",
            "persetujuan",
            "bulan",
        ),
        *("milik", "terlambat", "dikembalikan", "dibuka", "berkas_hilang", "kantor"),
    ),
    Role.KASI_TIKKIM: (
        *(
            "dugaan",
            "serah_terima",
            "masuk_selesai",
            "analisa",
            "laporan",
            "laporan_belum_terbit",
            "tanda_tangan",
            "surat",
            "naskah",
            "identitas",
            "kalender",
            "persetujuan",
            "lapangan",
            "kantor",
        ),
    ),
    Role.KASI_LALINTALKIM: (
        *("analisa", "laporan", "laporan_belum_terbit", "tanda_tangan", "surat", "lapangan", "milik", "kantor"),
    ),
    Role.KASI_INTELDAKIM: (
        *("analisa", "laporan", "laporan_belum_terbit", "tanda_tangan", "surat", "lapangan", "milik", "kantor"),
    ),
    Role.PETUGAS_SEKSI: ("pemeriksaan", "milik"),
    Role.KEPALA_KANTOR: (
        *("dugaan", "disposisi", "eskalasi", "masuk_selesai", "kantor", "jawaban_kepala", "surat", "naskah"),
        *("identitas", "kalender", "persetujuan", "musnah", "berkas_hilang"),
    ),
    Role.ADMINISTRATOR: ("komputer", "kanal", "cadangan", "berkas_hilang", "akun", "data"),
}


def blocks_of(roles: Collection[Role]) -> tuple[Block, ...]:
    """Return the blocks of these roles in order, each once, and last the rest of the person's desk."""
    keys = dict.fromkeys(key for role in roles for key in HOMES[role])
    blocks = [BLOCKS[key] for key in keys]
    shown = frozenset(stage for block in blocks for stage in block.stages)
    return (*blocks, *([rest_of_desk(shown)] if any(may(role, Permission.READ_CASES) for role in roles) else []))
