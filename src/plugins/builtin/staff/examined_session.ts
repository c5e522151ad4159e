import { type Account, escapeMarkup, type Game, heading, type Session, table } from "../../api.ts";
import { flagText } from "../client_flags.ts";
import { duration } from "../duration.ts";
import { shownName } from "../markup.ts";

/** Shows all of a session but what may be secret: of what it carries and holds, names alone. */
export function examinedSession(session: Session, game: Game): string {
  const { width, height } = session.getClientSize();
  const rows = [
    ["State", session.state],
    ["Protocol", escapeMarkup(session.protocolKey)],
    ["Address", escapeMarkup(session.address)],
    ["Account", session.account === null ? "none" : accountText(session.account)],
    ["Puppet", puppetText(session)],
    ...timeRows(session, game.now()),
    ["Lines typed", `${session.cmdTotal}`],
    ["Window", `${width} x ${height}`],
    ["Flags", list(flags(session))],
    ["Cmdsets", list(session.cmdsets.all().map(({ name, set }) => `${name} (${set.key})`))],
    ["Carried", list(game.inspect.carry(session).map(({ name, bytes }) => `${name} (${bytes} B)`))],
    ["In ndb", list(Object.keys(session.ndb))],
  ];
  return heading(`Session #${session.sessid}`) + [table(rows), ...ownLines(session)].join("\n");
}

/** Returns what the session's class adds, which may be a plugin's. */
function ownLines(session: Session): readonly string[] {
  try {
    return session.describe().map((line) => `${line}|n`);
  } catch (error) {
    session.log(`describe() threw: ${error instanceof Error ? error.stack : String(error)}`);
    return ["Its class failed to say more; the log has the reason."];
  }
}

function accountText({ id, name, permissions, isSuperuser }: Account): string {
  const rank = isSuperuser ? "superuser" : permissions.join(", ");
  return `${shownName(name)} (${id}, ${rank})`;
}

function puppetText({ puppet }: Session): string {
  return puppet === null ? "none" : `${shownName(puppet.name)} (#${puppet.id})`;
}

function timeRows({ connTime, cmdLast, cmdLastVisible }: Session, now: number): string[][] {
  return Object.entries({ Connected: connTime, "Last sent": cmdLast, "Last typed": cmdLastVisible })
    .map(([label, at]) => [label, `${duration(now - at)} ago (${new Date(at).toISOString()})`]);
}

function flags({ protocolFlags, flagSources }: Session): readonly string[] {
  return Object.entries(protocolFlags).filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}: ${flagText(value)} (${flagSources[name] ?? "guess"})`);
}

function list(items: readonly string[]): string {
  return items.length === 0 ? "none" : escapeMarkup(items.join(", "));
}
