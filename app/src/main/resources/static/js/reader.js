// Shows a document page by page, each drawn when it comes near. Without scripts, or if it cannot be drawn, the link below opens it.
import { announce } from "./paraf.js";
import { open, paint } from "./pdf.js";
import { zoomable } from "./zoom.js";

// A phone's memory: so many drawn pages are kept, and so many pixels of them.
const MOST_DRAWN = 6;
const MOST_PIXELS = 24_000_000;
const FAR = 1500;
// Who presses a button three times wants one drawing.
const SETTLES = 150;

const reader = document.querySelector("[data-reader]");
if (reader) {
  show(reader).catch(() => {
    const sentence = document.createElement("p");
    sentence.className = "muted";
    sentence.textContent = reader.dataset.failed;
    reader.replaceChildren(sentence);
  });
}

async function show(place) {
  const box = document.querySelector("[data-unlock]");
  const pdf = await open(place.dataset.reader, box && ((answer, wrong) => unlock(box, answer, wrong)));
  const drawn = [];
  const near = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (isIntersecting && !target.dataset.drawn) draw(pdf, target, drawn);
    }
  }, { rootMargin: "600px", scrollMargin: "600px" });
  const first = (await pdf.getPage(1)).getViewport({ scale: 1 });
  for (let number = 1; number <= pdf.numPages; number++) {
    const canvas = document.createElement("canvas");
    canvas.dataset.number = number;
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", place.dataset.page.replace("#", number).replace("#", pdf.numPages));
    canvas.width = Math.round(first.width);
    canvas.height = Math.round(first.height);
    place.append(canvas);
    near.observe(canvas);
  }
  let soon;
  zoomable(place, () => [...place.children], () => {
    // Every page is now drawn for another size. Observed anew, each near one is told at once.
    drawn.length = 0;
    clearTimeout(soon);
    soon = setTimeout(() => {
      for (const canvas of place.children) {
        delete canvas.dataset.drawn;
        near.unobserve(canvas);
        near.observe(canvas);
      }
    }, SETTLES);
  });
}

/** Asks for the document's own password, which goes to pdf.js and nowhere else. */
function unlock(box, answer, wrong) {
  const input = box.querySelector("input");
  const sentence = box.querySelector("#unlock-wrong");
  box.hidden = false;
  sentence.hidden = !wrong;
  input.setAttribute("aria-invalid", String(wrong));
  if (wrong) {
    announce(sentence.textContent);
    input.focus();
  }
  const give = () => {
    const typed = input.value;
    if (!typed) return;
    input.value = "";
    box.hidden = true;
    answer(typed);
  };
  box.querySelector("button.button").onclick = give;
  input.onkeydown = (event) => { if (event.key === "Enter") give(); };
}

async function draw(pdf, canvas, drawn) {
  canvas.dataset.drawn = "yes";
  await paint(await pdf.getPage(Number(canvas.dataset.number)), canvas);
  if (!drawn.includes(canvas)) drawn.push(canvas);
  while (drawn.length > MOST_DRAWN || pixels(drawn) > MOST_PIXELS) {
    // One that is far away gives its pixels back, and is drawn again when it comes near.
    const at = drawn.findIndex(far);
    if (at < 0) return;
    const [old] = drawn.splice(at, 1);
    // It keeps its place, whatever its own shape was: only the pixels go.
    old.style.aspectRatio = `${old.width} / ${old.height}`;
    old.width = old.height = 1;
    delete old.dataset.drawn;
  }
}

function pixels(canvases) {
  return canvases.reduce((sum, { width, height }) => sum + width * height, 0);
}

function far(element) {
  const box = element.getBoundingClientRect();
  return box.bottom < -FAR || box.top > window.innerHeight + FAR;
}
