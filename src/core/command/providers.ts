import type { CmdSet } from "../cmdset/cmdset.ts";
import type { CmdSetProvider } from "../cmdset/merge_cache.ts";
import type { CmdSetStack } from "../cmdset/cmdset_stack.ts";
import type { GameObject } from "../model.ts";
import { exitCmdSet, type OnTraverse } from "../object/exits.ts";
import type { SessionCore } from "../session/session_core.ts";
import type { AnyCommand } from "./context.ts";

interface Surroundings {
  readonly version: number;
  readonly things: readonly GameObject[];
  readonly exits: CmdSet<AnyCommand>;
}

/** Finds everybody whose command sets a session can reach, in the order of behaviour 7.4.1. */
export class Providers {
  readonly #versionOf: (objectId: number) => number;
  readonly #onTraverse: OnTraverse;
  readonly #seen = new WeakMap<GameObject, Surroundings>();

  /**
   * Creates the finder.
   *
   * @param versionOf Tells the version of what is in an object.
   * @param onTraverse Hears of everybody who has gone through an exit.
   */
  constructor(versionOf: (objectId: number) => number, onTraverse: OnTraverse) {
    this.#versionOf = versionOf;
    this.#onTraverse = onTraverse;
  }

  /** Returns the providers of a session: itself, its account, its puppet, what is around that. */
  of(core: SessionCore): readonly CmdSetProvider<AnyCommand>[] {
    const { account, puppet } = core;
    const found = [provider(core, "session", core.cmdsets)];
    if (account !== null) found.push(provider(account, "account", account.cmdsets));
    if (puppet !== null) {
      found.push(provider(puppet, "character", puppet.cmdsets));
      this.#addAround(puppet, found);
    }
    return found;
  }

  #addAround(puppet: GameObject, found: CmdSetProvider<AnyCommand>[]): void {
    const room = puppet.location;
    const near = room === null ? [] : this.#surroundings(room).things;
    const carried = this.#surroundings(puppet).things;
    for (const thing of [...near, ...carried, ...(room === null ? [] : [room])]) {
      if (thing.cmdsets.sets.length === 0 || thing === puppet) continue;
      const label = `${thing.name} (#${thing.id})`;
      found.push({ ...provider(thing, label, thing.cmdsets), place: "object" });
    }
    if (room === null) return;
    const { exits, version } = this.#surroundings(room);
    if (exits.count === 0) return;
    found.push({ owner: exits, label: "exits", version, sets: [exits], place: "exit" });
  }

  #surroundings(place: GameObject): Surroundings {
    const version = this.#versionOf(place.id);
    const seen = this.#seen.get(place);
    if (seen?.version === version) return seen;
    const { contents } = place;
    const fresh = {
      version,
      things: contents.filter((object) => object.type === "thing"),
      exits: exitCmdSet(contents.filter((object) => object.type === "exit"), this.#onTraverse),
    };
    this.#seen.set(place, fresh);
    return fresh;
  }
}

function provider(
  owner: object,
  label: string,
  stack: CmdSetStack<AnyCommand>,
): CmdSetProvider<AnyCommand> {
  return { owner, label, version: stack.version, sets: stack.sets };
}
