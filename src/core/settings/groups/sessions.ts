import * as z from "zod";

const seconds = z.number().min(0).max(2_000_000);

/** What holds for each session: its window, its deadlines, what it keeps. */
export const sessions = {
  clientDefaultWidth: z.int().min(20).max(1000).default(78)
    .describe("Columns of a client's window when unknown."),
  clientDefaultHeight: z.int().min(5).max(1000).default(45)
    .describe("Lines of a client's window when unknown."),
  negotiationWait: z.number().min(0).max(10_000).default(400)
    .describe(
      "The longest wait for a client's abilities before the login screen, in milliseconds.",
    ),
  loginTimeout: seconds.default(120)
    .describe("How long a session may stay without logging in, in seconds; 0 is off."),
  idleTimeout: seconds.default(0)
    .describe("How long a session may stay silent, in seconds; 0 is off."),
  resumeTimeout: seconds.default(300)
    .describe(
      "How long the session of a web page that was lost is kept for it, in seconds; 0 is off.",
    ),
  nopKeepAlive: seconds.default(60)
    .describe("Seconds between telnet keep-alives; 0 is off."),
  maxCarryBytes: z.int().min(0).default(4096)
    .describe("What session.setCarry() may hold over a reload, in bytes."),
};
