// Puts the mark where it is dragged, or where the arrow keys bring it. The form says the same in millimetres, and works alone.
import { announce } from "./paraf.js";
import { open, paint } from "./pdf.js";
import { zoomable } from "./zoom.js";

const WIDTH = 80;
const HEIGHT = 25;
const EDGE = 10;
const MILLIMETRE = 72 / 25.4;

const place = document.querySelector("[data-place]");
if (place) start(place).catch(() => { place.hidden = true; });

async function start(place) {
  const form = place.closest("form");
  const canvas = place.querySelector("canvas");
  const box = canvas.nextElementSibling;
  const scroller = place.querySelector(".sheet");
  // A locked document opens when its password is typed for signing.
  const password = form.elements.pdfPassword;
  const locked = form.querySelector("[data-place-locked]");
  const pdf = await open(place.dataset.place, password && ((answer, wrong) => {
    refuse(wrong);
    if (password.value && !wrong) answer(password.value);
    else password.addEventListener("change", () => answer(password.value), { once: true });
  }));
  if (locked) {
    refuse(false);
    locked.hidden = true;
  }
  let page;
  let sheet;
  let size;

  /** Says at the place of the page, and to screen readers, that the password does not open it; or no longer. */
  function refuse(wrong) {
    const sentence = locked?.querySelector(".field-error");
    if (!sentence) return;
    sentence.hidden = !wrong;
    password.setAttribute("aria-invalid", String(wrong));
    if (wrong) announce(sentence.textContent);
  }

  const value = (name) => form.elements[name].value;
  const number = () => value("where") === "first" ? 1 : value("where") === "last" ? pdf.numPages : Number(value("number"));
  const millimetres = (name) => Number(value(name).replace(",", ".")) || 0;

  function spot() {
    const right = size.width - WIDTH - EDGE;
    const bottom = size.height - HEIGHT - EDGE;
    switch (value("spot")) {
      case "top-left": return [EDGE, EDGE];
      case "top-right": return [right, EDGE];
      case "bottom-left": return [EDGE, bottom];
      case "bottom-right": return [right, bottom];
      default: return [millimetres("x"), millimetres("y")];
    }
  }

  function follow() {
    if (!size) return;
    const [x, y] = spot();
    box.style.left = `${100 * x / size.width}%`;
    box.style.top = `${100 * y / size.height}%`;
    box.style.width = `${100 * WIDTH / size.width}%`;
    // A finger needs more room than a small mark takes: the box is what is seen, the button around it what is hit.
    box.firstElementChild.style.height = `${canvas.clientHeight * HEIGHT / size.height}px`;
  }

  async function turn() {
    const seen = value("mark") === "visible" && value("spot") !== "text" && !value("spot").startsWith("field-") && number() >= 1 && number() <= pdf.numPages;
    place.hidden = !seen;
    if (!seen) return;
    const next = number();
    if (page !== next) {
      page = next;
      sheet = await pdf.getPage(next);
      const { width, height } = sheet.getViewport({ scale: 1 });
      size = { width: width / MILLIMETRE, height: height / MILLIMETRE };
      await paint(sheet, canvas);
    }
    follow();
  }

  /** Keeps the whole mark on the page. */
  function move(x, y) {
    form.elements.x.value = Math.round(Math.min(Math.max(0, x), size.width - WIDTH));
    form.elements.y.value = Math.round(Math.min(Math.max(0, y), size.height - HEIGHT));
    form.querySelector("input[name=spot][value=at]").checked = true;
    follow();
  }

  box.addEventListener("pointerdown", (down) => {
    const scale = size.width / canvas.clientWidth;
    const [x, y] = spot();
    const { scrollLeft, scrollTop } = scroller;
    box.setPointerCapture(down.pointerId);
    // A wheel may turn the enlarged page meanwhile.
    const drag = (event) => move(x + (event.clientX - down.clientX + scroller.scrollLeft - scrollLeft) * scale,
      y + (event.clientY - down.clientY + scroller.scrollTop - scrollTop) * scale);
    box.addEventListener("pointermove", drag);
    box.addEventListener("pointerup", () => box.removeEventListener("pointermove", drag), { once: true });
    box.addEventListener("pointercancel", () => box.removeEventListener("pointermove", drag), { once: true });
  });
  box.addEventListener("keydown", (event) => {
    const step = event.shiftKey ? 10 : 1;
    const by = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] }[event.key];
    if (!by) return;
    event.preventDefault();
    const [x, y] = spot();
    move(x + by[0], y + by[1]);
    box.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
    announce(place.dataset.at.replace("#", form.elements.x.value).replace("#", form.elements.y.value));
  });
  form.addEventListener("change", turn);
  window.addEventListener("resize", () => { if (!place.hidden) follow(); });
  await turn();
  // What is looked at closely here is where the mark is.
  zoomable(scroller, () => [canvas], () => {
    if (sheet) paint(sheet, canvas);
    follow();
  }, () => {
    const { left, top, width, height } = box.getBoundingClientRect();
    return [left + width / 2, top + height / 2];
  });
}
