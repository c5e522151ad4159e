import { escapeControls, logValue } from "./log_text.ts";
import type { Trace, TraceEvent, TraceLevel } from "./trace.ts";

/** How an event is written. */
export interface FormatOptions {
  /** Whether to use ANSI colours; right for a terminal only. */
  readonly color: boolean;
}

/** Where the log goes, and what goes in it. */
export interface LogOptions extends FormatOptions {
  /** Takes one event's text, with its line end, and how grave it is. */
  readonly write: (text: string, level: TraceLevel) => void;
  /** The least grave level that is written. */
  readonly minLevel: TraceLevel;
}

const GRAVITY: Readonly<Record<TraceLevel, number>> = {
  ...{ detail: -1, debug: 0, info: 1, warn: 2, error: 3 },
};
const STYLES: Readonly<Record<TraceLevel, string>> = {
  detail: "2",
  debug: "2",
  info: "36",
  warn: "33",
  error: "31",
};

/** How many causes of an error are followed. */
const CAUSE_DEPTH = 5;

/**
 * Writes a trace's events as readable lines.
 *
 * @param trace What to read.
 * @returns Ends the writing when disposed of.
 */
export function logTo(trace: Trace, options: LogOptions): Disposable {
  const least = GRAVITY[options.minLevel];
  return trace.read((event) => {
    if (GRAVITY[event.level] < least) return;
    options.write(`${formatEvent(event, options)}\n`, event.level);
  });
}

/**
 * Formats an event as `HH:MM:SS.mmm LEVEL kind #sessid key=value …`, the time in UTC.
 *
 * Stacks follow on lines of their own, indented; no other line end is in it, whatever the data
 * holds, so a client cannot forge a line.
 */
export function formatEvent(event: TraceEvent, { color }: FormatOptions): string {
  const paint = color ? painted : plain;
  const stacks: string[] = [];
  const parts = Object.entries(event.data).map(([key, value]) => {
    const stack = stackOf(key, value);
    if (stack !== undefined) stacks.push(stack);
    return `${paint("2", `${logValue(key)}=`)}${oneLine(value, stack)}`;
  });
  const line = [
    paint("2", timeOf(event.at)),
    paint(STYLES[event.level], event.level.toUpperCase().padEnd(5)),
    logValue(event.kind),
    ...(event.sessid === undefined ? [] : [paint("1", `#${event.sessid}`)]),
    ...parts,
  ].join(" ");
  return [line, ...stacks.flatMap(indented)].join("\n");
}

function timeOf(at: number): string {
  const time = new Date(at);
  return Number.isNaN(time.getTime()) ? "??:??:??.???" : time.toISOString().slice(-13, -1);
}

/** Returns the stack that a value carries, with the stacks of its causes. */
function stackOf(key: string, value: unknown): string | undefined {
  if (value instanceof Error) return errorStack(value, CAUSE_DEPTH);
  const isStack = key === "stack" && typeof value === "string" && value.includes("\n");
  return isStack ? value : undefined;
}

function errorStack(error: Error, depth: number): string {
  const own = error.stack ?? `${error.name}: ${error.message}`;
  if (!(error.cause instanceof Error) || depth === 0) return own;
  return `${own}\nCaused by: ${errorStack(error.cause, depth - 1)}`;
}

function oneLine(value: unknown, stack: string | undefined): string {
  if (value instanceof Error) return logValue(`${value.name}: ${value.message}`);
  return logValue(stack === undefined ? value : stack.split("\n", 1)[0]);
}

function indented(stack: string): string[] {
  return stack.split(/\r?\n/).map((line) => `    ${escapeControls(line)}`);
}

function painted(style: string, text: string): string {
  return `\x1b[${style}m${text}\x1b[0m`;
}

function plain(_style: string, text: string): string {
  return text;
}
