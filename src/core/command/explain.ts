import type { CmdSet } from "../cmdset/cmdset.ts";
import type { CmdSetEntry, HiddenCommand } from "../cmdset/entry.ts";
import { type Layer, layersInReach } from "../cmdset/layers.ts";
import { NameIndex, withoutLeading } from "../cmdset/name_index.ts";
import type { SessionCore } from "../session/session_core.ts";
import type { Settings } from "../settings/settings.ts";
import type { SystemCommandName } from "./command.ts";
import type { AnyCommand } from "./context.ts";
import type {
  ExplainedCommand,
  HiddenMatch,
  LayerInfo,
  LineExplanation,
  LineFate,
  RefusedMatch,
  SessionLayers,
} from "./inspector.ts";
import { type CommandParser, fitsArgs } from "./match.ts";
import { objectOf } from "./object_of.ts";
import { permitsAccount } from "./permission.ts";
import { lacking, mayUse } from "./reach.ts";
import { choiceOf, type ResolvedLine, resolveLine } from "./resolve_line.ts";
import { suggest } from "./suggest.ts";

/** What a session's line is explained from. */
export interface ExplainParts {
  readonly core: SessionCore;
  /** The session's layers, in the order session, account, puppet, surroundings. */
  readonly layers: readonly Layer<AnyCommand>[];
  /** Their merge. */
  readonly cmdset: CmdSet<AnyCommand>;
  readonly settings: Pick<Settings, "cmdIgnorePrefixes" | "maxLineLength">;
  readonly parser: CommandParser;
}

/**
 * Tells what a line would do if a session typed it, and why; nothing is run.
 *
 * @param raw The line.
 * @param parts The session and its commands.
 */
export function explainLine(raw: string, parts: ExplainParts): LineExplanation {
  const { core } = parts;
  const locked = new Set<AnyCommand>();
  const onRefused = (command: AnyCommand) => void locked.add(command);
  const resolved = resolveLine(core, raw, { ...parts, onRefused });
  return {
    line: resolved.text,
    nick: resolved.nick,
    fate: fateOf(resolved, parts),
    hidden: hiddenMatches(resolved, parts),
    refused: parts.cmdset.entries.filter(({ command }) => locked.has(command))
      .flatMap((entry) => refusedMatch(entry, core)),
    isAnswer: core.inbox.question !== undefined,
  };
}

/**
 * Returns the layers of a session in the order in which they merge, and the merge.
 *
 * @param layers The layers in the order session, account, puppet, surroundings.
 * @param merged Their merge.
 */
export function describeLayers(
  layers: readonly Layer<AnyCommand>[],
  merged: CmdSet<AnyCommand>,
): SessionLayers {
  const reached = new Set(layersInReach(layers));
  const described = layers.map((layer): LayerInfo => {
    const { source, place = "own", set } = layer;
    const { key, priority, mergeType, keyMergeTypes, duplicates, noExits, noObjects, count } = set;
    return {
      ...{ source, place, key, priority, mergeType, keyMergeTypes },
      ...{ duplicates, noExits, noObjects, count },
      leftOutBy: reached.has(layer) ? null : leaverOut(layer, layers),
    };
  });
  return { layers: described.sort((a, b) => a.priority - b.priority), merged };
}

function fateOf(
  { text, outcome }: ResolvedLine,
  parts: Pick<ExplainParts, "core" | "cmdset">,
): LineFate {
  const { core, cmdset } = parts;
  if (text === "") return { kind: "empty", system: systemOf("noInput", parts) };
  switch (outcome.kind) {
    case "one": {
      const { command } = outcome;
      const args = outcome.args.trim();
      return {
        kind: "runs",
        command: explained(outcome, core),
        args,
        lacks: lacking(command, core),
      };
    }
    case "many":
      return {
        kind: "many",
        commands: outcome.matches.map((match) => explained(match, core)),
        choices: outcome.matches.map(choiceOf),
        system: systemOf("multiMatch", parts),
      };
    case "none": {
      const names = cmdset.entries.filter(({ command }) => mayUse(command, core))
        .flatMap((entry) => entry.names);
      return {
        kind: "none",
        suggestions: suggest(text, names),
        system: systemOf("noMatch", parts),
      };
    }
  }
}

function hiddenMatches(
  resolved: ResolvedLine,
  { cmdset, layers, settings }: ExplainParts,
): readonly HiddenMatch[] {
  const hidden = [...cmdset.hidden, ...outOfReach(layers)];
  const { text, least } = matchedText(resolved);
  const found = fitting(hidden, text, { least, ignored: "" });
  if (resolved.outcome.kind !== "none" || found.length > 0) return found;
  const ignored = settings.cmdIgnorePrefixes;
  return fitting(hidden, withoutLeading(text, ignored), { least, ignored });
}

/** Returns the line as it was matched, and the length of the name that fits; 0 when none does. */
function matchedText({ text, outcome }: ResolvedLine): { text: string; least: number } {
  if (outcome.kind === "none") return { text, least: 0 };
  const match = outcome.kind === "many" ? outcome.matches[0] : outcome;
  if (match === undefined) return { text, least: 0 };
  return { text: `${match.typed}${match.args}`, least: match.typed.length };
}

interface Fit {
  /** The shortest name that counts. */
  readonly least: number;
  /** Characters left out at the beginning of names. */
  readonly ignored: string;
}

/** Returns those hidden commands that the line would have fitted, each once. */
function fitting(
  hidden: readonly HiddenCommand<AnyCommand>[],
  text: string,
  { least, ignored }: Fit,
): readonly HiddenMatch[] {
  const found = new Map<HiddenCommand<AnyCommand>, HiddenMatch>();
  for (const { length, named } of new NameIndex(hidden, ignored).candidates(text)) {
    if (length < least) break;
    for (const { entry, name } of named) {
      const one = hidden.find((other) => other === entry);
      if (one === undefined || found.has(one)) continue;
      if (!fitsArgs(entry.command, text.slice(length))) continue;
      found.set(one, { ...explained({ ...one, name }, { puppet: null }), by: one.by });
    }
  }
  return [...found.values()];
}

/** Returns the commands of layers that are out of reach. */
function outOfReach(layers: readonly Layer<AnyCommand>[]): HiddenCommand<AnyCommand>[] {
  const reached = new Set(layersInReach(layers));
  return layers.filter((layer) => !reached.has(layer)).flatMap((layer) => {
    const by = leaverOut(layer, layers);
    const { source, set } = layer;
    return set.entries.map(({ command, names }) => ({ command, names, source, by }));
  });
}

/** The flag of the highest of the caller's own layers counts; of equals, that of the last one. */
function leaverOut(layer: Layer<AnyCommand>, layers: readonly Layer<AnyCommand>[]): string {
  const own = layers.filter(({ place = "own" }) => place === "own")
    .sort((a, b) => b.set.priority - a.set.priority || layers.indexOf(b) - layers.indexOf(a));
  const decides = (flag: "noObjects" | "noExits") => {
    const decider = own.find(({ set }) => set[flag] !== undefined);
    return decider?.set[flag] === true ? decider.source : undefined;
  };
  return decides("noObjects") ?? (layer.place === "exit" ? decides("noExits") : undefined) ?? "";
}

function refusedMatch(entry: CmdSetEntry<AnyCommand>, core: SessionCore): RefusedMatch[] {
  const { account } = core;
  const { permission: needed } = entry.command;
  const permission = needed === undefined || permitsAccount(account, needed) ? null : needed;
  const [name] = entry.names;
  return name === undefined ? [] : [{ ...explained({ ...entry, name }, core), permission }];
}

function systemOf(
  name: SystemCommandName,
  { core, cmdset }: Pick<ExplainParts, "core" | "cmdset">,
): ExplainedCommand | null {
  const command = cmdset.system(name);
  const entry = cmdset.entries.find((one) => one.command === command);
  return entry === undefined ? null : explained({ ...entry, name: entry.command.key }, core);
}

function explained(
  match: {
    readonly command: AnyCommand;
    readonly name: string;
    readonly source: string;
    readonly owner?: object;
  },
  session: Pick<SessionCore, "puppet">,
): ExplainedCommand {
  const { command: { key }, name, source } = match;
  return { key, name, source, ownerId: objectOf(match, session)?.id ?? null };
}
