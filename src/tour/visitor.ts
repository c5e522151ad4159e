import type { LoopbackConnection } from "../portals/loopback/loopback_connection.ts";
import type { TourHouse } from "./tour_house.ts";

/** Somebody whom the tour sends: one client, and so one session. */
export class Visitor {
  /** What the reader knows them by. */
  readonly name: string;
  readonly #connection: LoopbackConnection;
  readonly #house: TourHouse;

  /**
   * Takes over a client that is connected.
   *
   * @param name What the reader knows them by.
   * @param connection The client.
   * @param house Where it is connected to.
   */
  constructor(name: string, connection: LoopbackConnection, house: TourHouse) {
    this.name = name;
    this.#connection = connection;
    this.#house = house;
  }

  /** The number of the session. */
  get sessid(): number {
    return this.#connection.sessid;
  }

  /** Whether the connection has ended. */
  get isGone(): boolean {
    return this.#connection.closedWith !== undefined;
  }

  /** All that was shown, one text a line. */
  get screen(): string {
    return this.#connection.received.filter(({ name }) => name === "text" || name === "prompt")
      .map(({ text }) => text).join("\n");
  }

  /** Types lines, each when the one before was answered. */
  async type(...lines: readonly string[]): Promise<void> {
    for (const line of lines) {
      this.#connection.type(line);
      await this.#house.settled();
    }
  }

  /** Types a line, and waits for nothing. */
  typeAhead(line: string): void {
    this.#connection.type(line);
  }

  /** Vanishes, as a client does whose network is gone. */
  async vanish(): Promise<void> {
    this.#connection.vanish();
    await this.#house.settled();
  }
}
