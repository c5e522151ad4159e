import type { NamedPermission, PermissionDefinition } from "../command/permission.ts";
import type { Account, Session } from "../model.ts";
import type { HelpTopic } from "./help_topic.ts";

/** What plugins add to what commands show; a part that throws is logged and left out. */
export interface PluginParts {
  /**
   * Returns what plugins add to the screen of an account that is out of character: markup, a part
   * each, in the order of the plugins.
   */
  oocScreen(account: Account, session: Session): readonly string[];

  /**
   * Returns the screen before login that the setting `connectionScreenModule` names: markup, or
   * `undefined` when there is none or it could not be made.
   */
  connectionScreen(session: Session): string | undefined;

  /** Returns what an account's type shows it out of character, instead of `plain`. */
  accountScreen(account: Account, session: Session, plain: string): string;

  /** Returns the help topics that an account may read; `null` is somebody who has not logged in. */
  helpTopics(account: Account | null): readonly HelpTopic[];

  /** Returns the permissions that plugins provide, each with the level that holds it now. */
  permissions(): readonly ProvidedPermission[];
}

/** A permission that a plugin provides, as it is now. */
export interface ProvidedPermission extends PermissionDefinition {
  /** What commands call it: `plugin/name`. */
  readonly name: NamedPermission;
}
