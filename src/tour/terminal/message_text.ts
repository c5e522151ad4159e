import type { Message } from "../message_of.ts";
import { callNames, callText } from "./call_text.ts";

/** The sync fields that change with every line, and say nothing to a reader. */
const BUSY = new Set(["connTime", "cmdLast", "cmdLastVisible", "cmdTotal", "flagsVersion"]);

/**
 * Says in words what crossed the wall.
 *
 * @returns `undefined` when it is not for a reader.
 */
export function messageText(message: Message): string | undefined {
  switch (message.kind) {
    case "input":
      return `input: ${callText(message.calls)}${message.secret === true ? " (secret)" : ""}`;
    case "output":
      return `output: ${callNames(message.calls)}`;
    case "flags":
      return message.settled === true ? "flags: settled" : "flags";
    case "sync":
      return Array.isArray(message.sessions) ? syncOfAll(message) : syncOfOne(message.fields);
    case "disconnect":
      return `disconnect: ${message.reason}`;
    case "login":
      return `login: ${message.uname}`;
    case "stop":
      return `stop: ${message.mode}`;
    case "connect":
    case "loaded":
    case "ready":
    case "stopped":
      return message.kind;
  }
  return undefined;
}

function syncOfAll({ sessions, mode }: Message): string {
  const numbers = Array.isArray(sessions) ? sessions.map(({ sessid }) => sessid) : [];
  return `sync of every session after the ${mode}: ${numbers.join(", ")}`;
}

function syncOfOne(fields: unknown): string | undefined {
  if (typeof fields !== "object" || fields === null) return undefined;
  const told = Object.entries(fields).filter(([name]) => !BUSY.has(name));
  return told.length === 0
    ? undefined
    : `sync: ${told.map(([name, value]) => `${name} ${valueText(value)}`).join(", ")}`;
}

function valueText(value: unknown): string {
  if (value === null) return "none";
  if (Array.isArray(value)) return `[${value.filter((item) => item !== "").join(", ")}]`;
  if (typeof value === "object") return `{${Object.keys(value).join(", ")}}`;
  return String(value);
}
