"""A chunk is sealed by its file's key and its place, and opened by the same."""

from models.tables.core.files.chunks import CHUNK, KEY, sealed

ONE, OTHER = bytes(KEY), bytes([1]) * KEY


def test_a_sealed_chunk_is_opened_by_its_key_and_place_alone() -> None:
    content = b"paspor" * 100
    stored = sealed(ONE, 3, content)
    assert sealed(ONE, 3, stored) == content
    assert len(stored) == len(content) and b"paspor" not in stored
    assert content not in (sealed(OTHER, 3, stored), sealed(ONE, 2, stored))


def test_no_two_chunks_are_sealed_alike() -> None:
    blank = bytes(64)
    assert len({sealed(key, number, blank) for key in (ONE, OTHER) for number in range(50)}) == 100
    assert sealed(ONE, 0, bytes(CHUNK))[-64:] != sealed(ONE, 1, bytes(CHUNK))[:64]
