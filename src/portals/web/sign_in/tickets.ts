import type { Clock } from "../../../core/clock.ts";

/** 256 bits: nobody guesses one. */
const TICKET_BYTES = 32;

/** What {@linkcode Tickets} are made with. */
export interface TicketsOptions {
  readonly clock: Clock;
  /** Returns so many random bytes, which nobody can foretell. */
  readonly random: (bytes: number) => Uint8Array<ArrayBuffer>;
  /** How many are good at once; the oldest is worth nothing first. */
  readonly max: number;
  /** How long each is good, in milliseconds. */
  readonly lifeMs: number;
}

/** Tickets, each good once and for a moment: what they were given for is had for them. */
export class Tickets<Value> {
  readonly #options: TicketsOptions;
  /** The oldest first. */
  readonly #given = new Map<string, { readonly value: Value; readonly until: number }>();

  /** Creates tickets of which none was given. */
  constructor(options: TicketsOptions) {
    this.#options = options;
  }

  /** Gives a ticket for something. */
  give(value: Value): string {
    const { clock, random, max, lifeMs } = this.#options;
    const oldest = this.#given.keys().next();
    if (this.#given.size >= max && !oldest.done) this.#given.delete(oldest.value);
    const ticket = random(TICKET_BYTES).toBase64({ alphabet: "base64url", omitPadding: true });
    this.#given.set(ticket, { value, until: clock.now() + lifeMs });
    return ticket;
  }

  /** Takes a ticket for good, and returns what it was given for, if it is still good. */
  take(ticket: string): Value | undefined {
    const given = this.#given.get(ticket);
    this.#given.delete(ticket);
    return given !== undefined && given.until > this.#options.clock.now() ? given.value : undefined;
  }
}
