import * as z from "zod";

/** What telnet offers beyond lines and prompts. */
export const telnet = {
  mccp: z.enum(["off", "plain", "always"]).default("plain")
    .describe("Telnet output that may be compressed (MCCP2): none, without TLS, or all."),
  maxCompressedSessions: z.int().min(0).default(200)
    .describe("Sessions of one telnet port that may be compressed at once."),
};
