import type { InputFunc } from "../../core/contributions.ts";
import { dataOf } from "../../core/oob/call_data.ts";
import type { OwnedOobMessage } from "../../core/oob/declared_messages.ts";
import { SHIPPED_BY } from "../../core/oob/shipped/shipped_messages.ts";
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
      const takeOut = declare(kept.oobMessages, { owner: intake.plugin, message });
      if (typeof takeOut === "string" || run === undefined) return takeOut;
      const unread = putIn(kept.inputFuncs, [message.key, run]);
      if (typeof unread !== "string") return () => (takeOut(), unread());
      takeOut();
      return unread;
    });
  };
}

/** Puts a declaration in, in place of a shipped one; that is back when it is taken out. */
function declare(
  kept: Map<string, OwnedOobMessage>,
  owned: OwnedOobMessage,
): string | (() => void) {
  const { key } = owned.message;
  const there = kept.get(key);
  const shipped = there?.owner === SHIPPED_BY ? there : undefined;
  if (shipped !== undefined) kept.delete(key);
  const takeOut = putIn(kept, [key, owned], ({ owner }) => `plugin "${owner}"`);
  if (typeof takeOut === "string" || shipped === undefined) return takeOut;
  return () => void kept.set(key, shipped);
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
  return (session, args, kwargs, game) => read(session, dataOf(["", args, kwargs]), game);
}
