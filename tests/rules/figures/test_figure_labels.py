"""Rows have names people know, also where nobody has decided yet."""

from models.rules.figures.figure_labels import NO_CATEGORY, channel_label, kind_label, section_label, status_label


def test_what_nobody_decided_is_named_so() -> None:
    assert (kind_label(""), section_label(None)) == (NO_CATEGORY, NO_CATEGORY)
    assert (kind_label("pengaduan"), section_label("tikkim"), channel_label("x")) == (
        "Pengaduan",
        "Seksi TIKKIM",
        "X",
    )
    assert (status_label("selesai"), status_label("ditutup"), status_label("penelitian")) == (
        "Selesai",
        "Ditutup",
        "Dalam proses",
    )
