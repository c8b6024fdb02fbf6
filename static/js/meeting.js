// The windows of a meeting: keys, timer, full screen, and steps without leaving the page, so that full screen and
// timer stay. The presenter's window and the room's follow the same number on the server; a word from one window of
// this browser to the others makes them ask at once.
"use strict";
const root = document.documentElement;
const by = (id) => document.getElementById(id);
const parsed = (text) => new DOMParser().parseFromString(text, "text/html").getElementById("stage");
const isForRoom = document.body.matches(".meeting");
const windows = new BroadcastChannel("unsigned-meeting");
let busy = false;
let following = false;
let asked = performance.now();

function fit() {
  const note = by("the-note");
  if (!isForRoom || !note || innerWidth < 640) return;
  let size = Number(note.dataset.size);
  while (size < 9 && root.scrollHeight > innerHeight) {
    note.classList.replace(`size-${size}`, `size-${size + 1}`);
    size += 1;
  }
}

function refit() {
  const note = by("the-note");
  if (isForRoom && note) note.className = `the-note size-${note.dataset.size}`;
  fit();
}

// Words beside a step that leaves the note where it is, such as Hide: they go on waiting to be saved.
const typedBeside = (sent) => (sent?.dataset.stays === undefined ? [] : unsavedForms(sent))
  .flatMap((form) => [...form.querySelectorAll("textarea, input[type=text], select")]).map(({ id, value }) => ({ id, value }));

function putBack(words) {
  for (const { id, value } of words.filter(({ id }) => by(id))) {
    by(id).value = value;
    by(id).closest("details")?.setAttribute("open", "");
  }
}

// The parts stay and their content changes, so that a screen reader says the new note. A part with words about a note
// that another window has left meanwhile stays as it is.
function put(stage, sent) {
  const [focused, words] = [document.activeElement?.id, typedBeside(sent)];
  const isOther = stage.querySelector("[name=note]")?.value !== by("stage").querySelector("[name=note]")?.value;
  by("stage").dataset.revision = stage.dataset.revision;
  for (const part of by("stage").querySelectorAll("[data-part]")) {
    if (isOther && words.some(({ id }) => part.contains(by(id)))) continue;
    const fresh = stage.querySelector(`[data-part=${part.dataset.part}]`);
    part.replaceChildren(...(fresh?.childNodes ?? []));
  }
  if (!isOther) putBack(words);
  asked = performance.now();
  fit();
  if (isFullNow()) focusNote();
  else (by(focused) ?? by("the-note") ?? by("main")).focus({ preventScroll: true });
}

// What opens is in sight as a whole, its button too.
document.addEventListener("toggle", (event) => event.target.open && event.target.querySelector(".panel")?.scrollIntoView({ block: "nearest" }), true);

// In full screen a button that was clicked would stay in sight at the next key, because it has the focus.
const isFullNow = () => root.classList.contains("full");
const focusNote = () => (by("the-note") ?? by("main")).focus({ preventScroll: true });

// The address is read from the attribute, because form.action is the field of that name. A page that is not one of
// these windows, such as the one that asks to sign in, is fetched again as a whole page.
async function send(form, submitter) {
  if (busy) return;
  busy = true;
  by("trouble").textContent = "";
  try {
    const body = new URLSearchParams(new FormData(form, submitter));
    const stage = parsed((await reach(form.getAttribute("action"), { method: "POST", body })).text);
    if (!stage) return pass(form, submitter);
    put(stage, form);
    windows.postMessage("changed");
  } catch {
    by("trouble").textContent = by("trouble").dataset.words;
  } finally {
    busy = false;
  }
}

function pass(form, submitter) {
  if (submitter?.name) form.append(Object.assign(document.createElement("input"), { type: "hidden", name: submitter.name, value: submitter.value }));
  form.submit();
}

document.addEventListener("submit", (event) => {
  if (!event.target.classList.contains("step")) return;
  event.preventDefault();
  if (event.target.dataset.stays !== undefined || !unsavedBeside(event.target) || confirm(by("trouble").dataset.unsaved)) send(event.target, event.submitter);
});

const isTyping = () => by("stage").querySelector("details[open]") || unsavedBeside(null);

// Another window or laptop has gone on: follow it, unless something is being typed or chosen here. Where it is too
// early to unlock notes, ask twice a minute whether it still is. Pages that ask by themselves extend no session.
async function follow() {
  const stage = by("stage");
  const revision = stage.dataset.revision;
  if (busy || document.hidden || isTyping()) return;
  following = true;
  try {
    const answer = await reach(stage.dataset.ask);
    if (!answer.ok) return;
    const isOld = by("release")?.disabled && performance.now() - asked > 30000;
    if (String(JSON.parse(answer.text).revision) !== revision || isOld) await refresh(revision, { "X-By-Itself": "1" });
  } catch { /* the next attempt comes in three seconds */ } finally {
    following = false;
  }
}

async function refresh(revision, headers = {}) {
  const fresh = parsed((await reach(location.pathname + location.search, { headers })).text);
  if (fresh && !busy && by("stage").dataset.revision === revision && !isTyping()) put(fresh);
}
setInterval(() => following || follow(), 3000); // questions without an answer would leave no connection for a step
windows.addEventListener("message", follow);

document.addEventListener("click", (event) => {
  if (event.target.id !== "again") return;
  event.preventDefault();
  refresh(by("stage").dataset.revision).catch(() => { by("trouble").textContent = by("trouble").dataset.words; });
});

let seconds = 0;
let started = null;
const start = by("run")?.textContent;
function showTime() {
  const all = Math.floor(seconds + (started === null ? 0 : (performance.now() - started) / 1000));
  if (by("time")) by("time").textContent = `${Math.floor(all / 60)}:${String(all % 60).padStart(2, "0")}`;
  if (by("clock")) by("clock").textContent = new Date().toTimeString().slice(0, 5);
}
function run() {
  seconds += started === null ? 0 : (performance.now() - started) / 1000;
  started = started === null ? performance.now() : null;
  by("run").textContent = started === null ? start : by("run").dataset.stop;
  showTime();
}
function reset() {
  seconds = 0;
  if (started !== null) started = performance.now();
  showTime();
}
setInterval(showTime, 250);

function look() {
  const dark = root.classList.contains("dark") || (!root.classList.contains("light") && matchMedia("(prefers-color-scheme: dark)").matches);
  root.classList.toggle("dark", !dark);
  root.classList.toggle("light", dark);
}
const blanked = by("blanked");
const blank = () => { if (blanked) blanked.hidden = !blanked.hidden; };
const full = () => (document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen?.());
const press = (id) => by(id)?.click();
const unlessLong = (id) => (root.scrollHeight > innerHeight ? scrollBy(0, id === "next" ? 120 : -120) : press(id));
const hide = () => (by("hide") || by("show") ? press(by("hide") ? "hide" : "show") : blank());
const open = (id, field) => {
  if (!by(id)) return;
  by(id).open = true;
  by(field).focus();
};

const KEYS = {
  PageDown: () => press("next"), ArrowRight: () => press("next"), " ": () => press("next"),
  PageUp: () => press("back"), ArrowLeft: () => press("back"), ArrowDown: () => unlessLong("next"), ArrowUp: () => unlessLong("back"),
  v: () => press("reveal"), s: () => press("skip"), a: () => press("set-aside"), n: () => press("release"),
  d: () => open("discussing", "action"), c: () => open("choosing", "among"), w: () => open("answering", "role"),
  b: hide, ".": hide, t: () => by("run") && run(), r: () => by("run") && reset(), l: () => isForRoom && look(), f: full, q: () => press("code"),
};

document.addEventListener("keydown", (event) => {
  const at = event.target;
  if (event.key === "Escape") {
    const opened = document.querySelector("details[open]");
    if (opened) { opened.open = false; opened.querySelector("summary").focus(); }
    if (blanked) blanked.hidden = true;
    return;
  }
  if (event.key === "Enter" && !event.isComposing && at.matches("#discussing textarea")) { // what is typed becomes one line
    event.preventDefault();
    press("discussed");
    return;
  }
  if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || at.matches("input, textarea, select")) return;
  if (event.key === " " && at.matches("button, summary, a")) return;
  const act = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (!act || (blanked && !blanked.hidden && act !== hide)) return;
  event.preventDefault();
  act();
});

// In full screen the room sees the note alone; what moves or touches brings the buttons back for three seconds.
let asleep = 0;
function wake() {
  root.classList.add("awake");
  clearTimeout(asleep);
  asleep = setTimeout(() => root.classList.remove("awake"), 3000);
}
const isFull = matchMedia("(display-mode: fullscreen)");
function noticeFull() {
  root.classList.toggle("full", Boolean(document.fullscreenElement) || isFull.matches);
  if (isFullNow()) focusNote();
  refit();
}
for (const moved of ["pointermove", "pointerdown", "focusin"]) document.addEventListener(moved, (event) => (event.type !== "focusin" || !event.target.matches("#the-note, #main")) && wake());
document.addEventListener("fullscreenchange", noticeFull);
isFull.addEventListener("change", noticeFull);

for (const [id, act] of [["run", run], ["reset", reset], ["look", look], ["blank", blank], ["full", full]]) by(id)?.addEventListener("click", act);
blanked?.addEventListener("click", blank);
for (const id of ["timer", "look", "blank", "keys"]) if (by(id)) by(id).hidden = false;
if (by("full")) by("full").hidden = !document.fullscreenEnabled;
addEventListener("resize", refit);
showTime();
noticeFull();
