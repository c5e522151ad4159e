const MAX_FOUND = 8;

/** Searches what was typed before, and gives what is chosen. */
export class HistorySearch {
  #box;
  #text;
  #list;
  #nothing;
  #find;
  #chosen;
  #left;
  /** @type {string[]} */
  #found = [];
  #at = 0;

  /**
   * @param {{ box: HTMLElement, text: HTMLInputElement, list: HTMLElement, nothing: HTMLElement,
   *   find(text: string, max: number): string[], chosen(entry: string): void, left(): void }} parts
   *   `left` is called when nothing was chosen.
   */
  constructor({ box, text, list, nothing, find, chosen, left }) {
    this.#box = box;
    this.#text = text;
    this.#list = list;
    this.#nothing = nothing;
    this.#find = find;
    this.#chosen = chosen;
    this.#left = left;
    text.addEventListener("input", () => this.#look());
    text.addEventListener("keydown", (event) => this.#typed(event));
    list.addEventListener("click", ({ target }) => {
      const nth = [...list.children].indexOf(target.closest("li"));
      if (nth >= 0) this.#choose(nth);
    });
    box.addEventListener("focusout", ({ relatedTarget }) => {
      if (relatedTarget !== null && !box.contains(relatedTarget)) this.close();
    });
  }

  /** Begins a search, with all there is. */
  open() {
    this.#box.hidden = false;
    this.#text.value = "";
    this.#look();
    this.#text.focus();
  }

  close() {
    this.#box.hidden = true;
  }

  #look() {
    this.#found = this.#find(this.#text.value, MAX_FOUND);
    const isFound = this.#found.length > 0;
    this.#list.hidden = !isFound;
    this.#text.setAttribute("aria-expanded", String(isFound));
    this.#nothing.textContent = isFound ? "" : "You typed nothing like that.";
    this.#list.replaceChildren(...this.#found.map(option));
    this.#go(0);
  }

  #typed(event) {
    if (event.isComposing) return;
    const isAgain = event.key === "r" && event.ctrlKey;
    if (event.key === "Enter") this.#choose(this.#at);
    else if (event.key === "Escape") this.#leave();
    else if (event.key === "ArrowDown" || isAgain) this.#go(this.#at + 1);
    else if (event.key === "ArrowUp") this.#go(this.#at - 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #go(nth) {
    this.#at = (nth + this.#found.length) % Math.max(1, this.#found.length);
    for (const [at, item] of [...this.#list.children].entries()) {
      item.setAttribute("aria-selected", String(at === this.#at));
    }
    const current = this.#list.children[this.#at];
    if (current === undefined) this.#text.removeAttribute("aria-activedescendant");
    else this.#text.setAttribute("aria-activedescendant", current.id);
  }

  #choose(nth) {
    const chosen = this.#found[nth];
    if (chosen === undefined) return;
    this.close();
    this.#chosen(chosen);
  }

  #leave() {
    this.close();
    this.#left();
  }
}

function option(entry, nth) {
  const item = document.createElement("li");
  item.id = `search-${nth}`;
  item.setAttribute("role", "option");
  item.textContent = entry.replaceAll("\n", " ⏎ ");
  return item;
}
