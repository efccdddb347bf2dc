"""What asks for the file to be rewritten, and that a refusal has a sentence of its own or the general one."""

from models.rules.retention.erasing import CannotErase, Why


def test_every_reason_fits_its_column_and_a_refusal_says_why() -> None:
    assert all(len(why) <= 20 for why in Why)
    assert CannotErase("Disk penuh.").sentence == "Disk penuh."
    assert "belum dapat ditulis ulang" in CannotErase().sentence
