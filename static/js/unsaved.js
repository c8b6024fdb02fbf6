// Ask before words that somebody typed, or marks that they set, are lost. Drafts are left out: they save themselves.
"use strict";
const isChanged = (field) => (field.type === "checkbox" ? field.checked !== field.defaultChecked : field.value !== field.defaultValue);
const isOfWords = (form) => form.dataset.unsaved || (form.querySelector("textarea") && !form.matches(".draft"));
const unsavedForms = (sent) => [...document.querySelectorAll("form[method=post]")]
  .filter((one) => one !== sent && isOfWords(one) && (one.dataset.unsaved === "always"
    || [...one.querySelectorAll("textarea, input[type=text], input[type=checkbox]")].some(isChanged)));
const unsavedBeside = (sent) => unsavedForms(sent).length > 0;
{
  let sent = null;
  // a download in a window of its own leaves this page as it is
  addEventListener("submit", (event) => { if (event.submitter?.formTarget !== "_blank") sent = event.target; });
  addEventListener("beforeunload", (event) => { if (unsavedBeside(sent)) event.preventDefault(); });
}
