// Photos that wait on this phone until the office has them: kept by the browser itself, so that a power cut takes none.

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

export async function isSafe() {
  return (await open()) !== null;
}

export async function keepShot(shot) {
  try {
    if (await open()) {
      await within("readwrite", (store) => store.put(shot));
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

// Whose phone it is decides: another account on the same phone sees none of them.
export async function shotsOf(user) {
  const stored = await within("readonly", (store) => store.getAll()).catch(() => []);
  return [...(stored || []), ...memory.values()].filter((shot) => shot.user === user).sort((one, other) => one.at - other.at);
}
