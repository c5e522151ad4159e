import type { SchemaIssue, SchemaOutcome, StandardSchema } from "../standard_schema.ts";

/** What {@linkcode muxArgs} takes. */
export interface MuxOptions<Switch extends string> {
  /** The switches that the command knows, without the slash, in lower case; none unless given. */
  readonly switches?: readonly Switch[];
  /**
   * What parts the left side from the right; an equals sign unless given. Of several signs the
   * first in this list that is in the args parts them, as in `["=", " to "]`.
   */
  readonly split?: string | readonly string[];
}

/** Args in the manner of MUX: `/switch/switch left, left = right, right`. */
export interface MuxArgs<Switch extends string = string> {
  /** The switches typed, in full, each once, in the order in which they were typed. */
  readonly switches: readonly Switch[];
  /** All that follows the switches, trimmed. */
  readonly args: string;
  /** The words of `args`. */
  readonly argList: readonly string[];
  /** What is left of the sign that splits, where it stands first, trimmed; all of `args` when there is none. */
  readonly lhs: string;
  /** What is right of it, trimmed, perhaps empty; `null` when there is none. */
  readonly rhs: string | null;
  /** The parts of `lhs` between commas, trimmed, the empty ones left out. */
  readonly lhsList: readonly string[];
  /** The parts of `rhs` between commas, trimmed, the empty ones left out. */
  readonly rhsList: readonly string[];
}

const SWITCH_NAME = /^[a-z][a-z0-9_-]*$/;
const MAX_SHOWN = 30;
const MAX_SWITCHES = 20;

/**
 * Makes a schema for args in the manner of MUX, with switches (behaviour 8.3.11).
 *
 * Switches stand directly behind the command's name: `nick/list`. The beginning of one is enough
 * when it fits no other; one that is unknown or ambiguous is a problem that the user is told.
 *
 * @param options The switches that the command knows, and the sign that parts the two sides.
 * @returns The schema, for the `args` of a command. It also takes args of which nothing was typed.
 * @throws {TypeError} When a switch cannot be typed, or the sign is empty.
 *
 * @example A command with switches and two sides
 * ```ts
 * import { defineCommand, muxArgs } from "@vestibule/core";
 * import assert from "node:assert/strict";
 *
 * const paint = defineCommand({
 *   key: "paint",
 *   usage: "paint[/quiet] THING, THING = COLOR",
 *   args: muxArgs({ switches: ["quiet"] }),
 *   run({ args, msg }) {
 *     if (!args.switches.includes("quiet")) msg(`${args.lhsList.length} things: ${args.rhs}.`);
 *   },
 * });
 *
 * assert.deepEqual(paint.args?.["~standard"].validate("/q door, wall = red"), {
 *   value: {
 *     switches: ["quiet"],
 *     args: "door, wall = red",
 *     argList: ["door,", "wall", "=", "red"],
 *     lhs: "door, wall",
 *     rhs: "red",
 *     lhsList: ["door", "wall"],
 *     rhsList: ["red"],
 *   },
 * });
 * ```
 */
export function muxArgs<const Switch extends string = never>(
  options: MuxOptions<Switch> = {},
): StandardSchema<MuxArgs<Switch>> {
  const { switches = [], split = "=" } = options;
  const signs = typeof split === "string" ? [split] : split;
  checkOptions(switches, signs);
  return {
    "~standard": {
      version: 1,
      vendor: "vestibule",
      validate: (value) => parse(value ?? "", switches, signs),
    },
  };
}

function checkOptions(switches: readonly string[], signs: readonly string[]): void {
  const wrong = switches.find((name) => !SWITCH_NAME.test(name));
  if (wrong !== undefined) {
    throw new TypeError(
      `Cannot use a switch as it must be lower-case letters, digits, "-" and "_": ` +
        `current value is ${JSON.stringify(wrong)}`,
    );
  }
  if (!signs.includes("")) return;
  throw new TypeError("Cannot split args as the sign must not be empty: current value is empty");
}

function parse<Switch extends string>(
  value: unknown,
  known: readonly Switch[],
  signs: readonly string[],
): SchemaOutcome<MuxArgs<Switch>> {
  if (typeof value !== "string") return { issues: [{ message: "The args must be text." }] };
  const [head = ""] = /^(?:\/[^/\s]*)+(?=\s|$)/.exec(value) ?? [];
  const typed = head.split("/").filter((name) => name !== "");
  if (typed.length > MAX_SWITCHES) return { issues: [{ message: "Those are too many switches." }] };
  const found = typed.map((name) => resolve(name, known));
  const issues = found.flatMap((one) => one.kind === "bad" ? [one.issue] : []);
  if (issues.length > 0) return { issues };
  const switches = new Set(found.flatMap((one) => one.kind === "ok" ? [one.name] : []));
  const text = typed.length === 0 ? value : value.slice(head.length);
  return { value: { switches: [...switches], ...sides(text.trim(), signs) } };
}

type Resolved<Switch extends string> =
  | { readonly kind: "ok"; readonly name: Switch }
  | { readonly kind: "bad"; readonly issue: SchemaIssue };

function resolve<Switch extends string>(
  typed: string,
  known: readonly Switch[],
): Resolved<Switch> {
  const wanted = typed.toLowerCase();
  const exact = known.find((name) => name === wanted);
  const fitting = exact === undefined ? known.filter((name) => name.startsWith(wanted)) : [exact];
  const [first] = fitting;
  if (first !== undefined && fitting.length === 1) return { kind: "ok", name: first };
  return { kind: "bad", issue: { message: problem(typed.slice(0, MAX_SHOWN), fitting, known) } };
}

function problem(
  typed: string,
  fitting: readonly string[],
  known: readonly string[],
): string {
  if (fitting.length > 1) return `The switch /${typed} may mean ${slashed(fitting)}.`;
  if (known.length === 0) return `There is no switch /${typed}: this command has none.`;
  return `There is no switch /${typed}: there is ${slashed(known)}.`;
}

function slashed(names: readonly string[]): string {
  return names.map((name) => `/${name}`).join(", ");
}

function sides(args: string, signs: readonly string[]): Omit<MuxArgs, "switches"> {
  const sign = signs.find((one) => args.includes(one));
  const at = sign === undefined ? args.length : args.indexOf(sign);
  const lhs = args.slice(0, at).trim();
  const rhs = sign === undefined ? null : args.slice(at + sign.length).trim();
  const argList = args.split(/\s+/).filter((word) => word !== "");
  return { args, argList, lhs, rhs, lhsList: listed(lhs), rhsList: listed(rhs ?? "") };
}

function listed(text: string): readonly string[] {
  return text.split(",").map((part) => part.trim()).filter((part) => part !== "");
}
