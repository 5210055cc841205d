// The first device waits until the phone takes over.

const place = document.getElementById("handover");

async function ask() {
  try {
    const answer = await fetch("/capture/handover/state", { headers: { Accept: "application/json" } });
    const { state } = await answer.json();
    if (state === "OVER") {
      location.replace(place.dataset.elsewhere);
      return;
    }
    if (state === "EXPIRED") {
      place.textContent = place.dataset.expired;
      place.classList.remove("waiting");
      return;
    }
  } catch {
    // No network for a moment: the next turn asks again.
  }
  setTimeout(ask, 2500);
}

setTimeout(ask, 2500);
