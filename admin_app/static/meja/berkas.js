// Pictures open large and are leafed through by keyboard; sound shows its length before it is played, and has a speed.

const SPEEDS = [1, 1.5, 2];

function length(seconds) {
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}.${String(whole % 60).padStart(2, "0")}`;
}

function button(words, action) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button button-small";
  made.textContent = words;
  made.addEventListener("click", action);
  return made;
}

function dressSound(box) {
  box.dataset.sound = "siap";
  const player = box.querySelector("audio, video");
  const told = document.createElement("span");
  told.className = "soft sound-length";
  const speed = button("1×", () => {
    const next = SPEEDS[(SPEEDS.indexOf(player.playbackRate) + 1) % SPEEDS.length];
    player.playbackRate = next;
    speed.textContent = `${String(next).replace(".", ",")}×`;
    speed.setAttribute("aria-label", `Kecepatan ${speed.textContent}`);
  });
  speed.setAttribute("aria-label", "Kecepatan 1×");
  player.addEventListener("loadedmetadata", () => {
    if (Number.isFinite(player.duration)) told.textContent = `Lama ${length(player.duration)}`;
  });
  player.addEventListener("error", () => {
    player.hidden = speed.hidden = true;
    told.textContent = "Tidak dapat diputar di peramban ini; unduh untuk mendengarnya.";
  });
  // One voice at a time.
  player.addEventListener("play", () => {
    for (const other of document.querySelectorAll("audio, video")) if (other !== player) other.pause();
  });
  box.append(speed, told);
  player.preload = "metadata";
}

function showPicture(dialog, links, at) {
  const link = links[(at + links.length) % links.length];
  dialog.dataset.at = links.indexOf(link);
  const small = link.querySelector("img");
  const large = dialog.querySelector("img");
  large.alt = small.alt.replace(/: perbesar$/, "");
  large.src = link.href;
  dialog.querySelector("[data-said]").textContent = `${Number(dialog.dataset.at) + 1} dari ${links.length} · ${link.dataset.picture}`;
  dialog.querySelector("a").href = link.href.replace(/\/pratinjau$/, "");
  for (const one of dialog.querySelectorAll("[data-turn]")) one.hidden = links.length < 2;
}

function followPictures(desk) {
  const dialog = desk.querySelector("#gambar");
  if (!dialog) return;
  const links = () => [...desk.querySelectorAll("a[data-picture]")];
  const turn = (by) => showPicture(dialog, links(), Number(dialog.dataset.at) + by);
  let opener = null;
  desk.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-picture]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    opener = link;
    showPicture(dialog, links(), links().indexOf(link));
    dialog.showModal();
  });
  dialog.addEventListener("click", (event) => {
    const turned = event.target.closest("[data-turn]");
    if (turned) turn(Number(turned.dataset.turn));
    else if (event.target === dialog) dialog.close();
  });
  dialog.addEventListener("keydown", (event) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (by && links().length > 1) turn(by);
  });
  dialog.addEventListener("close", () => {
    dialog.querySelector("img").removeAttribute("src");
    if (opener && opener.isConnected) opener.focus();
  });
}

export function followFiles(desk) {
  followPictures(desk);
  const talk = desk.querySelector(".bubbles");
  if (!talk) return;
  const seen = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      seen.unobserve(entry.target);
      dressSound(entry.target);
    }
  });
  const watch = () => { for (const box of talk.querySelectorAll('[data-sound=""]')) seen.observe(box); };
  watch();
  new MutationObserver(watch).observe(talk, { childList: true });
}
