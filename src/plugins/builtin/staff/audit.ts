import {
  type AnyCommand,
  AUDIT_KINDS,
  type AuditEntry,
  defineCommand,
  escapeMarkup,
  table,
} from "../../api.ts";
import { commandLink, orList } from "../markup.ts";
import { parseAudit } from "./parse_audit.ts";

/** How many entries are shown at once. */
const MAX_SHOWN = 20;

/** Shows who came in, and who did what to others. */
export const audit: AnyCommand = defineCommand({
  key: "audit",
  needs: "account",
  category: "staff",
  permission: "Admin",
  usage: "audit [NAME] [address ADDRESS|NETWORK] [kind KIND] [since TIME] [before NUMBER]",
  help:
    "Shows who came in and who was refused, and what staff did, the newest first: all of it, or " +
    "what fits, as in |waudit anna|n, |waudit address 10.0.0.0/8|n, |waudit kind login since 2h|n. " +
    `A time is in min, h or d. The kinds are ${
      orList(AUDIT_KINDS)
    }. Times are in UTC. No password ` +
    "is in it. That you looked is in it, too.",
  async run({ args, game, msg }) {
    const parsed = parseAudit(args, game.now());
    if (parsed.kind === "wrong") return msg(parsed.problem);
    const found = await game.audit.find({ ...parsed.query, limit: MAX_SHOWN + 1 });
    if (found.kind === "refused") return msg(escapeMarkup(found.problem));
    if (found.entries.length === 0) return msg("There is no such entry in the audit log.");
    msg(shown(found.entries, args));
  },
});

/** One more than is shown says that there are more. */
function shown(entries: readonly AuditEntry[], args: string): string {
  const rows = entries.slice(0, MAX_SHOWN);
  const head = ["No.", "When (UTC)", "What", "Who", "From", "Detail"];
  const text = table(rows.map(cells), { head });
  const last = rows.at(-1);
  if (entries.length <= MAX_SHOWN || last === undefined) return text;
  const filters = args.replace(/(?:^|\s+)before\s+\S+/i, "").trim();
  return `${text}\nOlder ones: ${
    commandLink(`audit ${filters} before ${last.id}`.replace("  ", " "))
  }`;
}

function cells({ id, at, kind, account, by, detail, ...entry }: AuditEntry): readonly string[] {
  const who = by === "" ? account : `${account === "" ? "" : `${account} `}by ${by}`;
  const from = [entry.address, entry.protocol, entry.sessid === null ? "" : `#${entry.sessid}`];
  const times = entry.count === 1 ? "" : `${entry.count} times, until ${time(entry.lastAt)}`;
  return [
    ...[String(id), time(at), kind, escapeMarkup(who)],
    escapeMarkup(from.filter((part) => part !== "").join(" ")),
    escapeMarkup([detail, times].filter((part) => part !== "").join("; ")),
  ];
}

function time(at: number): string {
  return new Date(at).toISOString().slice(0, 19).replace("T", " ");
}
