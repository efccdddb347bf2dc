// What a browser says in its own language, said in Indonesian: questions, refused fields, dates, chosen files.
"use strict";
(() => {
  // Questions before an action. Without a script the action is done at once; the server asks for what it must know.
  let asking;
  function makeQuestion() {
    const dialog = document.createElement("dialog");
    dialog.className = "ask";
    dialog.setAttribute("aria-labelledby", "tanya");
    const words = document.createElement("p");
    words.id = "tanya";
    const row = document.createElement("p");
    row.className = "actions";
    for (const [value, label, look] of [["ya", "Ya, lanjutkan", "button button-main"], ["", "Batal", "button"]]) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = look;
      button.textContent = label;
      button.addEventListener("click", () => dialog.close(value));
      row.append(button);
    }
    dialog.append(words, row);
    document.body.append(dialog);
    return dialog;
  }
  document.addEventListener("submit", (event) => {
    const form = event.target;
    const question = event.submitter?.dataset.confirm || form.dataset.confirm;
    if (!question) return;
    if (form.dataset.asked) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    asking ??= makeQuestion();
    asking.firstElementChild.textContent = question;
    asking.returnValue = "";
    asking.addEventListener("close", () => {
      if (asking.returnValue !== "ya") return;
      form.dataset.asked = "1";
      form.requestSubmit(event.submitter);
    }, { once: true });
    asking.showModal();
  }, true);
  // Said yes to once, and sent once: the next click is asked about again.
  document.addEventListener("submit", (event) => { delete event.target.dataset.asked; });

  // Fields the browser refuses.
  const number = (text) => Number(text).toLocaleString("id-ID");
  function sentence(field) {
    const wrong = field.validity;
    if (wrong.valueMissing) {
      if (field.type === "checkbox") return "Centang kotak ini untuk melanjutkan.";
      if (field.type === "file") return "Pilih berkasnya dulu.";
      return field.matches("select, [type=radio]") ? "Pilih salah satu." : "Isian ini wajib diisi.";
    }
    if (wrong.badInput) return field.type === "date" ? "Tanggal ini belum lengkap." : "Isian ini belum benar.";
    if (wrong.tooShort) return `Isian ini sedikitnya ${field.minLength} karakter.`;
    if (wrong.tooLong) return `Isian ini paling banyak ${field.maxLength} karakter.`;
    if (wrong.rangeUnderflow) return field.type === "number" ? `Paling kecil ${number(field.min)}.` : "Terlalu awal.";
    if (wrong.rangeOverflow) return field.type === "number" ? `Paling besar ${number(field.max)}.` : "Terlalu akhir.";
    if (wrong.stepMismatch) return "Angka ini tidak dapat dipakai; pakai bilangan yang lebih bulat.";
    if (wrong.typeMismatch) return field.type === "email" ? "Alamat surel ini belum benar." : "Alamat ini belum benar.";
    return wrong.patternMismatch ? field.title || "Bentuk isian ini belum benar." : "";
  }
  document.addEventListener("invalid", (event) => {
    const field = event.target;
    if (!field.validity.customError) field.setCustomValidity(sentence(field));
    field.dataset.told = "";
  }, true);
  for (const kind of ["input", "change"]) {
    document.addEventListener(kind, (event) => {
      if (event.target.dataset?.told === undefined) return;
      delete event.target.dataset.told;
      event.target.setCustomValidity("");
    }, true);
  }

  // A date is shown in the browser's own order of day and month, an hour perhaps by twelves; the words leave no doubt.
  const dated = 'input:is([type="date"], [type="datetime-local"], [type="time"])';
  const longDate = new Intl.DateTimeFormat("id-ID", { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  const clock = new Intl.DateTimeFormat("id-ID", { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: "UTC" });
  function inWords(field) {
    if (!field.value || Number.isNaN(field.valueAsNumber)) return "";
    const hour = `pukul ${clock.format(field.valueAsNumber).replace(":", ".")}`;
    if (field.type === "time") return hour;
    const day = longDate.format(field.valueAsNumber);
    return field.type === "date" ? day : `${day}, ${hour}`;
  }
  function sayDate(field) {
    const said = field.nextElementSibling?.matches(".date-words") ? field.nextElementSibling : document.createElement("span");
    if (!said.isConnected) {
      said.className = "date-words";
      field.after(said);
    }
    said.textContent = inWords(field);
  }
  // A chosen file: our own words before the browser's button, which stays for keys and for reading aloud.
  function sayFiles(field) {
    const said = field.previousElementSibling;
    const names = [...field.files].map((file) => file.name);
    said.lastElementChild.textContent = names.length ? names.join(", ") : "belum ada berkas dipilih";
  }
  function dress(field) {
    const shown = document.createElement("span");
    shown.className = "file-pick";
    shown.setAttribute("aria-hidden", "true");
    const button = document.createElement("span");
    button.className = "button";
    button.textContent = "Pilih berkas …";
    shown.append(button, document.createElement("span"));
    shown.addEventListener("click", (event) => {
      event.preventDefault();
      field.click();
    });
    field.classList.add("file-native");
    field.before(shown);
    sayFiles(field);
  }
  function look(root) {
    for (const field of root.querySelectorAll(dated)) sayDate(field);
    for (const field of root.querySelectorAll('input[type="file"]:not(.file-native, .unseen)')) {
      if (!field.closest(".button")) dress(field);
    }
  }
  document.addEventListener("change", (event) => {
    if (event.target.matches?.(dated)) sayDate(event.target);
    if (event.target.matches?.("input.file-native")) sayFiles(event.target);
  });
  document.addEventListener("reset", (event) => setTimeout(() => look(event.target)));
  new MutationObserver((changes) => {
    for (const change of changes) for (const node of change.addedNodes) if (node.querySelectorAll) look(node);
  }).observe(document.body, { childList: true, subtree: true });
  look(document);
})();
