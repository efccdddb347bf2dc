// The keeper of one form: keeps its words here at once and at the office a moment later, again and again until they are
// there, and knows at every moment where they are.
import { FIRST_WAIT, keep, longer, spread, wasSent } from "./kantor.js";
import { essence, NOWHERE, stateOf } from "./keadaan.js";
import { open, PAGE, put, take } from "./peti.js";

const PAUSE = 1200;

let turns = 0; // of this page, whichever of its forms wrote

export class Keeper {
  #timer = 0;
  #wait = FIRST_WAIT;
  #isBusy = false;
  #chain = Promise.resolve();

  // `place`: of, form, number, isProtected; `read` returns the words; `told` is called when the truth may have changed.
  constructor(form, place, read, line, told) {
    Object.assign(this, { form, place, read, line, told });
    this.here = null;
    this.there = null;
    this.known = "";
    this.turn = 0;
    this.time = "";
    this.isActive = false;
    this.isFull = false;
    this.isSent = false;
    this.isLost = false; // the last try was answered by nobody
    this.isPressed = false;
    this.asking = null; // an entry of which nobody knows yet whether its press arrived
    this.refusal = "";
    this.other = null; // what the office has and this page has not shown
    line.onChange((state) => { if (state === "ok") this.#soon(0); this.told(this); });
    addEventListener("online", () => this.#soon(0));
  }

  get truth() {
    const now = essence(this.read());
    return {
      state: stateOf({ now, here: this.here, there: this.there }), time: this.time, isFull: this.isFull, line: this.line.state, isLost: this.isLost,
      liesOpen: this.place.isProtected && !crypto.subtle, // without https nothing can be sealed
      isSent: this.isSent, isAsking: Boolean(this.asking), refusal: this.refusal, mustChoose: this.mustChoose,
      hasFile: [...this.form.elements].some((field) => field.type === "file" && field.files.length > 0),
    };
  }

  get mustChoose() {
    return this.other !== null || this.form.querySelector("[data-choice]") !== null;
  }

  #entry() {
    return { ...this.place, page: PAGE, at: Date.now(), turn: this.turn, known: this.known, formKey: this.form.elements.form_key.value };
  }

  // The officer typed, or words were put into the form again.
  typed({ byHand = true, after = PAUSE } = {}) {
    this.isActive = true;
    this.isPressed = false;
    this.turn = turns += 1;
    this.refusal = "";
    const kept = this.keepHere();
    this.#soon(after, byHand);
    this.told(this);
    return kept;
  }

  // One after the other; each keeps the words of the moment in which its turn comes. What was pressed stays noted as
  // that with its first key, also where a draft sent before the press is answered after it.
  keepHere() {
    this.#chain = this.#chain.then(async () => {
      const pressed = this.isPressed;
      const values = this.read();
      const text = essence(values);
      if (this.isSent || (text === this.there && !pressed)) return this.#takeHere();
      const isKept = await put({ ...this.#entry(), values, pressed });
      if (isKept) this.here = text;
      this.isFull = !isKept;
      return this.told(this);
    });
    return this.#chain;
  }

  #takeHere() {
    take(this.#entry());
    this.here = null;
    this.isFull = false;
    this.told(this);
  }

  // What the page came with is at the office.
  stands({ isi, versi, pukul }) {
    this.known = versi;
    this.time = pukul;
    this.there = isi ? essence(isi) : null;
    this.told(this);
  }

  #soon(after, byHand = false) {
    clearTimeout(this.#timer);
    if (this.isActive || this.asking) this.#timer = setTimeout(() => this.send(byHand), after);
  }

  get #isSettled() {
    return this.isSent || this.mustChoose || this.refusal !== "" || essence(this.read()) === this.there;
  }

  async send(byHand = false) {
    clearTimeout(this.#timer);
    if (this.#isBusy) return;
    this.#isBusy = true;
    try {
      if (this.asking) await this.#ask();
      else if (!this.#isSettled) await this.#write(byHand);
      this.#wait = FIRST_WAIT;
      this.isLost = false;
    } catch {
      this.isLost = true;
      this.line.check(); // says whether line, session or account is the matter, and fetches a new form token
    } finally {
      this.#isBusy = false;
    }
    if (this.asking || (this.isActive && !this.#isSettled)) {
      this.#soon(this.isLost ? spread(this.#wait) : PAUSE);
      if (this.isLost) this.#wait = longer(this.#wait);
    }
    this.told(this);
  }

  async #write(byHand) {
    const values = this.read();
    const turn = this.turn;
    this.#take(await keep(this.#entry(), values, { byHand }), values, turn);
  }

  #take(answer, values, turn) {
    if (answer.keadaan === "terkirim") this.isSent = true;
    else if (answer.keadaan === "lain") this.other = answer;
    else if (answer.keadaan !== "tersimpan") this.refusal = answer.pesan || "kantor menolak.";
    else {
      open();
      // A later writing of this page may have come before this one.
      const isLate = answer.halaman === PAGE && answer.urut > turn;
      this.stands({ ...answer, isi: isLate ? answer.isi : values });
    }
    if (this.isSent || answer.keadaan === "tersimpan") this.keepHere();
  }

  async #ask() {
    const entry = this.asking;
    const isSent = await wasSent(entry);
    this.asking = null;
    if (isSent) take(entry);
    this.resolved?.(entry, isSent);
  }

  // A press was made whose arrival is to be asked for; `resolved` is told of the answer.
  askAbout(entry, resolved) {
    this.asking = entry;
    this.resolved = resolved;
    this.#soon(0);
    this.told(this);
  }

  // The officer saw both texts and chose: what he has now may take the other's place.
  chose() {
    if (this.other) this.known = this.other.versi;
    this.other = null;
    return this.typed({ after: 0 });
  }

  // Put aside what was typed; resolves with the office's answer: `tersimpan` once it has dropped it too.
  async throwAway() {
    this.turn = turns += 1;
    const answer = await keep(this.#entry(), {}, { byHand: true });
    if (answer.keadaan === "tersimpan") this.known = "";
    this.#forget();
    return answer;
  }

  #forget() {
    clearTimeout(this.#timer);
    this.isActive = false;
    this.there = null;
    this.other = null;
    this.#takeHere();
  }

  // The page of the form is left: a last try, answered to nobody.
  leave() {
    clearTimeout(this.#timer);
    if (this.isActive && !this.isPressed && !this.#isSettled) keep(this.#entry(), this.read(), { byHand: true, leaving: true }).catch(() => {});
  }

  // The form is on its way: its words and its first key stay here until the office says that it came.
  press() {
    clearTimeout(this.#timer);
    this.isPressed = true;
    return this.keepHere();
  }

  // The case is not this person's any more: nothing of it stays here.
  stop() {
    this.#forget();
    this.isSent = true;
  }

  get isNowhere() {
    return this.isActive && !this.isSent && this.truth.state === NOWHERE;
  }
}
