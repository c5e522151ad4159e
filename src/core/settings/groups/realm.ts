import * as z from "zod";
import { natsProblem } from "../nats_address.ts";

const realmName = z.string().regex(/^[a-z0-9][a-z0-9-]{0,30}$/);

const file = z.string().max(4096).default("");

/** How several processes are one server. */
export const realm = {
  nats: z.string().max(2000).refine((text) => text === "" || natsProblem(text) === null)
    .default("")
    .meta({
      shape: "addresses like nats://HOST, with commas between, or an empty one",
      isSecret: true,
    })
    .describe("The NATS servers that join several processes; empty where one does it all."),
  natsNkey: file
    .describe("A file with the seed of an nkey that proves to NATS who we are; empty for none."),
  natsCa: file
    .describe("A file with the authority of NATS's certificate, as PEM; empty for known ones."),
  realm: realmName.default("main")
    .meta({ shape: "a name of 1 to 31 small letters, digits and hyphens, no hyphen first" })
    .describe("The name of the world among all that share the same NATS."),
  realms: z.array(realmName).max(50).default([])
    .meta({ shape: "names of realms in brackets, with commas between" })
    .describe(
      "All worlds behind the same Portals, first the one that players come to and that " +
        "keeps the accounts; empty where there is one.",
    ),
  leaseTimeout: z.number().min(0.5).max(60).default(1.5)
    .describe("How long a Server process that fell silent keeps its place, in seconds."),
  drainTimeout: z.number().min(0).max(3600).default(10)
    .describe(
      "How long clients may stay when a process with Portals alone is to end, in seconds; 0 is off.",
    ),
};
