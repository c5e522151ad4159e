import type { CmdSet } from "../cmdset/cmdset.ts";
import type { Game, Session } from "../model.ts";
import type { SessionCore } from "../session/session_core.ts";
import type { Journal } from "../store/journal.ts";
import { StoreUnavailableError } from "../store/store_unavailable_error.ts";
import { escapeMarkup } from "../text/escape.ts";
import type { Trace } from "../trace/trace.ts";
import { parseArgs, type ParsedArgs } from "./args.ts";
import { askSession } from "./ask.ts";
import type { SystemCommandName } from "./command.ts";
import { type AnyCommand, type BaseContext, QuestionWithdrawnError } from "./context.ts";
import type { Providers } from "./providers.ts";
import { lacking } from "./reach.ts";
import { choiceOf, resolveLine } from "./resolve_line.ts";

/** What a {@linkcode CommandHandler} is made with. */
export interface CommandHandlerOptions {
  readonly game: Game;
  readonly journal: Pick<Journal<unknown>, "inScope" | "undoScope">;
  readonly providers: Providers;
  readonly trace: Trace;
  /** Gives the number under which an error is found in the log. */
  readonly newIncident: () => string;
}

/** A line that is to be run. */
interface Line {
  readonly core: SessionCore;
  readonly session: Session;
  readonly raw: string;
}

/** What a running command is called and given, beside its args. */
interface Call extends Line {
  readonly name: string;
  readonly cmdset: CmdSet<AnyCommand>;
  readonly choices: readonly string[];
}

/** Finds the command that a line asks for and runs it (behaviours 8.2 and 8.3). */
export class CommandHandler {
  readonly #options: CommandHandlerOptions;

  /**
   * Creates the handler.
   *
   * @param options What it needs of the Server.
   */
  constructor(options: CommandHandlerOptions) {
    this.#options = options;
  }

  /** Returns the merged command set of a session; merged again only after a change. */
  cmdsetOf(core: SessionCore): CmdSet<AnyCommand> {
    return core.merged.get(this.#options.providers.of(core));
  }

  /**
   * Runs a line.
   *
   * @returns A promise when the command goes on after this turn.
   */
  handle(core: SessionCore, session: Session, raw: string): void | Promise<void> {
    const line = { core, session, raw };
    const cmdset = this.cmdsetOf(core);
    const { settings } = this.#options.game;
    const { text, outcome } = resolveLine(core, raw, { cmdset, settings });
    if (text === "") return this.#system(line, cmdset, "noInput", { args: "" });
    switch (outcome.kind) {
      case "none":
        return this.#system(line, cmdset, "noMatch", { args: text });
      case "many":
        return this.#system(line, cmdset, "multiMatch", {
          args: text,
          choices: outcome.matches.map(choiceOf),
        });
      case "one":
        return this.#start(outcome.command, outcome.args, {
          ...line,
          name: outcome.typed,
          cmdset,
          choices: [],
        });
    }
  }

  /** Runs the system command that shows the login screen. */
  showLogin(core: SessionCore, session: Session): void | Promise<void> {
    const line = { core, session, raw: "" };
    return this.#system(line, this.cmdsetOf(core), "unloggedinLook", { args: "" });
  }

  /** Tells the user of a command that was ended because it did not come back. */
  tooLong(core: SessionCore, session: Session, raw: string): void {
    this.#options.journal.undoScope(core.scope);
    const incident = this.#options.newIncident();
    const word = raw.trim().split(/\s+/)[0] ?? "";
    this.#options.trace.emit("command:endless", {
      level: "error",
      sessid: core.sessid,
      data: { incident, command: word },
    });
    session.msg(
      `|rThat command took too long and was stopped; nothing was changed.|n ` +
        `Staff can look up incident ${incident}.`,
    );
  }

  #system(
    line: Line,
    cmdset: CmdSet<AnyCommand>,
    name: SystemCommandName,
    { args, choices = [] }: { readonly args: string; readonly choices?: readonly string[] },
  ): void | Promise<void> {
    const command = cmdset.system(name);
    if (command !== undefined) {
      return this.#start(command, args, { ...line, name, cmdset, choices });
    }
    if (cmdset.count === 0) {
      line.session.msg(
        "|rNo command is available to you at all. Tell the staff; try to reconnect.|n",
      );
    } else if (name === "noMatch") {
      line.session.msg(`There is no command "${escapeMarkup(args.slice(0, 60))}" here.`);
    }
  }

  #start(command: AnyCommand, rawArgs: string, call: Call): void | Promise<void> {
    const { core } = call;
    const { journal } = this.#options;
    this.#options.trace.emit("command:run", {
      level: "debug",
      sessid: core.sessid,
      data: { command: command.key },
    });
    const scope = core.scope = {};
    try {
      const running = journal.inScope(scope, () => this.#parseAndRun(command, rawArgs, call));
      if (running instanceof Promise) {
        return running.catch((error) => this.#failed(error, command, { ...call, scope }));
      }
    } catch (error) {
      this.#failed(error, command, { ...call, scope });
    }
  }

  #parseAndRun(command: AnyCommand, rawArgs: string, call: Call): void | Promise<void> {
    const parsed = parseArgs(command.args, rawArgs);
    if (parsed instanceof Promise) return parsed.then((ready) => this.#run(command, ready, call));
    return this.#run(command, parsed, call);
  }

  #run(command: AnyCommand, parsed: ParsedArgs, call: Call): void | Promise<void> {
    const { session, core } = call;
    if (parsed.kind === "bad") {
      const usage = command.usage === undefined ? "" : `\nUsage: ${escapeMarkup(command.usage)}`;
      return session.msg(`${parsed.problems.map(escapeMarkup).join("\n")}${usage}`);
    }
    const lacks = lacking(command, core);
    if (lacks !== null) return session.msg(LACKS[lacks]);
    const context: BaseContext<unknown> & { account: unknown; puppet: unknown } = {
      session,
      args: parsed.value,
      name: call.name,
      raw: call.raw,
      cmdset: call.cmdset,
      choices: call.choices,
      game: this.#options.game,
      account: core.account,
      puppet: core.puppet,
      msg: (said) => session.msg(said),
      ask: (question, options) => askSession(core, session, question, options),
    };
    // lacking() has checked what the command needs, and parseArgs() gave what its schema makes.
    return command.run(context as never);
  }

  #failed(error: unknown, command: AnyCommand, call: Call & { readonly scope: object }): void {
    const { core, session, scope } = call;
    this.#options.journal.undoScope(scope);
    if (error instanceof QuestionWithdrawnError) return;
    if (error instanceof StoreUnavailableError) {
      return session.msg(
        "|rThe world cannot keep changes just now, so nothing was changed.|n Try again in a while.",
      );
    }
    const incident = this.#options.newIncident();
    this.#options.trace.emit("command:fail", {
      level: "error",
      sessid: core.sessid,
      data: { incident, command: command.key, error: textOf(error) },
    });
    session.msg(
      `|rSomething went wrong in "${escapeMarkup(command.key)}"; nothing was changed.|n ` +
        `Staff can look up incident ${incident}.`,
    );
  }
}

const LACKS = {
  account: "You must log in first: type |wconnect|n or |wcreate|n.",
  puppet: "You must be in a character first: type |wic|n and its name.",
} as const;

function textOf(error: unknown): string {
  return error instanceof Error ? error.stack ?? error.message : String(error);
}
