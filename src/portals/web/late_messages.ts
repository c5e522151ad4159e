import type { Clock } from "../../core/clock.ts";
import { DelayLine } from "../delay_line.ts";

/** How many messages of a client may be on their way before it has to wait. */
const MOST = 200;

/** Lets messages of a websocket come late, each way; their order is kept. */
export class LateMessages {
  readonly #in: DelayLine;
  readonly #out: DelayLine;
  readonly #reading: Readonly<Record<"pause" | "resume", () => void>>;
  #isPaused = false;
  #charactersOut = 0;

  /**
   * Creates it without delay.
   *
   * @param clock Tells the time.
   * @param reading Lets the client wait, or go on.
   */
  constructor(clock: Clock, reading: Readonly<Record<"pause" | "resume", () => void>>) {
    this.#in = new DelayLine(clock);
    this.#out = new DelayLine(clock);
    this.#reading = reading;
  }

  /** How much is on its way to the client: characters, or bytes. */
  get charactersOut(): number {
    return this.#charactersOut;
  }

  /** Sets how late messages come from now on, in milliseconds. */
  delay(ms: number): void {
    this.#in.delay(ms);
    this.#out.delay(ms);
  }

  /** Lets a message of the client be taken later. */
  receive(take: () => void): void {
    this.#in.push(() => {
      this.#look();
      take();
    });
    this.#look();
  }

  /** Lets a message of this length be sent to the client later. */
  send(length: number, send: () => void): void {
    this.#charactersOut += length;
    this.#out.push(() => {
      this.#charactersOut -= length;
      send();
    });
  }

  /** Lets all that is on its way arrive at once. */
  flush(): void {
    this.#in.flush();
    this.#out.flush();
  }

  #look(): void {
    const isTooMuch = this.#in.count > MOST;
    if (isTooMuch === this.#isPaused) return;
    this.#isPaused = isTooMuch;
    if (isTooMuch) this.#reading.pause();
    else this.#reading.resume();
  }
}
