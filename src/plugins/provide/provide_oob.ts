import type { InputFunc } from "../../core/contributions.ts";
import { dataOf } from "../../core/oob/call_data.ts";
import type { OobMessage, OobReader } from "../../core/oob/oob_message.ts";
import type { StandardSchema } from "../../core/standard_schema.ts";
import type { Provide } from "../define_plugin.ts";
import type { Collection } from "./collection.ts";
import { type Intake, putIn } from "./intake.ts";

/** Declares out-of-band messages, with what hears those of clients. */
export function provideOob(intake: Intake, kept: Collection): Provide["oob"] {
  return <Schema extends StandardSchema>(
    message: OobMessage<Schema>,
    read?: OobReader<Schema>,
  ) => {
    const run = read === undefined ? undefined : asInputFunc(read);
    if (run !== undefined) kept.own(intake.plugin, [run]);
    return intake.take({ kind: "OOB message", name: message.name }, () => {
      const problem = mismatch(message.direction, run !== undefined);
      if (problem !== undefined) return problem;
      // A declaration is asked for nothing but what its own schema takes.
      const owned = { owner: intake.plugin, message: message as unknown as OobMessage };
      const takeOut = putIn(kept.oobMessages, [message.key, owned], ({ owner }) => {
        return `plugin "${owner}"`;
      });
      if (typeof takeOut === "string" || run === undefined) return takeOut;
      const unread = putIn(kept.inputFuncs, [message.key, run]);
      if (typeof unread !== "string") return () => (takeOut(), unread());
      takeOut();
      return unread;
    });
  };
}

function mismatch(direction: OobMessage["direction"], isRead: boolean): string | undefined {
  if (direction === "out" && isRead) {
    return 'as it must come in to be read: its direction is "out"';
  }
  if (direction !== "out" && !isRead) {
    return `as something must read it: its direction is "${direction}", and no reader was given`;
  }
}

/** What comes in was checked, and is what the schema made of it. */
function asInputFunc<Schema extends StandardSchema>(read: OobReader<Schema>): InputFunc {
  return (session, args, kwargs) => read(session, dataOf(["", args, kwargs]));
}
