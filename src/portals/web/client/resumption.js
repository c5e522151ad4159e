/** What is needed to come back to a session: its token, and what was received on either side. */

/** After so many frames, the server is told that they were received. */
const ACKNOWLEDGE_EVERY = 16;

export class Resumption {
  /** What the server knows the session by; `null` before it said. */
  token;
  #received;
  #acknowledged;
  /** Frames sent which the server may not have received. */
  #unreceived = [];
  #sent = 0;

  /**
   * @param {{ token: string | null, received: number } | null} kept What was kept of one, if it is
   *   to go on. What was sent before that and got lost is not sent again: it may hold a password.
   */
  constructor(kept = null) {
    this.token = kept?.token ?? null;
    this.#received = this.#acknowledged = kept?.received ?? 0;
  }

  /** What is to be kept of it. */
  get kept() {
    return { token: this.token, received: this.#received };
  }

  get isReturning() {
    return this.token !== null;
  }

  /** What to offer beside the dialect. */
  get offer() {
    return this.isReturning ? `resume.${this.token}.${this.#received}` : "resume";
  }

  /** Notes a frame that is sent. */
  sent(frame) {
    this.#sent++;
    this.#unreceived.push(frame);
  }

  /** Notes a frame that came. */
  received() {
    this.#received++;
  }

  /** Returns a frame that says what came, or `null` when none is due. */
  acknowledgement() {
    if (!this.isReturning || this.#received - this.#acknowledged < ACKNOWLEDGE_EVERY) return null;
    this.#acknowledged = this.#received;
    return JSON.stringify(["received", [this.#received], {}]);
  }

  /** Forgets the frames sent that the server has received. */
  forget(count) {
    const left = Math.max(0, this.#sent - count);
    this.#unreceived = left === 0 ? [] : this.#unreceived.slice(-left);
  }

  /** Returns what to send again to a server that has received so many frames. */
  unreceived(count) {
    this.forget(count);
    this.#sent = count + this.#unreceived.length;
    return this.#unreceived;
  }
}
