/* Runs before the page is painted: a reader's own choice of scheme goes before the system's. */
(() => {
  let choice = null;
  try {
    choice = localStorage.getItem("scheme");
  } catch {
    return;
  }
  const media = { dark: "screen", light: "not all" }[choice];
  if (media) {
    document.getElementById("dark").media = media;
  }
})();
