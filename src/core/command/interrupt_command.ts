/**
 * Ends a command without a word when it is thrown in one, or in a function that one calls
 * (behaviour 8.3.5). What the command has said and changed stays; `postRun` does not run.
 *
 * A line that `execute` runs ends alone: the command that runs it goes on.
 *
 * @example A check that several commands share
 * ```ts
 * import { defineCommand, type GameObject, InterruptCommand } from "@vestibule/core";
 * import assert from "node:assert/strict";
 *
 * function mustStand(puppet: GameObject): void {
 *   if (puppet.get("posture") === "sitting") {
 *     puppet.msg("Stand up first.");
 *     throw new InterruptCommand();
 *   }
 * }
 *
 * const jump = defineCommand({
 *   key: "jump",
 *   run({ puppet, msg }) {
 *     mustStand(puppet);
 *     msg("You jump.");
 *   },
 * });
 *
 * assert.equal(jump.key, "jump");
 * ```
 */
export class InterruptCommand extends Error {
  /** Tells it from other errors in logs. */
  override readonly name = "InterruptCommand";
}
