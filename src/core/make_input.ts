import type { Hooks } from "./hooks.ts";
import { type HandlerParts, makeHandler } from "./make_handler.ts";
import type { ClientNews } from "./oob/client_news.ts";
import { InputRunner, type InputRunnerOptions } from "./session/input_runner.ts";
import type { ServerOptions } from "./server.ts";
import { TimeLimit } from "./time_limit.ts";

/** What the Server's runner of lines is made of, beside what the Server is made with. */
export interface InputParts
  extends
    Omit<HandlerParts, keyof ServerOptions | "turns">,
    Pick<InputRunnerOptions, "registry" | "turns" | "oob" | "shipped"> {
  readonly turns: HandlerParts["turns"] & InputRunnerOptions["turns"];
  readonly hooks: Pick<Hooks, "tell">;
  /** What clients are told without asking. */
  readonly news: Pick<ClientNews, "look">;
}

/** Makes what takes what sessions send, and runs their lines in turn. */
export function makeInput(options: ServerOptions, parts: InputParts): InputRunner {
  const { settings, contributions, clock, trace } = options;
  const { registry, turns, game, hooks, news, oob, shipped } = parts;
  return new InputRunner({
    ...{ registry, turns, game, clock, trace, oob, shipped },
    handler: makeHandler({ ...options, ...parts }),
    limit: new TimeLimit(settings.commandTimeLimit),
    inputFuncs: contributions.inputFuncs,
    ownerOf: (run) => contributions.ownerOf(run),
    ...{ sessionClass: settings.serverSessionClass, idleCommand: settings.idleCommand },
    tellFlags: (event) => {
      news.look(event.session.sessid);
      return hooks.tell("session:flags", { game, ...event });
    },
  });
}
