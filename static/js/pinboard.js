// The pinboard moves notes by dragging, shows what colleagues change, and filters in the page.
// Without this file the same buttons work as plain forms.
"use strict";

const EVERY = 3000;
const board = () => document.getElementById("board");
const acts = document.getElementById("acts");
const filters = document.getElementById("filters");
const moving = [];      // moves that wait for their answer, one after the other
let dragging = false;
let passing = false;    // the next form goes the plain way

function say(sentence) {
  const said = document.getElementById("said");
  said.textContent = sentence;
  said.hidden = !sentence;
}

// ---- filters: inside the page, nothing is asked or kept

function isWanted(pin, wanted) {
  const theme = pin.parentElement.dataset.theme || "none";
  return (!wanted.question || pin.dataset.question === wanted.question)
    && (!wanted.category || pin.dataset.category === wanted.category)
    && (!wanted.sharing || pin.dataset.sharing === wanted.sharing)
    && (!wanted.theme || theme === wanted.theme)
    && (!wanted.text || pin.querySelector(".text").textContent.toLowerCase().includes(wanted.text));
}

function filter() {
  const wanted = {};
  for (const field of filters.querySelectorAll("[data-filter]")) wanted[field.dataset.filter] = field.value.trim().toLowerCase();
  let shown = 0, all = 0;
  for (const list of document.querySelectorAll(".pins")) {
    let here = 0;
    for (const pin of list.children) {
      pin.hidden = !isWanted(pin, wanted);
      if (!pin.hidden) here += 1;
    }
    list.parentElement.querySelector(".number").textContent =
      howMany(here, list.children.length);
    shown += here;
    all += list.children.length;
  }
  const heading = document.getElementById("shown");
  heading.dataset.words ??= heading.textContent;
  heading.textContent = heading.dataset.words.replace(/\d+/, howMany(shown, all));
}

const howMany = (shown, total) => shown === total ? total : filled(board().dataset.of, {shown, total});
const filled = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => values[name]);

// ---- what the server knows: one number is asked for, and the board fetched when it has grown

function isBusy() {
  const field = document.activeElement;
  const typing = field && board().contains(field) && field.matches("input, select") && isTouched(field);
  return dragging || moving.length > 0 || typing || acts.open || begun !== null;
}

function isTouched(field) {
  if (field.matches("select")) return ![...field.options].some((option, at) => option.selected && (option.defaultSelected || at === 0));
  return field.value !== field.defaultValue;
}

function setRevision(number) {
  board().dataset.revision = number;
  document.querySelector("#undoing [name=revision]").value = number;
}

async function ask() {
  const answer = await reach(board().dataset.revisionUrl, {redirect: "error"});
  if (!answer.ok) throw new Error(String(answer.status));
  return JSON.parse(answer.text).revision;
}

async function look() {
  if (document.hidden || isBusy()) return;
  try {
    const number = await ask();
    if (String(number) !== board().dataset.revision && !isBusy()) await refresh();
  } catch { /* the page says so, and the next attempt comes in three seconds */ }
}

async function refresh() {
  const answer = await reach(location.pathname + location.search, {redirect: "error"});
  if (!answer.ok) throw new Error(String(answer.status));
  const page = new DOMParser().parseFromString(answer.text, "text/html");
  if (!isBusy()) show(page);
}

function show(page) {
  const old = board(), fresh = document.adoptNode(page.getElementById("board"));
  const focused = document.activeElement, scrolled = scrolls(old);
  const open = [...old.querySelectorAll(".change[open]")].map(details => details.id);
  if (themesOf(old) === themesOf(fresh)) keepNotes(fresh);
  old.replaceWith(fresh);
  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  for (const [id, top, left] of scrolled) {
    const column = id ? document.querySelector("#" + id + " .pins") : fresh;
    column?.scrollTo({top, left, behavior: "instant"});
  }
  for (const part of ["undoing", "sorting", "by-theme", "targets", "topping", "corner"]) replaceKeeping(page, part);
  followCode(page.getElementById("code"));
  setRevision(fresh.dataset.revision);
  if (old.contains(focused) || fresh.contains(focused)) (fresh.contains(focused) ? focused : standIn(focused, fresh)).focus({preventScroll: true});
  showKeys();
  makeSortable();
  filter();
  showEdges();
}

// Browsers hide scroll bars: the edge of the board fades where more themes are.
function showEdges() {
  const {scrollLeft: from, clientWidth: width, scrollWidth: all} = board();
  board().classList.toggle("before", from > 8);
  board().classList.toggle("more", from + width < all - 8);
}

const themesOf = of => [...of.querySelectorAll(".column")].map(column => column.dataset.theme + column.dataset.look).join("\n");

const textOf = pin => pin.querySelector(".text").textContent;

// An unchanged note stays the same element, so that what is open in it stays open.
function keepNotes(fresh) {
  for (const pin of fresh.querySelectorAll(".pin")) {
    const old = document.getElementById(pin.id);
    if (old && old.dataset.state === pin.dataset.state && textOf(old) === textOf(pin)) pin.replaceWith(old);
  }
}

function scrolls(of) {
  const columns = [...of.querySelectorAll(".column")].map(column => [column.id, column.querySelector(".pins").scrollTop, 0]);
  return [["", of.scrollTop, of.scrollLeft], ...columns];
}

// The button of the join code keeps its focus.
function followCode(fresh) {
  const old = document.getElementById("code");
  if (!old || !fresh) return;
  old.value = fresh.value;
  old.setAttribute("aria-pressed", fresh.getAttribute("aria-pressed"));
}

function replaceKeeping(page, id) {
  const old = document.getElementById(id), there = page.getElementById(id);
  if (!old || !there) return;
  const fresh = document.adoptNode(there), value = old.value;
  if (old.contains(document.activeElement)) return;
  old.replaceWith(fresh);
  if (value !== undefined) fresh.value = value;
}

function standIn(gone, fresh) {
  const same = gone.id && document.getElementById(gone.id);
  const near = gone.closest(".pin, .column")?.id;
  return same || (near && document.getElementById(near)?.querySelector(".act, summary, h2")) || fresh;
}

// ---- changes: each is the plain form, sent without leaving the page

async function send(form, submitter) {
  const data = new URLSearchParams(new FormData(form, submitter));
  const address = submitter?.getAttribute("formaction") || form.getAttribute("action");
  return reach(address, {method: "POST", body: data, redirect: "manual"});
}

async function change(form, submitter) {
  try {
    const answer = await send(form, submitter);
    if (answer.type !== "opaqueredirect") return pass(form, submitter);
    say("");
    form.reset();
    document.activeElement?.matches?.("#board input, #board select") && document.activeElement.blur();
    await refresh();
  } catch { /* the page says so; what was typed is still there */ }
}

// The answer is a page with what was typed: let the browser show it.
function pass(form, submitter) {
  passing = true;
  form.requestSubmit(submitter);
}

function move(pin, list, before) {
  queue(pin, board().dataset.moveUrl, {to: list.dataset.theme, before: before?.dataset.note || ""});
}

function queue(pin, address, fields) {
  const data = new URLSearchParams(new FormData(acts.querySelector(".pin-acts")));
  for (const [name, value] of Object.entries({note: pin.dataset.note, ...fields})) data.set(name, value);
  moving.push(1);
  lastMove = lastMove.then(() => tell(address, data)).finally(() => moving.pop());
  lastMove.then(() => moving.length || look());
  filter();
}
let lastMove = Promise.resolve();

async function tell(address, data) {
  try {
    const answer = await reach(address, {method: "POST", body: data, redirect: "manual"});
    if (answer.type !== "opaqueredirect") return await refused(answer);
    document.getElementById("undo").disabled = false;
    const number = await ask();
    if (number === Number(board().dataset.revision) + 1) setRevision(number);  // else somebody else was here too
  } catch {
    board().dataset.revision = "old";  // whether it moved is known when the board comes anew
  }
}

async function refused(answer) {
  if (answer.status === 401) return location.reload();
  const page = new DOMParser().parseFromString(answer.text, "text/html");
  say((page.querySelector("[role=alert]") || page.querySelector("h1")).textContent);
  board().dataset.revision = "old";
}

document.addEventListener("submit", event => {
  const {target: form, submitter} = event;
  if (passing) { passing = false; return; }
  if (form.id === "acting") { event.preventDefault(); return openActs(submitter.closest(".pin")); }
  const address = submitter?.getAttribute("formaction") || form.getAttribute("action");
  if (!form.closest("#board, .tools, #acts") || form.method === "dialog" || /\/(mask\/words|answers\/to-note)$/.test(address)) return;
  event.preventDefault();
  acts.close();
  if (submitter?.name === "top") putOnTop(document.getElementById("n" + form.elements.note.value));
  else if (submitter?.name === "to") moveByButton(document.getElementById("n" + form.elements.note.value), submitter.value);
  else change(form, submitter);
});

// One dialog for all notes: a thousand forms would take a browser half a minute.
function openActs(pin) {
  const state = pin.dataset.state.split(" ");
  acts.querySelector("[name=note]").value = pin.dataset.note;
  const words = acts.querySelector(".text");
  words.replaceChildren(...pin.querySelector(".text").cloneNode(true).childNodes);
  words.lang = pin.querySelector(".text").lang;
  for (const button of acts.querySelectorAll("[name=to]")) button.disabled = button.value === pin.parentElement.dataset.theme;
  for (const button of acts.querySelectorAll("[name=needed]")) button.hidden = state.includes("careful") === (button.value === "1");
  for (const button of acts.querySelectorAll("[name=withheld]")) button.hidden = !state.includes("withheld");
  for (const part of acts.querySelectorAll("#topping")) part.hidden = !pin.parentElement.dataset.theme;
  for (const part of acts.querySelectorAll("#withholding")) part.hidden = state.includes("withheld");
  acts.showModal();
  acts.querySelector("[name=to]:enabled, button").focus();
}

// The keyboard goes on with the next note; where the moved one went is said.
function moveByButton(pin, theme) {
  const list = document.querySelector(`.pins[data-theme="${theme}"]`);
  const next = pin.nextElementSibling || pin.previousElementSibling;
  const heading = pin.closest(".column").querySelector("h2");
  list?.append(pin);
  (next?.querySelector(".act") || heading).focus();
  say(list ? filled(board().dataset.moved, {theme: list.parentElement.querySelector("h2 span").textContent}) : "");
  move(pin, list || {dataset: {theme}}, null);
}

function putOnTop(pin) {
  const list = pin.parentElement;
  if (!list.dataset.theme || list.firstElementChild === pin) return;
  list.prepend(pin);
  say("");
  queue(pin, board().dataset.topUrl, {});
  pin.querySelector(".act").focus();
}

// ---- keys: on the note that has the focus, never while somebody types

function showKeys() {
  for (const key of document.querySelectorAll("#keys, .column kbd")) key.hidden = false;
}

function go(pin, by) {
  const shown = [...document.querySelectorAll(".pin:not([hidden])")];
  const next = pin ? shown[shown.indexOf(pin) + by] : shown[0];
  next?.querySelector(".act").focus();
  next?.scrollIntoView({block: "nearest", inline: "nearest"});
}

function sendTo(pin, number) {
  const column = document.querySelectorAll(".column")[number];
  if (!column || column === pin.closest(".column")) return;
  moveByButton(pin, column.dataset.theme);
}

// With ten themes or more, a digit that may be the first of two waits for the second.
let begun = null;       // the note and its first digit

function digit(pin, key) {
  const number = Number((begun?.key ?? "") + key), themes = document.querySelectorAll(".column").length - 1;
  const note = begun?.pin ?? pin;
  forgetDigit();
  if (number === 0 || number * 10 > themes) return sendTo(note, number);
  begun = {pin, key, waiting: setTimeout(sendBegun, 900)};
  say(key + "…");
}

function forgetDigit() {
  if (!begun) return;
  clearTimeout(begun.waiting);
  begun = null;
  say("");
}

function sendBegun() {
  const {pin, key} = begun;
  forgetDigit();
  sendTo(pin, Number(key));
}

document.addEventListener("keydown", event => {
  const at = event.target;
  if (acts.open || event.ctrlKey || event.altKey || event.metaKey || at.matches("input, textarea, select")) return;
  const key = event.key.toLowerCase();
  if (begun && !/^[0-9]$/.test(key)) sendBegun();
  const pin = document.activeElement.closest(".pin");
  if (key === "q" && !event.repeat) document.getElementById("code")?.click();
  if (key === "f" && !event.repeat) document.getElementById("full")?.click();
  if (key === "j" || key === "k") go(pin, key === "j" ? 1 : -1);
  else if (pin && !event.repeat && /^[0-9]$/.test(key)) digit(pin, key);
  else if (pin && !event.repeat && key === "t") putOnTop(pin);
  else return;
  event.preventDefault();
});

// ---- dragging

const calm = matchMedia("(prefers-reduced-motion: reduce)");

function makeSortable() {
  for (const list of document.querySelectorAll(".pins")) {
    new Sortable(list, {
      group: "notes", draggable: ".pin", animation: calm.matches ? 0 : 120, delay: 180, delayOnTouchOnly: true,
      filter: "summary, select, button, input, label", preventOnFilter: false,
      // The script scrolls, because browsers do so only at the last pixels; columns that snap would pull it back.
      forceAutoScrollFallback: true, bubbleScroll: true, scrollSensitivity: 90, scrollSpeed: 18,
      onStart: () => { dragging = true; board().classList.add("dragging"); },
      onEnd: ({item, to, from, oldIndex, newIndex}) => {
        dragging = false;
        board().classList.remove("dragging");
        if (to === from && oldIndex === newIndex) return;
        say("");
        move(item, to, item.nextElementSibling);
      },
    });
  }
}

const full = document.getElementById("full");
if (full && document.fullscreenEnabled) {
  full.hidden = false;
  full.addEventListener("click", () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()));
}
filters.hidden = false;
showKeys();
filters.addEventListener("input", filter);
makeSortable();
filter();
showEdges();
addEventListener("resize", showEdges);
document.addEventListener("scroll", event => event.target === board() && showEdges(), true);
setInterval(look, EVERY);
document.addEventListener("visibilitychange", look);
