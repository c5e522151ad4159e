import type { AskOptions } from "../command/context.ts";
import type { Account, Game, GameObject, Outputs, Session } from "../model.ts";

/** What every function of a menu is given. */
export interface MenuContext<State> {
  /** The session that chose last, and is shown what comes of it. */
  readonly session: Session;
  /** The session's account, once logged in. */
  readonly account: Account | null;
  /** What the session puppets. */
  readonly puppet: GameObject | null;
  /** The running game. */
  readonly game: Game;
  /** The menu, as `plugin/name`. */
  readonly menu: string;
  /** The node the menu is on. */
  readonly node: string;
  /** The menu's state: a copy, so changing it in place changes nothing. */
  readonly state: State;

  /** Tells the session, before the next node is shown. */
  msg(said: string | Outputs): void;
}

/** What a function is given that decides where a choice leads. */
export interface MenuChoice<State> extends MenuContext<State> {
  /** What was typed, without the space around it. */
  readonly input: string;

  /** Replaces the whole state, once the choice has led somewhere without an error. */
  set(state: State): void;

  /** Asks the session one thing and waits for its next line, which the menu does not see. */
  ask(question: string, options?: AskOptions): Promise<string>;
}

/** Why a menu ended: a choice led out of it, the user quit, time was up, or game code ended it. */
export type MenuEndReason = "goto" | "quit" | "timeout" | "ended";

/** What a menu's `onEnd` is given. */
export interface MenuEnding<State> extends MenuContext<State> {
  /** Why it ended. */
  readonly reason: MenuEndReason;
}

/**
 * Where a choice leads: to a node, to a node with a new state, or with `null` out of the menu.
 * With `undefined` the node is shown again; with `stay` only that text (markup) is shown, and
 * nothing of the menu changes (behaviour 14.5).
 *
 * @typeParam State What the menu remembers.
 * @typeParam Node The names of its nodes.
 */
export type MenuTarget<State, Node extends string = string> =
  | Node
  | null
  | undefined
  | { readonly node: Node; readonly state: State }
  | { readonly stay: string };

/** Where a choice leads, or what decides it. */
export type MenuGoto<State, Node extends string = string> =
  | MenuTarget<State, Node>
  | ((
    choice: MenuChoice<State>,
  ) => MenuTarget<State, Node> | void | Promise<MenuTarget<State, Node> | void>);

/** One thing that can be chosen on a node. */
export interface MenuOption<State, Node extends string = string> {
  /** What is typed to choose it, in any case; the next free number unless given. */
  readonly key?: string;
  /** Other words that choose it; they are not shown. */
  readonly aliases?: readonly string[];
  /** What it is, as it is shown: markup; without it, the key alone is shown. */
  readonly desc?: string;
  /** Where it leads. */
  readonly goto: MenuGoto<State, Node>;
}

/** Lines of one form, and where they lead (behaviour 14.12). */
export interface MenuMatch<State, Node extends string = string> {
  /**
   * What the whole line must be, in any case, where `*` is anything and `?` one character; or an
   * expression that fits anywhere in the line.
   */
  readonly match: string | RegExp;
  /** Where such a line leads. */
  readonly goto: MenuGoto<State, Node>;
}

/** What happens when nobody has left a node in time. */
export interface MenuTimeout<Node extends string = string> {
  /** How long one may stay, in milliseconds, from the moment the node was reached; at least 1. */
  readonly ms: number;
  /** The node that follows, or `null` for the end. */
  readonly goto: Node | null;
}

/**
 * What a node shows and offers. One that offers nothing (no option, no input, no time-out) is
 * shown, and the menu ends.
 */
export interface MenuView<State, Node extends string = string> {
  /** What is shown: markup. */
  readonly text: string;
  /** What `help` shows: markup; or several, each under the topic that is typed for it. */
  readonly help?: string | Readonly<Record<string, string>>;
  /** What can be chosen. */
  readonly options?: readonly MenuOption<State, Node>[];
  /**
   * Where a line leads that is no option and no built-in word; of a list the first counts that
   * matches.
   */
  readonly input?: MenuGoto<State, Node> | readonly MenuMatch<State, Node>[];
  /** Where an empty line leads; unless given, it goes the way of `input`. */
  readonly empty?: MenuGoto<State, Node>;
  /** What happens when nobody has left the node in time. */
  readonly timeout?: MenuTimeout<Node>;
}

/** Makes what a node shows and offers; runs each time the node is reached, and after a reload. */
export type MenuNode<State> = (
  context: MenuContext<State>,
) => MenuView<State> | Promise<MenuView<State>>;

/** A node as it is about to be shown. */
export interface MenuDisplay {
  /** Who is shown it. */
  readonly session: Session;
  /** The menu, as `plugin/name`. */
  readonly menu: string;
  /** The node's name. */
  readonly node: string;
  /** The node's text: markup. */
  readonly text: string;
  /** The options with their keys: what is typed, as plain text, and what it is, as markup. */
  readonly options: readonly { readonly key: string; readonly desc: string }[];
}

/** How a menu behaves, whatever its nodes are. */
export interface MenuRules<State> {
  /** Runs when the menu has ended; not when its session disconnects, logs in or logs out. */
  readonly onEnd?: (ending: MenuEnding<State>) => void | Promise<void>;
  /** The line that is run after the last menu has ended: `look` unless given, `null` for none. */
  readonly cmdOnExit?: string | null;
  /** Whether `quit`, `q` and `exit` end it; always so on a node that failed. Yes unless given. */
  readonly allowQuit?: boolean;
  /** Whether `back` returns to the node before. Yes unless given. */
  readonly allowBack?: boolean;
  /** Whether `look` and `l` show the node again. Yes unless given. */
  readonly allowLook?: boolean;
  /** Whether `help` and `h` show the node's help. Yes unless given. */
  readonly allowHelp?: boolean;
  /** Makes the text that shows a node, in place of `menuText`, which it may call: markup. */
  readonly format?: (shown: MenuDisplay) => string;
  /**
   * How the menu's cmdset combines with the user's commands: `replace` unless given, which leaves
   * none in reach. With `union` a line that is a command runs it, and the menu gets the others.
   */
  readonly mergeType?: "replace" | "union";
  /** The priority of the menu's cmdset, at least 1: below, no line would reach it; 1 unless given. */
  readonly priority?: number;
}

/**
 * A menu: nodes, and what leads from one to the next (behaviour 14).
 *
 * @typeParam State What the menu remembers: anything that can be kept as JSON.
 */
export interface Menu<State = unknown> extends MenuRules<State> {
  /** The node it begins on. */
  readonly start: string;
  /** Its nodes, by name: each a function, or what is always shown. */
  readonly nodes: Readonly<Record<string, MenuNode<State> | MenuView<State>>>;
}

/** A menu whatever its state is; the run of a menu sees to it that its functions get that. */
export type AnyMenu = Menu<unknown>;
