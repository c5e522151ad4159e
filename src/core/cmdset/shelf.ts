import type { AnyCommand } from "../command/context.ts";
import type { Settings } from "../settings/settings.ts";
import type { Trace } from "../trace/trace.ts";
import type { CmdSet } from "./cmdset.ts";
import type { NamedCmdSet } from "./stack_state.ts";

/** What a {@linkcode CmdSetShelf} is made with. */
export interface CmdSetShelfOptions {
  readonly settings: Pick<Settings, "cmdsetAccount" | "cmdsetCharacter">;
  readonly trace: Trace;
}

/** Where stacks find the cmdsets that are registered, and those that the settings name. */
export class CmdSetShelf {
  /** Finds a registered cmdset. */
  readonly find: (name: string) => CmdSet<AnyCommand> | undefined;
  readonly #options: CmdSetShelfOptions;
  readonly #told = new Set<string>();
  #account: NamedCmdSet<AnyCommand> | undefined;
  #character: NamedCmdSet<AnyCommand> | undefined;

  /**
   * Creates the shelf.
   *
   * @param find Finds a registered cmdset.
   * @param options What names default cmdsets, and what hears of missing ones.
   */
  constructor(find: CmdSetShelf["find"], options: CmdSetShelfOptions) {
    this.find = find;
    this.#options = options;
  }

  /** The default cmdset of accounts. */
  get account(): NamedCmdSet<AnyCommand> | undefined {
    return this.#account ??= this.#named(this.#options.settings.cmdsetAccount);
  }

  /** The default cmdset of characters, and of whatever is puppeted and has none of its own. */
  get character(): NamedCmdSet<AnyCommand> | undefined {
    return this.#character ??= this.#named(this.#options.settings.cmdsetCharacter);
  }

  /** Tells, once for each name, that something keeps the name of what is not registered. */
  tellMissing(name: string, owner: Readonly<Record<string, number>>): void {
    if (this.#told.has(name)) return;
    this.#told.add(name);
    this.#options.trace.emit("cmdset:missing", { level: "warn", data: { name, ...owner } });
  }

  #named(name: string): NamedCmdSet<AnyCommand> | undefined {
    const set = this.find(name);
    return set === undefined ? undefined : { name, set };
  }
}
