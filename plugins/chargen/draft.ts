import type { Account, Json } from "@vestibule/core";
import * as v from "valibot";

/** What is asked, in this order. */
export const STEPS = ["name", "kind", "points", "description"] as const;

/** One thing that is asked. */
export type Step = typeof STEPS[number];

/** A character in progress. */
export interface Draft {
  /** Its name; empty while there is none. */
  readonly name: string;
  /** The key of its kind; empty while there is none. */
  readonly kind: string;
  /** The level of each attribute, by its key. */
  readonly levels: Readonly<Record<string, number>>;
  /** Its description, line by line, as it was typed. */
  readonly lines: readonly string[];
  /** The steps that were answered. */
  readonly answered: readonly Step[];
}

/** A draft of which nothing was answered. */
export const BLANK: Draft = { name: "", kind: "", levels: {}, lines: [], answered: [] };

/** The attribute of the account that keeps its draft, so that it survives whatever happens. */
const ATTRIBUTE = "chargen/draft";

const DraftSchema = v.object({
  name: v.string(),
  kind: v.string(),
  levels: v.record(v.string(), v.number()),
  lines: v.array(v.string()),
  answered: v.array(v.picklist(STEPS)),
});

/** Returns the character that an account has in progress. */
export function draftOf(account: Account): Draft | undefined {
  const kept = account.get(ATTRIBUTE);
  if (kept === undefined) return undefined;
  const read = v.safeParse(DraftSchema, kept);
  return read.success ? read.output : undefined;
}

/** Keeps what an account has in progress; `undefined` for nothing. */
export function keepDraft(account: Account, draft: Draft | undefined): void {
  const kept: Json | undefined = draft && { ...draft };
  account.set(ATTRIBUTE, kept);
}
