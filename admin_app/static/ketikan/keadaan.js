// What a page says of typed words: nowhere yet, kept here, or kept at the office. Decided by comparing the words, not by events.

export const NOWHERE = "layar";
export const HERE = "sini";
export const THERE = "kantor";

// The same words in the same fields are the same; how a field came with its page, and how a line ends, is none of it.
export function essence(values) {
  const typed = Object.entries(values).filter(([name]) => !name.startsWith("dasar:"))
    .map(([name, value]) => [name, value.replaceAll("\r\n", "\n")]);
  return JSON.stringify(typed.sort(([one], [other]) => (one < other ? -1 : 1)));
}

export function stateOf({ now, here, there }) {
  if (now === there) return THERE;
  return now === here ? HERE : NOWHERE;
}

const AT_THE_OFFICE_BY_ITSELF = {
  ok: "Sedang disimpan ke kantor …",
  lost: "Disimpan ke kantor sendiri begitu tersambung.",
  ended: "Sesi berakhir: masuk lagi agar tersimpan di kantor.",
  other: "Masuk lagi sebagai diri Anda agar tersimpan di kantor.",
};

const WHERE = {
  [NOWHERE]: "Ketikan belum tersimpan di mana pun.",
  [HERE]: "Ketikan tersimpan di perangkat ini, belum di kantor.",
};

const LIES_OPEN = "Kasus yang dilindungi tidak disimpan di perangkat ini, karena alamat kantor tanpa https";

function whereOf({ state, isFull, liesOpen, time }) {
  if (state === THERE) return `Ketikan tersimpan di kantor ${time}, belum dikirim.`;
  return state === NOWHERE && isFull ? `${WHERE[NOWHERE]} ${liesOpen ? LIES_OPEN : "Perangkat ini penuh atau menolak menyimpan"}: jangan tutup halaman ini.` : WHERE[state];
}

function nextOf(truth) {
  if (truth.mustChoose) return "Ada ketikan lain: pilih dahulu di atas; belum ada yang ditimpa.";
  if (truth.refusal) return `Kantor tidak menyimpannya: ${truth.refusal}`;
  if (truth.state === THERE) return "";
  return truth.line === "ok" && truth.isLost ? "Kantor belum menerimanya; dicoba lagi sendiri." : AT_THE_OFFICE_BY_ITSELF[truth.line];
}

// One sentence or two for one form. `hasFile`: a file was picked that goes only with the form itself.
export function wordsFor(truth) {
  if (truth.isSent) return "Formulir ini sudah diterima kantor. Muat ulang halaman untuk melihatnya.";
  if (truth.isAsking) return "Belum diketahui apakah yang tadi Anda kirim sudah diterima kantor; ditanyakan begitu tersambung.";
  const file = truth.hasFile ? "Berkas yang dipilih belum tersimpan; pilih lagi bila halaman ini tertutup." : "";
  return [whereOf(truth), nextOf(truth), file].filter(Boolean).join(" ");
}

// Whether the words are worth interrupting whoever listens to the page.
export function isUrgent(truth) {
  return truth.state !== THERE && Boolean(truth.isFull || truth.mustChoose || truth.refusal || truth.isLost || truth.line !== "ok");
}

// Photos of a field check: each is at the office, on this phone, or on this page alone.
export function photoWords(shots) {
  const open = shots.filter((shot) => !shot.refused);
  const loose = open.filter((shot) => shot.unsafe).length;
  const kept = open.length - loose;
  const refused = shots.length - open.length;
  return [
    kept ? `${kept} foto belum di kantor, tersimpan di ponsel ini.` : "",
    loose ? `${loose} foto belum tersimpan di mana pun: ponsel penuh atau menolak menyimpan. Jangan tutup halaman ini.` : "",
    refused ? `${refused} foto ditolak kantor.` : "",
  ].filter(Boolean).join(" ");
}
