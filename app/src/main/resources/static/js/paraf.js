// What every page may use. Pages work without it: each part only makes something that already works more pleasant.

const texts = document.documentElement.dataset;

// A refused form is the answer to a POST, and whoever comes back to it later would be asked to send it again: it gets the address at
// which the form itself is shown.
if (texts.here) history.replaceState(null, "", texts.here);

/** Runs once for every element that matches, now and after htmx has put new ones into the page. */
export function enhance(selector, start) {
  const started = new WeakSet();
  const once = (element) => {
    if (started.has(element)) return;
    started.add(element);
    start(element);
  };
  // htmx announces the whole page, too, once it is ready: what runs already is not started again.
  const run = (root) => {
    if (root.matches?.(selector)) once(root);
    root.querySelectorAll?.(selector).forEach(once);
  };
  run(document.body);
  document.body.addEventListener("htmx:load", (event) => run(event.target));
}

/** Says a sentence to screen readers without moving anything. */
export function announce(sentence) {
  const region = document.getElementById("announcements");
  region.textContent = "";
  requestAnimationFrame(() => { region.textContent = sentence; });
}

enhance("[data-reveal]", (button) => {
  const input = document.getElementById(button.dataset.reveal);
  button.hidden = false;
  button.addEventListener("click", () => {
    const shown = input.type === "text";
    input.type = shown ? "password" : "text";
    button.setAttribute("aria-pressed", String(!shown));
    button.querySelectorAll("svg").forEach((icon) => icon.toggleAttribute("hidden"));
    input.focus();
  });
  // A shown secret is not sent as text: browsers must not keep it as a form value.
  input.form?.addEventListener("submit", () => { input.type = "password"; });
});

enhance("[data-copy]", (button) => {
  if (!navigator.clipboard) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    const label = button.querySelector("span");
    const before = label.textContent;
    label.textContent = texts.copied;
    announce(texts.copied);
    setTimeout(() => { label.textContent = before; }, 2000);
  });
});

// Dialogs: a link or button with data-dialog opens one; without script the link leads to a page of its own.
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-dialog]");
  const dialog = opener && document.getElementById(opener.dataset.dialog);
  if (dialog) {
    event.preventDefault();
    opener.closest("details.menu")?.removeAttribute("open");
    openDialog(dialog, opener);
  }
  const closer = event.target.closest("[data-close]");
  if (closer?.closest("dialog")) {
    event.preventDefault();
    closer.closest("dialog").close();
  }
});

function openDialog(dialog, opener) {
  dialog.showModal();
  (dialog.querySelector("[aria-invalid]") ?? dialog.querySelector(".dialog-body input:not([type=hidden]), .dialog-body select, .dialog-body textarea"))?.focus();
  dialog.addEventListener("close", () => (opener?.closest("details.menu")?.querySelector("summary") ?? opener)?.focus(), { once: true });
}

// The server opened it (for instance to show an error in it): make it modal.
enhance("dialog[open]", (dialog) => {
  if (!dialog.matches(":modal")) {
    dialog.close();
    openDialog(dialog, null);
  }
});

// Menus close like menus.
document.addEventListener("click", (event) => {
  document.querySelectorAll("details.menu[open]").forEach((menu) => {
    if (!menu.contains(event.target)) menu.removeAttribute("open");
  });
});
document.addEventListener("keydown", (event) => {
  const menu = event.target.closest?.("details.menu[open]");
  if (!menu) return;
  const items = [...menu.querySelectorAll(".menu-items a, .menu-items button")];
  const at = items.indexOf(document.activeElement);
  if (event.key === "Escape") {
    menu.removeAttribute("open");
    menu.querySelector("summary").focus();
  } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    items[(at + (event.key === "ArrowDown" ? 1 : items.length - (at < 0 ? 0 : 1))) % items.length]?.focus();
  }
});

// Waiting is visible, and nothing is sent twice.
document.addEventListener("submit", (event) => {
  const form = event.target;
  // What answers with a file leaves the page as it is, and may be sent again for another one.
  if (form.method === "dialog" || event.defaultPrevented || "file" in form.dataset) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  setTimeout(() => form.querySelectorAll("button.button").forEach((button) => button.setAttribute("aria-busy", "true")), 300);
});
window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((form) => {
  delete form.dataset.sent;
  form.querySelectorAll("[aria-busy]").forEach((button) => button.removeAttribute("aria-busy"));
}));
document.body.addEventListener("htmx:afterRequest", (event) => {
  const form = event.target.closest?.("form[data-sent]");
  if (form) {
    delete form.dataset.sent;
    form.querySelectorAll("[aria-busy]").forEach((button) => button.removeAttribute("aria-busy"));
  }
});

// Time left: the server says how many seconds, so a wrong clock on the phone does no harm.
enhance("[data-seconds]", (box) => {
  const end = performance.now() + Number(box.dataset.seconds) * 1000;
  const output = box.querySelector("output") ?? box;
  const bar = box.querySelector("progress");
  const tick = () => {
    if (!box.isConnected) return;
    const left = Math.max(0, Math.ceil((end - performance.now()) / 1000));
    output.textContent = Math.floor(left / 60) + ":" + String(left % 60).padStart(2, "0");
    if (bar) bar.value = left;
    if (left > 0) {
      setTimeout(tick, 1000);
    } else {
      box.dispatchEvent(new CustomEvent("paraf:time-up", { bubbles: true }));
      document.querySelectorAll(`[data-until="${box.id}"]`).forEach((waiting) => { waiting.disabled = false; });
    }
  };
  tick();
});

enhance(".toast", (toast) => {
  const close = toast.querySelector("button");
  close.hidden = false;
  close.addEventListener("click", () => toast.remove());
});

// What asks again by itself says so when nobody answers.
for (const event of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
  document.body.addEventListener(event, (lost) => lost.target.querySelectorAll?.("[data-lost]").forEach((word) => { word.hidden = false; }));
}

// What was said about one step is no news any more once the page has gone on to the next by itself.
document.body.addEventListener("htmx:beforeSwap", (event) => {
  const { step } = event.detail.target?.dataset ?? {};
  if (step && event.detail.xhr.status === 200 && !event.detail.serverResponse.includes(`data-step="${step}"`)) {
    document.querySelectorAll(".toast").forEach((toast) => toast.remove());
  }
});

document.querySelector(".summary")?.focus();
