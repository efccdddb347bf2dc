// Photos that wait on this phone until the office has them: kept by the browser itself, so that a power cut takes none,
// and sealed like typed words, so that nobody else at this phone looks at them.
import { seal, unseal } from "../ketikan/peti.js";

const NAME = "aduan-foto";
const STORE = "foto";

// Where the browser keeps nothing (a private window), they wait in memory, and the page says so.
const memory = new Map();
let opened = null;

function open() {
  opened ||= new Promise((done) => {
    let asked;
    try {
      asked = indexedDB.open(NAME, 1);
    } catch {
      done(null);
      return;
    }
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: "key" });
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => done(null);
    asked.onblocked = () => done(null);
  });
  return opened;
}

async function within(mode, action) {
  const base = await open();
  if (!base) return null;
  return new Promise((done, fail) => {
    const course = base.transaction(STORE, mode);
    const asked = action(course.objectStore(STORE));
    course.oncomplete = () => done(asked.result);
    course.onerror = () => fail(course.error);
    course.onabort = () => fail(course.error);
  });
}

function joined(parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

async function bytesOf(blob) {
  return blob ? new Uint8Array(await blob.arrayBuffer()) : new Uint8Array(0);
}

// What stands in the open is the case's number, and how long the parts are; null where a protected case would lie open.
async function closed(shot) {
  const { key, user, of, number, at, place } = shot;
  const parts = [new TextEncoder().encode(JSON.stringify({ name: shot.name, caption: shot.caption })), await bytesOf(shot.blob), await bytesOf(shot.beginning)];
  const sealed = await seal(joined(parts));
  if (!sealed) return shot.isProtected ? null : shot;
  return { key, user, of, number, at, place, sealed, sizes: parts.map((part) => part.length), type: shot.blob.type };
}

async function shotOf(record) {
  if (!record.sealed) return record;
  const whole = await unseal(record.sealed);
  const [words, blob] = record.sizes;
  const { name, caption } = JSON.parse(new TextDecoder().decode(whole.slice(0, words)));
  const beginning = record.sizes[2] ? new Blob([whole.slice(words + blob)]) : null;
  const { key, user, of, number, at, place } = record;
  return { key, user, of, number, at, place, name, caption, blob: new Blob([whole.slice(words, words + blob)], { type: record.type }), beginning };
}

// False where this phone does not keep it: full, refused, or a protected case that would lie open.
export async function keepShot(shot) {
  try {
    const record = await closed(shot);
    if (record && await open()) {
      await within("readwrite", (store) => store.put(record));
      memory.delete(shot.key);
      return true;
    }
  } catch {
    // The phone is full; what was shot stays in memory at least.
  }
  memory.set(shot.key, shot);
  return false;
}

export async function dropShot(key) {
  memory.delete(key);
  await within("readwrite", (store) => store.delete(key)).catch(() => {});
}

// Whose phone it is decides: another account on the same phone sees none of them. Only `of`, `number` and `at` can be
// read of each; shotsOf opens them.
export async function recordsOf(user) {
  const stored = await within("readonly", (store) => store.getAll()).catch(() => []);
  const kept = new Map([...(stored || []), ...memory.values()].map((shot) => [shot.key, shot]));
  return [...kept.values()].filter((shot) => shot.user === user).sort((one, other) => one.at - other.at);
}

export async function shotsOf(user, of) {
  const shots = [];
  for (const record of (await recordsOf(user)).filter((one) => one.of === of)) {
    try {
      shots.push(await shotOf(record));
    } catch (problem) {
      // Its key is lost: nobody can look at it any more. Anything else (no memory left for it) passes.
      if (problem.name === "OperationError") await dropShot(record.key);
    }
  }
  return shots;
}

export async function dropAll(user) {
  for (const record of await recordsOf(user)) await dropShot(record.key);
}
