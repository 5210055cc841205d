// Passkeys: the server says what is to be signed, the browser asks its owner, and the answer goes back as a form does.

import { enhance } from "./paraf.js";

const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const descriptor = (credential) => ({ ...credential, id: bytes(credential.id) });

/** The dictionaries of WebAuthn from their JSON; older browsers cannot do it themselves. */
function parsed(options) {
  return {
    ...options,
    challenge: bytes(options.challenge),
    ...(options.user && { user: { ...options.user, id: bytes(options.user.id) } }),
    ...(options.allowCredentials && { allowCredentials: options.allowCredentials.map(descriptor) }),
    ...(options.excludeCredentials && { excludeCredentials: options.excludeCredentials.map(descriptor) }),
  };
}

/** The other way round. */
function json({ id, rawId, type, authenticatorAttachment, response }) {
  const parts = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"].filter((part) => response[part]);
  return JSON.stringify({
    id, rawId: text(rawId), type, authenticatorAttachment, clientExtensionResults: {},
    response: Object.fromEntries(parts.map((part) => [part, text(response[part])])),
  });
}

enhance("form[data-passkey]", (form) => {
  const button = form.querySelector("[data-start]");
  const says = form.querySelector("[data-says]");
  const say = (sentence) => {
    says.textContent = sentence ?? "";
    says.hidden = !sentence;
  };
  const without = form.querySelector("[data-without]");
  if (!window.PublicKeyCredential) {
    // What is only offered is not offered where it cannot be.
    if (form.dataset.elsewhere) location.replace(form.dataset.elsewhere);
    if (without) without.textContent = form.dataset.unsupported;
    return;
  }
  form.hidden = false;
  button.hidden = false;
  without?.remove();

  /** What the server wants signed; quietly: a question that nobody asked for says nothing when it cannot be put. */
  async function options(quietly) {
    const answer = await fetch(form.dataset.options, {
      method: "POST", redirect: "manual", headers: { Accept: "application/json", "X-CSRF-TOKEN": form.elements._csrf.value },
    });
    if (answer.ok) return parsed(await answer.json());
    if (quietly) return null;
    if (answer.status === 429 || answer.status >= 500) {
      say(answer.status === 429 ? form.dataset.often : form.dataset.failed);
    } else {
      // The login has ended, or a fresh proof is asked for: the page leads there.
      location.reload();
    }
    return null;
  }

  // Below the field for the name the browser lists passkeys that it holds (conditional mediation), as long as the page is there.
  let suggestion = null;

  async function suggest() {
    if (!await PublicKeyCredential.isConditionalMediationAvailable?.()) return;
    while (!suggestion) {
      const asked = suggestion = new AbortController();
      const publicKey = await options(true);
      if (!publicKey || asked.signal.aborted) return;
      // A question grows old, also while nobody looks.
      const renewal = setTimeout(() => asked.abort("old"), publicKey.timeout - 30_000);
      try {
        const credential = await navigator.credentials.get({ publicKey, mediation: "conditional", signal: asked.signal });
        form.elements.answer.value = json(credential);
        form.requestSubmit();
        return;
      } catch {
        if (asked.signal.reason !== "old") return;
        suggestion = null;
      } finally {
        clearTimeout(renewal);
      }
    }
  }

  async function ask() {
    suggestion?.abort("pressed");
    const publicKey = await options(false);
    if (!publicKey) return;
    const began = performance.now();
    try {
      const credential = await navigator.credentials[form.dataset.passkey]({ publicKey });
      form.elements.answer.value = json(credential);
      form.requestSubmit();
    } catch (refused) {
      // A browser says the same of both, so that nobody learns what it holds; the time tells them apart.
      const late = performance.now() - began >= publicKey.timeout - 1000;
      say({
        NotAllowedError: late ? form.dataset.late : form.dataset.cancelled,
        AbortError: form.dataset.cancelled,
        InvalidStateError: form.dataset.known,
        NotSupportedError: form.dataset.unsupported,
        SecurityError: form.dataset.unsupported,
      }[refused.name] ?? form.dataset.failed);
      button.focus();
    }
  }

  form.addEventListener("submit", (event) => {
    if (form.elements.answer.value) return;
    event.preventDefault();
    if (button.disabled) return;
    say(null);
    form.querySelector("#answer-error")?.remove();
    button.disabled = true;
    ask().catch(() => say(form.dataset.failed)).finally(() => { button.disabled = false; });
  });
  if (form.hasAttribute("data-suggested")) suggest().catch(() => {});
  // Whoever comes back to the page begins anew.
  window.addEventListener("pageshow", () => { form.elements.answer.value = ""; });
});
