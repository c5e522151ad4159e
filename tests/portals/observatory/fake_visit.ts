import type {
  Call,
  PortalMessage,
  ServerMessage,
  SessionSync,
} from "../../../src/core/boundary/messages.ts";
import { LIFECYCLE, nextState, type SessionStep } from "../../../src/core/boundary/lifecycle.ts";
import type { TraceEvent } from "../../../src/core/trace/trace.ts";

/** Makes the events of sessions that come, log in, puppet, speak and leave, as a trace has them. */
export class FakeVisits {
  /** Every event so far. */
  readonly events: TraceEvent[] = [];
  readonly #sessions = new Map<number, SessionSync>();
  #at: number;
  #hook = 0;

  /** @param at When the first event happens, in milliseconds since 1970. */
  constructor(at: number) {
    this.#at = at;
  }

  /** The sessions that are there. */
  get sessions(): readonly SessionSync[] {
    return [...this.#sessions.values()];
  }

  /** Lets time pass. */
  pass(ms: number): void {
    this.#at += ms;
  }

  connect(sessid: number, protocolKey = "telnet"): void {
    const sync: SessionSync = {
      ...{ sessid, protocolKey, address: "127.0.0.1", connTime: this.#at, state: "negotiating" },
      ...{ uid: null, uname: null, puid: null, cmdLast: 0, cmdLastVisible: 0, cmdTotal: 0 },
      ...{ protocolFlags: {}, flagSources: {}, flagsVersion: 0, cmdsets: [], carry: {} },
    };
    this.emit("portal:connect", { address: sync.address, protocolKey }, sessid);
    this.portal({ kind: "connect", sync }, sessid);
    this.pass(38);
    const flags = { screenWidth: 120, xterm256: true, encoding: "utf-8" } as const;
    const sources = { screenWidth: "client", xterm256: "mtts", encoding: "client" } as const;
    this.portal({ kind: "flags", sessid, flags, sources, settled: true, seen: 0 }, sessid);
    this.step(sessid, "settle");
    this.hook(sessid, "session:connect", ["builtin"]);
    const layers = [{ source: "session", key: "Unloggedin", priority: 0, mergeType: "union" }];
    this.emit("cmdset:merge", { layers, count: 9 }, sessid);
    this.command(
      sessid,
      "__unloggedin_look",
      () => this.answer([sessid], "|wWelcome to the Old House.|n Type |yconnect|n NAME PASSWORD."),
    );
    this.sync(sessid, { state: "unloggedin", cmdsets: ["unloggedin"] });
  }

  login(sessid: number, uname: string): void {
    this.input(sessid, `connect ${uname} •••`);
    this.command(sessid, "connect", () => {
      this.hook(sessid, "session:beforeLogin", ["builtin"]);
      this.step(sessid, "login");
      this.server({ kind: "login", sessid, uid: sessid + 10, uname }, sessid);
      this.hook(sessid, "account:firstLogin", ["chargen"]);
      this.hook(sessid, "session:login", ["builtin", "chargen"]);
    });
    this.sync(sessid, { state: "loggedin", uid: sessid + 10, uname, cmdsets: [] });
    this.answer([sessid], `You are |w${uname}|n.`);
  }

  puppet(sessid: number): void {
    this.input(sessid, "ic");
    this.command(sessid, "ic", () => {
      this.hook(sessid, "session:beforePuppet", ["chargen"]);
      this.step(sessid, "puppet");
      this.hook(sessid, "session:puppet", ["builtin"]);
    });
    this.sync(sessid, { state: "puppeting", puid: sessid + 100 });
    const layers = ["Account", "Character", "Exits"]
      .map((key) => ({ source: key.toLowerCase(), key, priority: 0, mergeType: "union" }));
    this.emit("cmdset:merge", { layers, count: 64 }, sessid);
  }

  say(sessid: number, words: string): void {
    this.input(sessid, `say ${words}`);
    this.command(sessid, "say", () => {
      const heard = this.sessions.filter(({ state }) => state === "puppeting");
      this.answer(heard.map((sync) => sync.sessid), `Somebody says, "${words}"`);
    });
  }

  leave(sessid: number): void {
    this.emit("portal:disconnect", { reason: "client_closed" }, sessid);
    this.portal({ kind: "disconnect", sessid, reason: "client_closed" }, sessid);
    this.#sessions.delete(sessid);
    this.pass(1);
  }

  input(sessid: number, line: string): void {
    const calls: Call[] = [["text", [line], {}]];
    this.emit("client:input", { calls, secret: false }, sessid);
    this.portal({ kind: "input", sessid, calls, secret: false }, sessid);
  }

  answer(sessids: readonly number[], text: string): void {
    const calls: Call[] = [["text", [text], {}]];
    this.server({ kind: "output", sessids, calls }, sessids.length === 1 ? sessids[0] : undefined);
    for (const sessid of sessids) this.emit("client:output", { calls }, sessid);
  }

  command(sessid: number, command: string, run: () => void): void {
    this.emit("command:match", { fate: "one", command }, sessid);
    this.emit("command:run", { command }, sessid);
    this.pass(1);
    run();
    this.emit("command:end", { command, ms: 0.8 }, sessid);
  }

  hook(sessid: number, hook: string, watchers: readonly string[]): void {
    const id = ++this.#hook;
    this.emit("hook:begin", { id, hook, watchers }, sessid);
    this.pass(1);
    this.emit("hook:end", { id, hook, watchers, ms: 0.35 }, sessid);
  }

  /** Takes a step of the lifecycle. */
  step(sessid: number, step: SessionStep): void {
    const from = this.#sessions.get(sessid)?.state ?? "negotiating";
    const to = nextState(from, step);
    if (to === undefined) throw new RangeError(`Cannot ${step} as the table must have it: ${from}`);
    this.emit("session:step", { step, from, to }, sessid);
    this.#change(sessid, { state: to });
  }

  sync(sessid: number, fields: Partial<SessionSync>): void {
    this.server({ kind: "sync", sessid, fields }, sessid);
    this.#change(sessid, fields);
  }

  /** Sends a message to the Server. */
  portal(message: PortalMessage, sessid?: number): void {
    this.emit("wall:portal", { message, epoch: 1 }, sessid);
    if (message.kind === "connect") this.#sessions.set(message.sync.sessid, message.sync);
    if (message.kind === "flags") {
      const known = this.#sessions.get(message.sessid);
      this.#change(message.sessid, {
        protocolFlags: { ...known?.protocolFlags, ...message.flags },
        flagSources: { ...known?.flagSources, ...message.sources },
      });
    }
  }

  server(message: ServerMessage, sessid?: number): void {
    this.emit("wall:server", { message, epoch: 1 }, sessid);
    if (message.kind === "login") {
      this.#change(message.sessid, { uid: message.uid, uname: message.uname });
    }
  }

  emit(kind: string, data: Readonly<Record<string, unknown>>, sessid?: number): void {
    const about = sessid === undefined ? {} : { sessid };
    const seq = this.events.length + 1;
    this.events.push({ seq, at: this.#at, kind, level: "detail", ...about, data });
  }

  #change(sessid: number, fields: Partial<SessionSync>): void {
    const known = this.#sessions.get(sessid);
    if (known !== undefined) this.#sessions.set(sessid, { ...known, ...fields });
  }
}

/** What a stream says first, of these visits. */
export function helloOf(visits: FakeVisits): Record<string, unknown> {
  return {
    ...{ house: "main", houses: ["main"], serverName: "The Old House", access: "full" },
    lifecycle: LIFECYCLE,
    now: visits.events.at(-1)?.at ?? 0,
    sessions: visits.sessions,
    recorded: visits.events,
    recordedFrom: { at: visits.events[0]?.at ?? 0, sessions: [] },
  };
}
