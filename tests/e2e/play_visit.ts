import assert from "node:assert/strict";
import type { Act, Step } from "../../src/plugins/testing/transcript.ts";
import type { Visit } from "./visitor.ts";

/** How a visit is played. */
export interface PlayOptions {
  /** How the screen is compared: line by line, or as words, wherever lines break. */
  readonly compare: "lines" | "words";
  /** Called after each act, when what it shows has been seen. */
  readonly after?: (act: Act, at: number) => Promise<void>;
}

/**
 * Plays a visit and checks what is shown after each act; a line that must be hidden is typed only
 * when the screen hides it.
 *
 * @returns What was shown after each act.
 * @throws {assert.AssertionError} At the first act after which something else was shown.
 */
export async function playVisit(
  visit: Visit,
  steps: readonly Step[],
  { compare, after }: PlayOptions,
): Promise<readonly string[]> {
  const { visitor } = visit;
  const screens: string[] = [];
  let seen = 0;
  for (const [at, { act, shown }] of steps.entries()) {
    const expected = tidy(shown.replaceAll("{protocol}", visitor.protocolKey), compare);
    await perform(visit, act);
    const screen = () => tidy(visitor.screen.slice(seen), compare);
    while (screen() !== expected) {
      const isPart = expected.startsWith(screen());
      if (!isPart || !await visitor.more()) assert.equal(screen(), expected, `after ${name(act)}`);
    }
    screens.push(visitor.screen.slice(seen));
    seen = visitor.screen.length;
    await after?.(act, at);
  }
  return screens;
}

/** Plays a visit on a screen that settles, and returns the steps with what was shown now. */
export async function recordVisit(visit: Visit, steps: readonly Step[]): Promise<readonly Step[]> {
  const { visitor } = visit;
  const recorded: Step[] = [];
  let seen = 0;
  for (const { act } of steps) {
    await perform(visit, act);
    while (await visitor.more());
    const shown = tidy(visitor.screen.slice(seen), "lines");
    recorded.push({ act, shown: shown.replaceAll(visitor.protocolKey, "{protocol}") });
    seen = visitor.screen.length;
  }
  return recorded;
}

async function perform({ visitor, superuser }: Visit, act: Act): Promise<void> {
  switch (act.kind) {
    case "arrive":
      return;
    case "elsewhere":
      return await superuser(act.line);
    case "type":
    case "typeHidden":
      assert.equal(await visitor.isSecret(), act.kind === "typeHidden", name(act));
      return await visitor.send(act.line);
  }
}

function name(act: Act): string {
  return act.kind === "arrive" ? "arriving" : `${act.kind} "${act.line}"`;
}

/** Takes out what cannot be seen: blanks at the end of a line, empty lines at either end. */
function tidy(text: string, compare: PlayOptions["compare"]): string {
  if (compare === "words") return text.replace(/\s+/g, " ").trim();
  return text.replace(/[ \t]+$/gm, "").replace(/^\n+|\n+$/g, "");
}
