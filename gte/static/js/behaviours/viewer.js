// Arrow keys turn pages, and a button prints; both only add to what links already do.
const follow = (rel) => document.querySelector(`[data-viewer] a[rel="${rel}"]`)?.click();

document.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (event.target.closest("input, textarea, select, [tabindex='0']")) return;
  if (event.key === "ArrowRight") follow("next");
  if (event.key === "ArrowLeft") follow("prev");
});

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
