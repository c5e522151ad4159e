import type { SessionSync } from "../boundary/messages.ts";
import type { CmdSetShelf } from "../cmdset/shelf.ts";
import type { Settings } from "../settings/settings.ts";
import type { Trace } from "../trace/trace.ts";
import type { Turns } from "../turns.ts";
import type { InputRunner } from "./input_runner.ts";
import type { ClientNews } from "../oob/client_news.ts";
import type { DeclaredMessages } from "../oob/declared_messages.ts";
import { Outgoing, type OutgoingOptions } from "./outgoing.ts";
import type { SessionHost } from "./session_core.ts";
import { stackOf } from "../trace/error_text.ts";

/** What a client may have to hear of when it is not as it was. */
const TOLD: readonly (keyof SessionSync)[] = ["uid", "puid", "protocolFlags"];

/** What a {@linkcode sessionHost} is made from. */
export interface SessionHostParts extends Omit<OutgoingOptions, "say"> {
  readonly settings: Settings;
  readonly turns: Turns;
  readonly trace: Trace;
  /** Checks out-of-band messages. */
  readonly oob: Pick<DeclaredMessages, "outgoing">;
  /** Is told whose client may have to hear news. */
  readonly news: Pick<ClientNews, "look">;
  readonly shelf: Pick<CmdSetShelf, "find">;
  /** Hands a session over to another realm. */
  readonly transfer: SessionHost["transfer"];
  /** The runner, which is made after the host. */
  readonly input: () => InputRunner;
}

/**
 * Makes what sessions need of the Server that holds them.
 *
 * @param parts The parts of that Server.
 */
export function sessionHost(
  { settings, turns, trace, shelf, input, oob, news, transfer, ...parts }: SessionHostParts,
): SessionHost {
  const outgoing = new Outgoing({
    ...parts,
    say: (sessids, calls) => {
      const checked = oob.outgoing(calls);
      if (checked.length > 0) turns.say({ kind: "output", sessids, calls: checked });
    },
  });
  return {
    output: (sessids, calls) => outgoing.send(sessids, calls),
    undoable: (undo) => turns.journal.undoable(undo),
    changed: (core, fields) => {
      turns.changed(core, fields);
      if (fields.some((field) => TOLD.includes(field))) news.look(core.sessid);
    },
    counted: (core) => turns.counted(core),
    restored: (core, told) => turns.forgetTold(core, told),
    stepped: ({ sessid, state: to }, step, from) =>
      trace.detail("session:step", sessid, { step, from, to }),
    enqueue: (core, incoming) => input().enqueue(core, incoming),
    wake: (core) => input().wake(core),
    follow: ({ sessid }, coming) => input().follow(sessid, coming),
    transfer,
    findCmdSet: (name) => shelf.find(name),
    failed: (sessid, hook, error) => {
      const plugin = settings.serverSessionClass || "core";
      const text = stackOf(error);
      trace.emit("plugin:fail", { level: "error", sessid, data: { plugin, hook, error: text } });
    },
    log: (sessid, text) => trace.emit("session:log", { sessid, data: { text } }),
    screen: { width: settings.clientDefaultWidth, height: settings.clientDefaultHeight },
    maxCarryBytes: settings.maxCarryBytes,
  };
}
