// The line to the office: asks with patience, says calmly when it is lost or the session ended, and goes on by itself.

// Milliseconds between two questions of Meja Kerja; nobody works so closely on another page.
export const EVERY = Number(document.documentElement.dataset.every) * 1000;
export const SELDOM = 2.5 * EVERY;
const PATIENCE = 10_000; // an answer that takes longer is none
const SLOWEST = 30_000;
const SHOWN_AGAIN = 4000;
const SIGN_IN = "/login?next=/akun/kembali";

let shared = null;

// One page has one line, whichever of its scripts asks for it first.
export function lineOf(user, every) {
  shared ||= new Line(user, every);
  return shared;
}

class Line {
  #failed = 0;
  #told = null;
  #timer = 0;
  #heard = [];

  constructor(user, every) {
    this.user = user;
    this.every = every;
    this.state = "ok"; // ok, lost, ended (session), other (account)
    this.reason = ""; // what the office says of itself while it answers and cannot work
  }

  onChange(listener) { this.#heard.push(listener); }

  // Milliseconds until the next question; apart from each other, so that a whole office does not come back at once.
  get wait() {
    const base = Math.min(this.every * 2 ** this.#failed, SLOWEST);
    return this.#failed ? base * (0.75 + Math.random() / 2) : base;
  }

  // Ask for news. Throws where there is no answer, the session ended, or somebody else is signed in now.
  async ask(url, headers = {}) {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), PATIENCE);
    let answer, text;
    try {
      const ours = { "X-Aduan-Otomatis": "1", Accept: "application/json" };
      if (this.state === "ended" || this.state === "other") ours["X-Aduan-Formulir"] = "1";
      answer = await fetch(url, { headers: { ...ours, ...headers }, redirect: "error", signal: stop.signal });
      text = answer.status === 200 ? await answer.text() : "";
      this.reason = answer.status === 503 ? await said(answer) : "";
      if (answer.status >= 500) throw new Error(`status ${answer.status}`);
    } catch (problem) {
      if (!answer) this.reason = "";
      this.#failed += 1;
      if (this.#failed > 1 && this.state === "ok") this.#become("lost");
      throw problem;
    } finally {
      clearTimeout(timer);
    }
    this.#failed = 0;
    if (answer.status === 401) {
      this.#become("ended");
      throw new Error("session ended");
    }
    const who = answer.headers.get("X-Aduan-Akun");
    if (who && this.user && who !== this.user) {
      this.#become("other");
      throw new Error("another account");
    }
    const token = answer.headers.get("X-Aduan-Formulir");
    if (token) renewForms(token);
    this.#become("ok");
    return { status: answer.status, text, mark: (answer.headers.get("ETag") || "").replaceAll(/^W\/|"/g, "") };
  }

  // Is the office there, and are we still signed in? What is not is said at once.
  async check() {
    try {
      // The forms' token may have changed with a session begun in another tab.
      await this.ask("/kabar/ada", { "X-Aduan-Formulir": "1" });
      return true;
    } catch {
      if (this.state === "ok") this.#become("lost");
      return false;
    }
  }

  #become(state) {
    if (state === this.state) return;
    const before = this.state;
    this.state = state;
    this.#say(state, before);
    for (const listener of this.#heard) listener(state, before);
  }

  #say(state, before) {
    clearTimeout(this.#timer);
    this.#told ||= banner();
    const words = {
      lost: [this.reason ? "Aduan tidak dapat bekerja sekarang, mencoba lagi. Yang Anda ketik tetap di sini." : "Terputus, mencoba lagi. Yang Anda ketik tetap di sini."],
      ended: ["Sesi Anda berakhir. Yang Anda ketik tetap di sini. ", link("Masuk lagi di tab baru", SIGN_IN, true), "; setelah itu halaman ini melanjutkan sendiri."],
      other: [`Di peramban ini kini masuk akun lain, bukan ${this.user}. `, link("Masuk lagi di tab baru", SIGN_IN, true), " sebagai diri Anda, atau ", link("muat ulang halaman", location.href, false), "."],
      ok: [before === "lost" ? "Tersambung lagi." : "Anda masuk kembali. Silakan lanjutkan."],
    }[state];
    this.#told.replaceChildren(...words);
    this.#told.classList.toggle("is-back", state === "ok");
    this.#told.hidden = false;
    if (state === "ok") this.#timer = setTimeout(() => { this.#told.hidden = true; }, SHOWN_AGAIN);
  }
}

// The sentence of the page that takes the place of all others, where a script is answered.
async function said(answer) {
  try {
    return (await answer.json()).pesan || "";
  } catch {
    return "";
  }
}

function banner() {
  const line = document.querySelector(".line-state") || document.createElement("p");
  line.className = "line-state";
  line.setAttribute("role", "status");
  if (!line.isConnected) document.body.append(line);
  return line;
}

function link(words, address, apart) {
  const made = document.createElement("a");
  made.href = address;
  made.textContent = words;
  if (apart) {
    made.target = "_blank";
    made.rel = "noopener";
  }
  return made;
}

// Signed in anew, the forms of this page need the new session's token.
function renewForms(token) {
  document.querySelector('meta[name="csrf-token"]')?.setAttribute("content", token);
  for (const field of document.querySelectorAll('input[name="csrf_token"]')) {
    field.value = token;
    field.defaultValue = token;
  }
}

const WHY = {
  lost: "Belum terkirim: sambungan ke kantor terputus. Yang Anda ketik tetap di sini; tekan lagi setelah tersambung.",
  ended: "Belum terkirim: sesi Anda berakhir. Masuk lagi lewat tautan di atas layar, lalu tekan lagi di sini.",
  other: "Belum terkirim: di peramban ini kini masuk akun lain. Lihat keterangan di atas layar.",
};

function refuse(form, { state, reason }) {
  let told = form.querySelector(":scope > .not-sent");
  if (!told) {
    told = document.createElement("p");
    told.className = "notice notice-bad not-sent";
    told.setAttribute("role", "alert");
    form.prepend(told);
  }
  const stopped = reason && `Belum terkirim. Komputer tempat Aduan berjalan menjawab: “${reason}” Sampaikan kepada Administrator. Yang Anda ketik tetap di sini; tekan lagi sesudahnya.`;
  told.textContent = (state === "lost" && stopped) || WHY[state];
  told.scrollIntoView({ block: "nearest" });
}

// A form is sent only when the office answers: else the browser would put an error page where the typed words stand.
export function guardForms(line) {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.getAttribute("method")?.toLowerCase() !== "post" || form.matches(".menu-width") || form.dataset.sure) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (form.dataset.checking) return;
    form.dataset.checking = "1";
    const button = event.submitter;
    line.check().then((fine) => {
      delete form.dataset.checking;
      if (!form.isConnected) return;
      if (!fine) {
        refuse(form, line);
        return;
      }
      form.querySelector(":scope > .not-sent")?.remove();
      form.dataset.sure = "1";
      form.requestSubmit(button?.form === form ? button : null);
      delete form.dataset.sure;
    });
  }, true);
  line.onChange((state) => {
    if (state === "ok") for (const told of document.querySelectorAll(".not-sent")) told.remove();
  });
}

// Ask again and again while the page is looked at: quiet when hidden, at once when it comes back.
export function keepAsking(line, ask, whileHidden = () => 0) {
  let timer = 0;
  let busy = false;
  async function round() {
    clearTimeout(timer);
    if (busy) return;
    busy = true;
    try {
      if (!document.hidden || whileHidden()) await ask();
    } catch {
      // The line has said what there is to say.
    } finally {
      busy = false;
      timer = setTimeout(round, document.hidden ? whileHidden() || line.wait : line.wait);
    }
  }
  document.addEventListener("visibilitychange", () => { if (!document.hidden) round(); });
  addEventListener("online", round);
  timer = setTimeout(round, line.wait);
}
