import assert from "node:assert/strict";
import { enter, logIn } from "../../tests/e2e/players.ts";
import type { TelnetClient } from "../../tests/e2e/telnet_client.ts";

/** How many numbers a writer sends before it waits to read of the last of them. */
const AT_ONCE = 5;

/** A player who has numbers kept, one after the other, and remembers what was acknowledged. */
export class Writer {
  readonly name: string;
  /** The last number that was sent. */
  #sent = 0;
  /** The last number of which was read that it is kept. */
  #acknowledged = 0;
  #client: TelnetClient | undefined;

  /** Creates a player who has no account yet. */
  constructor(name: string) {
    this.name = name;
  }

  /** The last number of which was read that it is kept. */
  get acknowledged(): number {
    return this.#acknowledged;
  }

  /**
   * Comes into the world, and asks what it has kept.
   *
   * @throws {assert.AssertionError} When something acknowledged is missing, something was never
   *   sent, or a turn is there in part.
   */
  async come(port: number): Promise<void> {
    const isNew = this.#sent === 0;
    const client = await (isNew ? enter : logIn)(port, this.name);
    if (!isNew) await client.until(/You become/);
    await client.send("kept");
    const told = /Kept are (\d+), (\d+), (\d+)\./.exec(await client.until(/Kept are .*\./)) ?? [];
    const [first = Number.NaN, ...others] = told.slice(1).map(Number);
    const state = `${this.name}: ${told[0]}, ${this.#acknowledged} acknowledged of ${this.#sent}`;
    assert.deepEqual(others, [first, first], `Half there: ${state}`);
    assert.ok(first >= this.#acknowledged, `Missing: ${state}`);
    assert.ok(first <= this.#sent, `Never sent: ${state}`);
    this.#client = client;
  }

  /** Sends numbers until the connection ends, and takes down what was acknowledged. */
  async write(): Promise<void> {
    const client = this.#client;
    if (client === undefined) throw new TypeError("Cannot write as the writer must have come");
    try {
      for (;;) {
        for (let line = 0; line < AT_ONCE; line++) await client.send(`keep ${++this.#sent}`);
        await client.until(new RegExp(`Kept ${this.#sent}\\.`));
      }
    } catch {
      // The server was killed.
    }
    await client.ended();
    for (const [, number] of client.text.matchAll(/Kept (\d+)\./g)) {
      this.#acknowledged = Math.max(this.#acknowledged, Number(number));
    }
  }
}
