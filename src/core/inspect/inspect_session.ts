import type { Inspected } from "../boundary/inspect_question.ts";
import { hasAccount } from "../boundary/lifecycle.ts";
import type { SessionInspector } from "../command/session_inspector.ts";
import type { Account, GameObject } from "../model.ts";
import type { Entry, SessionRegistry } from "../session/session_registry.ts";
import { inspectedLayers } from "./inspected_layers.ts";
import { preview } from "./preview.ts";

/** What sessions are inspected with. */
export interface InspectParts {
  readonly registry: Pick<SessionRegistry, "entry">;
  readonly inspector: SessionInspector;
}

/**
 * Tells all that is known of a session (behaviour 3.1), as plain data to be shown, and what a line
 * would do if it typed it now. Nothing is run and nothing changed.
 *
 * @param question The session's number, and the line if there is one.
 * @param parts The sessions, and what finds their commands.
 */
export function inspectSession(
  { sessid, line }: { readonly sessid: number; readonly line: string | null },
  { registry, inspector }: InspectParts,
): Inspected {
  const entry = registry.entry(sessid);
  if (entry === undefined) return { kind: "gone" };
  const { core, session } = entry;
  const { layers, cmdset } = inspector.commandsOf(core);
  const explained = line === null ? null : { ...inspector.explain(session, line) };
  return {
    kind: "session",
    line: explained,
    session: {
      properties: propertiesOf(entry),
      account: core.account === null ? null : accountOf(core.account),
      puppet: core.puppet === null ? null : puppetOf(core.puppet),
      flags: flagsOf(entry),
      ndb: preview(core.ndb),
      carry: carryOf(entry, inspector),
      cmdsets: core.cmdsets.all().map(({ name, set }) => ({ name, key: set.key })),
      waiting: waitingOf(entry),
      ...inspectedLayers(layers, cmdset),
    },
  };
}

function propertiesOf({ core, session }: Entry): Readonly<Record<string, unknown>> {
  const { sync } = core;
  const { screenWidth, screenHeight } = sync.protocolFlags;
  const { width, height } = core.host.screen;
  return {
    ...{ sessid: sync.sessid, protocolKey: sync.protocolKey, address: sync.address },
    ...{ state: sync.state, isLoggedIn: hasAccount(sync.state) },
    ...{ uid: sync.uid, uname: sync.uname, puid: sync.puid },
    ...{ connTime: sync.connTime, cmdLast: sync.cmdLast, cmdLastVisible: sync.cmdLastVisible },
    ...{ cmdTotal: sync.cmdTotal, flagsVersion: sync.flagsVersion },
    clientSize: [screenWidth ?? width, screenHeight ?? height],
    class: session.constructor.name,
  };
}

function accountOf(account: Account): Readonly<Record<string, unknown>> {
  const { id, name, isSuperuser, isGuest, permissions } = account;
  return {
    ...{ id, name, isSuperuser, isGuest, permissions: [...permissions] },
    sessions: account.sessions.map(({ sessid }) => sessid),
    characters: account.characters.map(namedObject),
  };
}

function puppetOf(puppet: GameObject): Readonly<Record<string, unknown>> {
  return {
    ...{ ...namedObject(puppet), type: puppet.type },
    location: puppet.location === null ? null : namedObject(puppet.location),
    sessions: puppet.sessions.map(({ sessid }) => sessid),
  };
}

function namedObject({ id, name }: GameObject): { readonly id: number; readonly name: string } {
  return { id, name };
}

function flagsOf({ core: { sync } }: Entry): readonly Readonly<Record<string, unknown>>[] {
  return Object.entries(sync.protocolFlags).filter(([, value]) => value !== undefined)
    .map(([name, value]) => ({
      name,
      value: preview(value),
      source: sync.flagSources[name] ?? null,
    }));
}

/** Each value under its name, so that the name tells whether it may be shown. */
function carryOf(
  { core, session }: Entry,
  inspector: SessionInspector,
): readonly Readonly<Record<string, unknown>>[] {
  return inspector.carry(session).map(({ name, bytes }) => {
    return { name, bytes, value: { [name]: preview(core.sync.carry[name]) } };
  });
}

function waitingOf({ core: { inbox, isEnding } }: Entry): Readonly<Record<string, unknown>> {
  const { question, holds, timed } = inbox;
  return {
    question: question === undefined ? null : { isSecret: question.isSecret },
    lines: inbox.count,
    isBusy: holds.isHeld,
    paused: holds.away,
    timers: timed.size,
    isEnding,
  };
}
