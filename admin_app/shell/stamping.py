"""Short marks of what is shown, so that a page replaces only what changed."""

import zlib


def stamp(*shown: object) -> str:
    """Return a short mark that changes with any of the values."""
    return f"{zlib.crc32(repr(shown).encode('utf-8', 'surrogatepass')):08x}"
