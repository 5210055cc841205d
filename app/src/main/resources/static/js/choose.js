// One box for all boxes of a page; without scripts each is ticked by hand.
for (const all of document.querySelectorAll("[data-all]")) {
  const boxes = [...document.querySelectorAll(`input[name="${CSS.escape(all.dataset.all)}"]`)];
  const master = all.querySelector("input");
  master.addEventListener("change", () => boxes.forEach((box) => { box.checked = master.checked; }));
  all.hidden = boxes.length < 2;
}
