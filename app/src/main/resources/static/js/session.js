// Asks in time whether the reader is still there. Asking the server how long is left does not make it longer.

import { announce } from "./paraf.js";

const WARNING = 150;
const dialog = document.getElementById("session-warning");

if (dialog) {
  const output = dialog.querySelector("[data-left]");
  let end = 0;
  let timer = 0;
  let before = null;

  const left = () => Math.max(0, Math.round((end - performance.now()) / 1000));
  const clock = (seconds) => Math.floor(seconds / 60) + ":" + String(seconds % 60).padStart(2, "0");

  async function ask() {
    clearTimeout(timer);
    let seconds;
    try {
      const answer = await fetch("/session/left", { headers: { Accept: "application/json" }, redirect: "error" });
      if (answer.status === 401) return over();
      seconds = (await answer.json()).seconds;
    } catch {
      // No network: ask again later; the page says the rest when it is used.
      timer = setTimeout(ask, 30_000);
      return;
    }
    end = performance.now() + seconds * 1000;
    if (seconds <= 0) return over();
    if (seconds > WARNING) {
      if (dialog.open) close();
      timer = setTimeout(ask, Math.min(seconds - WARNING, 600) * 1000);
    } else {
      warn();
    }
  }

  function warn() {
    if (!dialog.open) {
      before = document.activeElement;
      dialog.showModal();
      announce(dialog.querySelector("p").textContent + " " + clock(left()));
    }
    tick();
  }

  function tick() {
    output.textContent = clock(left());
    if (left() === 0) {
      timer = setTimeout(ask, 1500);
    } else if (left() % 20 === 0) {
      // Another tab may have answered in the meantime.
      timer = setTimeout(ask, 1000);
    } else {
      timer = setTimeout(tick, 1000);
    }
  }

  function close() {
    dialog.close();
    before?.focus?.();
  }

  function over() {
    location.assign("/login?next=" + encodeURIComponent(location.pathname + location.search));
  }

  async function extend() {
    const answer = await fetch("/session/extend", { method: "POST", headers: { "X-CSRF-TOKEN": dialog.dataset.csrf } });
    if (answer.status === 401) return over();
    close();
    ask();
  }

  dialog.querySelector("[data-extend]").addEventListener("click", extend);
  // Escape means "I am here".
  dialog.addEventListener("cancel", (event) => { event.preventDefault(); extend(); });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) ask(); });
  ask();
}
