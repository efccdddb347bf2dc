"""The pages, over HTTP and in a browser: a citizen writes, the office's answer appears, faults are switched."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
import requests
from playwright.sync_api import Browser, Page, expect

from sync_agent.simulator.pictures import photo
from sync_agent.simulator.serve import Running
from tests.simulator.caller import ANI, BUDI, Caller


@pytest.fixture(params=[(390, 844), (1366, 768)], ids=["phone", "office"])
def page(chromium: Browser, running: Running, request: pytest.FixtureRequest) -> Iterator[Page]:
    """Open an empty page of two sizes; whatever the console complains about fails the test."""
    width, height = request.param
    opened = chromium.new_page(viewport={"width": width, "height": height}, base_url=running.url)
    complaints: list[str] = []
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on("console", lambda line: complaints.append(line.text) if line.type in ("error", "warning") else None)
    yield opened
    assert complaints == []
    assert opened.evaluate("document.documentElement.scrollWidth") <= width
    opened.close()


def test_a_new_citizen_writes_and_reads_the_answer_without_reloading(page: Page, call: Caller) -> None:
    page.goto("/")
    form = page.get_by_test_id("new-citizen")
    form.locator("[name=name]").fill("Ani Wijaya")
    form.locator("[name=phone]").fill("0899 0000 001")
    form.get_by_role("button").click()
    page.get_by_test_id("phone-text").fill("Selamat pagi\nSaya mau lapor <b>antrean</b>")
    page.get_by_test_id("phone-send").click()
    bubble = page.get_by_test_id("bubble")
    expect(bubble).to_have_count(1)
    expect(bubble).to_contain_text("Saya mau lapor <b>antrean</b>")
    expect(bubble).to_have_attribute("data-direction", "in")
    chat = call.poll()[0]["from"]
    assert chat == "628990000001@c.us"
    call.send(chat, "Terima kasih, kami periksa.", id="3EB0ANSWER")
    answer = page.locator("[data-testid=bubble][data-direction=out]")
    expect(answer).to_contain_text("Terima kasih, kami periksa.")
    expect(answer).to_have_attribute("data-id", f"true_{chat}_3EB0ANSWER")
    expect(answer.get_by_test_id("ticks")).to_have_attribute("data-ack", "dibaca")


def test_the_enter_key_sends_and_a_photo_goes_along(page: Page, call: Caller) -> None:
    call.happen(ANI, "halo", name="Ani")
    page.goto(f"/phone/{ANI}")
    page.get_by_test_id("phone-photo").set_input_files(
        {"name": "paspor.png", "mimeType": "image/png", "buffer": photo("paspor").content}
    )
    page.get_by_test_id("phone-text").fill("ini fotonya")
    page.get_by_test_id("phone-text").press("Enter")
    expect(page.get_by_test_id("bubble")).to_have_count(2)
    picture = page.get_by_test_id("bubble-photo")
    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.complete && image.naturalWidth") == 240
    assert call.poll()[-1]["hasMedia"] is True


def test_the_list_shows_the_latest_first_and_what_is_unread_and_renews_itself(page: Page, call: Caller) -> None:
    call.happen(ANI, "pertama", name="Ani", timestamp=1_900_000_000)
    call.happen(BUDI, "kedua", name="Budi", timestamp=1_900_000_001)
    page.goto("/")
    expect(page.get_by_test_id("citizen").first).to_contain_text("Budi")
    call.happen(ANI, "ketiga", timestamp=1_900_000_002)
    expect(page.get_by_test_id("citizen").first).to_contain_text("ketiga")
    call.send(BUDI, "jawaban")
    expect(page.get_by_test_id("unread")).to_have_text("1")
    page.get_by_test_id("citizen").filter(has_text="Budi").click()
    expect(page.get_by_test_id("phone")).to_have_attribute("data-chat", BUDI)
    assert call.control("GET", f"/phones/{BUDI}")["unread"] == 0


def test_a_fault_is_switched_on_and_off_by_hand(page: Page, call: Caller) -> None:
    page.goto("/faults")
    page.get_by_test_id("fault-kind").select_option("error_before")
    page.get_by_test_id("fault-count").fill("3")
    expect(page.get_by_test_id("fault-settings")).to_have_value("status=500")
    page.get_by_test_id("fault-settings").fill("status=503")
    page.get_by_test_id("fault-on").click()
    expect(page.get_by_test_id("fault")).to_have_attribute("data-kind", "error_before")
    assert call.waha("GET", "/sessions/default").status_code == 503
    page.get_by_test_id("faults-off").click()
    expect(page.get_by_test_id("fault")).to_have_count(0)
    assert call.waha("GET", "/sessions/default").status_code == 200


def test_the_session_is_closed_by_hand(page: Page, call: Caller) -> None:
    page.goto("/faults")
    page.get_by_test_id("session-status").select_option("SCAN_QR_CODE")
    page.get_by_role("button", name="Terapkan").click()
    expect(page.get_by_test_id("session-status")).to_have_value("SCAN_QR_CODE")
    assert call.waha("GET", "/sessions/default").json()["status"] == "SCAN_QR_CODE"


def test_a_citizen_of_another_platform_writes_in_private_and_in_public_and_sees_both_answers(
    page: Page, call: Caller
) -> None:
    call.control("POST", "/tiktok/posts", json={"text": "Layanan akhir pekan dibuka."})
    page.goto("/")
    form = page.get_by_test_id("new-citizen")
    form.locator("[name=name]").fill("Ani Wijaya")
    form.locator("[name=kind]").select_option("tiktok")
    form.locator("[name=phone]").fill("ani.wijaya")
    form.get_by_role("button").click()
    page.get_by_test_id("private-text").fill("Ini pribadi <b>sekali</b>")
    page.get_by_test_id("private-send").click()
    expect(page.get_by_test_id("private").get_by_test_id("bubble")).to_contain_text("Ini pribadi <b>sekali</b>")
    page.get_by_test_id("public-text").fill("Antreannya lama")
    page.get_by_test_id("public-text").press("Enter")
    public = page.get_by_test_id("public").get_by_test_id("bubble")
    expect(public).to_contain_text("Antreannya lama")
    comment = call.control("GET", "/tiktok/phones/ani.wijaya")["messages"][-1]
    assert (comment["kind"], comment["direction"]) == ("comment", "in")
    ours = {"username": "ani.wijaya", "from_office": True, "source": "api"}
    call.control(
        "POST",
        "/tiktok/messages",
        json={**ours, "text": "Jawaban publik", "kind": "comment", "parent": comment["id"]},
    )
    call.control("POST", "/tiktok/messages", json={**ours, "text": "Jawaban pribadi"})
    expect(public.last).to_contain_text("Kantor, publik")
    expect(page.get_by_test_id("private").get_by_test_id("bubble").last).to_contain_text("Kantor, pribadi")
    page.get_by_test_id("public-where").select_option(f"answer:{comment['id']}")
    page.get_by_test_id("public-text").fill("Kapan?")
    page.get_by_test_id("public-send").click()
    expect(public).to_have_count(3)
    assert call.control("GET", "/tiktok/phones/ani.wijaya")["messages"][-1]["parent"] == comment["id"]


def test_a_platform_without_comments_shows_only_the_private_chat(page: Page, call: Caller) -> None:
    call.control("POST", "/gowa/messages", json={"username": "6289900000001@s.whatsapp.net", "text": "halo"})
    page.goto("/people/gowa/6289900000001@s.whatsapp.net")
    expect(page.get_by_test_id("private")).to_be_visible()
    expect(page.get_by_test_id("public")).to_have_count(0)


def test_a_fake_is_made_to_misbehave_by_hand(page: Page, call: Caller) -> None:
    page.goto("/faults")
    card = page.locator("[data-testid=behaviour][data-kind=tiktok]")
    card.locator("summary").click()
    lines = card.get_by_test_id("behaviour-settings").input_value()
    card.get_by_test_id("behaviour-settings").fill(lines.replace("window_shut=tidak", "window_shut=ya"))
    card.get_by_test_id("behaviour-save").click()
    expect(page.get_by_role("heading", name="Gangguan", exact=True)).to_be_visible()
    assert call.control("GET", "/tiktok/settings")["window_shut"] is True
    page.get_by_test_id("fault-platform").select_option("tiktok")
    page.get_by_test_id("fault-kind").select_option("late_post")
    page.get_by_test_id("fault-on").click()
    expect(page.get_by_test_id("fault")).to_contain_text("comment/reply/create")


def test_wrong_behaviour_is_refused_with_a_reason(call: Caller) -> None:
    for form in ({"platform": "fax"}, {"platform": "tiktok", "settings": "per_minute=banyak"}):
        answer = requests.post(f"{call.url}/faults/settings", data=form, timeout=10)
        assert answer.status_code == 400
        assert "problem" in answer.text


def test_files_of_other_platforms_are_shown_harmlessly_and_only_to_their_owner(call: Caller) -> None:
    svg = {"base64": "PHN2Zz48L3N2Zz4=", "mimetype": "image/svg+xml"}
    made = call.control(
        "POST", "/tiktok/messages", json={"username": "ani.1", "text": "<script>x</script>", "media": svg}
    )
    shown = requests.get(f"{call.url}/people/tiktok/ani.1", timeout=10)
    assert "<script>x" not in shown.text
    file = requests.get(f"{call.url}/people/tiktok/ani.1/media/{made['id']}/0", timeout=10)
    assert (file.headers["Content-Type"], file.status_code) == ("application/octet-stream", 200)
    assert requests.get(f"{call.url}/people/tiktok/ani.1/media/{made['id']}/1", timeout=10).status_code == 404
    assert requests.get(f"{call.url}/people/tiktok/budi.2", timeout=10).status_code == 404
    assert requests.get(f"{call.url}/people/fax/ani.1", timeout=10).status_code == 404


@pytest.mark.parametrize("form", [{"name": "", "phone": "08990000001"}, {"name": "Ani", "phone": "12"}, {}])
def test_a_citizen_without_name_or_number_is_refused_with_a_reason(call: Caller, form: dict[str, str]) -> None:
    answer = requests.post(f"{call.url}/citizens", data=form, timeout=10)
    assert answer.status_code == 400
    assert "Isi nama dan nomor ponsel" in answer.text


def test_a_wrong_fault_is_refused_with_a_reason(call: Caller) -> None:
    answer = requests.post(f"{call.url}/faults", data={"kind": "delay", "settings": "detik=5"}, timeout=10)
    assert answer.status_code == 400
    assert "Tidak dapat dinyalakan" in answer.text


@pytest.mark.parametrize("path", ["/phone/1@c.us", "/phone/1@c.us/bubbles", f"/phone/{ANI}/media/TIDAKADA"])
def test_what_is_not_there_is_not_found(call: Caller, path: str) -> None:
    assert requests.get(call.url + path, timeout=10).status_code == 404


def test_unusual_texts_and_dangerous_files_are_shown_harmlessly(call: Caller) -> None:
    made = call.happen(ANI, "\ud83d \x00 <script>alert(1)</script>", name="<img src=x>")
    svg = call.happen(ANI, media={"base64": "PHN2Zz48L3N2Zz4=", "mimetype": "image/svg+xml"})
    shown = requests.get(f"{call.url}/phone/{ANI}", timeout=10)
    assert shown.status_code == 200
    assert "<script>alert" not in shown.text and "<img src=x>" not in shown.text
    assert made["key"] in shown.text
    media = requests.get(f"{call.url}/phone/{ANI}/media/{svg['key']}", timeout=10)
    assert media.headers["Content-Type"] == "application/octet-stream"
    assert media.headers["Content-Security-Policy"] == "sandbox"


def test_a_part_that_has_not_changed_is_not_sent_again(call: Caller) -> None:
    call.happen(ANI, "halo", timestamp=1)
    first = requests.get(f"{call.url}/phone/{ANI}/bubbles", timeout=10)
    again = {"If-None-Match": first.headers["ETag"]}
    assert requests.get(f"{call.url}/phone/{ANI}/bubbles", headers=again, timeout=10).status_code == 304
    call.happen(ANI, "lagi")
    assert requests.get(f"{call.url}/phone/{ANI}/bubbles", headers=again, timeout=10).status_code == 200


def test_a_long_list_can_be_searched(call: Caller) -> None:
    drafts = [{"chat": f"62899444{at:05d}@c.us", "text": "x", "name": f"Warga {at:03d}"} for at in range(300)]
    call.control("POST", "/messages", json=drafts)
    listed = requests.get(f"{call.url}/citizens", timeout=10).text
    assert "200 dari 300 warga" in listed
    found = requests.get(f"{call.url}/citizens?q=warga+123", timeout=10).text
    assert found.count('data-testid="citizen"') == 1
    assert all(one != other for one, other in pairwise((listed, found)))
