// What a signer had before them beside what is there now: both drawn here, from the one file that the browser still has.
import { openBytes, paint, paintAt } from "./pdf.js";

// A letter of a hundred pages is compared in seconds, and nobody's phone is kept busy for minutes.
const MOST_COMPARED = 100;
// Pixels for each point of a page: enough to see a changed digit.
const COMPARED = 0.75;

export function showEarlier(section, file) {
  const words = section.dataset;
  const sides = section.querySelector(".sides");
  const found = section.querySelector("[data-found]");
  const number = section.querySelector("[data-number]");
  const [then, now] = section.querySelectorAll("canvas");
  const buttons = section.querySelectorAll("[data-end]");
  let whole;
  let pair = [];
  let changed = new Map();
  let at = 1;
  let asked = 0;

  section.hidden = false;
  buttons.forEach((button) => button.addEventListener("click", () => choose(button)));
  section.querySelectorAll("[data-turn]").forEach((button) => button.addEventListener("click", () => {
    const last = Math.max(...pair.map((pdf) => pdf.numPages));
    show(Math.min(last, Math.max(1, at + Number(button.dataset.turn))));
  }));

  async function choose(button) {
    const turn = ++asked;
    buttons.forEach((one) => one.setAttribute("aria-pressed", String(one === button)));
    found.className = "waiting";
    say(words.working);
    try {
      whole ??= openBytes(await file.arrayBuffer());
      const both = await Promise.all([file.slice(0, Number(button.dataset.end)).arrayBuffer().then(openBytes), whole]);
      const different = await compare(both);
      if (turn !== asked) return;
      pair = both;
      changed = different;
      found.className = "";
      say((different.size > 0 ? words.differs.replace("#", [...different.keys()].join(", ")) : words.same)
        + (Math.max(...both.map((pdf) => pdf.numPages)) > MOST_COMPARED ? " " + words.beyond.replace("#", MOST_COMPARED) : ""));
      sides.hidden = false;
      await show(different.keys().next().value ?? 1);
    } catch {
      if (turn !== asked) return;
      found.className = "";
      sides.hidden = true;
      say(words.failed);
    }
  }

  async function show(page) {
    at = page;
    const last = Math.max(...pair.map((pdf) => pdf.numPages));
    number.textContent = words.page.replace("#", page).replace("#", last);
    section.querySelector("[data-turn='-1']").disabled = page === 1;
    section.querySelector("[data-turn='1']").disabled = page === last;
    for (const [i, canvas] of [then, now].entries()) {
      const there = page <= pair[i].numPages;
      canvas.classList.toggle("absent", !there);
      canvas.setAttribute("aria-label", canvas.previousElementSibling.textContent + ": " + (there ? number.textContent : words.none));
      if (there) {
        await paint(await pair[i].getPage(page), canvas);
        if (changed.get(page)) frame(canvas, changed.get(page));
      } else {
        blank(canvas, words.none);
      }
    }
  }

  // The line is read out when it changes (role=status is on it).
  function say(sentence) {
    found.textContent = sentence;
  }
}

/** Page by page what looks different: where, or nothing of a page that is not there in one of both. */
async function compare(both) {
  const pages = Math.min(MOST_COMPARED, Math.max(...both.map((pdf) => pdf.numPages)));
  const canvases = both.map(() => document.createElement("canvas"));
  const different = new Map();
  for (let page = 1; page <= pages; page++) {
    if (both.some((pdf) => page > pdf.numPages)) {
      different.set(page, undefined);
      continue;
    }
    const [one, other] = await Promise.all(both.map(async (pdf, i) => {
      await paintAt(await pdf.getPage(page), canvases[i], COMPARED);
      return canvases[i].getContext("2d").getImageData(0, 0, canvases[i].width, canvases[i].height);
    }));
    const box = difference(one, other);
    if (box) different.set(page, box);
  }
  return different;
}

/** The smallest box around all pixels that differ, in parts of the page's width and height; null if none does. */
function difference(one, other) {
  const { width, height } = one;
  if (width !== other.width || height !== other.height) return { left: 0, top: 0, right: 1, bottom: 1 };
  const before = new Uint32Array(one.data.buffer);
  const after = new Uint32Array(other.data.buffer);
  let [left, top, right, bottom] = [width, height, -1, -1];
  for (let i = 0; i < before.length; i++) {
    if (before[i] === after[i]) continue;
    const x = i % width;
    const y = Math.floor(i / width);
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = y;
  }
  return right < 0 ? null : { left: left / width, top: top / height, right: (right + 1) / width, bottom: (bottom + 1) / height };
}

function frame(canvas, { left, top, right, bottom }) {
  const pen = canvas.getContext("2d");
  const room = canvas.width / 60;
  pen.lineWidth = Math.max(2, canvas.width / 200);
  pen.strokeStyle = "#c2410c";
  pen.strokeRect(left * canvas.width - room, top * canvas.height - room, (right - left) * canvas.width + 2 * room,
    (bottom - top) * canvas.height + 2 * room);
}

function blank(canvas, sentence) {
  canvas.width = 400;
  canvas.height = 120;
  const pen = canvas.getContext("2d");
  pen.font = "16px sans-serif";
  pen.textAlign = "center";
  pen.fillStyle = getComputedStyle(canvas).color;
  pen.fillText(sentence, 200, 64);
}
