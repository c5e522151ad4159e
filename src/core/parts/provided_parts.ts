import { leastLevel } from "../command/least_level.ts";
import { type NamedPermission, permitsAccount } from "../command/permission.ts";
import type { Contributions } from "../contributions.ts";
import type { Hooks } from "../hooks.ts";
import type { Account, Game, Session } from "../model.ts";
import type { HelpTopic } from "./help_topic.ts";
import { markupFrom } from "./markup_from.ts";
import { ownerOf } from "./owner_of.ts";
import type { PluginParts, ProvidedPermission } from "./plugin_parts.ts";

/** What {@linkcode ProvidedParts} are made from. */
export interface ProvidedPartsOptions {
  readonly contributions: Contributions;
  readonly hooks: Pick<Hooks, "ask">;
  /** The game, which is made later. */
  readonly game: () => Game;
}

/** Asks plugins for what they add, whenever somebody is to be shown it. */
export class ProvidedParts implements PluginParts {
  readonly #options: ProvidedPartsOptions;

  /**
   * Creates parts that ask nobody yet.
   *
   * @param options What plugins provide, and the guard of every call.
   */
  constructor(options: ProvidedPartsOptions) {
    this.#options = options;
  }

  oocScreen(account: Account, session: Session): readonly string[] {
    const { contributions, game, hooks } = this.#options;
    const parts = [...contributions.oocParts].map(([name, show]) =>
      hooks.ask(ownerOf(name), `OOC part ${name}`, () => markupFrom(show(account, session, game())))
    );
    return parts.filter((part) => part !== undefined).filter((part) => part.trim() !== "");
  }

  connectionScreen(session: Session): string | undefined {
    const { contributions, game, hooks } = this.#options;
    const name = game().settings.connectionScreenModule;
    const show = contributions.connectionScreens.get(name);
    if (show === undefined) return;
    const what = `connection screen ${name}`;
    const screen = hooks.ask(ownerOf(name), what, () => markupFrom(show(game(), session)));
    return screen === undefined || screen.trim() === "" ? undefined : screen;
  }

  accountScreen(account: Account, session: Session, plain: string): string {
    const { contributions, hooks } = this.#options;
    const { typeName: name } = account;
    const show = contributions.accountTypes.get(name)?.appearance;
    if (show === undefined) return plain;
    const ask = () => markupFrom(show(account, session, plain));
    return hooks.ask(ownerOf(name), `appearance of ${name}`, ask) ?? plain;
  }

  helpTopics(account: Account | null): readonly HelpTopic[] {
    const topics = [...this.#options.contributions.helpTopics.values()].map(({ topic }) => topic);
    return [...new Set(topics)].filter(({ permission }) => permitsAccount(account, permission));
  }

  permissions(): readonly ProvidedPermission[] {
    const { contributions, game } = this.#options;
    const sources = { contributions, settings: game().settings };
    return [...contributions.permissions].map(([name, definition]) => ({
      ...definition,
      name: name as NamedPermission, // provided as plugin/name
      least: leastLevel(name, sources) ?? definition.least,
    }));
  }
}
