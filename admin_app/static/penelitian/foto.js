// Photos from the camera: kept on the phone first, made small, sent one by one; sent again when the line was lost.
import { putInPlace, parsed } from "../bagian.js";
import { dropShot, keepShot, shotsOf } from "./simpanan.js";

const SIDE = 1600; // pixels; what the office keeps
const SMALL = 600_000; // octets below which nothing is made smaller
const BEGINNING = 131_072; // holds all a camera notes
const FIRST_WAIT = 2000;
const SLOWEST = 60_000;
const PATIENCE = 120_000; // one photo on a bad line

function newKey() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((part) => part.toString(16).padStart(2, "0")).join("");
}

// A smaller picture goes through a bad line ten times faster. What the camera noted goes along apart.
async function madeSmall(file) {
  if (file.size < SMALL || !window.createImageBitmap) return null;
  try {
    const picture = await createImageBitmap(file);
    const part = Math.min(1, SIDE / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * part);
    canvas.height = Math.round(picture.height * part);
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const made = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.85));
    return made && made.size < file.size ? made : null;
  } catch {
    return null; // the server says what is no photo
  }
}

async function draw(canvas, blob) {
  try {
    const picture = await createImageBitmap(blob);
    const part = Math.min(1, 320 / Math.max(picture.width, picture.height));
    canvas.width = Math.max(1, picture.width * part);
    canvas.height = Math.max(1, picture.height * part);
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
  } catch {
    canvas.hidden = true;
  }
}

function send(address, shot, progress) {
  return new Promise((done, fail) => {
    const body = new FormData();
    body.append("csrf_token", document.querySelector('meta[name="csrf-token"]').content);
    body.append("form_key", shot.key);
    body.append("caption", shot.caption);
    if (shot.place) body.append("posisi", "ya");
    body.append("berkas", shot.blob, shot.name);
    if (shot.beginning) body.append("kepala", shot.beginning, "kepala");
    const way = new XMLHttpRequest();
    way.open("POST", address);
    way.timeout = PATIENCE;
    way.setRequestHeader("Accept", "application/json");
    way.upload.onprogress = (event) => { if (event.lengthComputable) progress(event.loaded / event.total); };
    way.onload = () => done(way);
    way.onerror = way.ontimeout = way.onabort = () => fail(new Error("terputus"));
    way.send(body);
  });
}

export class Shots {
  #wait = FIRST_WAIT;
  #timer = 0;
  #sending = false;

  constructor(desk, line, told) {
    this.desk = desk;
    this.line = line;
    this.told = told; // says where they are
    this.list = desk.querySelector("#foto-menunggu");
    this.address = `/penelitian/${desk.dataset.case}/foto`;
    this.user = desk.dataset.user;
    this.waiting = [];
  }

  async begin() {
    this.waiting = await shotsOf(this.user, this.desk.dataset.case);
    for (const shot of this.waiting) {
      shot.ready = true;
      this.#show(shot);
    }
    this.#count();
    addEventListener("online", () => this.#soon(0));
    this.line.onChange((state) => { if (state === "ok") this.#soon(0); });
    this.#soon(0);
  }

  // A photo is on the phone before anything else happens to it.
  async add(file, caption, place) {
    const shot = {
      key: newKey(), user: this.user, of: this.desk.dataset.case, number: this.desk.dataset.number, at: Date.now(),
      name: file.name || "foto.jpg", caption, place, blob: file, beginning: null, isProtected: "protected" in this.desk.dataset,
    };
    shot.unsafe = !(await keepShot(shot));
    this.waiting.push(shot);
    this.#show(shot);
    this.#count();
    const small = await madeSmall(file);
    if (small) {
      shot.beginning = file.slice(0, BEGINNING);
      shot.blob = small;
      shot.unsafe = !(await keepShot(shot)); // a smaller one may find room where the large one did not
      this.#words(shot, whereOf(shot));
      this.#count();
    }
    shot.ready = true;
    this.#soon(0);
  }

  #soon(wait) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#next(), wait);
  }

  async #next() {
    const shot = this.waiting.find((one) => one.ready && !one.refused);
    if (!shot || this.#sending) return;
    this.#sending = true;
    let again = 0;
    try {
      const answer = await send(this.address, shot, (part) => this.#progress(shot, part));
      if (answer.status === 200) await this.#arrived(shot, answer);
      else if (answer.status === 401 || answer.status === 400 || answer.status >= 500) throw new Error(`status ${answer.status}`);
      else this.#refuse(shot, sentenceOf(answer));
      this.#wait = FIRST_WAIT;
    } catch {
      again = this.#wait * (0.75 + Math.random() / 2);
      this.#wait = Math.min(this.#wait * 2, SLOWEST);
      this.#words(shot, `${whereOf(shot)} Menunggu sambungan; dikirim sendiri.`);
      this.line.check(); // says whether the line, the session, or only this photo is the matter
    } finally {
      this.#sending = false;
    }
    this.#count();
    if (this.waiting.some((one) => one.ready && !one.refused)) this.#soon(again);
  }

  async #arrived(shot, answer) {
    await dropShot(shot.key);
    this.waiting = this.waiting.filter((one) => one !== shot);
    this.#item(shot)?.remove();
    putInPlace(this.desk, parsed(JSON.parse(answer.responseText).foto));
  }

  #refuse(shot, words) {
    shot.refused = true;
    this.#words(shot, words);
    const item = this.#item(shot);
    item.classList.add("shot-refused");
    item.querySelector("progress").remove();
    const button = (title, action) => {
      const made = document.createElement("button");
      made.type = "button";
      made.className = "button button-small";
      made.textContent = title;
      made.addEventListener("click", action);
      item.append(made);
    };
    button("Coba lagi", () => { shot.refused = false; item.remove(); this.#show(shot); this.#soon(0); });
    button("Buang", async () => {
      await dropShot(shot.key);
      this.waiting = this.waiting.filter((one) => one !== shot);
      item.remove();
      this.#count();
    });
  }

  #item(shot) {
    return this.list.querySelector(`[data-shot="${shot.key}"]`);
  }

  #words(shot, words) {
    const item = this.#item(shot);
    if (item) item.querySelector("span").textContent = words;
  }

  #progress(shot, part) {
    const item = this.#item(shot);
    const bar = item && item.querySelector("progress");
    if (bar) bar.value = part;
    if (bar) this.#words(shot, part < 1 ? `Mengirim ${Math.round(part * 100)}%` : "Diperiksa kantor…");
  }

  #show(shot) {
    const item = document.createElement("li");
    item.className = "shot-waiting";
    item.dataset.shot = shot.key;
    const canvas = document.createElement("canvas");
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", shot.caption || "Foto yang belum terkirim");
    const bar = document.createElement("progress");
    bar.max = 1;
    bar.value = 0;
    bar.setAttribute("aria-label", "Pengiriman foto");
    const words = document.createElement("span");
    words.textContent = whereOf(shot);
    item.append(canvas, bar, words);
    this.list.append(item);
    draw(canvas, shot.blob);
  }

  #count() {
    this.list.hidden = !this.waiting.length;
    this.told();
  }
}

function whereOf(shot) {
  return shot.unsafe ? "Hanya di halaman ini: ponsel tidak dapat menyimpannya." : "Tersimpan di ponsel, belum di kantor.";
}

function sentenceOf(answer) {
  try {
    return JSON.parse(answer.responseText).pesan || "Foto ini tidak diterima.";
  } catch {
    return answer.status === 413 ? "Foto ini terlalu besar." : "Foto ini tidak diterima.";
  }
}
