/* <fieldset data-scheme hidden> with buttons data-scheme-choice="auto|light|dark". */
const MEDIA = { auto: "screen and (prefers-color-scheme: dark)", light: "not all", dark: "screen" };

const kept = () => {
  try {
    return localStorage.getItem("scheme") ?? "auto";
  } catch {
    return "auto";
  }
};

const keep = (choice) => {
  try {
    if (choice === "auto") {
      localStorage.removeItem("scheme");
    } else {
      localStorage.setItem("scheme", choice);
    }
  } catch {
    /* Without a store the choice holds for this page. */
  }
};

for (const group of document.querySelectorAll("[data-scheme]")) {
  const buttons = [...group.querySelectorAll("[data-scheme-choice]")];
  const show = (choice) => {
    for (const button of buttons) {
      button.setAttribute("aria-pressed", String(button.dataset.schemeChoice === choice));
    }
  };
  for (const button of buttons) {
    button.addEventListener("click", () => {
      const choice = button.dataset.schemeChoice;
      document.getElementById("dark").media = MEDIA[choice];
      keep(choice);
      show(choice);
    });
  }
  show(kept());
  group.hidden = false;
}
