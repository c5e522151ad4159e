import type { Clock } from "../../core/clock.ts";
import { TokenBucket } from "../../core/gate/token_bucket.ts";
import { escapeMarkup } from "../../core/text/escape.ts";
import type { Trace } from "../../core/trace/trace.ts";
import type { SessionMessage } from "../session/session_message.ts";
import type { Exchange } from "./exchange.ts";

/** Exchanges of one session that are shown, a second and at once. */
const RATE = { perSecond: 50, burst: 200 } as const;
/** Columns of the words before the bytes. */
const WORDS = 40;

/** What an X-ray needs of a session. */
export interface XrayedSession {
  readonly protocolKey: string;
  /** Shows what the client and the Portal say to each other; `undefined` where nothing can. */
  xray(show: (exchange: Exchange) => void): Disposable | undefined;
}

/** What a room works with. */
export interface XrayRoomOptions {
  readonly clock: Clock;
  readonly trace: Trace;
  readonly session: (sessid: number) => XrayedSession | undefined;
  /** Tells a session something, as markup. */
  readonly say: (sessid: number, markup: string) => void;
}

/** One session that is looked at. */
interface Look {
  readonly end: Disposable;
  readonly viewers: Set<number>;
}

/**
 * Where staff look at what clients and the Portal say to each other. It outlives every Server.
 *
 * Who is looked at looks at nobody, so that no look shows another, and so on without end.
 */
export class XrayRoom {
  readonly #options: XrayRoomOptions;
  readonly #looks = new Map<number, Look>();

  /** Creates a room in which nobody looks at anybody. */
  constructor(options: XrayRoomOptions) {
    this.#options = options;
  }

  /** Does what a session asks for. */
  obey({ action, viewer, target }: Extract<SessionMessage, { kind: "xray" }>): void {
    if (action === "stop") this.stop(viewer, target);
    else if (target !== null) this.start(viewer, target);
  }

  /** Lets a session look at another from now on, and tells it so, or why not. */
  start(viewer: number, target: number): void {
    this.#options.say(viewer, this.#refusal(viewer, target) ?? this.#begin(viewer, target));
  }

  /** Ends a session's looks, at one other or at all, and tells it so. */
  stop(viewer: number, target: number | null): void {
    const ended = this.#lookedAtBy(viewer).filter((sessid) => target === null || sessid === target);
    for (const sessid of ended) this.#leave(viewer, sessid);
    const names = ended.map((sessid) => `#${sessid}`).join(", ");
    const none = "You look at nobody's line.";
    this.#options.say(viewer, names === "" ? none : `You no longer look at the line of ${names}.`);
  }

  /** Ends all looks of a session that left its account: the next who logs in may not be staff. */
  logout(viewer: number): void {
    if (this.#lookedAtBy(viewer).length > 0) this.stop(viewer, null);
  }

  /** Forgets a session that is gone. */
  forget(sessid: number): void {
    for (const target of this.#lookedAtBy(sessid)) this.#leave(sessid, target);
    const viewers = this.#looks.get(sessid)?.viewers ?? [];
    for (const viewer of [...viewers]) {
      this.#leave(viewer, sessid);
      this.#options.say(viewer, `|x#${sessid} is gone.|n`);
    }
  }

  #refusal(viewer: number, target: number): string | undefined {
    if (viewer === target) {
      return "You cannot look at your own line, which would show itself: use another session.";
    }
    if (this.#looks.get(target)?.viewers.has(viewer)) return `You look at #${target} already.`;
    if (this.#lookedAtBy(target).length > 0) {
      return `#${target} looks at somebody else's line: theirs would be shown through it.`;
    }
    if (this.#looks.has(viewer)) return "Somebody looks at your line: so you can look at nobody's.";
    return undefined;
  }

  #begin(viewer: number, target: number): string {
    const session = this.#options.session(target);
    if (session === undefined) return `#${target} is gone.`;
    const viewers = new Set([viewer]);
    const look = this.#looks.get(target);
    const end = look === undefined ? session.xray(this.#shower(target, viewers)) : look.end;
    if (end === undefined) {
      return `#${target} came by ${session.protocolKey}, of which there is no X-ray: telnet has one.`;
    }
    if (look === undefined) this.#looks.set(target, { end, viewers });
    else look.viewers.add(viewer);
    return `You look at the line of #${target}. Type |wxray/stop|n to look away.`;
  }

  #leave(viewer: number, target: number): void {
    const look = this.#looks.get(target);
    look?.viewers.delete(viewer);
    if (look?.viewers.size !== 0) return;
    look.end[Symbol.dispose]();
    this.#looks.delete(target);
  }

  #lookedAtBy(viewer: number): readonly number[] {
    return [...this.#looks].filter(([, { viewers }]) => viewers.has(viewer)).map(([id]) => id);
  }

  /** Returns what shows exchanges to whoever looks, and writes them into the trace. */
  #shower(target: number, viewers: ReadonlySet<number>): (exchange: Exchange) => void {
    const { clock, trace, say } = this.#options;
    const bucket = new TokenBucket(RATE, clock.now());
    let missed = 0;
    return (exchange) => {
      if (!bucket.take(clock.now())) return void missed++;
      const lines = [...(missed === 0 ? [] : [missedLine(target, missed)]), line(target, exchange)];
      missed = 0;
      trace.emit("telnet:exchange", { level: "debug", sessid: target, data: { ...exchange } });
      for (const viewer of viewers) say(viewer, lines.join("\n"));
    };
  }
}

function line(sessid: number, { direction, words, hex }: Exchange): string {
  const who = direction === "in" ? "|gclient|n" : "|cserver|n";
  const said = hex === "" ? escapeMarkup(words) : `${escapeMarkup(words.padEnd(WORDS))} |x${hex}|n`;
  return `|x#${sessid}|n ${who} ${said}`;
}

function missedLine(sessid: number, count: number): string {
  return `|x#${sessid} said ${count} more things, too fast to be shown.|n`;
}
