import type { Call } from "../../core/boundary/messages.ts";
import { escapeMarkup } from "../../core/text/escape.ts";
import { HiddenWords } from "./hidden_words.ts";
import { isSecretName } from "../../core/text/secret_names.ts";
import { CUT, shownData } from "./shown_data.ts";

/** Words of one session that are known when they come back. */
const MOST_WORDS = 16;
/** Sessions whose words are known. */
const MOST_SESSIONS = 1_000;
/** To more sessions nothing is said that one of them has just typed unseen. */
const MOST_TOLD = 8;

/** What clients log in by, whatever its arguments are called. */
const LOGS_IN = /log_?in|auth/i;
/** Calls that hold what was typed, or is being typed: it may be a password. */
const TYPED: ReadonlySet<string> = new Set(["text", "input_complete"]);

/**
 * What may be shown of calls. Where it was typed it is known whether a line may be a password; from
 * there on the line itself does not tell, so what was found is kept beside it as long as it lives,
 * and what was hidden is known again where the session is told of it.
 */
export class ShownCalls {
  readonly #shown = new WeakMap<readonly Call[], unknown>();
  readonly #told = new WeakSet<readonly Call[]>();
  readonly #hidden = new Map<number, HiddenWords>();

  /** Notes that those who watch were told of calls to many at once. */
  toldAtOnce(calls: readonly Call[]): void {
    this.#told.add(calls);
  }

  /** Whether those who watch were told of these calls already. */
  isTold(calls: readonly Call[]): boolean {
    return this.#told.has(calls);
  }

  /** Keeps what may be shown of typed calls. */
  keep(calls: readonly Call[], shown: unknown): void {
    this.#shown.set(calls, shown);
  }

  /** Remembers what a session typed that is not shown. */
  hide(sessid: number, text: string): void {
    let words = this.#hidden.get(sessid);
    if (words === undefined) this.#hidden.set(sessid, words = new HiddenWords(MOST_WORDS));
    // One that is gone may be told something still: it is forgotten when many others have come.
    const [oldest] = this.#hidden.keys();
    if (oldest !== undefined && this.#hidden.size > MOST_SESSIONS) this.#hidden.delete(oldest);
    words.remember(text);
    words.remember(escapeMarkup(text));
  }

  /** Returns what may be shown of what a client sent: of a line of which nothing is known, nothing. */
  ofInput(calls: readonly Call[]): unknown {
    return this.#shown.get(calls) ?? calls.map(shownInput);
  }

  /**
   * Returns what may be shown of what clients are told; made once for all of them.
   *
   * @param calls What they are told.
   * @param sessids Who is told.
   */
  ofOutput(calls: readonly Call[], sessids: readonly number[]): unknown {
    let shown = this.#shown.get(calls);
    if (shown === undefined) this.#shown.set(calls, shown = shownData(calls.map(withoutSecret)));
    if (sessids.length > MOST_TOLD) return shown;
    for (const sessid of sessids) {
      const words = this.#hidden.get(sessid);
      if (words !== undefined) shown = without(words, shown);
    }
    return shown;
  }
}

/** Tells whether a text is for the eyes of its reader alone: one of the type `secret`. */
export function isSecretText([, , { type }]: Call): boolean {
  return type === "secret";
}

function withoutSecret(call: Call): Call {
  const [name, , { type }] = call;
  return isSecretText(call) ? [name, [CUT], { type }] : call;
}

function shownInput(call: Call): unknown {
  const [name] = call;
  const isSecret = TYPED.has(name) || isSecretName(name) || LOGS_IN.test(name);
  return isSecret ? [shownData(name), [CUT], {}] : shownData(call);
}

/** Cuts words out of data to be shown; what has none of them stays the same object. */
function without(words: HiddenWords, data: unknown): unknown {
  if (typeof data === "string") return words.areIn(data) ? words.replace(data, CUT) : data;
  if (typeof data !== "object" || data === null) return data;
  if (Array.isArray(data)) {
    const kept = data.map((item) => without(words, item));
    return kept.every((item, at) => item === data[at]) ? data : kept;
  }
  const entries = Object.entries(data).map(([name, value]) => [name, without(words, value)]);
  const isSame = Object.entries(data).every(([, value], at) => value === entries[at]?.[1]);
  return isSame ? data : Object.fromEntries(entries);
}
