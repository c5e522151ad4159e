/** Commands and cmdsets that the tests of merging and matching share. */
import fc from "fast-check";
import type { CommandShape, SystemCommandName } from "../../../src/core/command/command.ts";
import {
  type CmdSet,
  cmdSet,
  type CmdSetDefinition,
  type MergeType,
} from "../../../src/core/cmdset/cmdset.ts";

/** A command with nothing but names. */
export function command(key: string, ...aliases: string[]): CommandShape {
  return { key, aliases, needs: "session" };
}

/** A system command. */
export function systemCommand(system: SystemCommandName): CommandShape {
  return { ...command(`__${system}`), system };
}

/** A cmdset of one command for each name, with the options given. */
export function named(
  key: string,
  names: readonly string[],
  options: Partial<CmdSetDefinition<CommandShape>> = {},
): CmdSet<CommandShape> {
  return cmdSet({ key, commands: names.map((name) => command(name)), ...options });
}

/** Names sorted, to compare what a cmdset offers whatever the order. */
export function sorted(names: Iterable<string>): string[] {
  return [...names].sort();
}

const NAMES = ["look", "look at", "l", "get", "say", "inv", "north", "ball"];

const arbitraryCommand: fc.Arbitrary<CommandShape> = fc
  .uniqueArray(fc.constantFrom(...NAMES), { minLength: 1, maxLength: 3 })
  .map(([key = "look", ...aliases]) => command(key, ...aliases));

const arbitrarySystemCommand: fc.Arbitrary<CommandShape> = fc
  .constantFrom<SystemCommandName[]>("noInput", "noMatch", "multiMatch", "unloggedinLook")
  .map(systemCommand);

/** How {@linkcode arbitrarySet} may vary. */
export interface SetChoices {
  readonly mergeTypes?: readonly MergeType[];
  readonly priorities?: readonly number[];
  readonly withSystem?: boolean;
}

/** Any cmdset over a small number of names, so that they often meet. */
export function arbitrarySet(choices: SetChoices = {}): fc.Arbitrary<CmdSet<CommandShape>> {
  const { mergeTypes = ["union", "intersect", "replace", "remove"] } = choices;
  const { priorities = [-1, 0, 1], withSystem = true } = choices;
  return fc.record({
    key: fc.constantFrom("One", "Two", "Three"),
    priority: fc.constantFrom(...priorities),
    mergeType: fc.constantFrom(...mergeTypes),
    typed: fc.array(arbitraryCommand, { maxLength: 5 }),
    system: fc.array(arbitrarySystemCommand, { maxLength: withSystem ? 3 : 0 }),
  }).map(({ typed, system, ...rest }) => cmdSet({ ...rest, commands: [...typed, ...system] }));
}
