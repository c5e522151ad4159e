import * as z from "zod";

/** Which protocols carry out-of-band messages, and what is told. */
export const oob = {
  msdp: z.boolean().default(true)
    .describe("Offer MSDP to telnet clients; it is used by those that refuse GMCP."),
  typingNotices: z.boolean().default(true)
    .describe("Tell clients that want to know who is typing in the same room; never what."),
};
