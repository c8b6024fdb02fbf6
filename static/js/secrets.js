// Buttons that print or copy a new passphrase; without script people write it down, or print from the menu.
const [printing, copying] = ["print", "copy"].map((id) => document.getElementById(id));
printing.hidden = false;
printing.addEventListener("click", () => print());
if (navigator.clipboard) {
  copying.hidden = false;
  copying.addEventListener("click", async () => {
    const lines = [...document.querySelectorAll(".secrets dt")].map(
      (label) => `${label.textContent}: ${label.nextElementSibling.textContent}`,
    );
    await navigator.clipboard.writeText(lines.join("\n"));
    copying.textContent = copying.dataset.done;
  });
}
