// The page of notes: finds while one types, keys for what is done most, and acts without leaving the place.
// Without this file the same forms and buttons work. What is looked for is posted, so it is in no address.
"use strict";

const finding = document.getElementById("finding");
let asked = 0;          // only the answer to the latest question is shown
let finder = null;      // what calls off a search that nobody waits for any more
let passing = false;    // the next form goes the plain way
let at = null;          // the note that keys are about, while nothing else has the focus

const shownNotes = () => [...document.querySelectorAll("li.note")];
const chosenBoxes = () => [...document.querySelectorAll(".chosen")];

function say(sentence) {
  const said = document.getElementById("said");
  said.textContent = sentence;
  said.hidden = !sentence;
}

// ---- forms, sent without leaving the page

async function send(form, submitter, keepsChosen) {
  const number = asked += 1;
  const data = new URLSearchParams(new FormData(form, submitter));
  finder?.abort();
  finder = form === finding ? new AbortController() : null;
  try {
    const answer = await reach(form.getAttribute("action"), {method: "POST", body: data, signal: finder?.signal});
    const page = new DOMParser().parseFromString(answer.text, "text/html");
    if (number !== asked) return;
    if (!page.getElementById("found")) return pass(form, submitter);
    show(page, keepsChosen && answer.ok);
    return true;
  } catch (problem) {
    if (problem.name === "AbortError") return;
    for (const note of document.querySelectorAll(".sending")) note.classList.remove("sending");
    say(document.getElementById("said").dataset.silent);
  }
}

// The answer is a page of its own, with what was typed: let the browser show it.
function pass(form, submitter) {
  passing = true;
  form.requestSubmit(submitter || undefined);
}

function show(page, keepsChosen) {
  const focused = document.activeElement, inside = document.getElementById("found").contains(focused);
  const note = focused.closest?.("li.note"), place = shownNotes().indexOf(note), id = note?.dataset.note;
  const chosen = new Set(chosenBoxes().filter(box => box.checked).map(box => box.value));
  for (const part of ["found", "lead"]) {
    const fresh = page.getElementById(part);
    if (fresh) document.getElementById(part).replaceWith(document.adoptNode(fresh));
  }
  say([...page.querySelectorAll("main > .done")].map(said => said.textContent).join(" "));
  if (keepsChosen) for (const box of chosenBoxes()) box.checked = chosen.has(box.value);
  if (inside && note) focusOn(noteWith(id) || shownNotes()[Math.min(place, shownNotes().length - 1)]);
  count();
}

const noteWith = id => shownNotes().find(note => note.dataset.note === id);

document.addEventListener("submit", event => {
  const {target: form, submitter} = event;
  if (passing) { passing = false; return; }
  if (!/\/(found|care|withhold|give-back|several)$/.test(form.getAttribute("action")) || form.closest(".pages")) return;
  event.preventDefault();
  clearTimeout(waiting);
  if (submitter?.name === "by-like") for (const field of finding.querySelectorAll("[type=search], select")) field.value = "";
  form.closest("li.note")?.classList.add("sending");  // seen at once, however long the answer takes
  const shown = send(form, submitter, form.id !== "several");
  if (form === finding) shown.then(is => is && focusOn(shownNotes()[0]));  // Enter: go on with the keys
});

// ---- finding

let waiting = 0;

finding.addEventListener("input", event => {
  if (event.target.name === "by-rows") document.getElementById("found").classList.toggle("compact", event.target.checked);
  clearTimeout(waiting);
  waiting = setTimeout(() => send(finding, null, true), event.target.type === "search" ? 250 : 0);
});

// ---- choosing several

function count() {
  const boxes = chosenBoxes(), number = boxes.filter(box => box.checked).length;
  const details = document.getElementById("chosen"), all = document.getElementById("choose-all");
  if (!details) return;
  document.getElementById("how-many").textContent = number || "";
  all.hidden = number === boxes.length;
  if (number) details.open = true;
}

document.addEventListener("change", event => event.target.matches(".chosen") && count());
document.addEventListener("click", event => {
  if (event.target.id !== "choose-all") return;
  for (const box of chosenBoxes()) box.checked = true;
  count();
});

// ---- keys: on the note that has the focus or had it last, never while somebody types

function focusOn(note) {
  at = note || null;
  note?.focus({preventScroll: true});
  note?.scrollIntoView({block: "nearest"});
}

function go(by) {
  const notes = shownNotes(), next = notes[at ? notes.indexOf(at) + by : 0];
  if (next) focusOn(next);
  else if (by > 0) document.querySelector(".deck .main, .deck summary")?.focus();
}

const KEYS = {
  j: () => go(1),
  k: () => go(-1),
  m: note => note.querySelector("form[action$='/mask/words']").requestSubmit(),
  c: note => note.querySelector("[name=needed]").click(),
  h: note => {
    const details = note.querySelector(".acts details");
    if (!details) return note.querySelector("form[action$='/give-back']").requestSubmit();
    details.open = true;
    details.querySelector("[type=radio]").focus();
  },
  s: note => note.querySelector("[name=by-like]").click(),
  x: note => note.querySelector(".chosen").click(),
};

document.addEventListener("focusin", event => { at = event.target.closest("li.note") || at; });
document.addEventListener("keydown", event => {
  const key = event.key.toLowerCase();
  if (event.ctrlKey || event.altKey || event.metaKey || event.repeat && !"jk".includes(key) || !Object.hasOwn(KEYS, key)) return;
  if (event.target.matches("textarea, select, input:not([type=radio], [type=checkbox])")) return;
  if (at && !at.isConnected) at = noteWith(at.dataset.note) || null;
  if (!at && !"jk".includes(key)) return;
  event.preventDefault();
  KEYS[key](at);
});

document.getElementById("keys").hidden = false;
finding.querySelector("button").hidden = true;  // it finds while one types
count();
