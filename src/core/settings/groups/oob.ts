import * as z from "zod";

/** Which protocols carry out-of-band messages. */
export const oob = {
  msdp: z.boolean().default(true)
    .describe("Offer MSDP to telnet clients; it is used by those that refuse GMCP."),
};
