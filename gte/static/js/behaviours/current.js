/* <ul data-current>: a row that scrolls sideways begins with its current entry in view. */
for (const row of document.querySelectorAll("[data-current]")) {
  const current = row.querySelector("[aria-current]");
  if (current) {
    const [inside, around] = [current.getBoundingClientRect(), row.getBoundingClientRect()];
    row.scrollLeft += inside.left - around.left - (around.width - inside.width) / 2;
  }
}
