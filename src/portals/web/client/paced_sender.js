/** Sends many lines no faster than the server takes them (its throttle is 20, then 10 a second). */

const BURST = 10;
const PAUSE_MS = 125;

export class PacedSender {
  #send;
  #tell;
  #waiting = [];
  #timer = 0;

  /**
   * @param {(line: string) => void} send
   * @param {(left: number) => void} tell Told how many lines still wait.
   */
  constructor(send, tell) {
    this.#send = send;
    this.#tell = tell;
  }

  get isBusy() {
    return this.#waiting.length > 0;
  }

  /** Sends the first lines now and the others one by one, behind those that still wait. */
  push(lines) {
    const first = this.isBusy ? 0 : BURST;
    for (const line of lines.slice(0, first)) this.#send(line);
    for (const line of lines.slice(first)) this.#waiting.push(line);
    this.#schedule();
  }

  /** Forgets the lines that wait. */
  stop() {
    this.#waiting = [];
    this.#schedule();
  }

  #schedule() {
    clearTimeout(this.#timer);
    this.#tell(this.#waiting.length);
    if (this.isBusy) this.#timer = setTimeout(() => this.#next(), PAUSE_MS);
  }

  #next() {
    this.#send(this.#waiting.shift());
    this.#schedule();
  }
}
