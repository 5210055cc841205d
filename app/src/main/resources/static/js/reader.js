// Shows a document page by page, each drawn when it comes near. Without scripts, or if it cannot be drawn, the link below opens it.
import { announce } from "./paraf.js";
import { open, paint } from "./pdf.js";

// A phone's memory: so many drawn pages are kept.
const MOST_DRAWN = 6;
const FAR = 1500;

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
  }, { rootMargin: "600px" });
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
  drawn.push(canvas);
  if (drawn.length > MOST_DRAWN) {
    // One that is far away gives its pixels back, and is drawn again when it comes near.
    const at = drawn.findIndex(far);
    if (at >= 0) {
      const [old] = drawn.splice(at, 1);
      old.getContext("2d").clearRect(0, 0, old.width, old.height);
      delete old.dataset.drawn;
    }
  }
}

function far(element) {
  const box = element.getBoundingClientRect();
  return box.bottom < -FAR || box.top > window.innerHeight + FAR;
}
