// The list of checks: names the cases of which photos or words still wait on this phone, so that none is forgotten there.
import { all } from "../ketikan/peti.js";
import { recordsOf } from "./simpanan.js";

const list = document.getElementById("penelitian-daftar");

async function waiting() {
  const cases = new Map();
  const add = (of, number, what) => cases.set(of, { number, ...cases.get(of), [what]: (cases.get(of)?.[what] || 0) + 1 });
  for (const shot of await recordsOf(list.dataset.user)) add(shot.of, shot.number, "photos");
  for (const entry of all()) if (entry.form === "penelitian" && !entry.pressed) add(entry.of, entry.number || entry.of, "words");
  return cases;
}

async function show() {
  const cases = await waiting();
  const items = [...cases].map(([of, { number, photos, words }]) => {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = `/penelitian/${of}`;
    const what = [photos ? `${photos} foto menunggu dikirim` : "", words ? "ketikan belum di kantor" : ""].filter(Boolean);
    link.textContent = `${number}: ${what.join(", ")}`;
    item.append(link);
    return item;
  });
  list.querySelector("[data-left-over]").replaceChildren(...items);
  document.getElementById("foto-tertinggal").hidden = !cases.size;
}

show();
document.addEventListener("aduan:terbawa", show);
