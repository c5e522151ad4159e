import { type CmdSet, cmdSet } from "../cmdset/cmdset.ts";
import type { AnyCommand, CommandContext } from "../command/context.ts";
import { defineCommand } from "../command/define_command.ts";
import type { AnyMenu } from "./menu.ts";

/** Takes a line that goes to a menu. */
export type TakeLine = (context: CommandContext<"session">) => void | Promise<void>;

/** A menu that is started before the login takes the place of the login screen. */
const NO_LOGIN_SCREEN: AnyCommand = defineCommand({
  key: "menu unloggedinLook",
  system: "unloggedinLook",
  needs: "session",
  run() {},
});

/** The cmdsets that hand lines to menus (behaviour 14.2): the same one again for the same menu. */
export class MenuCmdSets {
  readonly #commands: readonly AnyCommand[];
  /** Where commands are in reach, the user's own "quit" must not take the place of the menu's. */
  readonly #quit: AnyCommand;
  readonly #usual: CmdSet<AnyCommand>;
  readonly #own = new WeakMap<AnyMenu, CmdSet<AnyCommand>>();

  /**
   * Creates the cmdsets.
   *
   * @param take Takes a line that goes to a menu.
   */
  constructor(take: TakeLine) {
    const command = (system: "noMatch" | "noInput") =>
      defineCommand({ key: `menu ${system}`, system, needs: "session", run: take });
    this.#commands = [command("noMatch"), command("noInput"), NO_LOGIN_SCREEN];
    this.#quit = defineCommand({
      key: "quit",
      aliases: ["q", "exit"],
      needs: "session",
      usage: "quit",
      help: "Leaves the menu you are in.",
      run: take,
    });
    this.#usual = this.#make({});
  }

  /** Returns the cmdset of a menu; of one that is not there, the usual one. */
  of(menu: AnyMenu | undefined): CmdSet<AnyCommand> {
    if (menu?.mergeType === undefined && menu?.priority === undefined) return this.#usual;
    const made = this.#own.get(menu) ?? this.#make(menu);
    this.#own.set(menu, made);
    return made;
  }

  #make({ mergeType = "replace", priority = 1 }: Partial<AnyMenu>): CmdSet<AnyCommand> {
    return cmdSet<AnyCommand>({
      key: "Menu",
      ...{ priority, mergeType, noExits: true, noObjects: true },
      commands: mergeType === "replace" ? this.#commands : [...this.#commands, this.#quit],
    });
  }
}
