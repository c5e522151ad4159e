import type { TraceEvent } from "../../core/trace/trace.ts";
import { messageOf } from "../message_of.ts";
import { callText } from "./call_text.ts";
import { messageText } from "./message_text.ts";

/** One thing that happened, as a reader is told of it. */
export interface EventLine {
  /** Who did it: `Client`, `Portal` or `Server`, with the session's number if it is one session's. */
  readonly from: string;
  /** To whom, if it was said to somebody. */
  readonly to?: string;
  /** Whether it was said across the wall. */
  readonly isOverWall?: boolean;
  /** What: plain text, which may have several lines. */
  readonly text: string;
}

type Data = TraceEvent["data"];

/** What an event means in words; `undefined` when another event tells the same. */
type Words = (data: Data) => string | undefined;

/** What the Server does by itself. */
const SERVER: Readonly<Record<string, Words>> = {
  "session:connect": () => "makes its half of the session",
  "session:step": ({ step, from, to }) => `step ${step}: ${from} → ${to}`,
  "session:login": ({ name, sessions }) =>
    `logged in to ${name}, with ${counted(sessions, "session")}`,
  "session:disconnect": ({ reason }) => `ends: ${reason}`,
  "account:create": ({ name }) => `stores the account ${name}`,
  "account:fail": () => "the password is wrong",
  "hook:begin": ({ hook, watchers }) => `hook ${hook}, watched by ${list(watchers)}`,
  "cmdset:merge": ({ layers, count }) =>
    `merges ${counted(count, "command")} from ${layerKeys(layers)}`,
  "command:match": ({ fate, command }) => FATES[String(fate)]?.(String(command)),
  "command:run": ({ command }) => `runs ${command}`,
  "menu:start": ({ menu }) => `the menu ${menu} begins`,
  "menu:end": ({ menu }) => `the menu ${menu} ends`,
  "plugin:ready": ({ plugin }) => `the plugin ${plugin} is ready`,
};

const FATES: Readonly<Record<string, (command: string) => string>> = {
  none: () => "no command fits",
  one: (command) => `finds the command ${command}`,
  many: () => "several commands fit",
  empty: () => "an empty line",
};

/** What the Portal does by itself. */
const PORTAL: Readonly<Record<string, Words>> = {
  "portal:disconnect": ({ reason }) => `the connection is closed: ${reason}`,
  "server:ready": ({ mode }) => `the Server is ready: ${mode}`,
};

/**
 * Says in words what an event tells.
 *
 * @returns `undefined` when the event is not for a reader, or tells what another told.
 */
export function eventLine(event: TraceEvent): EventLine | undefined {
  const { kind, data, sessid } = event;
  const [client, portal, server] = ["Client", "Portal", "Server"].map((side) =>
    numbered(side, sessid)
  );
  switch (kind) {
    case "portal:connect":
      return said(client, portal, `connects by ${data.protocolKey}`);
    case "client:input":
      return said(client, portal, callText(data.calls));
    case "client:output":
      return said(portal, client, callText(data.calls));
    case "client:mode":
      return said(portal, client, MODES[String(data.mode)]);
    case "wall:portal":
      return overWall(said(portal, server, messageText(messageOf(event))));
    case "wall:server":
      return overWall(said(server, portal, messageText(messageOf(event))));
  }
  return alone(server, SERVER[kind]?.(data)) ?? alone(portal, PORTAL[kind]?.(data));
}

const MODES: Readonly<Record<string, string>> = {
  secret: "hide what is typed next",
  normal: "show what is typed again",
};

function said(from = "", to = "", text: string | undefined): EventLine | undefined {
  return text === undefined ? undefined : { from, to, text };
}

function overWall(line: EventLine | undefined): EventLine | undefined {
  return line && { ...line, isOverWall: true };
}

function alone(from = "", text: string | undefined): EventLine | undefined {
  return text === undefined ? undefined : { from, text };
}

function numbered(side: string, sessid: number | undefined): string {
  return sessid === undefined ? side : `${side} ${sessid}`;
}

function counted(count: unknown, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

function list(names: unknown): string {
  return Array.isArray(names) ? [...new Set(names)].join(", ") : "nobody";
}

function layerKeys(layers: unknown): string {
  if (!Array.isArray(layers) || layers.length === 0) return "no layer";
  return layers.map((layer: { readonly source?: unknown }) => layer.source).join(", ");
}
