// Files of an answer: picked, dropped or pasted, they go to the server at once and wait beside the box. Without this
// script they go with the form itself.

// What a request may hold; pictures are made smaller by the server, a PDF goes as it is.
const MOST = 15 * 1024 * 1024;

function sizeWords(bytes) {
  return `${(bytes / 1048576).toFixed(1).replace(".", ",").replace(",0", "")} MB`;
}

// Refused here already, so that nobody waits for an upload in vain; the server looks at the content and decides.
function refusal(file, box, waiting) {
  const accepted = box.dataset.accept.split(",");
  const ending = `.${file.name.split(".").pop().toLowerCase()}`;
  if (!accepted.includes(file.type) && !accepted.includes(ending)) return `“${file.name}” tidak dapat dikirim lewat kanal ini.`;
  const isPdf = file.type === "application/pdf" || ending === ".pdf";
  const most = isPdf ? Number(box.dataset.pdfLimit) : MOST;
  if (file.size > most) return `“${file.name}” ${sizeWords(file.size)}, batasnya ${sizeWords(most)}. Kecilkan berkasnya.`;
  return waiting >= Number(box.dataset.count) ? `Satu jawaban membawa paling banyak ${box.dataset.count} berkas.` : "";
}

export function followAttached(desk) {
  const box = () => desk.querySelector("#lampiran");
  const form = () => box().closest("form");
  const state = { under: Promise.resolve(), open: 0, send: null };

  function say(words, isBad = false) {
    const line = box().querySelector(".attached-said");
    line.textContent = words;
    line.classList.toggle("is-bad", isBad);
  }

  async function ask(path, body) {
    for (const name of ["csrf_token", "form_key"]) body.append(name, form().elements[name].value);
    const answer = await fetch(form().action.replace(/\/balas(\?.*)?$/, path), { method: "POST", body, redirect: "error" });
    if (answer.status !== 200 && answer.status !== 409) throw new Error(`status ${answer.status}`);
    // Ticks taken off stay off.
    const off = [...box().querySelectorAll("[name=lampiran]:not(:checked)")].map((tick) => tick.value);
    box().outerHTML = await answer.text();
    for (const tick of box().querySelectorAll("[name=lampiran]")) if (off.includes(tick.value)) tick.checked = false;
    box().querySelector(".attached-said").classList.toggle("is-bad", answer.status === 409);
    show();
  }

  function show() {
    const list = desk.querySelector("[data-preview-files]");
    const names = [...box()?.querySelectorAll("[name=lampiran]:checked") || []]
      .map((tick) => tick.closest("label").innerText.replace(/^Kirim /, "").trim());
    if (list) list.textContent = names.length ? `Disusul berkas: ${names.join("; ")}` : "";
  }

  // One after the other: the answer waits for all of them.
  function inTurn(action) {
    state.open += 1;
    state.under = state.under.then(action).catch(() => {
      say("Berkas belum terkirim ke server. Periksa sambungan, lalu pilih lagi.", true);
      state.send = null;
    }).finally(() => {
      state.open -= 1;
      if (state.open || !state.send) return;
      const button = state.send;
      state.send = null;
      if (!box().querySelector(".attached-said.is-bad")) form().requestSubmit(button.isConnected ? button : undefined);
    });
  }

  function add(files) {
    if (!box() || !box().dataset.accept) return;
    for (const file of files) {
      inTurn(async () => {
        const why = refusal(file, box(), box().querySelectorAll("[name=lampiran]").length);
        if (why) {
          say(why, true);
          state.send = null;
          return;
        }
        say(`Mengunggah ${file.name} …`);
        const body = new FormData();
        body.append("berkas", file);
        await ask("/lampiran", body);
      });
    }
  }

  desk.addEventListener("change", (event) => {
    if (event.target.name === "lampiran") show();
    if (event.target.id !== "berkas-jawaban") return;
    const files = [...event.target.files];
    event.target.value = ""; // else they would go a second time with the form
    add(files);
  });
  desk.addEventListener("click", (event) => {
    const button = event.target.closest("[data-take-away]");
    if (!button) return;
    inTurn(async () => {
      const body = new FormData();
      body.append("berkas", button.dataset.takeAway);
      await ask("/lampiran/lepas", body);
      (box().querySelector("[data-take-away]") || box().querySelector("#berkas-jawaban"))?.focus();
    });
  });
  desk.addEventListener("submit", (event) => {
    if (!state.open || !box() || event.target !== form()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    state.send = event.submitter || form().querySelector("[data-send]");
    say("Menunggu unggahan selesai, lalu jawaban dikirim …");
  }, true);
  desk.addEventListener("paste", (event) => {
    if (event.target.id !== "balasan" || !event.clipboardData.files.length) return;
    event.preventDefault();
    add([...event.clipboardData.files]);
  });
  for (const kind of ["dragover", "dragleave", "drop"]) {
    desk.addEventListener(kind, (event) => {
      const target = event.target.closest("#tulis");
      if (!target || !event.dataTransfer.types.includes("Files")) return;
      event.preventDefault();
      target.classList.toggle("is-over", kind === "dragover");
      if (kind === "drop") add([...event.dataTransfer.files]);
    });
  }
  show();
}
