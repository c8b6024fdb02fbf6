// The list shrinks while a title is typed; without script the button asks the server.
"use strict";
const box = document.getElementById("find");
const rows = [...document.querySelectorAll("[data-row]")];
function find() {
  const words = box.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  for (const row of rows) {
    const code = row.querySelector("[data-code]")?.textContent.replace(/\s/g, "") ?? "";
    const text = `${row.querySelector("h3").textContent} ${code}`.toLocaleLowerCase();
    row.hidden = !words.every((word) => text.includes(word));
  }
  for (const group of document.querySelectorAll("[data-group]")) {
    group.hidden = !group.querySelector("[data-row]:not([hidden])");
    if (group.localName === "details") group.open = words.length > 0;
  }
  document.getElementById("none-found").hidden = rows.some((row) => !row.hidden);
}
if (box) box.addEventListener("input", find);
