"""The charts: one drawing as PNG and as SVG, the same every time, and labels that are never read as anything else."""

import io
from typing import Any

import pytest
from lxml import etree
from PIL import Image

from docgen.charts import Look, _drawn_once, bars_png, bars_svg, columns_svg, heat_svg
from docgen.placed import png_size

LABELS = ["WhatsApp", "Instagram"]
SERIES = {"Selesai": [5, 2], "Dalam proses": [1, 0]}


def texts(svg: bytes) -> list[str]:
    """Return the texts of an SVG."""
    return [node.text for node in etree.fromstring(svg).iter("{*}text")]


def test_the_same_figures_give_the_same_picture_in_both_forms() -> None:
    png, svg = bars_png("Pengaduan", LABELS, SERIES), bars_svg("Pengaduan", LABELS, SERIES)
    _drawn_once.cache_clear()
    assert png == bars_png("Pengaduan", LABELS, SERIES)
    assert svg == bars_svg("Pengaduan", LABELS, SERIES)
    for labels, series in ((["WhatsApp", "Facebook"], SERIES), (LABELS, SERIES | {"Selesai": [5, 3]})):
        assert bars_png("Pengaduan", labels, series) != png
    with Image.open(io.BytesIO(png)) as picture:
        assert (picture.format, picture.size) == ("PNG", png_size(png))
        assert picture.width > 900


def test_a_chart_says_its_title_its_labels_its_series_and_the_total_of_each_bar() -> None:
    said = texts(bars_svg("Pengaduan per sarana", LABELS, SERIES))
    assert {"Pengaduan per sarana", *LABELS, *SERIES, "6", "2"} <= set(said)


@pytest.mark.parametrize("label", ["$x^2$ & <b>", "Seksi_Ganda\nBaris", "Nama yang panjang sekali " * 5, "{{ 7*7 }}"])
def test_a_label_is_only_ever_a_text(label: str) -> None:
    said = texts(bars_svg("Uji", [label], {"Jumlah": [3]}))
    assert any(text.startswith(label.split()[0]) for text in said)


def test_a_month_without_anything_still_draws() -> None:
    assert bars_png("Kosong", [], {"Jumlah": []}).startswith(b"\x89PNG")
    assert bars_png("Nol", ["A"], {"Jumlah": [0]}).startswith(b"\x89PNG")
    for draw in (bars_svg, columns_svg, heat_svg):
        assert texts(draw("Kosong", [], {"Jumlah": []})) is not None
        assert "Nol" in texts(draw("Nol", ["A"], {"Jumlah": [0]}))


@pytest.mark.parametrize("draw", [bars_svg, columns_svg])
def test_an_axis_of_nothing_is_marked_in_whole_numbers(draw: Any) -> None:
    said = texts(draw("Kosong", ["A", "B"], {"Selesai": [0, 0], "Lewat": [0, 0]}))
    assert set(said) - {"Kosong", "A", "B", "Selesai", "Lewat"} == {"0", "1"}


def test_columns_mark_as_many_places_as_have_room_and_name_every_series() -> None:
    days = [f"{day} Nov" for day in range(1, 29)]
    said = texts(columns_svg("Menurut sarana", days, {"WhatsApp": [2] * 28, "Instagram": [1] * 28}))
    assert {"Menurut sarana", "1 Nov", "WhatsApp", "Instagram"} <= set(said)
    assert 5 <= sum(text in days for text in said) <= 10
    assert set(days[:4]) <= set(texts(columns_svg("Singkat", days[:4], {"WhatsApp": [1] * 4})))


def test_a_field_of_heat_says_the_count_of_every_cell_that_has_one() -> None:
    hours = {f"{hour:02d}": [0, 0] for hour in range(24)} | {"08": [7, 0], "14": [0, 31]}
    said = texts(heat_svg("Panas", ["Senin", "Selasa"], hours))
    assert {"Senin", "Selasa", "08", "14", "7", "31"} <= set(said)
    assert "0" not in said
    long = "Pengaduan dari waktu ke waktu menurut kategori"
    titles = [text for text in texts(columns_svg(long, ["A"], {"Jumlah": [1]}, Look(width=8.6))) if text in long]
    assert len(titles) == 2
    assert " ".join(titles) == long
    narrow = texts(heat_svg("Panas", ["Senin", "Selasa"], hours, Look(width=8.6)))
    assert {"Senin", "00", "21"} <= set(narrow)
    assert "31" not in narrow


@pytest.mark.parametrize("draw", [bars_svg, columns_svg, heat_svg])
def test_on_a_dark_screen_the_same_is_said_in_other_colours(draw: Any) -> None:
    light = draw("Uji", LABELS, SERIES)
    dark = draw("Uji", LABELS, SERIES, Look(dark=True, background=False))
    assert texts(light) == texts(dark)
    assert Look(dark=True).ink.encode() in dark
    assert Look(dark=True).ink.encode() not in light
    _drawn_once.cache_clear()
    assert dark == draw("Uji", LABELS, SERIES, Look(dark=True, background=False))


@pytest.mark.parametrize("width", [8.6, Look.width])
@pytest.mark.parametrize("longest", ["Sudah berakhir", "Intelijen dan penindakan keimigrasian"])
def test_the_names_of_the_series_stay_within_the_drawing(width: float, longest: str) -> None:
    series = {name: [1] for name in (longest, "Dalam proses", "Lewat batas")}
    drawn = etree.fromstring(bars_svg("Pengaduan", ["WhatsApp"], series, Look(width)))
    room = float(drawn.get("width", "0").removesuffix("pt"))
    names = [node for node in drawn.iter("{*}text") if node.text in series]
    assert len(names) == len(series)
    for node in names:
        assert 0 <= float(node.get("x")) <= room - 4.2 * len(node.text)  # points a sign of this size takes
