import { flagNews, type FlagSource, pickFlags } from "../../core/boundary/flag_source.ts";
import { flagChanges, type ProtocolFlags } from "../../core/boundary/flags.ts";
import { hasAccount } from "../../core/boundary/lifecycle.ts";
import type {
  Call,
  CloseReason,
  PortalMessage,
  SessionSync,
} from "../../core/boundary/messages.ts";
import { TokenBucket } from "../../core/gate/token_bucket.ts";
import { SharedRender } from "../render/shared_render.ts";
import type { XraySight } from "../xray/exchange.ts";
import { type Arrival, arrivedSync } from "./arrival.ts";
import type { ConnectionAccount, ConnectionEvents, InputMode } from "./connection.ts";
import { ClientDetail } from "./client_detail.ts";
import { FlagBook } from "./flag_book.ts";
import type { GuardedConnection } from "./guarded_connection.ts";
import type { LineFault } from "./line_fault.ts";
import { isProved, LoginDeadline } from "./login_deadline.ts";
import { LineQueue } from "./line_queue.ts";
import { tooLong } from "./too_long.ts";
import type { PortalSessionParts } from "./portal_session_parts.ts";
import { flagsMessage, sessionNews } from "./session_news.ts";
import type { OwnRecord } from "./session_record.ts";

/**
 * The Portal's half of a session: one connection, and this side's copy of the sync fields.
 *
 * It outlives every Server.
 */
export class PortalSession implements ConnectionEvents {
  readonly #connection: GuardedConnection;
  readonly #parts: PortalSessionParts;
  /** Tells those who watch what passes between the client and the session. */
  readonly #detail: ClientDetail;
  /** Where typed lines wait for their turn. */
  readonly lines: LineQueue;
  readonly #oob: TokenBucket;
  readonly #book: FlagBook;
  #sync: SessionSync;
  #mode: InputMode = "normal";
  /** Whether a hidden answer may be on its way to a question that is forgotten. */
  #isAnswerDue = false;
  #isSettled = false;
  #isClosed = false;
  readonly #deadline: LoginDeadline;
  /** Whether it has come from another realm as somebody, and the Server has not said what of it. */
  #isArriving = false;

  /**
   * Creates a session for a connection that has just come.
   *
   * @param connection The protocol's side.
   * @param sync What is known of it.
   * @param parts What the registry gives.
   * @param record What another Portal knew of it, if it was there before; its lines wait at first.
   */
  constructor(
    connection: GuardedConnection,
    sync: SessionSync,
    parts: PortalSessionParts,
    record?: OwnRecord,
  ) {
    const { clock, rates } = parts;
    this.#connection = connection;
    this.#book = new FlagBook(sync.protocolFlags, record?.book);
    this.#sync = { ...sync, ...this.#book.known };
    this.#parts = parts;
    this.#detail = new ClientDetail(sync.sessid, parts);
    this.#oob = new TokenBucket(rates.oob, clock.now());
    this.lines = new LineQueue({
      clock,
      rate: rates.lines,
      pass: ({ text, shown, secret }) => this.#sendInput(this.#detail.callOf(text, shown), secret),
      onFull: () => {
        parts.onRejected(this, "too_fast");
        this.#say("|yYou are typing faster than the game can listen: a line was lost.|n");
      },
    });
    this.#deadline = new LoginDeadline({
      ...{ clock, seconds: parts.limits.loginTimeout },
      end: (reason, text) => this.disconnect(reason, text),
    });
    if (record !== undefined) {
      this.#isSettled = true;
      [this.#mode, this.#isAnswerDue] = [record.mode, record.isAnswerDue];
      for (const line of record.typed) this.lines.add(line);
    }
    this.#armDeadline(record?.loginMs);
  }

  /** The session's number. */
  get sessid(): number {
    return this.#sync.sessid;
  }

  /** This side's copy of the sync fields. */
  get sync(): SessionSync {
    return this.#sync;
  }

  /** Whether the client's abilities are known, so that input flows. */
  get isSettled(): boolean {
    return this.#isSettled;
  }

  settled(): void {
    if (this.#isSettled || this.#isClosed) return;
    this.#isSettled = true;
    this.#parts.send(flagsMessage(this.#sync, [], { settled: true }));
    this.lines.open();
  }

  flags(changed: ProtocolFlags, source: FlagSource = "client"): void {
    if (this.#isClosed) return;
    const before = this.#sync;
    this.#book.tell(source, changed);
    this.#sync = { ...before, ...this.#book.known };
    const names = flagNews(before, this.#sync);
    if (names.length > 0) this.#parts.send(flagsMessage(this.#sync, names, { settled: false }));
    const { protocolFlags } = pickFlags(this.#sync, Object.keys(changed));
    const overruled = flagChanges(changed, protocolFlags);
    if (Object.keys(overruled).length > 0) this.#connection.changeFlags(overruled);
  }

  line(text: string): void {
    if (this.#isClosed) return;
    const problem = tooLong(text, this.#parts.limits.maxLineLength);
    if (problem !== null) {
      this.#parts.onRejected(this, "too_long");
      return this.#say(problem);
    }
    const [secret, isLoggedIn] = [this.#isHidden, hasAccount(this.#sync.state)];
    const shown = this.#detail.typed(text, { isHidden: secret, isLoggedIn });
    this.lines.add({ text, secret, shown });
    this.#isAnswerDue = false;
    if (this.#mode === "secret") this.#setMode("normal");
  }

  calls(calls: readonly Call[]): void {
    if (this.#isClosed) return;
    // Text is typed text, whatever way it came: the limit of lines holds for it.
    for (const [name, args] of calls) if (name === "text") this.line(String(args[0] ?? ""));
    const others = calls.filter(([name]) => name !== "text");
    const allowed = others.filter(() => this.#oob.take(this.#parts.clock.now()));
    for (let n = allowed.length; n < others.length; n++) {
      this.#parts.onRejected(this, "oob_too_fast");
    }
    if (allowed.length === 0) return;
    this.#detail.called(allowed);
    this.#sendInput(allowed, false);
  }

  alive(): void {
    this.calls([["idle", [], {}]]);
  }

  closed(reason: CloseReason): void {
    if (this.#isClosed) return;
    this.letGo();
    this.#parts.onClosed(this, reason);
  }

  /** What another Portal has to know of it. */
  get record(): OwnRecord {
    const typed = this.lines.waiting.map(({ text, secret }) => ({ text, secret }));
    const held = { sync: this.#sync, mode: this.#mode, isAnswerDue: this.#isAnswerDue };
    return { ...held, book: this.#book.layers, typed, loginMs: this.#deadline.usedMs };
  }

  /** Ends it here, without a word: it goes on at another Portal, or is over. */
  letGo(): void {
    this.#isClosed = true;
    this.lines.close();
    this.#deadline.stop();
  }

  /** Sends what the Server said. */
  deliver(calls: readonly Call[], shared: SharedRender): void {
    if (this.#isClosed) return;
    const prompt = calls.findLast(([name]) => name === "prompt");
    if (prompt !== undefined) {
      this.#isAnswerDue = false;
      this.#setMode(prompt[2].secret === true ? "secret" : "normal");
    }
    this.#detail.told(calls);
    this.#connection.deliver(calls, shared);
  }

  /** Takes what the Server changed of the sync fields; of the flags only those that are named. */
  applySync(fields: Partial<SessionSync>): void {
    if (this.#isClosed) return;
    const [wasIn, wasProved] = [this.isIn, isProved(this.#sync)];
    this.#book.decide(fields.protocolFlags ?? {}, fields.flagSources ?? {});
    this.#sync = { ...this.#sync, ...fields, ...this.#book.known };
    if (fields.protocolFlags !== undefined) this.#connection.changeFlags(fields.protocolFlags);
    if (this.#sync.state !== "negotiating") this.#isArriving = false;
    if (this.isIn !== wasIn || isProved(this.#sync) !== wasProved) this.#armDeadline();
    if (wasIn && this.#sync.state === "unloggedin") this.#connection.changeAccount(null);
  }

  /** Goes on in another realm, or anew in the same one, from whose Server it had been let go. */
  arrive(arrival: Arrival): void {
    if (this.#isClosed) return;
    const wasIn = this.isIn || this.#sync.passport !== undefined;
    this.forgetQuestion();
    this.#sync = arrivedSync(this.#sync, arrival);
    this.#isArriving = arrival.passport !== null;
    this.#armDeadline();
    if (wasIn && arrival.passport === null) this.#connection.changeAccount(null);
  }

  /** Tells the connection that its client has logged in. */
  loggedIn(account: ConnectionAccount): void {
    if (!this.#isClosed) this.#connection.changeAccount(account);
  }

  /**
   * Returns what a new Server does not know of the session yet.
   *
   * @param told What it was told of it, if anything.
   */
  newsSince(told: SessionSync | undefined): readonly PortalMessage[] {
    return sessionNews(this.#sync, told, { isSettled: this.#isSettled });
  }

  /**
   * Shows again what is typed: the question that hid it is gone with the Server that asked. The next
   * line may have been typed before the client knew, so it is no command and in no log.
   */
  forgetQuestion(): void {
    this.#isAnswerDue ||= this.#mode === "secret";
    this.#setMode("normal");
  }

  /** Gives the whole time to log in again; while the session is held it stands still. */
  holdChanged(): void {
    if (!this.#isClosed) this.#armDeadline();
  }

  /** How the client came. */
  get protocolKey(): string {
    return this.#sync.protocolKey;
  }

  /** Shows what the client and the protocol say to each other, if the protocol can. */
  xray(show: XraySight["show"]): Disposable | undefined {
    return this.#connection.xray({
      show,
      isLoggedIn: () => hasAccount(this.#sync.state),
      isHidden: () => this.#isHidden,
    });
  }

  /** Breaks or disturbs the client's line on purpose; returns why it cannot be done. */
  disturb(fault: LineFault): string | null {
    return this.#connection.disturb(fault);
  }

  /** Ends the connection, saying `text` first. */
  disconnect(reason: CloseReason, text: string | null): void {
    if (this.#isClosed) return;
    this.#connection.disconnect(reason, text);
    this.closed(reason);
  }

  get #isHidden(): boolean {
    return this.#mode === "secret" || this.#isAnswerDue;
  }

  #sendInput(calls: readonly Call[], secret: boolean): void {
    this.#parts.send({ kind: "input", sessid: this.sessid, calls, secret });
  }

  #setMode(mode: InputMode): void {
    if (mode === this.#mode) return;
    this.#mode = mode;
    this.#detail.mode(mode);
    this.#connection.setInputMode(mode);
  }

  #say(markup: string): void {
    const calls: readonly Call[] = [["text", [markup], {}]];
    this.#detail.told(calls);
    this.#connection.deliver(calls, new SharedRender());
  }

  /** Whether it has an account, or comes with one. */
  get isIn(): boolean {
    return hasAccount(this.#sync.state) || this.#isArriving;
  }

  #armDeadline(usedMs?: number): void {
    const isSafe = this.isIn || isProved(this.#sync);
    if (isSafe || this.#parts.isHeld(this.sessid)) this.#deadline.stop();
    else this.#deadline.start(usedMs);
  }
}
