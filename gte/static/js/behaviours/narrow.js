/* <p data-narrow="ID">: its field shows only the choices of the list ID with the words typed, and
   those that are ticked. Without this module the whole list is there to be scrolled. */
const folded = (text) =>
  text.normalize("NFD").replace(/\p{Mark}/gu, "").toLowerCase();

for (const place of document.querySelectorAll("[data-narrow]")) {
  const field = place.querySelector("input");
  const said = place.querySelector("[role=status]");
  const choices = [...document.getElementById(place.dataset.narrow).children].map((row) => ({
    row,
    box: row.querySelector("input"),
    text: folded(row.textContent),
  }));
  place.hidden = false;
  field.addEventListener("input", () => {
    const words = folded(field.value).split(/\s+/);
    let shown = 0;
    for (const { row, box, text } of choices) {
      const fits = words.every((word) => text.includes(word));
      row.hidden = !fits && !box.checked;
      shown += fits;
    }
    said.textContent = shown ? "" : said.dataset.none;
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
}
