// Every page but Meja Kerja stays true by itself: bell, channels and counters, and the parts that a page marks as live.
import { countMenu, parsed, putInPlace } from "./bagian.js";
import { followLeaving } from "./ketikan/keluar.js";
import { followLeftBehind } from "./ketikan/titipan.js";
import { guardForms, keepAsking, lineOf, SELDOM } from "./sambungan.js";
import { followSignals, hiddenWait, signal } from "./tanda.js";

// What this page shows is not for this person any more; what he typed stays.
function sayGone() {
  const live = document.querySelector("[data-live]");
  if (!live || live.querySelector(".gone")) return;
  for (const part of live.querySelectorAll("[data-taken]")) part.remove();
  const told = document.createElement("p");
  told.className = "notice notice-bad gone";
  told.setAttribute("role", "alert");
  told.append("Halaman ini tidak terbuka lagi untuk Anda: kasusnya sudah berlanjut atau dipindahkan. Yang Anda ketik tetap di sini. ");
  const link = document.createElement("a");
  link.href = location.href;
  link.textContent = "Lihat keadaannya";
  told.append(link);
  live.prepend(told);
}

function follow() {
  const line = lineOf(document.querySelector(".bell").dataset.user, SELDOM);
  const isLive = document.querySelector("[data-live]") !== null;
  const address = isLive ? location.pathname + location.search : "/kabar";
  let mark = document.querySelector("[data-live]")?.dataset.mark || "";

  // A page that is live is asked for whole, and answered with nothing while nothing changed.
  async function ask() {
    const news = await line.ask(address, mark ? { "If-None-Match": `"${mark}"` } : {});
    if (news.status === 403 || news.status === 404) sayGone();
    if (news.status !== 200) return;
    mark = news.mark;
    const made = parsed(news.text);
    putInPlace(document, made);
    countMenu(made);
    signal();
    document.dispatchEvent(new CustomEvent("aduan:segar"));
  }
  followLeaving(line);
  followLeftBehind(line);
  guardForms(line);
  followSignals();
  keepAsking(line, ask, hiddenWait);
}

if (!document.getElementById("meja") && document.querySelector(".bell")) follow();
