"""Whether an Ed25519 signature is right (RFC 8032, section 6), with integers alone: no library is installed yet.

Nothing is signed here, so nothing is secret and no time of computing tells anything.
"""

import hashlib

_P = 2**255 - 19
_ORDER = 2**252 + 27742317777372353535851937790883648493
_D = -121665 * pow(121666, _P - 2, _P) % _P
_ROOT_OF_MINUS_ONE = pow(2, (_P - 1) // 4, _P)
# What stands before the 32 bytes of a public key in its DER form (RFC 8410).
DER = bytes.fromhex("302a300506032b6570032100")

_Point = tuple[int, int, int, int]  # extended homogeneous coordinates


def is_signed(message: bytes, signature: bytes, public: bytes) -> bool:
    """Whether a signature of 64 bytes is that of this message by the holder of a public key of 32 bytes."""
    if len(public) != 32 or len(signature) != 64:
        return False
    key, commitment = _point(public), _point(signature[:32])
    response = int.from_bytes(signature[32:], "little")
    if key is None or commitment is None or response >= _ORDER:
        return False
    digest = hashlib.sha512(signature[:32] + public + message).digest()
    challenge = int.from_bytes(digest, "little") % _ORDER
    return _equal(_times(response, _BASE), _plus(commitment, _times(challenge, key)))


def _plus(one: _Point, other: _Point) -> _Point:
    a = (one[1] - one[0]) * (other[1] - other[0]) % _P
    b = (one[1] + one[0]) * (other[1] + other[0]) % _P
    c = 2 * one[3] * other[3] * _D % _P
    d = 2 * one[2] * other[2] % _P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % _P, g * h % _P, f * g % _P, e * h % _P)


def _times(count: int, point: _Point) -> _Point:
    found: _Point = (0, 1, 1, 0)
    while count:
        if count & 1:
            found = _plus(found, point)
        point = _plus(point, point)
        count >>= 1
    return found


def _equal(one: _Point, other: _Point) -> bool:
    across = (one[0] * other[2] - other[0] * one[2]) % _P
    up = (one[1] * other[2] - other[1] * one[2]) % _P
    return across == 0 and up == 0


def _point(packed: bytes) -> _Point | None:
    """Return the point that 32 bytes stand for, None where they stand for none."""
    y = int.from_bytes(packed, "little")
    sign, y = y >> 255, y & ((1 << 255) - 1)
    x = _x_of(y, sign) if y < _P else None
    return None if x is None else (x, y, 1, x * y % _P)


def _x_of(y: int, sign: int) -> int | None:
    square = (y * y - 1) * pow(_D * y * y + 1, _P - 2, _P) % _P
    if square == 0:
        return None if sign else 0
    x = pow(square, (_P + 3) // 8, _P)
    if (x * x - square) % _P:
        x = x * _ROOT_OF_MINUS_ONE % _P
    if (x * x - square) % _P:
        return None
    return _P - x if (x & 1) != sign else x


_BASE_Y = 4 * pow(5, _P - 2, _P) % _P
_BASE_X = _x_of(_BASE_Y, 0) or 0
_BASE: _Point = (_BASE_X, _BASE_Y, 1, _BASE_X * _BASE_Y % _P)
