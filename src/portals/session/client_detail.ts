import type { Call } from "../../core/boundary/messages.ts";
import type { Trace } from "../../core/trace/trace.ts";
import type { ShownCalls } from "../secrets/shown_calls.ts";
import { CUT, shownData } from "../secrets/shown_data.ts";
import { type LineView, viewOf } from "../secrets/typed_line.ts";
import type { InputMode } from "./connection.ts";

/** What is known of a line where it is typed. */
export interface TypedInto {
  readonly isHidden: boolean;
  readonly isLoggedIn: boolean;
}

/** What the details of every session are told to, and kept in. */
export interface DetailParts {
  readonly trace: Trace;
  /** What is kept of typed calls for the wall. */
  readonly shown: ShownCalls;
}

/** Tells the trace what passes between one client and its PortalSession, while somebody watches. */
export class ClientDetail {
  readonly #sessid: number;
  readonly #trace: Trace;
  readonly #shown: ShownCalls;
  #isAnswered = true;

  /**
   * Creates it for one session.
   *
   * @param sessid The session's number.
   * @param parts The trace, and what is kept of typed calls for the wall.
   */
  constructor(sessid: number, { trace, shown }: DetailParts) {
    this.#sessid = sessid;
    this.#trace = trace;
    this.#shown = shown;
  }

  /** Tells of a typed line; returns what may be shown of it, or `undefined` when nobody watches. */
  typed(text: string, { isHidden, isLoggedIn }: TypedInto): string | undefined {
    const isAnswered = this.#isAnswered;
    this.#isAnswered = false;
    if (!this.#trace.isDetailed) return undefined;
    const view = viewOf(text, { isHidden, isLoggedIn, isAnswered, isFirst: false });
    if (view.kind !== "whole") this.#shown.hide(this.#sessid, hiddenOf(text, view));
    const shown = shownLine(text, view);
    const calls = [["text", [shown], {}]];
    this.#trace.detail("client:input", this.#sessid, { calls, secret: isHidden });
    return shown;
  }

  /** Makes the call of a line whose turn has come; the wall shows of it what was shown here. */
  callOf(text: string, shown: string | undefined): readonly Call[] {
    const calls: readonly Call[] = [["text", [text], {}]];
    if (shown !== undefined) this.#shown.keep(calls, [["text", [shown], {}]]);
    return calls;
  }

  /** Tells of calls that are no typed lines. */
  called(calls: readonly Call[]): void {
    if (!this.#trace.isDetailed) return;
    const data = { calls: this.#shown.ofInput(calls), secret: false };
    this.#trace.detail("client:input", this.#sessid, data);
  }

  /** Tells what the client is told. */
  told(calls: readonly Call[]): void {
    this.#isAnswered = true;
    if (!this.#trace.isDetailed || this.#shown.isTold(calls)) return;
    this.#trace.detail("client:output", this.#sessid, {
      calls: this.#shown.ofOutput(calls, [this.#sessid]),
    });
  }

  /** Tells that what is typed next is hidden, or shown again. */
  mode(mode: InputMode): void {
    this.#trace.detail("client:mode", this.#sessid, { mode });
  }
}

function shownLine(text: string, view: LineView): string {
  if (view.kind === "hidden") return CUT;
  return String(shownData(view.kind === "whole" ? text : `${view.shown} ${CUT}`));
}

function hiddenOf(text: string, view: LineView): string {
  return view.kind === "part" ? text.slice(view.shown.length) : text;
}
