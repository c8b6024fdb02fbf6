// Meeting mode: keys, timer, dark and light, and steps without leaving the page, so that full screen and timer stay.
"use strict";
const root = document.documentElement;
const by = (id) => document.getElementById(id);
const parsed = (text) => new DOMParser().parseFromString(text, "text/html").getElementById("stage");
let busy = false;

function fit() {
  const note = by("the-note");
  if (!note || innerWidth < 640) return;
  let size = Number(note.dataset.size);
  while (size < 9 && root.scrollHeight > innerHeight) {
    note.classList.replace(`size-${size}`, `size-${size + 1}`);
    size += 1;
  }
}

function refit() {
  const note = by("the-note");
  if (note) note.className = `the-note size-${note.dataset.size}`;
  fit();
}

// The parts stay and their content changes, so that a screen reader says the new note.
function put(stage) {
  const focused = document.activeElement?.id;
  by("stage").dataset.revision = stage.dataset.revision;
  for (const part of [".quietly", ".screen", ".controls"]) {
    by("stage").querySelector(part).replaceChildren(...stage.querySelector(part).childNodes);
  }
  fit();
  (by(focused) ?? by("the-note") ?? by("main")).focus({ preventScroll: true });
}

// The address is read from the attribute, because form.action is the field of that name. A page that is not the
// screen, such as the one that asks to sign in, is fetched again as a whole page.
async function send(form) {
  if (busy) return;
  busy = true;
  by("trouble").textContent = "";
  try {
    const answer = await fetch(form.getAttribute("action"), { method: "POST", body: new URLSearchParams(new FormData(form)) });
    const stage = parsed(await answer.text());
    if (stage) put(stage);
    else form.submit();
  } catch {
    by("trouble").textContent = by("trouble").dataset.words;
  } finally {
    busy = false;
  }
}

document.addEventListener("submit", (event) => {
  if (!event.target.classList.contains("step")) return;
  event.preventDefault();
  send(event.target);
});

// Another laptop has gone on: follow it, unless something is being typed or chosen here.
async function follow() {
  const stage = by("stage");
  const revision = stage.dataset.revision;
  if (busy || document.hidden || stage.querySelector("details[open]")) return;
  try {
    const asked = await fetch(stage.dataset.ask);
    if (!asked.ok || String((await asked.json()).revision) === revision) return;
    const fresh = parsed(await (await fetch(location.href)).text());
    if (fresh && !busy && stage.dataset.revision === revision && !stage.querySelector("details[open]")) put(fresh);
  } catch { /* the next attempt comes in three seconds */ }
}
setInterval(follow, 3000);

let seconds = 0;
let started = null;
const start = by("run").textContent;
function showTime() {
  const all = Math.floor(seconds + (started === null ? 0 : (performance.now() - started) / 1000));
  by("time").textContent = `${Math.floor(all / 60)}:${String(all % 60).padStart(2, "0")}`;
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
const blank = () => { by("blanked").hidden = !by("blanked").hidden; };
const full = () => (document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen?.());
const press = (id) => by(id)?.click();
const unlessLong = (id) => (root.scrollHeight > innerHeight ? scrollBy(0, id === "next" ? 120 : -120) : press(id));
const open = (id, field) => {
  if (!by(id)) return;
  by(id).open = true;
  by(field).focus();
};

const KEYS = {
  PageDown: () => press("next"), ArrowRight: () => press("next"), " ": () => press("next"),
  PageUp: () => press("back"), ArrowLeft: () => press("back"), ArrowDown: () => unlessLong("next"), ArrowUp: () => unlessLong("back"),
  v: () => press("reveal"), s: () => press("skip"), a: () => press("set-aside"), n: () => press("release"),
  d: () => open("discussing", "action"), c: () => open("choosing", "among"),
  b: blank, ".": blank, t: run, r: reset, l: look, f: full,
};

document.addEventListener("keydown", (event) => {
  const at = event.target;
  if (event.key === "Escape") {
    const opened = document.querySelector("details[open]");
    if (opened) { opened.open = false; opened.querySelector("summary").focus(); }
    by("blanked").hidden = true;
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
  if (!act || (!by("blanked").hidden && act !== blank)) return;
  event.preventDefault();
  act();
});

for (const [id, act] of [["run", run], ["reset", reset], ["look", look], ["blank", blank], ["full", full]]) by(id).addEventListener("click", act);
by("blanked").addEventListener("click", blank);
for (const id of ["timer", "look", "blank", "keys"]) by(id).hidden = false;
by("full").hidden = !document.fullscreenEnabled;
addEventListener("resize", refit);
fit();
