import type { Game, Json, Session } from "../model.ts";
import type { Trace } from "../trace/trace.ts";
import { helpText, hintText } from "./hint_text.ts";
import type { AnyMenu, MenuContext, MenuGoto, MenuNode, MenuTarget } from "./menu.ts";
import type { MenuCalls } from "./menu_calls.ts";
import { type MenuFrame, type MenuRecord, topFrame } from "./menu_record.ts";
import { menuText } from "./menu_text.ts";
import type { MenuPlace } from "./place.ts";
import { type MenuInput, type MenuLine, readMenuLine } from "./read_line.ts";
import { type ShownNode, shownNode } from "./shown_node.ts";
import { toJson } from "./to_json.ts";

/** What a {@linkcode MenuStage} needs of the Server. */
export interface MenuStageParts {
  readonly game: () => Game;
  readonly calls: MenuCalls;
  readonly trace: Trace;
  readonly find: (menu: string) => AnyMenu | undefined;
}

/** Where a choice leads, and with what state. */
export interface Decision {
  readonly kind: "go";
  /** A node, `null` for the end, `undefined` for the same node again. */
  readonly node: string | null | undefined;
  readonly state: Json;
}

/** A choice that leads nowhere, and what is said of it. */
export interface Refusal {
  readonly kind: "stay";
  readonly text: string;
}

/** What is shown of the menus of one place, and what is asked of their functions. */
export class MenuStage {
  readonly #place: MenuPlace;
  readonly #parts: MenuStageParts;
  #shown: ShownNode | undefined;

  /**
   * Creates a stage on which nothing was shown yet.
   *
   * @param place Where the menus are.
   * @param parts What it needs of the Server.
   */
  constructor(place: MenuPlace, parts: MenuStageParts) {
    this.#place = place;
    this.#parts = parts;
  }

  /** Returns the node as it was shown, if that is what is kept. */
  shown(record: MenuRecord): ShownNode | undefined {
    return this.#shown?.step === record.step ? this.#shown : undefined;
  }

  /** Returns the node as it was shown, made again if that is not what is kept. */
  async current(session: Session, record: MenuRecord): Promise<ShownNode> {
    return this.shown(record) ?? (this.#shown = await this.render(session, record));
  }

  /** Runs the node of a record. */
  async render(session: Session, record: MenuRecord): Promise<ShownNode> {
    const node = this.nodeOf(topFrame(record));
    const context = this.context(session, record);
    return shownNode(await this.#parts.calls.run(() => node(context)), record.step);
  }

  /** Makes the text that shows a node to a session. */
  async textOf(session: Session, record: MenuRecord, shown: ShownNode): Promise<string> {
    const frame = topFrame(record);
    const { menu, node } = frame;
    const options = shown.options.map(({ key, desc }) => ({ key, desc }));
    const display = { session, menu, node, text: shown.text, options };
    const { format } = this.menuOf(frame);
    if (format === undefined) return menuText(display);
    const text: unknown = await this.#parts.calls.run(() => format(display));
    if (typeof text === "string") return text;
    throw new TypeError(
      `Cannot show a menu node as format must return a text: current value is ${typeof text}`,
    );
  }

  /** Shows a node to a session, if it can answer, and remembers it. */
  show(session: Session, shown: ShownNode, text: string): void {
    this.#shown = shown;
    if (this.#place.sessions.includes(session)) this.say(session, text);
  }

  /** Forgets what was shown. */
  forget(): void {
    this.#shown = undefined;
  }

  /** Finds what a line asks for; a form that it may have is game code too. */
  read(line: string, shown: ShownNode, menu: AnyMenu): Promise<MenuLine> {
    return this.#parts.calls.run(() => readMenuLine(line, shown, menu));
  }

  /** Answers a line that leads nowhere. */
  answer(
    session: Session,
    shown: ShownNode,
    { kind, menu }: { readonly kind: "help" | "none"; readonly menu: AnyMenu },
  ): void {
    this.say(session, kind === "help" ? helpText(shown, menu) : hintText(shown, menu));
  }

  /** Says something of type `menu` (behaviour 14.8). */
  say(session: Session, text: string): void {
    session.msg({ text, type: "menu" });
  }

  /** Asks a choice where it leads. */
  async decide(
    session: Session,
    record: MenuRecord,
    { goto, line, ask }: MenuInput & { readonly goto: MenuGoto<unknown> },
  ): Promise<Decision | Refusal> {
    const frame = topFrame(record);
    if (typeof goto !== "function") return decisionOf(goto, frame.state, frame);
    let { state } = frame;
    const context = this.context(session, record);
    const target = await this.#parts.calls.run((patience) =>
      goto({
        ...context,
        input: line.trim(),
        set: (value) => void (state = toJson(value, stateOf(frame))),
        ask: (question, options) => patience.without(() => ask(question, options)),
      })
    );
    return decisionOf(target ?? (target === null ? null : undefined), state, frame);
  }

  /** Returns the menu of a frame. */
  menuOf({ menu: name }: MenuFrame): AnyMenu {
    const menu = this.#parts.find(name);
    if (menu === undefined) throw new RangeError(`Cannot show menu "${name}" as it must be there`);
    return menu;
  }

  /** Returns the node of a frame. */
  nodeOf(frame: MenuFrame): MenuNode<unknown> {
    const { nodes } = this.menuOf(frame);
    const found = Object.hasOwn(nodes, frame.node) ? nodes[frame.node] : undefined;
    if (found !== undefined) return typeof found === "function" ? found : () => found;
    throw new RangeError(
      `Cannot go to node "${frame.node}" of menu "${frame.menu}" as it must be there: ` +
        `there are ${Object.keys(nodes).map((name) => `"${name}"`).join(", ")}`,
    );
  }

  /** Makes what the functions of a menu are given. */
  context(session: Session, record: MenuRecord): MenuContext<unknown> {
    const { menu, node, state } = topFrame(record);
    const { account, puppet } = session;
    return {
      ...{ session, account, puppet, menu, node },
      game: this.#parts.game(),
      state: structuredClone(state),
      msg: (said) => session.msg(said),
    };
  }

  /** Tells the trace what became of the uppermost menu. */
  trace(kind: string, { sessid }: Session, record: MenuRecord): void {
    const { menu, node } = topFrame(record);
    const level = kind === "menu:missing" ? "warn" : "debug";
    this.#parts.trace.emit(kind, { level, sessid, data: { place: this.#place.label, menu, node } });
  }
}

function decisionOf(
  target: MenuTarget<unknown>,
  state: Json,
  frame: MenuFrame,
): Decision | Refusal {
  if (typeof target !== "object" || target === null) return { kind: "go", node: target, state };
  if ("stay" in target) return { kind: "stay", text: target.stay };
  return { kind: "go", node: target.node, state: toJson(target.state, stateOf(frame)) };
}

function stateOf({ menu }: MenuFrame): string {
  return `state of menu "${menu}"`;
}
