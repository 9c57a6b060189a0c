// Suggestions under a search field while something is typed: a combobox with a list, by mouse or by keys.
// Everything works without this: the field is searched for as it stands.
const WAIT = 120;
const MOST_KEPT = 60;

class Suggestions {
  constructor(field, number) {
    this.field = field;
    this.kept = new Map();
    this.options = [];
    this.active = -1;
    this.list = document.createElement("ul");
    this.list.id = `suggestions-${number}`;
    this.list.className = "suggestions";
    this.list.hidden = true;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", "检索建议");
    this.status = document.createElement("span");
    this.status.className = "hidden";
    this.status.setAttribute("role", "status");
    field.form.append(this.list, this.status);
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-controls", this.list.id);
    field.setAttribute("aria-expanded", "false");
    field.addEventListener("input", (event) => event.isComposing || this.schedule());
    field.addEventListener("compositionend", () => this.schedule());
    field.addEventListener("keydown", (event) => this.press(event));
    field.addEventListener("blur", () => this.close());
    // A press on the list must not take the focus from the field, which would close it.
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.go(this.options.indexOf(option));
    });
  }

  schedule() {
    // Whoever types on has not chosen: Enter then searches for what stands in the field.
    this.choose(-1);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), WAIT);
  }

  async ask() {
    const words = this.field.value.trim();
    this.asked?.abort();
    if (!words) return this.close();
    if (!this.kept.has(words)) {
      this.asked = new AbortController();
      try {
        const answer = await fetch(`${this.field.dataset.suggest}?q=${encodeURIComponent(words)}`, { signal: this.asked.signal });
        if (!answer.ok) return this.close();
        this.kept.set(words, (await answer.json()).suggestions);
      } catch (error) {
        // An answer that is no longer waited for leaves the list to the one that is.
        return error.name === "AbortError" || this.close();
      }
      if (this.kept.size > MOST_KEPT) this.kept.delete(this.kept.keys().next().value);
    }
    if (document.activeElement === this.field && this.field.value.trim() === words) this.show(this.kept.get(words));
  }

  show(suggestions) {
    this.options = suggestions.map((each, number) => this.option(each, number));
    this.list.replaceChildren(...this.options);
    this.choose(-1);
    const isOpen = this.options.length > 0;
    this.list.hidden = !isOpen;
    this.field.setAttribute("aria-expanded", String(isOpen));
    this.status.textContent = isOpen ? `有 ${this.options.length} 条建议，按上下键选择` : "";
  }

  option({ kind, label, note, url }, number) {
    const option = document.createElement("li");
    option.id = `${this.list.id}-${number}`;
    option.dataset.url = url;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    for (const [name, words] of [["kind", kind], ["label", label], ["note", note]]) {
      const part = document.createElement("span");
      part.className = `suggestion-${name}`;
      part.append(...(name === "kind" ? [words] : this.withTyped(words)));
      option.append(part, " ");
    }
    return option;
  }

  // The words with what was typed of them set off.
  withTyped(words) {
    const typed = this.field.value.trim();
    const at = typed ? words.toLowerCase().indexOf(typed.toLowerCase()) : -1;
    if (at < 0) return [words];
    const part = document.createElement("b");
    part.textContent = words.slice(at, at + typed.length);
    return [words.slice(0, at), part, words.slice(at + typed.length)];
  }

  choose(number) {
    this.options[this.active]?.setAttribute("aria-selected", "false");
    this.active = number;
    const option = this.options[number];
    if (!option) return this.field.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    this.field.setAttribute("aria-activedescendant", option.id);
  }

  press(event) {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (this.list.hidden) return event.key === "ArrowDown" && this.ask();
      event.preventDefault();
      // One place more than there are options: the field itself, with nothing chosen.
      const places = this.options.length + 1;
      const step = event.key === "ArrowDown" ? 1 : -1;
      this.choose(((this.active + 1 + step + places) % places) - 1);
    } else if (event.key === "Enter" && this.active >= 0) {
      event.preventDefault();
      this.go(this.active);
    } else if (event.key === "Escape" && !this.list.hidden) {
      event.preventDefault();
      this.close();
    }
  }

  go(number) {
    const option = this.options[number];
    if (option) location.assign(option.dataset.url);
  }

  close() {
    clearTimeout(this.timer);
    this.asked?.abort();
    this.show([]);
  }
}

document.querySelectorAll("[data-suggest]").forEach((field, number) => new Suggestions(field, number));
