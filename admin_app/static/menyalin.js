// One click copies a text: the content of the element named by data-copy, or the words in data-words.

async function put(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // A page without https has no clipboard of its own; the older way still works there.
    const box = document.createElement("textarea");
    box.value = text;
    document.body.append(box);
    box.select();
    const done = document.execCommand("copy");
    box.remove();
    return done;
  }
}

export function followCopying(root) {
  root.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy], [data-words]");
    if (!button) return;
    const source = button.dataset.copy && document.querySelector(button.dataset.copy);
    const text = source ? (source.value ?? source.textContent).trim() : button.dataset.words;
    const done = Boolean(text) && await put(text);
    const said = done ? "Tersalin. Tempelkan di aplikasinya." : text ? "Tidak dapat menyalin. Pilih teksnya, lalu salin sendiri." : "Belum ada teks untuk disalin.";
    const place = button.dataset.copied && document.querySelector(button.dataset.copied);
    if (place) place.textContent = said;
    else button.textContent = done ? "Tersalin" : said;
  });
}
