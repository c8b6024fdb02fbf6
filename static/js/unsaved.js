// Ask before words that somebody typed, or marks that they set, are lost. Drafts are left out: they save themselves.
"use strict";
const isChanged = (field) => (field.type === "checkbox" ? field.checked !== field.defaultChecked : field.value !== field.defaultValue);
const isOfWords = (form) => form.dataset.unsaved || (form.querySelector("textarea") && !form.matches(".draft"));
const unsavedBeside = (form) => [...document.querySelectorAll("form[method=post]")]
  .some((one) => one !== form && isOfWords(one) && (one.dataset.unsaved === "always"
    || [...one.querySelectorAll("textarea, input[type=text], input[type=checkbox]")].some(isChanged)));
{
  let sent = null;
  addEventListener("submit", (event) => { sent = event.target; });
  addEventListener("beforeunload", (event) => { if (unsavedBeside(sent)) event.preventDefault(); });
}
