import type { CmdSet } from "../cmdset/cmdset.ts";
import type { Game, Session } from "../model.ts";
import type { Hold } from "../session/holds.ts";
import type { SessionCore } from "../session/session_core.ts";
import type { Journal } from "../store/journal.ts";
import { StoreUnavailableError } from "../store/store_unavailable_error.ts";
import { escapeMarkup } from "../text/escape.ts";
import { heard } from "./ask.ts";
import { badArgsText } from "./bad_args_text.ts";
import { Blame } from "./blame.ts";
import type { SystemCommandName } from "./command.ts";
import { type AnyCommand, type ExecuteOptions, type Extra, WaitEndedError } from "./context.ts";
import { mergedOf, tellMatch, type Told, toldOf } from "./command_detail.ts";
import { type Call, type Line, makeContext, type Running } from "./make_context.ts";
import type { CommandParser } from "./match.ts";
import { objectOf } from "./object_of.ts";
import { perform, then } from "./perform.ts";
import type { Providers } from "./providers.ts";
import { lacking } from "./reach.ts";
import { choiceOf, resolveLine } from "./resolve_line.ts";
import { stackOf } from "../trace/error_text.ts";

/** What a {@linkcode CommandHandler} is made with. */
export interface CommandHandlerOptions extends Told {
  readonly game: Game;
  readonly journal: Pick<Journal<unknown>, "inScope" | "undoScope">;
  readonly providers: Providers;
  readonly parser: CommandParser;
  /** Gives the number under which an error is found in the log. */
  readonly newIncident: () => string;
  /** Returns the plugin that came with a command. */
  readonly ownerOf: (command: AnyCommand) => string | undefined;
}

/** A line that a session typed. */
export interface TypedLine {
  readonly line: string;
  /** Keeps the session's next lines waiting while it runs. */
  readonly hold: Hold;
  /** What game code gave with it. */
  readonly extra?: Extra | undefined;
}

/** A call within a command that runs, the command's own included. */
type Inner = Call & { readonly within: Running };

/** How deep commands may run one another (behaviour 8.3.3). */
const MAX_DEPTH = 10;

/** Finds the command that a line asks for and runs it (behaviours 8.2 and 8.3). */
export class CommandHandler {
  readonly #options: CommandHandlerOptions;
  readonly #blame = new Blame();

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
    return mergedOf(core, this.#options);
  }

  /**
   * Runs a line.
   *
   * @returns A promise when the command goes on after this turn.
   */
  handle(
    core: SessionCore,
    session: Session,
    { line, hold, extra = {} }: TypedLine,
  ): void | Promise<void> {
    return this.#dispatch({ core, session, raw: line, hold, extra, depth: 0 });
  }

  #dispatch(line: Line): void | Promise<void> {
    const { core, raw } = line;
    const cmdset = this.cmdsetOf(core);
    const { game: { settings }, parser } = this.#options;
    const onFail = (hook: string, error: unknown, command?: AnyCommand) =>
      this.#pluginFailed(core, { hook, error, command });
    const resolved = resolveLine(core, raw, { cmdset, settings, parser, onFail });
    tellMatch(core, resolved, this.#options.trace);
    const { text, outcome } = resolved;
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
          obj: objectOf(outcome, core),
        });
    }
  }

  #pluginFailed(
    { sessid }: SessionCore,
    { hook, error, command }: {
      readonly hook: string;
      readonly error: unknown;
      /** Whose part it is; the parser's unless given. */
      readonly command: AnyCommand | undefined;
    },
  ): void {
    const { trace, game: { settings } } = this.#options;
    const whose = command === undefined ? { plugin: settings.commandParser } : this.#whose(command);
    const data = { ...whose, hook, error: stackOf(error) };
    trace.emit("plugin:fail", { level: "error", sessid, data });
  }

  /** Names the plugin that a command came with, for the trace. */
  #whose(command: AnyCommand): { readonly plugin?: string } {
    const plugin = this.#options.ownerOf(command);
    return plugin === undefined ? {} : { plugin };
  }

  /** Runs the system command that shows the login screen. */
  showLogin(core: SessionCore, session: Session): void | Promise<void> {
    // What shows the screen holds the session itself, and waits for this: it could not come back.
    const hold = { id: Symbol("login screen") };
    const line = { core, session, raw: "", hold, extra: {}, depth: 0 };
    return this.#system(line, this.cmdsetOf(core), "unloggedinLook", { args: "" });
  }

  /** Tells the user of a command that was ended because it did not come back. */
  tooLong(core: SessionCore, session: Session, raw: string): void {
    this.#options.journal.undoScope(core.scope);
    const incident = this.#options.newIncident();
    const word = raw.trim().split(/\s+/)[0] ?? "";
    const command = this.#blame.takeEnded() ?? core.scope.command;
    const whose = command === undefined ? {} : this.#whose(command);
    this.#options.trace.emit("command:endless", {
      level: "error",
      sessid: core.sessid,
      data: { ...whose, incident, command: word },
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
      return this.#start(command, args, { ...line, name, cmdset, choices, obj: null });
    }
    if (cmdset.count === 0) {
      line.session.msg(
        "|rNo command is available to you at all. Tell the staff; try to reconnect.|n",
      );
    } else if (name === "noMatch") {
      line.session.msg(`There is no command "${escapeMarkup(args.slice(0, 60))}" here.`);
    } else if (name === "multiMatch") {
      line.session.msg(`Which one do you mean? ${escapeMarkup(choices.join(", "))}`);
    }
  }

  #start(command: AnyCommand, rawArgs: string, call: Call): void | Promise<void> {
    const begun = { command, rawArgs, session: call.session };
    return toldOf(begun, this.#options, () => this.#begin(command, rawArgs, call));
  }

  #begin(command: AnyCommand, rawArgs: string, call: Call): void | Promise<void> {
    const { core, within } = call;
    if (within !== undefined) {
      return this.#blame.within(command, () => this.#run(command, rawArgs, { ...call, within }));
    }
    const scope = core.scope = { command, sessid: core.sessid };
    const running = { scope, hold: call.hold, nested: new Set<Promise<void>>() };
    return this.#guarded(
      command,
      { ...call, within: running },
      (inner) => then(this.#run(command, rawArgs, inner), () => allDone(running.nested)),
    );
  }

  /** Runs a typed command in its scope; what it throws is told, and undone. */
  #guarded(
    command: AnyCommand,
    call: Inner,
    run: (call: Inner) => void | Promise<void>,
  ): void | Promise<void> {
    const { within: { scope } } = call;
    try {
      const running = this.#options.journal.inScope(scope, () => run(call));
      if (running instanceof Promise) {
        return running.catch((error) => this.#failed(error, command, call));
      }
    } catch (error) {
      this.#failed(error, command, call);
    }
  }

  #run(command: AnyCommand, rawArgs: string, call: Inner): void | Promise<void> {
    const { session, core, within: running, name } = call;
    const lacks = lacking(command, core);
    if (lacks !== null) return session.msg(LACKS[lacks]);
    const { game, clock } = this.#options;
    const { msgAllSessions = game.settings.commandDefaultMsgAllSessions, key } = command;
    const execute = (line: string, options?: ExecuteOptions) => this.#nest(call, line, options);
    const parts = { game, clock, running, execute, msgAllSessions };
    return perform(command, rawArgs, {
      contextOf: (args) => makeContext(call, { ...parts, args }),
      onBadArgs: (problems) => session.msg(badArgsText(problems, command)),
      onEnd: (args) => {
        if (call.depth > 0) return;
        core.lastCmd = command.saveForNext === true ? { key, name, args } : null;
      },
    });
  }

  /** Runs a line within a command; the command waits for it, whether its author does or not. */
  #nest(call: Inner, raw: string, options: ExecuteOptions = {}): Promise<void> {
    const { core, session, hold, within, depth } = call;
    const { extra = {}, command } = options;
    const run = async () => {
      if (core.state === "closed") throw new WaitEndedError();
      if (depth === MAX_DEPTH) throw tooDeep();
      const line = { core, session, raw, hold, extra, within, depth: depth + 1 };
      if (command === undefined) return await this.#dispatch(line);
      const found = { name: command.key, cmdset: this.cmdsetOf(core), choices: [], obj: null };
      await this.#start(command, raw, { ...line, ...found });
    };
    const promise = heard(run());
    within.nested.add(promise);
    heard(promise.then(() => within.nested.delete(promise)));
    return promise;
  }

  #failed(error: unknown, command: AnyCommand, call: Inner): void {
    const { core, session, within: { scope } } = call;
    // It did nothing wrong, and perhaps ended its own session: that must not be undone.
    if (error instanceof WaitEndedError) return;
    this.#options.journal.undoScope(scope);
    if (error instanceof StoreUnavailableError) {
      return session.msg(
        "|rThe world cannot keep changes just now, so nothing was changed.|n Try again in a while.",
      );
    }
    const incident = this.#options.newIncident();
    const culprit = this.#blame.of(error) ?? command;
    this.#options.trace.emit("command:fail", {
      level: "error",
      sessid: core.sessid,
      data: { ...this.#whose(culprit), incident, command: culprit.key, error: stackOf(error) },
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

/** Waits for the lines that a command runs; a new one may begin while another ends. */
function allDone(nested: ReadonlySet<Promise<void>>): void | Promise<void> {
  const [first] = nested;
  if (first === undefined) return;
  return first.then(() => allDone(nested));
}

function tooDeep(): RangeError {
  return new RangeError(
    `Cannot run a line within a command as commands must be at most ${MAX_DEPTH} deep in one ` +
      `another: current state is ${MAX_DEPTH}`,
  );
}
