import type { Provide } from "../define_plugin.ts";
import type { Collection } from "./collection.ts";
import { type Intake, putIn, takenName } from "./intake.ts";

/** Adds handlers for messages from clients; their names are the same for all plugins. */
export function provideInputFunc(intake: Intake, kept: Collection): Provide["inputfunc"] {
  const ownerOf = (run: object) => {
    const plugin = kept.ownerOf(run);
    return plugin === undefined ? "the core" : `plugin "${plugin}"`;
  };
  return (name, run) => {
    kept.own(intake.plugin, [run]);
    return intake.take({ kind: "inputfunc", name }, () => {
      if (name === "text") return takenName("the core");
      return putIn(kept.inputFuncs, [name, run], ownerOf);
    });
  };
}
