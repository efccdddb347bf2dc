"""The id of a row as an address or a form states it."""

_HIGHEST = 2**31 - 1  # what an id of any of our databases is at most


def row_id(written: str) -> int:
    """Return the id that was written. Raises ValueError for none: `get(…, type=row_id)` then gives its default."""
    number = int(written) if written.isascii() and written.isdigit() and len(written) < 11 else -1
    if not 0 <= number <= _HIGHEST:
        raise ValueError("no id of a row")
    return number
