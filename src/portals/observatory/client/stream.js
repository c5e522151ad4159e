/** How long to wait before trying again: at first, and at most, in milliseconds. */
const RETRY_MS = 1_000;
const MAX_RETRY_MS = 15_000;

/**
 * What the stream tells.
 *
 * @typedef Told
 * @property {(hello: object) => void} onHello everything anew, at each connection
 * @property {(events: object[]) => void} onEvents
 * @property {(count: number) => void} onLost events that were left out
 * @property {(houses: string[]) => void} onHouses
 * @property {(state: "connecting" | "live" | "broken" | "refused", retryMs?: number) => void} onState
 */

/** The live stream of one house; when it breaks it comes back by itself. */
export class Stream {
  #told;
  #key;
  #house = "main";
  #source = null;
  #retry = 0;
  #retryMs = RETRY_MS;
  /** Counts openings and closings: what was begun before one is over. */
  #turn = 0;

  /**
   * @param {Told} told
   * @param {string | null} key of a link that can only look
   */
  constructor(told, key) {
    this.#told = told;
    this.#key = key;
  }

  /** Watches a house, from now on only this one. */
  open(house = this.#house) {
    this.close();
    this.#house = house;
    const query = new URLSearchParams({ house });
    if (this.#key !== null) query.set("key", this.#key);
    const source = new EventSource(`observatory/stream?${query}`);
    this.#source = source;
    this.#told.onState("connecting");
    const hear = (name, take) =>
      source.addEventListener(name, ({ data }) => {
        if (source === this.#source) take(JSON.parse(data));
      });
    hear("hello", (hello) => {
      this.#retryMs = RETRY_MS;
      this.#told.onHello(hello);
      this.#told.onState("live");
    });
    hear("events", (events) => this.#told.onEvents(events));
    hear("lost", ({ count }) => this.#told.onLost(count));
    hear("houses", (houses) => this.#told.onHouses(houses));
    source.onerror = () => source === this.#source && this.#broken();
  }

  /** Ends it. */
  close() {
    this.#turn++;
    clearTimeout(this.#retry);
    this.#source?.close();
    this.#source = null;
  }

  /** The browser's own retry gives up at an answer such as 503, which passes. */
  async #broken() {
    const { url } = this.#source;
    this.close();
    this.#told.onState("broken", this.#retryMs);
    const turn = this.#turn;
    const isRefusal = this.#retryMs > RETRY_MS && await isRefused(url);
    if (turn !== this.#turn) return;
    if (isRefusal) return this.#told.onState("refused");
    this.#retry = setTimeout(() => this.open(), this.#retryMs);
    this.#retryMs = Math.min(MAX_RETRY_MS, this.#retryMs * 2);
  }
}

/** Tells whether the right to look has ended: a link that expired, somebody who signed out. */
async function isRefused(url) {
  const ending = new AbortController();
  try {
    const { status } = await fetch(url, { signal: ending.signal });
    return status === 403;
  } catch {
    return false;
  } finally {
    ending.abort();
  }
}
