// For integrators: makes a call with what was typed, and shows what came back. Nothing of it is kept anywhere.
import { announce, enhance } from "./paraf.js";

enhance("[data-without]", (sentence) => { sentence.hidden = true; });
enhance("[data-credentials]", (box) => { box.hidden = false; });
enhance("[data-trial]", (details) => { details.hidden = false; });

// Whoever follows a link to a call, or to a shape, wants to read it.
function reveal() {
  const target = location.hash && document.getElementById(location.hash.slice(1));
  const folded = target && (target.matches("details") ? target : target.querySelector(":scope > details"));
  if (folded) folded.open = true;
}
window.addEventListener("hashchange", reveal);
reveal();

enhance("[data-trial] form", (form) => {
  const result = form.querySelector("[data-result]");
  const status = form.querySelector("[data-status]");
  const body = form.querySelector("[data-body]");
  const button = form.querySelector("button.button");
  const key = form.querySelector("input[data-in=header]");
  if (key) key.value = crypto.randomUUID();

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (form.dataset.underway === "yes") return;
    form.dataset.underway = "yes";
    button.setAttribute("aria-busy", "true");
    try {
      await show(await send());
    } catch {
      say(form.dataset.lost, "");
    }
    form.dataset.underway = "";
    button.removeAttribute("aria-busy");
  });

  function send() {
    let path = form.dataset.path;
    const headers = { Authorization: "Basic " + credentials(), "Accept-Language": document.documentElement.lang };
    const data = new FormData();
    let fields = false;
    for (const input of form.querySelectorAll("[data-in]")) {
      if (input.dataset.in === "path") path = path.replace("{" + input.name + "}", encodeURIComponent(input.value));
      if (input.dataset.in === "header") headers[input.name] = input.value;
      if (input.dataset.in !== "form") continue;
      fields = true;
      if (input.type === "file") for (const file of input.files) data.append(input.name, file);
      else if ("list" in input.dataset) for (const one of input.value.split(",")) data.append(input.name, one.trim());
      else if (input.value !== "") data.append(input.name, input.value);
    }
    const accept = form.querySelector("[data-accept]");
    if (accept) headers.Accept = accept.value;
    // No cookie goes along, and a wrong secret makes no browser ask for another one.
    return fetch(path, { method: form.dataset.method, headers, body: fields ? data : undefined, credentials: "omit", redirect: "error" });
  }

  function credentials() {
    const pair = document.getElementById("try-username").value + ":" + document.getElementById("try-secret").value;
    return btoa(String.fromCharCode(...new TextEncoder().encode(pair)));
  }

  async function show(response) {
    const type = response.headers.get("Content-Type") || "";
    const line = [response.status, response.statusText, type].join(" ").trim();
    if (type.startsWith("application/pdf")) {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(await response.blob());
      link.download = "signed.pdf";
      link.textContent = form.dataset.save;
      say(line, "");
      body.append(link);
      return;
    }
    const text = await response.text();
    say(line, type.includes("json") ? JSON.stringify(JSON.parse(text), null, 2) : text);
  }

  function say(line, text) {
    status.textContent = line;
    body.textContent = text;
    result.hidden = false;
    announce(line);
    result.focus();
  }
});
