import type { ProtocolFlags } from "../../core/boundary/flags.ts";
import type { Call } from "../../core/boundary/messages.ts";
import type { TestPlayer, TestPortal } from "../test_model.ts";
import { hasPattern, type Pattern, showPattern } from "./pattern.ts";
import type { TestClient } from "./test_client.ts";
import { formatTranscript, type Step, tidyScreen } from "./transcript.ts";
import { matchTranscriptFile } from "./transcript_file.ts";

/** What stands in a transcript for a line that was hidden, however long it was. */
const HIDDEN = "********";

/** What a {@linkcode PlayedSession} asks of its game. */
export interface SessionOfGame {
  readonly sessid: number;
  /** Waits until the game has done all that it was asked. */
  readonly settled: () => Promise<void>;
  /** Tells why the session ended, if it did. */
  readonly closedWith: () => string | undefined;
  /** Waits until the session has ended. */
  readonly ended: () => Promise<void>;
}

interface Typed {
  /** How much had come when it was typed. */
  readonly after: number;
  readonly line: string;
  readonly isHidden: boolean;
}

/** Somebody who plays in a test, whatever their client speaks. */
export class PlayedSession implements TestPlayer {
  readonly #client: TestClient;
  readonly #session: SessionOfGame;
  readonly #typed: Typed[] = [];
  #seen = 0;

  /**
   * Takes over a client that is connected.
   *
   * @param client The client.
   * @param session Its session, as the game knows it.
   */
  constructor(client: TestClient, session: SessionOfGame) {
    this.#client = client;
    this.#session = session;
  }

  get sessid(): number {
    return this.#session.sessid;
  }

  get portal(): TestPortal {
    return this.#client.portal;
  }

  get screen(): string {
    return this.#text(this.#seen);
  }

  get transcript(): string {
    return formatTranscript(this.#steps(0));
  }

  get isSecret(): boolean {
    return this.#client.isSecret;
  }

  get closedWith(): string | undefined {
    return this.#session.closedWith();
  }

  type(line: string): void {
    const { received, isSecret } = this.#client;
    this.#typed.push({ after: received.length, line, isHidden: isSecret });
    this.#client.type(line);
  }

  async send(line: string): Promise<string> {
    const before = this.#client.received.length;
    this.type(line);
    await this.#session.settled();
    const shown = this.#text(before);
    return this.#client.comesInLines ? shown : tidyScreen(shown);
  }

  async call(name: Call[0], args: Call[1] = [], kwargs: Call[2] = {}): Promise<void> {
    this.#client.call([name, args, kwargs]);
    await this.#session.settled();
  }

  async tell(flags: ProtocolFlags): Promise<void> {
    this.#client.tell(flags);
    await this.#session.settled();
  }

  oob(name: string): readonly Readonly<Record<string, unknown>>[] {
    return this.#client.received.filter((received) => received.name === name)
      .map(({ kwargs }) => kwargs);
  }

  oobArgs(name: string): readonly (readonly unknown[])[] {
    return this.#client.received.filter((received) => received.name === name)
      .map(({ args = [] }) => args);
  }

  clear(): void {
    this.#seen = this.#client.received.length;
  }

  expect(wanted: Pattern): void {
    if (!hasPattern(this.screen, wanted)) this.#fail(`find ${showPattern(wanted)}`);
  }

  expectNot(unwanted: Pattern): void {
    if (hasPattern(this.screen, unwanted)) this.#fail(`accept ${showPattern(unwanted)}`);
  }

  matchTranscript(file: string | URL): Promise<void> {
    const protocolKey = this.portal;
    return matchTranscriptFile(file, this.#steps(0), { protocolKey, session: this.sessid });
  }

  drop(): void {
    this.#client.vanish();
  }

  async vanish(): Promise<void> {
    this.#client.vanish();
    await this.#session.ended();
    await this.#session.settled();
  }

  #fail(what: string): never {
    throw new Error(
      `Cannot ${what} in what was shown to session ${this.sessid}:\n` +
        formatTranscript(this.#steps(this.#seen)).trim(),
    );
  }

  /** What was typed and shown from a place on, in order. */
  #steps(from: number): readonly Step[] {
    const typed = this.#typed.filter(({ after }) => after >= from);
    const ends = [...typed.map(({ after }) => after), undefined];
    const shown = (at: number) =>
      tidyScreen(this.#text(typed[at - 1]?.after ?? from, ends[at] ?? undefined));
    return [
      { act: { kind: "arrive" }, shown: shown(0) },
      ...typed.map(({ line, isHidden }, index): Step => ({
        act: isHidden ? { kind: "typeHidden", line: HIDDEN } : { kind: "type", line },
        shown: shown(index + 1),
      })),
    ];
  }

  #text(from: number, to?: number): string {
    return this.#client.received.slice(from, to)
      .filter(({ name }) => name === "text" || name === "prompt")
      .map(({ text }) => text).join(this.#client.comesInLines ? "\n" : "");
  }
}
