/* <form data-suggest="ADDRESS">: its search field becomes a combobox with what the address suggests.
   Without this module the form searches all the same. */
const WAIT = 180;
const SHORTEST = 2;

class Suggestions {
  constructor(form, number) {
    this.form = form;
    this.field = form.querySelector('input[type="search"]');
    this.address = form.dataset.suggest;
    this.known = new Map();
    this.current = -1;
    this.list = document.createElement("ul");
    this.list.className = "suggest";
    this.list.id = `suggest-${number}`;
    this.list.hidden = true;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", form.querySelector("label").textContent.trim());
    this.status = document.createElement("p");
    this.status.className = "visually-hidden";
    this.status.setAttribute("role", "status");
    this.field.parentElement.append(this.list, this.status);
    const attributes = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false" };
    for (const [name, value] of Object.entries(attributes)) {
      this.field.setAttribute(name, value);
    }
    this.field.setAttribute("aria-controls", this.list.id);
    this.listen();
  }

  listen() {
    this.field.addEventListener("input", () => this.later());
    this.field.addEventListener("keydown", (event) => this.key(event));
    this.field.addEventListener("blur", () => this.close());
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest('[role="option"]');
      if (option) this.go(option);
    });
  }

  later() {
    clearTimeout(this.timer);
    this.asking?.abort();
    const text = this.field.value.trimStart();
    if (text.trim().length < SHORTEST) {
      this.close();
      return;
    }
    this.timer = setTimeout(() => this.ask(text), WAIT);
  }

  async ask(text) {
    if (!this.known.has(text)) {
      this.asking = new AbortController();
      try {
        const address = `${this.address}?${new URLSearchParams({ q: text })}`;
        const answer = await fetch(address, { signal: this.asking.signal });
        if (!answer.ok) return;
        this.known.set(text, await answer.text());
      } catch {
        return; // a newer question took its place, or the line is down: typing goes on
      }
    }
    if (text === this.field.value.trimStart() && document.activeElement === this.field) {
      this.show(this.known.get(text));
    }
  }

  show(html) {
    this.list.innerHTML = html;
    this.options = [...this.list.querySelectorAll('[role="option"]')];
    const status = this.list.querySelector(".suggest-status");
    status?.remove();
    this.options.forEach((option, number) => {
      option.id = `${this.list.id}-${number}`;
    });
    this.current = -1;
    this.field.removeAttribute("aria-activedescendant");
    const any = this.options.length > 0;
    this.list.hidden = !any;
    this.field.setAttribute("aria-expanded", String(any));
    this.status.textContent = any && status ? status.textContent.trim() : "";
  }

  close() {
    clearTimeout(this.timer);
    this.asking?.abort();
    this.list.hidden = true;
    this.current = -1;
    this.field.setAttribute("aria-expanded", "false");
    this.field.removeAttribute("aria-activedescendant");
    this.status.textContent = "";
  }

  move(step) {
    const count = this.options.length;
    this.options[this.current]?.setAttribute("aria-selected", "false");
    this.current = this.current < 0 && step < 0 ? count - 1 : (this.current + step + count + 1) % (count + 1);
    if (this.current === count) this.current = -1;
    const option = this.options[this.current];
    if (!option) {
      this.field.removeAttribute("aria-activedescendant");
      return;
    }
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    this.field.setAttribute("aria-activedescendant", option.id);
  }

  key(event) {
    if (event.isComposing) return;
    if (this.list.hidden) {
      if (event.key === "ArrowDown" && this.field.value.trim().length >= SHORTEST) {
        event.preventDefault();
        this.ask(this.field.value.trimStart());
      }
      return;
    }
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      this.move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Escape") {
      event.preventDefault();
      this.close();
    } else if (event.key === "Enter" && this.options[this.current]) {
      event.preventDefault();
      this.go(this.options[this.current]);
    }
  }

  go(option) {
    if (option.dataset.text) {
      this.field.value = option.dataset.text;
      this.close();
      this.form.requestSubmit();
    } else {
      window.location.assign(option.dataset.url);
    }
  }
}

document.querySelectorAll("form[data-suggest]").forEach((form, number) => new Suggestions(form, number));
