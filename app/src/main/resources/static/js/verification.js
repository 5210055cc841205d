// Verifikasi PDF: dropping a file, seeing how far it has been sent. Without this the form sends itself, and nothing is missing but that.
import { announce, enhance } from "./paraf.js";

enhance("form[data-verify]", (form) => {
  const input = form.querySelector("input[type=file]");
  const area = form.querySelector(".drop");
  const chosen = form.querySelector(".chosen");
  const button = form.querySelector("button.button");
  const box = form.querySelector(".sending");
  const words = box.querySelector("p");
  const bar = box.querySelector("progress");

  form.querySelector(".drop-only").hidden = false;
  input.addEventListener("change", show);
  if (input.files.length > 0) show();
  area.addEventListener("dragover", (event) => { event.preventDefault(); area.classList.add("over"); });
  area.addEventListener("dragleave", () => area.classList.remove("over"));
  area.addEventListener("drop", (event) => {
    event.preventDefault();
    area.classList.remove("over");
    if (event.dataTransfer.files.length === 0) return;
    const one = new DataTransfer();
    one.items.add(event.dataTransfer.files[0]);
    input.files = one.files;
    show();
    button.focus();
  });

  // As Page.size writes it.
  function size(bytes) {
    const whole = bytes < 1048576;
    const number = whole ? bytes && Math.max(1, Math.floor(bytes / 1024)) : bytes / 1048576;
    return number.toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 }) + (whole ? " KB" : " MB");
  }

  // The size is known here: nobody waits for an upload that will be refused.
  function show() {
    const file = input.files[0];
    const wrong = !file ? "" : file.size > Number(form.dataset.most) ? form.dataset.tooLarge : file.size === 0 ? form.dataset.empty : "";
    input.setCustomValidity(wrong);
    chosen.hidden = !file;
    chosen.textContent = file ? file.name + " · " + size(file.size) : "";
    // Our own line says it now, with the size.
    area.classList.toggle("filled", Boolean(file));
    if (file) announce(wrong || chosen.textContent);
    if (wrong) input.reportValidity();
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (form.dataset.underway === "yes") return;
    form.dataset.underway = "yes";
    say(form.dataset.sending);
    box.hidden = false;
    button.setAttribute("aria-busy", "true");
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.setRequestHeader("Accept", "text/html");
    request.upload.addEventListener("progress", (sent) => { if (sent.lengthComputable) bar.value = 100 * sent.loaded / sent.total; });
    request.upload.addEventListener("load", () => { bar.removeAttribute("value"); say(form.dataset.checking); });
    const { files } = input;
    request.addEventListener("load", () => { if (!replace(request.responseText, files)) lost(); });
    request.addEventListener("error", lost);
    request.send(new FormData(form));
  });

  // The file stays chosen, and the button sends it again.
  function lost() {
    delete form.dataset.underway;
    button.removeAttribute("aria-busy");
    box.hidden = true;
    bar.value = 0;
    input.setCustomValidity(form.dataset.lost);
    input.reportValidity();
    input.setCustomValidity("");
    announce(form.dataset.lost);
  }

  function say(sentence) {
    words.textContent = sentence;
    announce(sentence);
  }
});

// The answer is a whole page of ours; its content takes the place of this one's, and "back" leads to the form again.
function replace(html, files) {
  // Its style is this page's, too, with a nonce that holds only there: our policy would be told of it.
  const answer = new DOMParser().parseFromString(html.replace(/<style\b[^]*?<\/style>/, ""), "text/html");
  const content = answer.getElementById("main");
  if (!content) return false;
  const main = document.getElementById("main");
  main.replaceChildren(...content.childNodes);
  document.title = answer.title;
  // A file that needs a password stays chosen.
  const kept = main.querySelector("form[data-locked] input[type=file]");
  if (kept) {
    kept.files = files;
    main.querySelector("[data-again]").remove();
  }
  const earlier = main.querySelector("[data-earlier]");
  if (earlier) import("./earlier.js").then(({ showEarlier }) => showEarlier(earlier, files[0]));
  if (!main.querySelector("form[data-verify]")) history.pushState({}, "");
  main.dispatchEvent(new CustomEvent("htmx:load", { bubbles: true }));
  (main.querySelector(".summary") ?? main.querySelector("input[autofocus]") ?? main).focus();
  window.scrollTo(0, 0);
  return true;
}

window.addEventListener("popstate", () => location.reload());
