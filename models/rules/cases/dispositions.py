"""The instructions a disposition sheet offers to tick, and those that each move of Kepala Kantor ticks."""

from models.rules.cases.sop import Move

# ANRI's form for a disposition (notadinas §3.3), in its order.
INSTRUCTIONS: dict[str, str] = {
    "selesaikan": "Selesaikan/tindak lanjuti",
    "saran": "Beri saran/pendapat",
    "koordinasikan": "Koordinasikan",
    "pelajari": "Pelajari/telaah",
    "wakili": "Wakili/hadiri",
    "pantau": "Pantau",
    "perhatian": "Untuk perhatian",
    "arsipkan": "Arsipkan (file)",
}

MOVE_INSTRUCTIONS: dict[Move, tuple[str, ...]] = {
    Move.DISPOSISI_ANALISA: ("saran", "pelajari"),
    Move.DISPOSISI_PENELITIAN: ("selesaikan",),
    Move.DISPOSISI_JAWAB: ("perhatian",),
    Move.DISPOSISI_RUJUK: ("koordinasikan",),
}
