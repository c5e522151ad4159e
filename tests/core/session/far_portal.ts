import type {
  Call,
  PortalMessage,
  ServerMessage,
  SessionSync,
} from "../../../src/core/boundary/messages.ts";
import { firstSessid } from "../../../src/core/boundary/portal_number.ts";
import { defineCommand, definePlugin, type Plugin } from "../../../src/plugins/api.ts";
import { newSync } from "../../games/bare_server.ts";
import type { InnerGame } from "../../games/inner_game.ts";

/** Returns the sessid of a Portal's n-th session, counted from 0. */
export function sessidOf(portal: number, nth: number): number {
  return firstSessid(portal) + nth;
}

/** What a Portal sends of a typed line that has a number. */
export function numbered(sessid: number, line: number, text: string): PortalMessage {
  return called(sessid, line, ["text", [text], {}]);
}

/** What a Portal sends of calls that have a number. */
export function called(sessid: number, line: number, ...calls: readonly Call[]): PortalMessage {
  return { kind: "input", sessid, calls, secret: false, line };
}

/** What a Portal sends again of something over which Servers have died. */
export function after(deaths: number, message: PortalMessage): PortalMessage {
  return message.kind === "input" ? { ...message, deaths } : message;
}

/** What a Portal sends when a client's abilities are known. */
export function settled(sessid: number): PortalMessage {
  return { kind: "flags", sessid, flags: {}, sources: {}, settled: true, seen: 0 };
}

/** The `ran` among what was said, in order. */
export function ranOf(
  said: readonly ServerMessage[],
): readonly (readonly (readonly [sessid: number, line: number])[])[] {
  return said.flatMap((message) => message.kind === "ran" ? [message.lines] : []);
}

/** The texts that a session was told, in order. */
export function textsOf(said: readonly ServerMessage[], sessid: number): readonly string[] {
  return said.flatMap((message) =>
    message.kind === "output" && message.sessids.includes(sessid)
      ? message.calls.map(([, [text]]) => String(text))
      : []
  );
}

/** A Portal in another process, as the Server of a game hears of it. */
export class FarPortal {
  readonly #inner: InnerGame;
  readonly #lines = new Map<number, number>();
  #seen: readonly ServerMessage[] = [];
  #count = 0;

  constructor(inner: InnerGame, readonly portal = 7) {
    this.#inner = inner;
  }

  /** Connects a client that sees the login screen; returns its sessid. */
  async connect(changes: Partial<SessionSync> = {}): Promise<number> {
    const sessid = sessidOf(this.portal, this.#count++);
    await this.#inner.tell({ kind: "connect", sync: newSync({ ...changes, sessid }) });
    await this.#inner.tell(settled(sessid));
    return sessid;
  }

  /** Connects a client that plays a character of this name. */
  async play(name: string): Promise<number> {
    const sessid = await this.connect();
    await this.type(sessid, `create ${name} sesame-street`);
    await this.type(sessid, `charcreate ${name}`);
    await this.type(sessid, `ic ${name}`);
    this.news();
    return sessid;
  }

  /** Types a line, with the next number. */
  async type(sessid: number, text: string): Promise<void> {
    const line = (this.#lines.get(sessid) ?? 0) + 1;
    this.#lines.set(sessid, line);
    await this.#inner.tell(numbered(sessid, line, text));
  }

  /** Joins with these sessions. */
  async join(sessions: readonly SessionSync[]): Promise<void> {
    await this.#inner.tell({ kind: "join", portal: this.portal, sessions });
  }

  /** What a Portal knows of a session that has heard all that was said of it. */
  copyOf(sessid: number): SessionSync {
    const core = this.#inner.inside.sessions.entry(sessid)?.core;
    if (core === undefined) throw new Error(`Cannot copy session ${sessid}: there is none`);
    return { ...core.sync, cmdsets: core.cmdsets.names() };
  }

  /** What the Server said since the last look, or since it started. */
  news(): readonly ServerMessage[] {
    const { said } = this.#inner;
    const before = this.#seen.length <= said.length &&
        this.#seen.every((message, index) => message === said[index])
      ? this.#seen.length
      : 0;
    this.#seen = [...said];
    return said.slice(before);
  }
}

/** Commands that note that they ran; `slow` only when it is let go. */
export class Notebook {
  readonly notes: string[] = [];
  readonly plugin: Plugin;
  readonly #waiting: (() => void)[] = [];

  constructor() {
    const note = (name: string) => void this.notes.push(name);
    this.plugin = definePlugin({
      name: "notebook",
      version: "1.0.0",
      api: 1,
      setup: ({ provide }) =>
        provide.commands("builtin/unloggedin", [
          defineCommand({ key: "note", needs: "session", run: ({ args }) => note(args) }),
          defineCommand({
            key: "slow",
            needs: "session",
            run: async ({ args }) => {
              await new Promise<void>((resolve) => this.#waiting.push(resolve));
              note(args);
            },
          }),
          defineCommand({
            key: "ask",
            needs: "session",
            run: async ({ ask }) => note(await ask("What? ")),
          }),
        ]),
    });
  }

  /** Whether a slow command waits. */
  get isWaiting(): boolean {
    return this.#waiting.length > 0;
  }

  /** Lets the oldest slow command go on. */
  letGo(): void {
    this.#waiting.shift()?.();
  }
}
