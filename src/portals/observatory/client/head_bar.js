import { at, write } from "./dom.js";

/** What is watched, from where, and whether it still comes: the head of the page. */
export class HeadBar {
  #open;

  /** @param {(house: string) => void} open watches another house */
  constructor(open) {
    this.#open = open;
    at("house").addEventListener("change", ({ target }) => open(target.value));
  }

  /**
   * Shows what is watched.
   *
   * @param {import("./model.js").Watched} watched
   * @param {readonly string[]} houses that can be watched
   */
  show({ serverName, access, house }, houses) {
    write(at("server-name"), serverName);
    document.title = `Observatory · ${serverName}`;
    at("access").hidden = access !== "read";
    at("share").hidden = access !== "full";
    at("house").replaceChildren(
      ...houses.map((name) => new Option(name, name, false, name === house)),
    );
    at("house-label").hidden = houses.length < 2;
    const isGone = access !== "file" && !houses.includes(house);
    if (isGone && houses.length > 0) this.#open(houses[0]);
  }

  /** Shows how the stream is. @param {"connecting" | "live" | "broken" | "refused" | "file"} state */
  showLink(state, retryMs = 0) {
    at("link").dataset.state = state;
    const words = {
      connecting: "Connecting",
      live: "Live",
      broken: `Stream broken: trying again in ${Math.round(retryMs / 1_000)} s`,
      refused: "Not open to you, or no more: load the page again",
      file: "A recording",
    };
    write(at("link-text"), words[state]);
  }
}
