// Meja Kerja: puts the small habits of the page together. Without it every form and link still works.
import { followComposer, recount } from "./menulis.js";
import { followCopying } from "../menyalin.js";
import { followNews } from "./kabar.js";
import { followTime } from "./sisa.js";
import { followTyping } from "./menyimpan.js";
import { followFiles } from "./berkas.js";
import { followAttached } from "./lampiran.js";
import { followTabs } from "./tab.js";
import { followReader, keepPlace, openNewest, markRead, showPane } from "./tempat.js";

const desk = document.getElementById("meja");
followTabs(desk);
keepPlace(desk);
followTime(desk); // first, for what it writes makes the conversation longer
openNewest(desk);
followComposer(desk);
const typing = followTyping(desk);
followCopying(desk);
showPane(desk);
followFiles(desk);
followAttached(desk);
markRead(desk);
followReader(desk);
desk.addEventListener("aduan:panel", () => markRead(desk));
followNews(desk, () => { markRead(desk); }, typing);
recount(desk);

const refusal = desk.querySelector(".refusal, .left-over");
if (refusal) {
  refusal.focus();
  refusal.scrollIntoView({ block: "nearest" });
}
