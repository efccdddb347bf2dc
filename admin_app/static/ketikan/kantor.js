// Carries typed words to the office: one request, its answer read, and nothing guessed where there was none.
import { USER } from "./peti.js";

const PATIENCE = 20_000;
export const FIRST_WAIT = 2000;
const SLOWEST = 60_000;

// Longer after every failure, and apart from others, so that a whole office does not come back at once.
export function longer(wait) {
  return Math.min(wait * 2, SLOWEST);
}

export function spread(wait) {
  return wait * (0.75 + Math.random() / 2);
}

function bodyOf(writing) {
  const body = new FormData();
  body.append("csrf_token", document.querySelector('meta[name="csrf-token"]').content);
  body.append("akun", USER);
  for (const [name, value] of Object.entries(writing.fields)) body.append(name, value);
  for (const [name, value] of Object.entries(writing.values || {})) body.append(`isi:${name}`, value);
  return body;
}

// Throws where the office gave no answer that settles anything: no line, session ended, a form token of before, a fault.
async function post(address, writing) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE);
  try {
    const headers = { Accept: "application/json" };
    if (!writing.byHand) headers["X-Aduan-Otomatis"] = "1";
    const answer = await fetch(address, { method: "POST", body: bodyOf(writing), headers, redirect: "error", keepalive: Boolean(writing.leaving), signal: stop.signal });
    if (answer.status === 401 || answer.status === 400 || answer.status >= 500) throw new Error(`status ${answer.status}`);
    const told = await answer.json().catch(() => null);
    if (told === null && answer.ok) throw new Error("unreadable");
    return { status: answer.status, ...told };
  } finally {
    clearTimeout(timer);
  }
}

export const addressOf = (of) => `/meja/kasus/${encodeURIComponent(of)}/ketikan`;

// Keep words as a draft. Returns { keadaan: tersimpan | terkirim | lain, … } or { pesan } where the office refuses.
export function keep(entry, values, { byHand = false, leaving = false } = {}) {
  const fields = { form: entry.form, form_key: entry.formKey || "", versi: entry.known || "", halaman: entry.page, urut: entry.turn };
  return post(addressOf(entry.of), { fields, values, byHand, leaving });
}

// Was the form with this key sent? Asking changes nothing.
export async function wasSent(entry) {
  const answer = await post(addressOf(entry.of), { fields: { form: entry.form, form_key: entry.formKey, tanya: "ya" } });
  return answer.keadaan === "terkirim";
}
