"""Lets the C library give large blocks of memory back to the system as soon as they are free."""

import ctypes

_MMAP_THRESHOLD = -3  # M_MMAP_THRESHOLD of glibc's malloc.h
_LARGE = 128 * 1024  # bytes; where glibc begins


def give_large_blocks_back() -> bool:
    """Have every block of 128 KiB or more given back when it is free, and return whether the C library can be told.

    Left to itself glibc raises that limit to the largest block that was ever freed (32 MiB at most): the 19 MiB of a
    password's check then stay with every thread that ever made one.
    """
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (AttributeError, OSError, TypeError):  # another C library; Windows has none by no name
        return False
    return bool(mallopt(_MMAP_THRESHOLD, _LARGE))
