import { percentile } from "../../../torture/percentile.ts";
import type { NumberedClient, SentLine } from "./numbered_client.ts";

/** A fault that was made, and when. */
export interface MadeFault {
  readonly name: string;
  /** When it was made, as `performance.now()` counts. */
  readonly at: number;
  /** The lines whose answers show that all is well again. */
  readonly shownBy: "any" | "kept";
  /** What else there is to tell of it. */
  remark?: string | undefined;
}

/** What clients saw of a fault that kept their connection. */
export interface FaultReport {
  readonly name: string;
  /** What else there is to tell of the fault. */
  readonly remark?: string | undefined;
  /** How many lines were sent until the next fault. */
  readonly sent: number;
  /** How many of them were never answered. */
  readonly lost: number;
  /** How many of them had no answer when the connection ended. */
  readonly cut: number;
  /** How many lines were refused meanwhile in so many words, as the change could not be kept. */
  readonly refused: number;
  /** How many of them were told to be done, in the place of their answer. */
  readonly done: number;
  /** How many of them were answered more than once. */
  readonly doubled: number;
  /** How many of them changed what is kept more than once. */
  readonly ranAgain: number;
  /** From the fault to each session's first answer to a line sent after it, in milliseconds. */
  readonly back: Spread;
  /** The longest wait of each session for an answer to one line, in milliseconds. */
  readonly wait: Spread;
}

/** What sessions saw, from best to worst. */
export interface Spread {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

/** A client, with the numbers of its lines that changed what is kept, in order. */
export interface CheckedClient {
  readonly client: NumberedClient;
  readonly kept: readonly number[];
}

/** Tells what clients saw of one fault, up to a later one. */
export function reportOf(
  fault: MadeFault,
  until: number,
  clients: readonly CheckedClient[],
): FaultReport {
  const isDuring = (at: number) => at >= fault.at && at < until;
  const isIn = ({ sentAt }: SentLine) => isDuring(sentAt);
  const all = clients.map(({ client, kept }) => ({ kept, lines: client.lines.filter(isIn) }));
  const lines = all.flatMap(({ lines }) => lines);
  // Also those that were on their way when the fault was made.
  const refused = clients.flatMap(({ client }) => client.lines).filter(
    ({ answers, refusedAt = -1 }) => answers === 0 && isDuring(refusedAt),
  );
  const waits = all.map(({ lines }) => Math.max(...lines.map(waitOf)));
  const shows = (line: SentLine) => line.answers > 0 && (line.isKept || fault.shownBy === "any");
  const backs = all.map(({ lines }) => (lines.find(shows)?.answeredAt ?? Infinity) - fault.at);
  return {
    name: fault.name,
    remark: fault.remark,
    sent: lines.length,
    lost: lines.filter(isLost).length,
    cut: lines.filter((line) => line.answers === 0 && line.wasCut).length,
    refused: refused.length,
    done: lines.filter((line) => line.answers === 0 && line.wasDone).length,
    doubled: lines.filter(({ answers }) => answers > 1).length,
    ranAgain: all.reduce((sum, { lines, kept }) => sum + ranAgain(lines, kept), 0),
    back: spread(backs),
    wait: spread(waits),
  };
}

/** Says in a line what clients saw of a fault, with its numbers and their units. */
export function textOf({ back, wait, remark, ...report }: FaultReport): string {
  const { sent, lost, cut, refused, done, doubled, ranAgain } = report;
  const others = [[cut, "cut off"], [refused, "refused"], [done, "told as done"], [
    doubled,
    "answered twice",
  ]] as const;
  const more = others.flatMap(([count, what]) => count === 0 ? [] : `, ${count} ${what}`).join("");
  return `of ${sent} lines ${lost} lost, ${ranAgain} run twice${more}; ` +
    `first answers after it p50 ${back.p50}, p99 ${back.p99} ms; ` +
    `longest waits p50 ${wait.p50}, p99 ${wait.p99} ms` +
    (remark === undefined ? "" : `; ${remark}`);
}

/** Whether a line was neither answered nor refused, nor told to be done, though the connection was kept. */
function isLost(line: SentLine): boolean {
  return line.answers === 0 && !line.wasRefused && !line.wasDone && !line.wasCut;
}

function waitOf({ sentAt, answeredAt }: SentLine): number {
  return answeredAt === undefined ? 0 : answeredAt - sentAt;
}

function ranAgain(lines: readonly SentLine[], kept: readonly number[]): number {
  const numbers = new Set(lines.map(({ number }) => number));
  const own = kept.filter((number) => numbers.has(number));
  return own.length - new Set(own).size;
}

function spread(values: readonly number[]): Spread {
  const at = (part: number) => Math.round(percentile(values, part));
  return { p50: at(0.5), p99: at(0.99), max: at(1) };
}
