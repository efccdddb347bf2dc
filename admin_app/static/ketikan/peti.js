// The chest: what is typed and not yet at the office, kept in this browser. Each person has his own, sealed with a key
// that only his own pages carry; another person at this browser can neither read nor send it. Without https no browser
// can seal: an ordinary case's words then lie as they are, and a protected one's are not kept here.

const PREFIX = "aduan.ketikan.";
const OLDER = "meja.ketikan."; // until November 2026: unsealed, without page and version
const CASE = /^[0-9a-f-]{36}$/;
const LEFT = "aduan.keluar."; // changes when this person signs out in another tab

const card = document.querySelector('meta[name="kunci-peti"]');
export const USER = card?.dataset.user || "";
export const PAGE = [...crypto.getRandomValues(new Uint8Array(12))].map((part) => part.toString(16).padStart(2, "0")).join("");

let key = null;
let isShut = false;
const ready = (async () => {
  if (!card || !crypto.subtle) return;
  const bytes = Uint8Array.from(atob(card.content), (sign) => sign.charCodeAt(0));
  key = await crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
})().catch(() => {});

// Seal bytes so that only this person's pages open them again; null where this browser cannot (no https).
export async function seal(bytes) {
  await ready;
  if (!key) return null;
  const first = crypto.getRandomValues(new Uint8Array(12));
  return { first, body: new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv: first }, key, bytes)) };
}

// Throws where the key is another one.
export async function unseal({ first, body }) {
  await ready;
  return new Uint8Array(await crypto.subtle.decrypt({ name: "AES-GCM", iv: first }, key, body));
}

function base64(bytes) {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

async function sealedWords(words) {
  const sealed = await seal(new TextEncoder().encode(words));
  return sealed && `${base64(sealed.first)}.${base64(sealed.body)}`;
}

async function unsealedWords(text) {
  const [first, body] = text.split(".").map((part) => Uint8Array.from(atob(part), (sign) => sign.charCodeAt(0)));
  return new TextDecoder().decode(await unseal({ first, body }));
}

function nameOf(entry) {
  return PREFIX + [USER, entry.of, entry.form, entry.page].map(encodeURIComponent).join("|");
}

// Keep one form's words; false where this browser cannot: it is full, it refuses, or a protected case would lie open.
export async function put(entry) {
  try {
    const rahasia = await sealedWords(JSON.stringify(entry.values));
    if (!rahasia && entry.isProtected) return false;
    const words = rahasia ? { rahasia } : { isi: entry.values };
    const { number, at, turn, known, formKey, pressed } = entry;
    const text = JSON.stringify({ number, at, turn, known, formKey, pressed, ...words });
    if (isShut) return false;
    localStorage.setItem(nameOf(entry), text);
    return localStorage.getItem(nameOf(entry)) === text;
  } catch {
    return false;
  }
}

export function take(entry) {
  try {
    localStorage.removeItem(entry.name || nameOf(entry));
  } catch {
    // A browser that keeps nothing has nothing to take away.
  }
}

function names() {
  try {
    return Object.keys(localStorage);
  } catch {
    return [];
  }
}

function readOne(name) {
  try {
    const [user, of, form, page] = name.slice(PREFIX.length).split("|").map(decodeURIComponent);
    return user === USER ? { ...JSON.parse(localStorage.getItem(name)), name, of, form, page } : null;
  } catch {
    return null;
  }
}

function readOlder(name) {
  const [of, ...form] = name.slice(`${OLDER}${USER}.`.length).split(".");
  if (!CASE.test(of)) return null; // of somebody whose name begins like this person's, and a dot
  try {
    return { name, of, form: form.join("."), page: "", at: 0, turn: 0, known: "", isi: JSON.parse(localStorage.getItem(name)) };
  } catch {
    return null;
  }
}

// Everything of this person that is kept here, oldest first; the words stay sealed until they are asked for.
export function all() {
  if (!USER) return [];
  const entries = names().map((name) => {
    if (name.startsWith(PREFIX)) return readOne(name);
    return name.startsWith(`${OLDER}${USER}.`) ? readOlder(name) : null;
  });
  return entries.filter(Boolean).sort((one, other) => one.at - other.at);
}

// The words of an entry; null where its key is lost, so that nobody can read them any more.
export async function wordsOf(entry) {
  try {
    return entry.isi || JSON.parse(await unsealedWords(entry.rahasia));
  } catch {
    return null;
  }
}

// Signing out empties this person's part of the browser, and keeps other tabs of his from filling it again.
export function empty() {
  isShut = true;
  try {
    // First, so that other tabs know why their entries go.
    localStorage.setItem(LEFT + encodeURIComponent(USER), String(Date.now()));
    for (const entry of all()) take(entry);
    localStorage.removeItem(LEFT + encodeURIComponent(USER));
    sessionStorage.clear();
  } catch {
    // Nothing was kept.
  }
}

// Signed in again, this page may keep again.
export function open() {
  isShut = false;
}

// Tells when another tab took an entry of this page, or when this person signed out there.
export function onTaken(listener) {
  addEventListener("storage", (event) => {
    if (event.key === LEFT + encodeURIComponent(USER)) isShut = true;
    else if (event.newValue !== null || !event.key?.endsWith(PAGE)) return;
    listener();
  });
}

// Tells when this person signed out in another tab; by then nothing of his is left in the chest.
export function onLeft(listener) {
  addEventListener("storage", (event) => { if (event.key === LEFT + encodeURIComponent(USER) && event.newValue === null) listener(); });
}
