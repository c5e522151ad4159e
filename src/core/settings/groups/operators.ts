import * as z from "zod";
import { network } from "./network_type.ts";

const token = z.string().max(200).refine((text) => text === "" || text.length >= 16);

/** What operators, and everybody, are told of the server over HTTP. */
export const operators = {
  metricsToken: token.default("")
    .meta({ shape: "a string of 16 to 200 characters, or an empty one", isSecret: true })
    .describe("The bearer token that /metrics is read with from elsewhere; empty for none."),
  metricsFrom: z.array(network).max(200).default([])
    .meta({ shape: "a list of addresses or networks, such as 10.0.0.0/8" })
    .describe("Addresses or networks that may read /metrics, beside this machine."),
  auditRows: z.int().min(0).default(100_000)
    .describe("Entries of the audit log, and as many of what staff did; 0 keeps none."),
  auditDays: z.int().min(0).default(90)
    .describe(
      "How long an entry of the audit log is kept, in days; 0 is until there are too many.",
    ),
  statusPage: z.boolean().default(true)
    .describe("Tell everybody name, players and uptime at /status and /status.json."),
};
