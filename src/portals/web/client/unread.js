/** Marks the page's title while there is text that nobody has seen. */
export class Unread {
  #title = document.title;

  mark() {
    document.title = `● ${this.#title}`;
  }

  clear() {
    document.title = this.#title;
  }
}
