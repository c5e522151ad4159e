import type { Foreseen, ForeseeQuestion } from "../boundary/inspect_question.ts";
import { hasAccount, type SessionStep } from "../boundary/lifecycle.ts";
import type { SessionInspector } from "../command/session_inspector.ts";
import type { HookName } from "../hook_events.ts";
import type { Hooks } from "../hooks.ts";
import type { Account, Game } from "../model.ts";
import type { Entry, SessionRegistry } from "../session/session_registry.ts";

/** What foresees hooks. */
export interface ForeseeParts {
  readonly registry: Pick<SessionRegistry, "entry">;
  readonly hooks: Pick<Hooks, "watchersOf">;
  readonly inspector: Pick<SessionInspector, "commandOf">;
  readonly game: Pick<Game, "accounts" | "settings">;
}

/**
 * Foresees the hooks that a message would run if it came now and all went well; nothing is run. Of a
 * typed line those of the step that its command says it leads to, as it tells nothing else; of a
 * login those of the character too that it enters by itself.
 *
 * @param question The message.
 * @param parts The sessions, who watches, and what finds commands.
 */
export async function foresee(question: ForeseeQuestion, parts: ForeseeParts): Promise<Foreseen> {
  const { registry, hooks } = parts;
  const names = await hooksOf(question, registry.entry(question.sessid), parts);
  return names.map((hook) => ({ hook, watchers: [...hooks.watchersOf(hook)] }))
    .filter(({ watchers }) => watchers.length > 0);
}

async function hooksOf(
  question: ForeseeQuestion,
  entry: Entry | undefined,
  parts: ForeseeParts,
): Promise<readonly HookName[]> {
  switch (question.kind) {
    case "connect": {
      if (question.uid === null) return [];
      const account = await parts.game.accounts.get(question.uid);
      return account === undefined ? [] : loginHooks(account, parts);
    }
    case "flags": {
      const isNew = entry === undefined || entry.core.state === "negotiating";
      if (isNew) return question.settled ? ["session:connect"] : [];
      return question.settled ? [] : ["session:flags"];
    }
    case "disconnect":
      return entry === undefined ? [] : stepHooks("disconnect", entry);
    case "line": {
      const { core } = entry ?? {};
      if (entry === undefined || core === undefined || core.inbox.question !== undefined) return [];
      const found = parts.inspector.commandOf(core, question.line);
      const step = question.secret ? undefined : found?.command.leadsTo;
      if (step === "login") return loginHooks(await named(found?.args ?? "", parts), parts);
      return step === undefined ? [] : stepHooks(step, entry);
    }
  }
}

/** In the order in which the flows tell them. */
function stepHooks(step: SessionStep, { core, session }: Entry): readonly HookName[] {
  const { account, puppet } = core;
  const isLast = account !== null && account.sessions.every((one) => one === session);
  const leaving: HookName[] = isLast ? ["account:lastLogout"] : [];
  const lettingGo: HookName[] = puppet === null
    ? []
    : ["session:beforeUnpuppet", "session:unpuppet"];
  const left: HookName[] = account === null ? [] : ["account:logout"];
  switch (step) {
    case "puppet":
      return [...lettingGo, "session:beforePuppet", "session:puppet"];
    case "unpuppet":
      return lettingGo;
    case "logout":
      if (!hasAccount(core.state)) return [];
      return [...leaving, ...lettingGo, "session:logout", ...left, "session:connect"];
    case "disconnect":
      return [...leaving, "session:disconnect", ...lettingGo, ...left];
    default:
      return [];
  }
}

/** @param account Whose login it is; `undefined` of one that is made by it. */
function loginHooks(account: Account | undefined, { game }: ForeseeParts): readonly HookName[] {
  const isFirst = account === undefined || account.sessions.length === 0;
  const { autoPuppetOnLogin, autoCreateCharacterWithAccount } = game.settings;
  const hasPuppet = account === undefined
    ? autoCreateCharacterWithAccount
    : account.lastPuppet?.sessions.length === 0;
  const enters = autoPuppetOnLogin && hasPuppet;
  return [
    "session:beforeLogin",
    ...isFirst ? ["account:firstLogin"] as const : [],
    "session:login",
    ...enters ? ["session:beforePuppet", "session:puppet"] as const : [],
  ];
}

/** Returns the account that is named first in what follows a command. */
async function named(args: string, { game }: ForeseeParts): Promise<Account | undefined> {
  const [, quoted, word] = /^\s*(?:"([^"]*)"|(\S+))/.exec(args) ?? [];
  const name = quoted ?? word;
  return name === undefined ? undefined : await game.accounts.find(name);
}
