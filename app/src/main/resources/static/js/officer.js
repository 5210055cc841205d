// The officer's keyboard: j and k go through the queue, Enter opens, a, b and r go to the decision (which is then confirmed).
import "./choose.js";

const typing = (target) => target.closest("input, textarea, select, [contenteditable]");
const rows = [...document.querySelectorAll("[data-queue] tbody a")];

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  if (event.key === "j" || event.key === "k") {
    const at = rows.indexOf(document.activeElement);
    const next = rows[event.key === "j" ? Math.min(rows.length - 1, at + 1) : Math.max(0, at - 1)];
    next?.focus();
    event.preventDefault();
    return;
  }
  const form = document.querySelector(`[data-decision="${CSS.escape(event.key)}"]`);
  if (form) {
    // The first key leads there, the person decides: nothing is approved or rejected by one stray key.
    (form.querySelector("textarea") ?? form.querySelector("button")).focus();
    form.scrollIntoView({ block: "center" });
    event.preventDefault();
  }
});

// A code may grow old while a reason is being written: what was typed is there again afterwards, in this tab alone.
for (const area of document.querySelectorAll("form[data-decision] textarea")) {
  const key = `${location.pathname}#${area.name}`;
  area.value ||= sessionStorage.getItem(key) ?? "";
  area.addEventListener("input", () => sessionStorage.setItem(key, area.value));
}
