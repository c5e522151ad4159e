/** Shows how the connection is, in words, and offers to connect. */
export class Status {
  #bar;
  #words;
  #countdown;
  #button;
  #state = { kind: "connecting" };

  /**
   * @param {{ bar: HTMLElement, words: HTMLElement, countdown: HTMLElement,
   *   button: HTMLButtonElement }} parts
   */
  constructor({ bar, words, countdown, button }) {
    this.#bar = bar;
    this.#words = words;
    this.#countdown = countdown;
    this.#button = button;
    setInterval(() => this.#countDown(), 1_000);
  }

  /** What was shown last. */
  get kind() {
    return this.#state.kind;
  }

  /** @param {import("./connection.js").State} state */
  show(state) {
    this.#state = state;
    this.#bar.dataset.state = state.kind;
    this.#words.textContent = describe(state);
    this.#button.hidden = state.kind === "open" || state.kind === "connecting";
    this.#button.textContent = state.kind === "ended" ? "Connect again" : "Try now";
    this.#countDown();
  }

  #countDown() {
    const isWaiting = this.#state.kind === "waiting";
    const seconds = isWaiting ? Math.max(1, Math.ceil((this.#state.at - Date.now()) / 1000)) : 0;
    this.#countdown.textContent = isWaiting ? `in ${seconds} s` : "";
  }
}

function describe(state) {
  switch (state.kind) {
    case "connecting":
      return "Connecting";
    case "open":
      return "Connected";
    case "waiting":
      return `${state.why} Trying again`;
    case "ended":
      return state.why;
  }
}
