// The news of Meja Kerja: one conditional request every few seconds; only what changed is put in place.
import { countMenu, parsed, putInPlace } from "../bagian.js";
import { followLeaving } from "../ketikan/keluar.js";
import { followLeftBehind } from "../ketikan/titipan.js";
import { EVERY, guardForms, keepAsking, lineOf } from "../sambungan.js";
import { followSignals, hiddenWait, signal } from "../tanda.js";
import { recount } from "./menulis.js";
import { sayShown } from "./tempat.js";

function putNews(desk, news) {
  for (const part of ["antrean", "percakapan", "kasus"]) {
    if (!news[part]) continue;
    const made = parsed(news[part]);
    putInPlace(desk, made);
    // The hidden fields that say up to which message was looked.
    const form = made.querySelector(".mark-read");
    if (form) desk.querySelector(".mark-read")?.replaceWith(document.adoptNode(form));
  }
  if (desk.dataset.shown) sayShown(desk, desk.dataset.shown);
  for (const part of ["kanal", "lonceng"]) if (news[part]) putInPlace(document, parsed(news[part]));
  if (news.menu) countMenu(parsed(news.menu));
}

// What he typed is all that stays of a case that is not his to see any more.
function typedIn(desk) {
  const typed = [];
  for (const field of desk.querySelectorAll("form[data-dirty] textarea, form[data-dirty] input.input")) {
    if (field.value.trim() && field.value !== field.defaultValue) typed.push(field.value);
  }
  return typed;
}

function takeAway(desk) {
  const typed = typedIn(desk);
  const told = document.createElement("section");
  told.className = "pane pane-taken";
  told.setAttribute("role", "alert");
  told.tabIndex = -1;
  const say = (tag, words) => { const part = document.createElement(tag); part.textContent = words; told.append(part); return part; };
  say("h2", "Kasus ini tidak terbuka lagi untuk Anda");
  say("p", "Kasusnya baru dipindahkan, dirahasiakan, atau hak akun Anda berubah. Isinya diambil dari layar ini.");
  if (typed.length) {
    say("p", "Yang Anda ketik tadi, agar tidak hilang:");
    for (const text of typed) {
      const box = say("textarea", text);
      box.className = "input";
      box.readOnly = true;
      box.rows = 4;
      box.setAttribute("aria-label", "Ketikan Anda tadi");
    }
  }
  const back = say("a", "Kembali ke antrean");
  back.className = "button button-main";
  back.href = desk.dataset.news.replace("/meja/kabar", "/meja/").replace(/&kasus=[^&]*/, "");
  document.dispatchEvent(new CustomEvent("aduan:diambil"));
  for (const pane of desk.querySelectorAll(".pane-tabs, .pane-talk, .pane-case")) pane.remove();
  desk.querySelector(".pane-queue")?.after(told);
  desk.classList.remove("has-case");
  for (const name of ["case", "drafts", "pane"]) delete desk.dataset[name];
  told.focus();
}

export function followNews(desk, after, typing) {
  const line = lineOf(desk.dataset.user, EVERY);
  let address = desk.dataset.news;
  let mark = desk.dataset.mark;

  async function ask() {
    const grade = typing.isWriting() ? "menulis" : document.hidden ? "terbuka" : "melihat";
    const answer = await line.ask(address, { "If-None-Match": `"${mark}"`, "X-Aduan-Hadir": grade });
    if (answer.status === 403 || answer.status === 404) {
      if (!address.includes("kasus=")) return;
      address = address.replace(/&kasus=[^&]*/, "");
      mark = "";
      takeAway(desk);
      return;
    }
    if (answer.status !== 200) return;
    mark = answer.mark;
    const news = JSON.parse(answer.text);
    putNews(desk, news);
    signal(`${news.judul} · Aduan`);
    if (!desk.dataset.case) return;
    recount(desk);
    after();
  }
  followLeaving(line);
  followLeftBehind(line);
  guardForms(line);
  followSignals();
  keepAsking(line, ask, hiddenWait);
}
