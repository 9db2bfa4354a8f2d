/* <details data-menu>: Escape folds it and returns to its button, so does a press elsewhere. */
for (const menu of document.querySelectorAll("details[data-menu]")) {
  const button = menu.querySelector("summary");
  menu.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && menu.open && button.offsetParent) {
      menu.open = false;
      button.focus();
    }
  });
  document.addEventListener("pointerdown", (event) => {
    if (menu.open && !menu.contains(event.target)) {
      menu.open = false;
    }
  });
}
