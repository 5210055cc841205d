// Makes pages of a document larger and smaller inside a box of their own: the page around it never gets wider.

const LEVELS = [1, 1.5, 2, 3, 4];
const MOST = LEVELS.at(-1);

/**
 * Starts as wide as there is room.
 * box: what scrolls, with its tools before it. sheets: what in it can be looked at. changed(): draws anew what is seen now.
 * middle(): what stays where it is, as a point of the window; without it the middle of what is seen of the box.
 */
export function zoomable(box, sheets, changed, middle) {
  const tools = box.previousElementSibling;
  const buttons = [...tools.querySelectorAll("[data-by]")];
  const now = tools.querySelector("output");
  let zoom = 1;

  tools.hidden = false;
  box.tabIndex = 0;
  say();
  buttons.forEach((button) => button.addEventListener("click", () => step(Number(button.dataset.by))));
  for (const part of [tools, box]) {
    part.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const by = { "+": 1, "=": 1, "-": -1, "−": -1 }[event.key];
      if (!by) return;
      event.preventDefault();
      step(by);
    });
  }
  pinch();

  function step(by) {
    const next = by > 0 ? LEVELS.find((level) => level > zoom + 0.01) : LEVELS.findLast((level) => level < zoom - 0.01);
    if (!next) return;
    show(next, middle?.() ?? centre());
    changed();
  }

  /** The middle of what is seen of the box. */
  function centre() {
    const { left, right, top, bottom } = seen();
    return [(left + right) / 2, (top + bottom) / 2];
  }

  function seen() {
    const { left, right, top, bottom } = box.getBoundingClientRect();
    return { left, right, top: Math.max(top, 0), bottom: Math.max(Math.min(bottom, window.innerHeight), 0) };
  }

  /** Shows it so large, with what is at a point of the window still there. */
  function show(next, [x, y]) {
    const sheet = under(y);
    const before = sheet.getBoundingClientRect();
    const at = [(x - before.left) / before.width, (y - before.top) / before.height];
    zoom = next;
    box.style.setProperty("--zoom", zoom);
    const opened = box.classList.toggle("zoomed", zoom > 1);
    // A long document has become a box of a screen's height, which must not be lost above the window.
    if (opened) box.scrollIntoView({ block: "nearest", behavior: "instant" });
    const room = seen();
    const goal = [Math.min(Math.max(x, room.left), room.right), Math.min(Math.max(y, room.top), room.bottom)];
    const off = () => {
      const after = sheet.getBoundingClientRect();
      return [after.left + at[0] * after.width - goal[0], after.top + at[1] * after.height - goal[1]];
    };
    box.scrollBy({ left: off()[0], top: off()[1], behavior: "instant" });
    if (!opened) window.scrollBy({ top: off()[1], behavior: "instant" });
    say();
  }

  function under(y) {
    const all = sheets();
    return all.find((sheet) => sheet.getBoundingClientRect().bottom >= y) ?? all.at(-1);
  }

  function say() {
    now.textContent = `${Math.round(zoom * 100)}%`;
    // A disabled button would lose the focus of who just pressed it.
    buttons.forEach((button) => button.setAttribute("aria-disabled", String(Number(button.dataset.by) > 0 ? zoom >= MOST : zoom <= 1)));
  }

  /** Two fingers do the same. Once somebody has enlarged the whole page, their fingers are the browser's, or they could not get back. */
  function pinch() {
    let from;
    const spread = ([one, other]) => Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
    window.visualViewport?.addEventListener("resize", () => box.classList.toggle("enlarged", window.visualViewport.scale > 1.01));
    box.addEventListener("touchstart", ({ touches }) => {
      from = touches.length === 2 && !box.classList.contains("enlarged") ? { zoom, spread: spread(touches) } : undefined;
    }, { passive: true });
    box.addEventListener("touchmove", (event) => {
      if (!from || event.touches.length !== 2) return;
      if (event.cancelable) event.preventDefault();
      const [one, other] = event.touches;
      const next = Math.min(MOST, Math.max(1, from.zoom * spread(event.touches) / from.spread));
      show(next, [(one.clientX + other.clientX) / 2, (one.clientY + other.clientY) / 2]);
    }, { passive: false });
    for (const end of ["touchend", "touchcancel"]) {
      box.addEventListener(end, () => {
        if (!from) return;
        from = undefined;
        changed();
      });
    }
  }
}
