import type { OwnedOutputFunc } from "../../core/session/outgoing.ts";
import type { Provide } from "../define_plugin.ts";
import { type Intake, putIn } from "./intake.ts";

/** What every client shows as it is; a session class may look at it. */
const SHOWN: readonly string[] = ["text", "prompt"];

/** Adds handlers for messages to clients; their names are the same for all plugins. */
export function provideOutputFunc(
  intake: Intake,
  kept: Map<string, OwnedOutputFunc>,
): Provide["outputfunc"] {
  return (name, run) =>
    intake.take({ kind: "outputfunc", name }, () => {
      if (SHOWN.includes(name)) {
        return "as it must be for out-of-band messages: text and prompts pass dataOut() of a " +
          "session class";
      }
      const owned = { owner: intake.plugin, run };
      return putIn(kept, [name, owned], ({ owner }) => `plugin "${owner}"`);
    });
}
