import { AUDIT_KINDS, type AuditQuery } from "../../api.ts";
import { orList } from "../markup.ts";

/** Which entries are meant; or what is wrong with what was typed: markup. */
export type ParsedAudit =
  | { readonly kind: "query"; readonly query: Omit<AuditQuery, "limit"> }
  | { readonly kind: "wrong"; readonly problem: string };

const MS: Readonly<Record<string, number>> = {
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/**
 * Reads what followed `audit`: a name, and words that say more, in any order, as in
 * `anna kind login since 2h`.
 *
 * @param args The text.
 * @param now The time: milliseconds since 1970.
 */
export function parseAudit(args: string, now: number): ParsedAudit {
  const words = args.split(/\s+/).filter((word) => word !== "");
  let query: Omit<AuditQuery, "limit"> = {};
  while (words.length > 0) {
    const word = words.shift() ?? "";
    const part = FILTERS.get(word.toLowerCase());
    if (part === undefined) {
      if (query.name !== undefined) return wrong("Which one do you mean? Name one account.");
      query = { ...query, name: word };
      continue;
    }
    const found = part(words.shift() ?? "", now);
    if (typeof found === "string") return wrong(found);
    query = { ...query, ...found };
  }
  return { kind: "query", query };
}

type Filter = (value: string, now: number) => Partial<AuditQuery> | string;

const FILTERS: ReadonlyMap<string, Filter> = new Map<string, Filter>([
  ["name", (name) => name === "" ? "Which account do you mean?" : { name }],
  ["address", (address) => address === "" ? "Which address or network do you mean?" : { address }],
  ["kind", (value) => {
    const kind = AUDIT_KINDS.find((one) => one === value.toLowerCase());
    return kind === undefined ? `The kinds are ${orList(AUDIT_KINDS)}.` : { kind };
  }],
  ["since", (value, now) => {
    const [, count, unit = ""] = /^(\d{1,6})(min|h|d)$/.exec(value.toLowerCase()) ?? [];
    if (count === undefined) {
      return "Since when? A time is written as |wsince 30min|n, |w2h|n or |w7d|n.";
    }
    return { since: now - Number(count) * (MS[unit] ?? 0) };
  }],
  ["before", (value) => {
    const [, number] = /^#?(\d{1,15})$/.exec(value) ?? [];
    return number === undefined
      ? "Before which entry? Give its number."
      : { before: Number(number) };
  }],
]);

function wrong(problem: string): ParsedAudit {
  return { kind: "wrong", problem };
}
