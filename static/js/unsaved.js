// Ask before words that somebody typed and did not send are lost. Drafts are left out: they save themselves.
"use strict";
const isTyped = (field) => field.value !== field.defaultValue;
const unsavedBeside = (form) => [...document.querySelectorAll("form[method=post] :is(textarea, input[type=text])")]
  .some((field) => field.form !== form && field.form.querySelector("textarea") && !field.form.matches(".draft") && isTyped(field));
let sent = null;
addEventListener("submit", (event) => { sent = event.target; });

addEventListener("beforeunload", (event) => { if (unsavedBeside(sent)) event.preventDefault(); });
