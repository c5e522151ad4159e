import type { Account, Game, MenuChoice, MenuContext, MenuTarget, Session } from "@vestibule/core";
import { type Draft, draftOf } from "./draft.ts";
import type { HeldNames } from "./names.ts";
import type { ChargenSettings } from "./settings.ts";

/** What every part of the plugin shares while it runs. */
export interface Chargen {
  readonly settings: ChargenSettings;
  readonly names: HeldNames;
}

/** The menu's own state: there is none, since what was chosen is kept with the account. */
export type Making = Readonly<Record<string, never>>;

/** Where a choice of the menu leads. */
export type Target = MenuTarget<Making>;

/** A step as it is shown: who makes the character, and what there is of it. */
export interface Page extends Chargen {
  readonly account: Account;
  readonly game: Game;
  readonly session: Session;
  readonly draft: Draft;
}

/** A step at which somebody has typed something. */
export interface Answer extends Page {
  /** The line, without the space around it. */
  readonly input: string;
  /** Tells the session, before the next step is shown. */
  readonly msg: (text: string) => void;
}

/** Returns the page of a menu's context; nothing when there is no character in progress any more. */
export function pageOf(
  { account, game, session }: MenuContext<Making>,
  chargen: Chargen,
): Page | undefined {
  const draft = account === null ? undefined : draftOf(account);
  if (account === null || draft === undefined) return undefined;
  return { ...chargen, account, game, session, draft };
}

/** Makes a goto of what answers a line; the menu ends when there is nothing in progress any more. */
export function answering(
  chargen: Chargen,
  answer: (answer: Answer) => Target | Promise<Target>,
): (choice: MenuChoice<Making>) => Target | Promise<Target> {
  return (choice) => {
    const page = pageOf(choice, chargen);
    if (page !== undefined) return answer({ ...page, input: choice.input, msg: choice.msg });
    choice.msg(GONE);
    return null;
  };
}

/** What is said when another session has ended what this one was at. */
export const GONE = "This character was finished or thrown away in another session of yours.";
