import type { Session } from "../model.ts";
import type { Journal } from "../store/journal.ts";
import type { MenuEndReason } from "./menu.ts";
import { MenuJobs } from "./menu_jobs.ts";
import { type FailureParts, tellFailure } from "./menu_failure.ts";
import {
  arrived,
  checkRoom,
  type MenuFrame,
  type MenuRecord,
  onKnownNode,
  popped,
  pushed,
  topFrame,
  wentBack,
} from "./menu_record.ts";
import { type Decision, MenuStage, type MenuStageParts } from "./menu_stage.ts";
import type { MenuTimers } from "./menu_timers.ts";
import { NodeTimer } from "./node_timer.ts";
import type { MenuPlace } from "./place.ts";
import { asksToQuit, type MenuInput } from "./read_line.ts";
import type { ShownNode } from "./shown_node.ts";

/** What a {@linkcode MenuRun} needs of the Server. */
export interface MenuRunParts extends FailureParts, MenuStageParts {
  readonly journal: Pick<Journal<unknown>, "inScope" | "undoScope">;
  readonly timers: MenuTimers;
}

/** What came of something: the menu goes on, it failed, or the uppermost one is to end. */
type Outcome = "stay" | "failed" | { readonly end: MenuEndReason };

/** The menus of one place: one thing happens to them at a time. */
export class MenuRun {
  readonly place: MenuPlace;
  readonly #stage: MenuStage;
  readonly #parts: MenuRunParts;
  readonly #jobs: MenuJobs = new MenuJobs();
  readonly #timer: NodeTimer;
  #isBusy = false;
  /** Counts how often the place had no menu and got one: what began before must not touch it. */
  #generation = 0;
  /** Whether something failed on this node, so that `quit` must lead out of it. */
  #hasFailed = false;

  /**
   * Creates the run of a place.
   *
   * @param place Where the menus are.
   * @param parts What it needs of the Server.
   */
  constructor(place: MenuPlace, parts: MenuRunParts) {
    this.place = place;
    this.#parts = parts;
    this.#stage = new MenuStage(place, parts);
    this.#timer = new NodeTimer(parts.timers);
  }

  /** Lays a menu on top; throws at once what its caller did wrong. */
  start(session: Session, frame: MenuFrame): Promise<void> {
    const { record } = this.place;
    checkRoom((record?.frames.length ?? 0) + this.#jobs.count, frame.menu, this.place.label);
    const isBusy = this.#isBusy && record !== undefined;
    if (!isBusy) this.#push(session, frame);
    if (!this.#isBusy) return this.#occupy(session, () => this.#begin(session));
    this.#jobs.add(async () => {
      if (isBusy) this.#push(session, frame);
      await this.#begin(session);
    });
    return Promise.resolve();
  }

  #push(session: Session, frame: MenuFrame): void {
    const { record } = this.place;
    this.place.write(pushed(record, frame, session.sessid));
    if (record !== undefined) return;
    this.#generation++;
    this.#stage.forget();
  }

  /** Ends the uppermost menu. */
  end(session: Session): Promise<void> {
    const end = () => this.#settle(session, { end: "ended" });
    if (!this.#isBusy) return this.#occupy(session, end);
    this.#jobs.add(end);
    return Promise.resolve();
  }

  /** Gives a line to the uppermost menu. */
  line(session: Session, input: MenuInput): Promise<void> {
    if (this.#isBusy) {
      session.msg("One moment, please: this menu is still busy with what was chosen before.");
      return Promise.resolve();
    }
    return this.#occupy(
      session,
      () => this.#tryAndSettle(session, () => this.#take(session, input)),
    );
  }

  /** Takes lines again after a reload or a login, and shows where the menus are. */
  resume(session: Session): Promise<void> {
    const { kept } = this.place;
    if (this.#isBusy || kept === undefined) return Promise.resolve();
    return this.#occupy(session, () => this.#resume(session, kept));
  }

  async #resume(session: Session, kept: MenuRecord): Promise<void> {
    const menu = this.#parts.find(topFrame(kept).menu);
    if (menu === undefined) {
      this.#stage.trace("menu:missing", session, kept);
      this.place.write(undefined);
      return session.msg("The menu you were in is gone.");
    }
    const record = onKnownNode(kept, menu);
    this.place.write(record);
    const shown = this.#stage.shown(record);
    if (shown !== undefined) return await this.#showAgain(session, record, shown);
    await this.#tryAndSettle(session, () => this.#reach(session, record));
  }

  async #occupy(session: Session, work: () => Promise<void>): Promise<void> {
    this.#isBusy = true;
    this.#timer.hold();
    try {
      await work();
      await this.#jobs.run();
    } catch (error) {
      this.#fail(session, error);
    } finally {
      this.#jobs.clear();
      this.#isBusy = false;
      this.#arm(session);
    }
  }

  async #tryAndSettle(session: Session, run: () => Promise<Outcome>): Promise<void> {
    await this.#settle(session, await this.#try(session, run));
  }

  /** Runs a part whose changes and words count only if none of it throws. */
  async #try(session: Session, run: () => Promise<Outcome>): Promise<Outcome> {
    const { journal } = this.#parts;
    const scope = {};
    try {
      return await journal.inScope(scope, run);
    } catch (error) {
      journal.undoScope(scope);
      this.#fail(session, error);
      return "failed";
    }
  }

  #fail(session: Session, error: unknown): void {
    const { record, label } = this.place;
    const { menu, node } = record === undefined ? { menu: "", node: "" } : topFrame(record);
    this.#hasFailed = true;
    tellFailure({ session, place: label, menu, node, error }, this.#parts);
  }

  /** Shows the first node of the uppermost menu; one that cannot be shown is taken away. */
  async #begin(session: Session): Promise<void> {
    const { record } = this.place;
    if (record === undefined) return;
    const outcome = await this.#try(session, () => this.#reach(session, record));
    if (outcome !== "failed") return await this.#settle(session, outcome);
    const left = popped(record);
    this.place.write(left);
    if (left !== undefined) await this.#tryAndSettle(session, () => this.#reach(session, left));
  }

  async #take(session: Session, input: MenuInput): Promise<Outcome> {
    const { record } = this.place;
    if (record === undefined) return "stay";
    const wantsOut = asksToQuit(input.line);
    const menu = this.#stage.menuOf(topFrame(record));
    const shown = await this.#stage.current(session, record).catch((error) => {
      if (!wantsOut) throw error;
    });
    if (!shown || (this.#hasFailed && wantsOut)) return { end: "quit" };
    const choice = await this.#stage.read(input.line, shown, menu);
    switch (choice.kind) {
      case "goto": {
        const { goto } = choice;
        const generation = this.#generation;
        const decision = await this.#stage.decide(session, record, { ...input, goto });
        if (generation !== this.#generation) return "stay";
        if (decision.kind === "go") return await this.#go(session, decision, "goto");
        this.#stage.say(session, decision.text);
        return "stay";
      }
      case "topic":
        this.#stage.say(session, choice.text);
        return "stay";
      case "look":
        await this.#showAgain(session, record, shown);
        return "stay";
      case "quit":
        return { end: "quit" };
      case "back":
        return await this.#goBack(session, record);
      default:
        this.#stage.answer(session, shown, { kind: choice.kind, menu });
        return "stay";
    }
  }

  async #goBack(session: Session, record: MenuRecord): Promise<Outcome> {
    const before = wentBack(record, session.sessid);
    if (before !== undefined) return await this.#reach(session, before);
    this.#stage.say(session, "There is nothing to go back to.");
    return "stay";
  }

  async #showAgain(session: Session, record: MenuRecord, shown: ShownNode): Promise<void> {
    this.#stage.show(session, shown, await this.#stage.textOf(session, record, shown));
  }

  /** Goes where a choice leads, unless the place has lost its menus meanwhile, as by a login. */
  async #go(session: Session, decision: Decision, reason: MenuEndReason): Promise<Outcome> {
    const { record } = this.place;
    if (record === undefined) return "stay";
    const { node, state } = decision;
    const here = topFrame(record).node;
    const next = arrived(record, { node: node ?? here, state, sessid: session.sessid });
    if (node !== null && this.#jobs.count === 0) return await this.#reach(session, next);
    if (node !== null) this.#stage.nodeOf(topFrame(next));
    this.#stage.forget();
    this.place.write(next);
    return node === null ? { end: reason } : "stay";
  }

  /** Shows the node of a record, which is kept once the node can be shown. */
  async #reach(session: Session, record: MenuRecord): Promise<Outcome> {
    const generation = this.#generation;
    const shown = await this.#stage.render(session, record);
    const text = await this.#stage.textOf(session, record, shown);
    if (this.place.record === undefined || generation !== this.#generation) return "stay";
    this.place.write(record);
    this.#hasFailed = false;
    this.#timer.reached(shown.timeout);
    this.#stage.trace("menu:node", session, record);
    this.#stage.show(session, shown, text);
    return shown.isFinal ? { end: "goto" } : "stay";
  }

  /** Ends menus for as long as what is shown next is an end. */
  async #settle(session: Session, first: Outcome): Promise<void> {
    let outcome = first;
    while (typeof outcome === "object") outcome = await this.#close(session, outcome.end);
  }

  async #close(session: Session, reason: MenuEndReason): Promise<Outcome> {
    const { record } = this.place;
    if (record === undefined) return "stay";
    const menu = this.#parts.find(topFrame(record).menu);
    const left = popped(record);
    const ending = { ...this.#stage.context(session, record), reason };
    this.#hasFailed = false;
    this.place.write(left);
    this.#stage.trace("menu:end", session, record);
    await this.#try(session, async () => {
      await this.#parts.calls.run(() => menu?.onEnd?.(ending));
      return "stay";
    });
    if (this.#jobs.count > 0) return "stay";
    if (left !== undefined) return await this.#try(session, () => this.#reach(session, left));
    const line = menu?.cmdOnExit === undefined ? "look" : menu.cmdOnExit;
    if (line !== null && session.state !== "closed") session.executeCmd(line);
    return "stay";
  }

  #arm(session: Session): void {
    const { record } = this.place;
    if (record === undefined || this.#stage.shown(record) === undefined) return;
    const strike = () => this.#parts.journal.inScope({}, () => this.#timeOut(session));
    this.#timer.release(session.signal, () => void strike());
  }

  async #timeOut(session: Session): Promise<void> {
    const { record, sessions } = this.place;
    const timeout = record && this.#stage.shown(record)?.timeout;
    if (this.#isBusy || !record || !timeout || !sessions.includes(session)) return;
    const { state } = topFrame(record);
    await this.#occupy(session, () =>
      this.#tryAndSettle(session, () => {
        this.#stage.say(session, "Time is up.");
        return this.#go(session, { kind: "go", node: timeout.goto, state }, "timeout");
      }));
  }
}
