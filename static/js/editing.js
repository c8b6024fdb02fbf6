// A draft saves itself: after a pause, when a field is left, when the page goes out of sight. Without script there are
// the buttons Save and Undo. What came back from the server is put beside its field; nothing that is typed is touched.
const form = document.querySelector("form.draft");
const state = document.getElementById("saving");
const PAUSE = 1200;
const AGAIN = 5000;
const OWN = ["revision", "csrf_token"];

const words = (of = form) => {
  const typed = new FormData(of);
  OWN.forEach((name) => typed.delete(name));
  return new URLSearchParams(typed).toString();
};

const preview = document.getElementById("preview");
const still = () => preview.contentDocument?.addEventListener("click", (click) => click.preventDefault()); // it is to look at

const renew = () => {
  if (preview.contentDocument) preview.contentDocument.location.reload();
  else preview.src = preview.getAttribute("src"); // it could not be loaded, and an error page of the browser takes no orders
};

const asItCame = () => { // somebody may type before this script runs
  const copy = form.cloneNode(true);
  copy.reset();
  return words(copy);
};

let saved = asItCame();
let timer = 0;
let busy = null;
let pressing = null; // while something is pressed nothing moves, or a button would slip from under the mouse: no click
let wasLost = false; // the last attempt got no answer; the next one may wait long for its own

const say = (name, detail = "") => {
  state.dataset.state = name;
  state.textContent = state.getAttribute(`data-${name}`).replace("…", detail || "…");
};

const clock = () => new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", hour12: false });

const later = (pause) => {
  clearTimeout(timer);
  timer = setTimeout(save, pause);
};

function show(fresh) {
  form.elements.revision.value = fresh.querySelector("[name=revision]").value;
  form.querySelector("[value=undo]").disabled = fresh.querySelector("[value=undo]").disabled;
  document.getElementById("needed").replaceChildren(...fresh.getElementById("needed").childNodes);
  const [ours, theirs] = [document, fresh].map((page) => [...page.querySelectorAll("form.draft .field")]);
  if (ours.length !== theirs.length) return;
  ours.forEach((field, number) => {
    const said = ":scope > .wrong, :scope > .not-yet";
    field.querySelectorAll(said).forEach((one) => one.remove());
    field.querySelector("label, legend").after(...theirs[number].querySelectorAll(said));
    const boxes = theirs[number].querySelectorAll("input, textarea, select");
    field.querySelectorAll("input, textarea, select").forEach((box, place) => {
      for (const name of ["aria-invalid", "aria-describedby"]) {
        const value = boxes[place]?.getAttribute(name);
        if (value) box.setAttribute(name, value);
        else box.removeAttribute(name);
      }
    });
  });
  [...form.querySelectorAll("details")].filter((fold) => fold.querySelector("[aria-invalid=true]")).forEach((fold) => (fold.open = true));
}

async function answered(answer, sent) {
  await pressing;
  if (answer.status === 409) return say("clash");
  if (answer.status === 401) return say("signed-out");
  if (!answer.ok) return say("refused");
  const fresh = new DOMParser().parseFromString(answer.text, "text/html");
  const page = fresh.querySelector("form.draft");
  if (!page) throw new Error("this is the page of somebody else, such as that of a hotel's network");
  const wrong = page.querySelectorAll("[aria-invalid=true]").length;
  saved = sent;
  if (page.dataset.merged && !wrong && words() === sent) return location.reload();
  show(fresh);
  renew();
  return wrong ? say("partly") : say("undoLost" in page.dataset ? "final" : "saved", clock());
}

async function send(sent) {
  const body = new FormData(form);
  body.append("button", "auto");
  say("saving");
  try {
    const keepalive = document.visibilityState === "hidden" && sent.length < 60000;
    await answered(await reach(form.action, { method: "POST", body: new URLSearchParams(body), keepalive }), sent);
    wasLost = false;
  } catch {
    await pressing;
    wasLost = true;
    say("offline");
    later(AGAIN);
  }
}

async function save() {
  clearTimeout(timer);
  if (pressing) await pressing;
  if (busy || form.dataset.leaving || words() === saved) return;
  busy = send(words());
  await busy;
  busy = null;
  if (words() !== saved && ["saved", "final"].includes(state.dataset.state)) later(PAUSE);
}

form.addEventListener("pointerdown", () => {
  pressing = new Promise((released) => {
    for (const end of ["pointerup", "pointercancel"]) addEventListener(end, () => setTimeout(released), { once: true }); // after the click
  }).then(() => (pressing = null));
});
form.addEventListener("input", () => later(PAUSE));
form.addEventListener("focusout", () => later(0));
addEventListener("online", () => later(0));
document.addEventListener("visibilitychange", save);
addEventListener("beforeunload", (leaving) => {
  if (form.dataset.leaving || words() === saved) return;
  const couldNot = wasLost || !["ready", "saved", "final", "saving", "partly"].includes(state.dataset.state ?? "ready");
  save();
  if (couldNot || state.dataset.state !== "saving") leaving.preventDefault(); // ask before words are lost
});

form.addEventListener("submit", async (pressed) => {
  clearTimeout(timer);
  form.dataset.leaving = "yes";
  if (!busy) return;
  pressed.preventDefault(); // what is on its way would look like a change by someone else
  await busy;
  form.requestSubmit(pressed.submitter);
});
addEventListener("pageshow", () => delete form.dataset.leaving);
preview.addEventListener("load", still);
say("ready");
if (words() !== saved) later(PAUSE);
