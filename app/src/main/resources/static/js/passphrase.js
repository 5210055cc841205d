// Beside the new passphrase: a checklist and a strength that follow the typing. The server judges; this only tells early.
import { enhance } from "./paraf.js";

const kinds = { lower: /\p{Ll}/u, upper: /\p{Lu}/u, digit: /\p{Nd}/u, special: /[^\p{L}\p{Nd}]/u };

function bits(text) {
  let pool = 0;
  if (kinds.lower.test(text)) pool += 26;
  if (kinds.upper.test(text)) pool += 26;
  if (kinds.digit.test(text)) pool += 10;
  if (kinds.special.test(text)) pool += 33;
  const characters = [...text];
  // A repeated character adds little: half of what a new one does.
  const different = new Set(characters).size;
  return Math.log2(Math.max(pool, 1)) * (different + (characters.length - different) / 2);
}

enhance("[data-follow]", (box) => {
  const field = document.getElementById(box.dataset.follow);
  const confirmation = document.getElementById(box.dataset.confirmation);
  const meter = box.querySelector("meter");
  const output = box.querySelector("output");
  box.hidden = false;
  const follow = () => {
    const text = field.value.normalize("NFKC");
    box.querySelectorAll("[data-rule]").forEach((item) => {
      const rule = item.dataset.rule;
      const met = rule === "length" ? [...text].length >= Number(item.dataset.min)
        : rule === "same" ? text !== "" && text === confirmation.value.normalize("NFKC")
        : kinds[rule].test(text);
      item.classList.toggle("met", met);
    });
    const strength = bits(text);
    const level = text === "" ? 0 : strength < 50 ? 1 : strength < 75 ? 2 : 3;
    meter.value = level;
    output.textContent = ["", output.dataset.weak, output.dataset.fair, output.dataset.strong][level];
  };
  field.addEventListener("input", follow);
  confirmation.addEventListener("input", follow);
  follow();
});

enhance("[data-agree]", (button) => {
  button.hidden = false;
  button.addEventListener("click", () => {
    const box = document.getElementById(button.dataset.agree);
    box.checked = true;
    button.closest("details").open = false;
    box.focus();
  });
});
