"""Short marks of what is shown, so that the page replaces only what changed."""

import zlib


def stamp(*shown: object) -> str:
    """Return a short mark that differs whenever one of the values differs."""
    return f"{zlib.crc32(repr(shown).encode('utf-8', 'surrogatepass')):08x}"
