import type { Context } from "hono";
import * as v from "valibot";
import type { Clock } from "../../core/clock.ts";
import { isAllowedOrigin } from "../web/origin.ts";
import { readBodyInTime } from "../web/read_body_in_time.ts";

/** The longest body, in bytes. */
const MAX_BYTES = 4_096;

/** How long it may take to come, in milliseconds. */
const BODY_MS = 10_000;

/** What a body is read with. */
export interface JsonBodyOptions<Schema> {
  readonly clock: Clock;
  /** What it must be. */
  readonly schema: Schema;
  /** Answers otherwise, with the reason. */
  readonly refuse: (status: 400 | 403 | 408 | 413 | 415, why: string) => Response;
}

/**
 * Reads the JSON that one of our own pages sends to have something done. A form of another site
 * cannot send JSON, and its scripts say where they are from.
 *
 * @returns What was sent, or the answer to what was not.
 */
export async function jsonBody<Schema extends v.GenericSchema>(
  { req }: Context,
  { clock, schema, refuse }: JsonBodyOptions<Schema>,
): Promise<v.InferOutput<Schema> | Response> {
  if (!isFromOwnPage(req.raw.headers)) return refuse(403, "Only a page from here may do this.");
  if (!/^application\/json\s*(?:;|$)/i.test(req.header("content-type") ?? "")) {
    return refuse(415, "Send JSON.");
  }
  const bytes = await readBodyInTime(req.raw, { maxBytes: MAX_BYTES, clock, ms: BODY_MS });
  if (bytes === "tooLong") return refuse(413, "That is too long.");
  if (bytes === "late" || bytes === "gone") return refuse(408, "That took too long to come.");
  const checked = v.safeParse(schema, parsed(new TextDecoder().decode(bytes ?? undefined)));
  if (checked.success) return checked.output;
  const [issue] = checked.issues;
  return refuse(400, `Cannot do that as "${v.getDotPath(issue) ?? "body"}" is ${issue.received}.`);
}

/** Browsers name the page's origin with every such request, and say when it is our own. */
function isFromOwnPage(headers: Headers): boolean {
  const origin = headers.get("origin");
  if (origin === null) return headers.get("sec-fetch-site") === "same-origin";
  return isAllowedOrigin(origin, headers.get("host") ?? undefined, []);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
