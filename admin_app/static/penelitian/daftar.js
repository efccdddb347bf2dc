// The list of checks: names the cases of which photos still wait on this phone, so that none is forgotten there.
import { shotsOf } from "./simpanan.js";

const list = document.getElementById("penelitian-daftar");
const shots = await shotsOf(list.dataset.user);
const cases = Map.groupBy ? Map.groupBy(shots, (shot) => shot.of) : new Map();
if (!Map.groupBy) for (const shot of shots) cases.set(shot.of, [...(cases.get(shot.of) || []), shot]);
for (const [of, waiting] of cases) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = `/penelitian/${of}`;
  link.textContent = `${waiting[0].number}: ${waiting.length} foto menunggu dikirim`;
  item.append(link);
  list.querySelector("[data-left-over]").append(item);
}
document.getElementById("foto-tertinggal").hidden = !cases.size;
