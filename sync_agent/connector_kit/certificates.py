"""Why a platform's certificate was refused, as far as that tells of this PC: by its time, or by whose it is."""

import ssl

OUT_OF_TIME = (
    "Sertifikat kanal tidak berlaku pada tanggal komputer ini. Periksa tanggal dan jam komputer ini; bila benar, "
    "periksa jaringan gateway."
)
# OpenSSL's X509_V_ERR_CERT_NOT_YET_VALID and X509_V_ERR_CERT_HAS_EXPIRED.
_UNTIMELY = frozenset({9, 10})


def is_untimely(err: BaseException | None) -> bool:
    """Whether a certificate was refused because it is not valid yet, or not any more, by this PC's clock."""
    known: set[int] = set()
    while err is not None and id(err) not in known:
        if isinstance(err, ssl.SSLCertVerificationError):
            return err.verify_code in _UNTIMELY
        known.add(id(err))
        within = next((one for one in err.args if isinstance(one, BaseException)), None)
        err = getattr(err, "reason", None) if isinstance(getattr(err, "reason", None), BaseException) else within
    return False
