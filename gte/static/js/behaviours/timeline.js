/* <section data-timeline>: arrow keys go from row to row of the picture, Home and End to the first
   and the last. Without this module the tabulator key does the same, one row at a time. */
const STEPS = { ArrowDown: 1, ArrowUp: -1 };

for (const picture of document.querySelectorAll("[data-timeline]")) {
  picture.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const rows = [...picture.querySelectorAll(".gantt-rows a")];
    const at = rows.indexOf(document.activeElement);
    if (at < 0) return;
    const aims = { Home: rows[0], End: rows.at(-1) };
    const aim = aims[event.key] ?? rows[at + (STEPS[event.key] ?? 0)];
    if (!aim || aim === rows[at]) return;
    event.preventDefault();
    aim.focus();
  });
}
