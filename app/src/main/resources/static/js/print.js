// "Cetak": the button appears where scripts run; the browser's own menu prints the same page everywhere else.
import { enhance } from "./paraf.js";

enhance("[data-print]", (button) => {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
});
