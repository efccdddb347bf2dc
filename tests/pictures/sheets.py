"""Sheets of every screen: each role's pages as its own links lead to them, wide and narrow, light and dark."""

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from PIL import Image, ImageDraw, ImageFont

from models.rules.staff.roles import ROLES, Role
from tests.pictures.studio import SIZES, Studio

GAP, LINE = 10, 18
THUMB = {"lebar": (456, 4), "sempit": (195, 9)}  # width in pixels, how many beside each other
COLOURS = {"terang": False, "gelap": True}
# The cases that wait on a role's desk; links alone would lead to one case page for all.
ON_DESK: dict[Role, tuple[str, ...]] = {
    Role.PENGELOLA: ("identifikasi", "tanggapan", "penerusan", "penyampaian", "selesai"),
    Role.KASUBSI_INFOKIM: ("kasubsi",),
    Role.KASI_TIKKIM: ("tikkim",),
    Role.KASI_LALINTALKIM: ("analisa", "penelitian"),
    Role.KASI_INTELDAKIM: ("inteldakim",),
    Role.PETUGAS_SEKSI: ("penelitian",),
    Role.KEPALA_KANTOR: ("disposisi",),
    Role.ADMINISTRATOR: (),
}
MOST = 400  # addresses looked at for one role: the links of a healthy office end long before
_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|(?<=[/=])[A-Z]{2}[A-Z-]+|\d+")
# The same screen in another order, another part of it, or come to from elsewhere.
_ORDERING = {"sort", "desc", "page", "page_size", "url", "id", "periode", "bulan", "tab", "kasus", "saring"}
# What a montage shows: (role, address, size, dark).
MONTAGE: Sequence[tuple[Role, str, str, bool]] = (
    (Role.PENGELOLA, "/", "lebar", False),
    (Role.PENGELOLA, "/meja/kasus/{penyampaian}", "lebar", False),
    (Role.PENGELOLA, "/meja/kasus/{identifikasi}", "lebar", True),
    (Role.KASUBSI_INFOKIM, "/meja/kasus/{kasubsi}", "lebar", False),
    (Role.KEPALA_KANTOR, "/", "lebar", False),
    (Role.KASUBSI_INFOKIM, "/laporan/", "lebar", False),
    (Role.KASUBSI_INFOKIM, "/kalender/", "lebar", False),
    (Role.ADMINISTRATOR, "/kanal/", "lebar", True),
    (Role.PENGELOLA, "/bantuan/pengelola", "lebar", False),
    (Role.KEPALA_KANTOR, "/dasbor/", "lebar", False),
    (Role.PENGELOLA, "/catat/", "lebar", False),
    (Role.PENGELOLA, "/pengaduan/", "lebar", True),
    (Role.PETUGAS_SEKSI, "/", "sempit", False),
    (Role.PETUGAS_SEKSI, "/meja/kasus/{penelitian}", "sempit", False),
    (Role.KEPALA_KANTOR, "/meja/kasus/{disposisi}", "sempit", True),
    (Role.PENGELOLA, "/pengaduan/", "sempit", False),
)


def make_all(room: Studio, folder: Path, roles: Iterable[str] | None = None) -> None:
    """Open every screen of every role and lay the pictures out: one sheet a role, size and colour."""
    for role in [Role(name) for name in roles or Role]:
        own = [f"/meja/kasus/{room.office.cases[name]}" for name in ON_DESK[role]]
        paths = list(dict.fromkeys([*own, *addresses(room, role)]))
        for size in SIZES:
            for colour, dark in COLOURS.items():
                shots = list(_shots(room, role, paths, size, dark))
                sheet = contact_sheet(f"{ROLES[role].label} · {size} · {colour}", shots, *THUMB[size])
                folder.mkdir(parents=True, exist_ok=True)
                sheet.save(folder / f"{role}-{size}-{colour}.png", optimize=True)
                _keep(shots, folder / str(role) / f"{size}-{colour}")
        room.leave(role)
        print(f"{role}: {len(paths)} screens", flush=True)


def addresses(room: Studio, role: Role) -> list[str]:
    """Follow the links from where a role's day begins; one address of each kind, pages only."""
    page = room.page(role)
    waiting, seen, found = ["/", "/akun", "/bantuan/ringkas"], set[str](), list[str]()
    while waiting and len(seen) < MOST:
        path = waiting.pop(0)
        if kind_of(path) in seen:
            continue
        seen.add(kind_of(path))
        answer = page.request.get(room.url + path)
        if not answer.ok or "text/html" not in answer.headers.get("content-type", ""):
            continue
        shown = urlsplit(answer.url)._replace(scheme="", netloc="").geturl()  # a link may lead on to another screen
        if kind_of(shown) not in map(kind_of, found):
            found.append(shown)
        waiting += _links(answer.text(), answer.url, room.url)
    return found


def kind_of(path: str) -> str:
    """Name the screen an address belongs to: its path without ids, and what it is asked for, without the values."""
    split = urlsplit(path)
    asked = sorted({pair.partition("=")[0] for pair in split.query.split("&") if pair} - _ORDERING)
    return f"{_ID.sub('…', split.path)}?{'&'.join(asked)}"


def _links(html: str, base: str, root: str) -> Iterator[str]:
    for href in re.findall(r'<a\b[^>]*?\bhref="([^"#]+)', html):
        full = urljoin(base, href.replace("&amp;", "&"))
        if full.startswith(f"{root}/") and not re.search(r"/(static|logout|export|unduh|pdf|gambar)\b", full):
            yield full.removeprefix(root)


def _shots(room: Studio, role: Role, paths: list[str], size: str, dark: bool) -> Iterator[tuple[str, Image.Image]]:
    for path in paths:
        page, _ = room.opens(role, path, size, dark)
        yield _ID.sub("…", path), Image.open(io.BytesIO(page.screenshot())).convert("RGB")


def _keep(shots: list[tuple[str, Image.Image]], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for number, (name, picture) in enumerate(shots):
        words = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-") or "beranda"
        picture.save(folder / f"{number:03d}-{words[:60]}.png")


def contact_sheet(title: str, shots: Sequence[tuple[str, Image.Image]], width: int, beside: int) -> Image.Image:
    """Lay pictures out in rows of so many, each scaled to a width, its name beneath."""
    thumbs = [(name, _scaled(picture, width)) for name, picture in shots]
    rows = [thumbs[place : place + beside] for place in range(0, len(thumbs), beside)]
    heights = [max(picture.height for _, picture in row) + LINE + GAP for row in rows]
    sheet = Image.new("RGB", (beside * (width + GAP) + GAP, sum(heights) + 2 * LINE + GAP), "#c9d1d9")
    draw, font, top = ImageDraw.Draw(sheet), ImageFont.load_default(12), 2 * LINE
    draw.text((GAP, GAP), title, fill="#10171e", font=ImageFont.load_default(15))
    for row, height in zip(rows, heights, strict=True):
        for place, (name, picture) in enumerate(row):
            left = GAP + place * (width + GAP)
            sheet.paste(picture, (left, top))
            draw.text((left, top + picture.height + 2), name[: width // 6], fill="#10171e", font=font)
        top += height
    return sheet


def _scaled(picture: Image.Image, width: int) -> Image.Image:
    return picture.resize((width, round(picture.height * width / picture.width)), Image.Resampling.LANCZOS)


def draw_montage(room: Studio, file: Path) -> None:
    """Draw the picture of the README: some screens of every kind, wide ones above, the telephone below."""
    taken = []
    for role, path, size, dark in MONTAGE:
        page, status = room.opens(role, path.format(**room.office.cases), size, dark)
        if status != 200:
            raise RuntimeError(f"{path} answers {status} to {role}")
        taken.append((size, Image.open(io.BytesIO(page.screenshot())).convert("RGB")))
    wide = [_scaled(picture, 560) for size, picture in taken if size == "lebar"]
    narrow = [_scaled(picture, 260) for size, picture in taken if size == "sempit"]
    columns = [wide[0::3], wide[1::3], wide[2::3], narrow[0::2], narrow[1::2]]
    sheet = _in_columns(columns)
    sheet.quantize(200, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(file, optimize=True)


def _in_columns(columns: list[list[Image.Image]]) -> Image.Image:
    width = sum(column[0].width + GAP for column in columns) + GAP
    height = max(sum(picture.height + GAP for picture in column) for column in columns) + GAP
    sheet, left = Image.new("RGB", (width, height), "#c9d1d9"), GAP
    for column in columns:
        top = GAP
        for picture in column:
            sheet.paste(picture, (left, top))
            top += picture.height + GAP
        left += column[0].width + GAP
    return sheet
