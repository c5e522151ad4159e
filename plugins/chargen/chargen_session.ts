import { type Json, ServerSession, type Session } from "@vestibule/core";
import * as v from "valibot";

/** Under which name a session carries its count, so that it outlives a reload. */
const CARRY = "chargen/steps";

const CountSchema = v.object({ steps: v.number(), ms: v.number(), since: v.number() });

/** How many steps were answered, how long they took, and when the one began that is asked now. */
type Count = v.InferOutput<typeof CountSchema>;

/**
 * A session that counts and times the steps of character creation. `examine` shows it to staff.
 *
 * It is used when the setting `serverSessionClass` is `chargen/ChargenSession`; a game's own class
 * may inherit from it.
 *
 * @example In the settings of a game
 * ```ts
 * import { defineConfig } from "@vestibule/core";
 * import assert from "node:assert/strict";
 *
 * const config = defineConfig({ serverSessionClass: "chargen/ChargenSession" });
 *
 * assert.equal(config.serverSessionClass, "chargen/ChargenSession");
 * ```
 */
export class ChargenSession extends ServerSession {
  /** Tells how many steps were answered here, and how long they took. */
  override describe(): readonly string[] {
    const { steps, ms } = countOf(this);
    const seconds = Math.round(ms / 1_000);
    const average = steps === 0 ? "" : `, ${Math.round(ms / steps / 1_000)} s a step`;
    return [
      ...super.describe(),
      `Character creation: ${steps} ${steps === 1 ? "step" : "steps"} in ${seconds} s${average}`,
    ];
  }

  /**
   * Begins to take the time of a step.
   *
   * @param now The time: milliseconds since 1970.
   */
  stepAsked(now: number): void {
    this.setCarry(CARRY, { ...countOf(this), since: now });
  }

  /**
   * Counts a step that was answered, and begins to take the time of the next.
   *
   * @param now The time: milliseconds since 1970.
   */
  stepAnswered(now: number): void {
    const { steps, ms, since } = countOf(this);
    const taken = since === 0 ? 0 : Math.max(0, now - since);
    const count: Json = { steps: steps + 1, ms: ms + taken, since: now };
    this.setCarry(CARRY, count);
  }
}

/** Tells a session that a step is asked, if it counts them. */
export function beginSteps(session: Session, now: number): void {
  if (session instanceof ChargenSession) session.stepAsked(now);
}

/** Tells a session that a step was answered, if it counts them. */
export function noteStep(session: Session, now: number): void {
  if (session instanceof ChargenSession) session.stepAnswered(now);
}

function countOf(session: Session): Count {
  const read = v.safeParse(CountSchema, session.getCarry(CARRY));
  return read.success ? read.output : { steps: 0, ms: 0, since: 0 };
}
