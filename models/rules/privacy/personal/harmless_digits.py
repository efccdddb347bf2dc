"""Rows of digits that are nobody's: the office's own numbers and pages, sums, dates, times, hosts, receipts."""

import re

from models.rules.privacy.personal.cue_words import one_of

_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_MONTH = r"(?:0?[1-9]|1[0-2])"
_YEAR = r"(?:19[4-9]\d|20[0-4]\d)"
_DATE = rf"(?:{_DAY}[-./]{_MONTH}[-./](?:{_YEAR}|\d\d)|{_YEAR}[-./]{_MONTH}[-./]{_DAY})"
_WRITTEN = rf"{_YEAR}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
_CLOCK = r"(?:[01]?\d|2[0-4])[.:][0-5]\d(?:[.:][0-5]\d)?"
_BARE_CLOCK = r"(?:[01]\d|2[0-4])(?:00|15|30|45)"
_TO = r"\s?(?:-|s/?d\.?|s\.d\.|sampai(?:\sdengan)?|hingga|to|until|till)\s?"
_OCTET = r"(?:\d|[1-9]\d|1\d\d|2[0-5]\d)"
_MONEY = r"(?:rp|idr|usd|sgd|myr|rm|eur|aud)"
# A number said to be of one of these is no person's, unless it is built like a mobile number or NIK.
_THINGS = one_of(
    r"""
    imei invoice inv faktur kwitansi billing ntpn ntb resi awb tracking booking bookingan order pesanan
    permohonan regist(?:er|rasi|ration) antrean antrian antre queue tiket ticket surat nota_dinas notdin sop
    versi(?:on)? ver build kode_pos zip postcode seri serial sn error err berkas ref referensi reference trx
    transaksi transaction pengaduan laporan lapor peraturan permen\w* perda pasal sk skep isbn barcode part
    model tracking otp
    """
)
_BETWEEN = one_of(
    """
    no nomor nmr num(?:ber)? kode code id saya sy kami anda hp mpn g1 jne j&t jnt tiki pos is adalah paspor
    pembayaran di ke
    """
)
_PERSONS = r"""(?:(?:\+?62|0)[\W_]?8(?:[\W_]?\d){8,11}(?![\W_]?\d)
    |[1-9]\d[\W_]?\d\d[\W_]?\d\d[\W_]?(?:[04][1-9]|[1256]\d|[37][01])[\W_]?(?:0[1-9]|1[0-2])(?:[\W_]?\d){6}(?![\W_]?\d))"""
_HARMLESS = re.compile(
    rf"""
    \bADU\s?-\s?\d{{4}}\s?-\s?\d+
    | \b[A-Z]{{1,5}}\.\d+(?:\.[A-Z]{{2,5}})*(?:\.\d+)?-[A-Z]{{2}}\.\d[\d.]*\d(?:-\d+)?
    | \b[A-Z]{{2}}\.\d\d\.\d\d(?:\.\d\d)?(?:-\d+)?
    | \b(?:https?://|www\.)[^\s/]*\bgo\.id\S*
    | \b{_THINGS}(?:nya)?\b(?:[\s.:#=,]{{1,3}}{_BETWEEN}\b){{0,3}}
        [\s.:\#=/(-]{{1,3}}(?!{_PERSONS})[\w/.-]*\d[\w/.-]*(?:[\s-]\d+(?![\w]))*
    | \b{_MONEY}\b\.?\s?\d[\d.,]*(?:,-)? | \brp\d[\d.,]*
    | (?<![\d.])\d{{1,3}}(?:[.,]\d{{3}})+(?:,\d\d)?(?=\s*(?:rupiah|juta|ribu|miliar|orang|dolar|ringgit|jt|rb))
    | (?<![\d.,+-])[1-9]\d{{0,2}}(?:[.,]\d{{3}})*[.,][05]00(?:[.,]\d\d|,-)?(?![\d]|[.,-]\d)
    | (?<![\d.,+-])[1-9]\d{{0,2}}(?:[.,]\d{{3}})+(?:[.,]00|,-)(?!\d|[.,-]\d)
    | (?<![\d.,+-])[1-9]\d{{0,3}}0{{5,9}}(?!\d|[.,-]\d)
    | (?<![\d.,/-]){_DATE}(?:{_TO}{_DATE})?(?!\d|[-./]\d)
    | (?<!\d)(?<!\d[ -]){_DAY}\s{_MONTH}\s{_YEAR}(?![ -]?\d)
    | (?<![\d.,/+-]){_WRITTEN}(?:[ _T-]?\d{{6}}|[ _T-]?\d{{4}})?(?!\d|[-./]\d)
    | (?<![\d.:+-]){_CLOCK}(?:{_TO}{_CLOCK})?(?!\d|[.:-]\d)
    | (?<![\d.:+-])(?<!\d\s){_BARE_CLOCK}{_TO}{_BARE_CLOCK}(?![\s.-]?\d)
    | (?<![\d.])[1-9]\d{{0,2}}(?:\.{_OCTET}){{3}}(?![\d.])
    """,
    re.IGNORECASE | re.VERBOSE,
)


def spared(text: str) -> str:
    """Return a text of the same length without the rows of digits that are nobody's."""
    return _HARMLESS.sub(lambda found: "\x00" * len(found.group()), text)
