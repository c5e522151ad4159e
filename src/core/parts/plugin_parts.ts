import type { Account, Session } from "../model.ts";

/** What plugins add to what commands show; a part that throws is logged and left out. */
export interface PluginParts {
  /**
   * Returns what plugins add to the screen of an account that is out of character: markup, a part
   * each, in the order of the plugins.
   */
  oocScreen(account: Account, session: Session): readonly string[];
}
