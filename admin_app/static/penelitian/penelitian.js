// The field check on the phone: photos, one's position where wanted, and a report that no lost line takes away.
import { followTyping } from "../meja/menyimpan.js";
import { lineOf, SELDOM } from "../sambungan.js";
import { Shots } from "./foto.js";
import { photoWords } from "../ketikan/keadaan.js";

const desk = document.getElementById("penelitian");
const line = lineOf(desk.dataset.user, SELDOM);
const report = desk.querySelector("#form-laporan");
const state = desk.querySelector("#keadaan-foto");

// Photos have a truth of their own, beside that of the words.
function say(before = "") {
  const words = photoWords(shots.waiting);
  state.textContent = `${before}${words}`;
  state.hidden = !state.textContent;
  state.dataset.state = shots.waiting.some((shot) => shot.unsafe) ? "layar urgent" : "sini";
}

const shots = new Shots(desk, line, () => say());

function followCamera() {
  const form = desk.querySelector("#form-foto");
  form.querySelector("[data-without-script]").remove();
  const caption = form.querySelector("#foto-keterangan");
  for (const field of form.querySelectorAll("input[type=file]")) {
    field.addEventListener("change", async () => {
      const files = [...field.files];
      const words = caption.value;
      field.value = "";
      caption.value = "";
      for (const file of files) await shots.add(file, words, form.querySelector("#foto-posisi").checked);
    });
  }
  form.addEventListener("submit", (event) => event.preventDefault());
}

// Where he stands, written into the report before his eyes; he may change it or take it out.
function followPlace() {
  const button = desk.querySelector("#catat-posisi");
  const words = desk.querySelector("#posisi-kata");
  if (!navigator.geolocation || !window.isSecureContext) {
    words.textContent = "Posisi tidak dapat dibaca di alamat ini; tuliskan lokasinya.";
    return;
  }
  button.hidden = false;
  const written = ({ coords }) => {
    const side = (number, plus, minus) => `${Math.abs(number).toFixed(5).replace(".", ",")}° ${number >= 0 ? plus : minus}`;
    const place = `${side(coords.latitude, "LU", "LS")}, ${side(coords.longitude, "BT", "BB")}`;
    const when = new Intl.DateTimeFormat("id-ID", { timeZone: "Asia/Jakarta", hour: "2-digit", minute: "2-digit" }).format(new Date());
    const box = report.elements.activity;
    box.value = `${box.value.trimEnd()}\nPosisi petugas pukul ${when} WIB: ${place} (± ${Math.round(coords.accuracy)} m).`.trimStart();
    box.dispatchEvent(new Event("input", { bubbles: true }));
    words.textContent = "Posisi tertulis pada Kegiatan; boleh diubah atau dihapus.";
  };
  const refused = (problem) => {
    words.textContent = problem.code === 1 ? "Tidak apa-apa, posisi tidak dicatat. Tuliskan lokasinya pada Kegiatan."
      : "Posisi belum ditemukan. Coba lagi di tempat terbuka, atau tuliskan lokasinya.";
  };
  button.addEventListener("click", () => {
    words.textContent = "Mencari posisi…";
    navigator.geolocation.getCurrentPosition(written, refused, { enableHighAccuracy: true, timeout: 20_000, maximumAge: 60_000 });
  });
}

// A report without its photos would be handed in half.
function holdBack(event) {
  if (!shots.waiting.some((shot) => !shot.refused)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  say("Belum diserahkan; tekan lagi setelah fotonya terkirim. ");
  desk.querySelector("#foto-menunggu").scrollIntoView({ block: "nearest" });
}

desk.addEventListener("input", (event) => { if (event.target.form === report) report.dataset.dirty = "1"; });
addEventListener("submit", (event) => { if (event.target === report) holdBack(event); }, true);
const typing = followTyping(desk);
followCamera();
followPlace();
shots.begin();
let isSending = false;
addEventListener("submit", (event) => { isSending = !event.defaultPrevented; });
addEventListener("pageshow", () => { isSending = false; });
// Only what would really be lost holds the page: what is kept on the phone comes back.
addEventListener("beforeunload", (event) => {
  if (!isSending && (typing.isNowhere() || shots.waiting.some((shot) => shot.unsafe))) event.preventDefault();
});
document.addEventListener("aduan:dikosongkan", () => { isSending = true; });
desk.querySelector(".refusal")?.focus();
document.documentElement.dataset.siap = "penelitian";
