import * as z from "zod";

const longest = 2_000_000_000;
const limit = z.number().min(0).max(longest);
const wait = z.number().min(1).max(longest);

/** How commands run, and how the Server is watched. */
export const running = {
  cmdIgnorePrefixes: z.string().max(20).default("@&/+")
    .describe("Characters ignored before a command's name when nothing else matches."),
  commandParser: z.string().default("")
    .describe("What finds the command in a line, as plugin/name; empty for the default."),
  commandDefaultMsgAllSessions: z.boolean().default(false)
    .describe("Let a command's msg reach all sessions of the caller, unless the command says."),
  idleCommand: z.string().max(60).default("idle")
    .describe("The line that only keeps a session alive; the word idle always does."),
  commandTimeLimit: limit.default(1000)
    .describe("How long a command may compute before it is ended, in milliseconds; 0 is off."),
  hookTimeLimit: limit.default(5000)
    .describe("How long a hook may wait before the session goes on, in milliseconds; 0 is off."),
  logLevel: z.enum(["debug", "info", "warn", "error"]).default("info")
    .describe("The least grave events that the log shows."),
  heartbeatInterval: limit.default(1000)
    .describe("Time between two heartbeats of the Server, in milliseconds; 0 is off."),
  heartbeatTimeout: wait.default(10_000)
    .describe("A Server silent for this long is replaced, in milliseconds."),
  reloadTimeout: wait.default(10_000)
    .describe("How long a new Server may take to load at a reload, in milliseconds."),
};
