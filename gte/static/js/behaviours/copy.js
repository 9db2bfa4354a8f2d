// A button that copies a text of the page; without scripts the text is there to be selected.
for (const place of document.querySelectorAll("[data-copy]")) {
  const text = document.getElementById(place.dataset.copy);
  const said = place.querySelector("[role=status]");
  if (!text || !navigator.clipboard) continue;
  place.hidden = false;
  place.querySelector("button").addEventListener("click", async () => {
    await navigator.clipboard.writeText(text.textContent.replace(/\s+/g, " ").trim());
    said.textContent = place.dataset.copied;
  });
}
