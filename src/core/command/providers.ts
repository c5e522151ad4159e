import type { CmdSet } from "../cmdset/cmdset.ts";
import type { CmdSetStack } from "../cmdset/cmdset_stack.ts";
import { PUPPET } from "../cmdset/layers.ts";
import type { CmdSetProvider } from "../cmdset/merge_cache.ts";
import type { Offer } from "../cmdset/offer.ts";
import { SharedMerges } from "../cmdset/shared_merges.ts";
import type { CmdSetShelf } from "../cmdset/shelf.ts";
import type { Account, GameObject } from "../model.ts";
import { exitCmdSet, type OnTraverse } from "../object/exits.ts";
import { StoredObject } from "../object/game_object.ts";
import type { SessionCore } from "../session/session_core.ts";
import type { Trace } from "../trace/trace.ts";
import type { AnyCommand } from "./context.ts";
import { stackOf } from "../trace/error_text.ts";

/** What {@linkcode Providers} use beside the world. */
export interface ProvidersOptions {
  /** Where the default cmdset is found of what is puppeted and has none. */
  readonly shelf?: Pick<CmdSetShelf, "character">;
  /** Hears of game code that fails to say to whom a cmdset is offered. */
  readonly trace?: Trace;
  /** Returns the plugin that came with a command. */
  readonly ownerOf?: (command: AnyCommand) => string | undefined;
}

interface Surroundings {
  readonly version: number;
  readonly objects: readonly GameObject[];
  readonly exits: CmdSet<AnyCommand>;
}

/** Who looks around. */
interface Caller {
  readonly puppet: GameObject;
  readonly account: Account | null;
}

/** Finds everybody whose command sets a session can reach, in the order of behaviour 7.4.1. */
export class Providers {
  /** The merges of what they offer. */
  readonly merges: SharedMerges<AnyCommand> = new SharedMerges<AnyCommand>();
  readonly #versionOf: (objectId: number) => number;
  readonly #onTraverse: OnTraverse;
  readonly #options: ProvidersOptions;
  readonly #seen = new WeakMap<GameObject, Surroundings>();

  /**
   * Creates the finder.
   *
   * @param versionOf Tells the version of what is in an object.
   * @param onTraverse Hears of everybody who has gone through an exit.
   * @param options What else it uses.
   */
  constructor(
    versionOf: (objectId: number) => number,
    onTraverse: OnTraverse,
    options: ProvidersOptions = {},
  ) {
    this.#versionOf = versionOf;
    this.#onTraverse = onTraverse;
    this.#options = options;
  }

  /** Returns the providers of a session: itself, its account, its puppet, what is around that. */
  of(core: SessionCore): readonly CmdSetProvider<AnyCommand>[] {
    const { account, puppet } = core;
    const found = [provider(core, "session", core.cmdsets)];
    if (account !== null) found.push(provider(account, "account", account.cmdsets));
    if (puppet !== null) {
      found.push(this.#puppet(puppet));
      this.#addAround({ puppet, account }, found);
    }
    return found;
  }

  /** A thing has no default cmdset lying about; who puppets it must be able to look none the less. */
  #puppet(puppet: GameObject): CmdSetProvider<AnyCommand> {
    const found = { ...provider(puppet, "character", puppet.cmdsets), standIn: PUPPET };
    const standard = this.#options.shelf?.character;
    if (puppet.type === "character" || puppet.cmdsets.default || !standard) return found;
    return { ...found, sets: [standard.set, ...found.sets] };
  }

  #addAround(caller: Caller, found: CmdSetProvider<AnyCommand>[]): void {
    const { puppet } = caller;
    const room = puppet.location;
    const near = room === null ? [] : this.#surroundings(room).objects;
    const carried = this.#surroundings(puppet).objects;
    for (const owner of [...near, ...carried, ...(room === null ? [] : [room])]) {
      const stack = owner === puppet ? undefined : cmdsetsOf(owner);
      const sets = stack === undefined ? [] : this.#offered(stack, owner, caller);
      if (stack === undefined || sets.length === 0) continue;
      const label = `${owner.name} (#${owner.id})`;
      found.push({ owner, label, version: stack.version, sets, place: "object" });
    }
    if (room === null) return;
    const { exits, version } = this.#surroundings(room);
    if (exits.count === 0) return;
    found.push({ owner: exits, label: "exits", version, sets: [exits], place: "exit" });
  }

  /** A character keeps its cmdsets to itself, but for those that say to whom they are offered. */
  #offered(
    { sets, hasOffers }: CmdSetStack<AnyCommand>,
    owner: GameObject,
    { puppet, account }: Caller,
  ): readonly CmdSet<AnyCommand>[] {
    const isPrivate = owner.type === "character";
    if (!hasOffers) return isPrivate ? [] : sets;
    return sets.filter((set) => {
      if (set.offeredTo === undefined) return !isPrivate;
      return account !== null && this.#isOffered(set, { owner, puppet, account });
    });
  }

  #isOffered(set: CmdSet<AnyCommand>, offer: Offer): boolean {
    const { key, offeredTo } = set;
    try {
      return offeredTo?.(offer) === true;
    } catch (error) {
      const data = {
        ...{ plugin: this.#pluginOf(set), hook: `offeredTo of ${key}` },
        ...{ cmdset: key, object: offer.owner.id },
        error: stackOf(error),
      };
      this.#options.trace?.emit("plugin:fail", { level: "error", data });
      return false;
    }
  }

  /** A cmdset is of the plugin whose commands it has. */
  #pluginOf(set: CmdSet<AnyCommand>): string | undefined {
    const { ownerOf } = this.#options;
    return Iterator.from(set).map((command) => ownerOf?.(command)).find((one) => one !== undefined);
  }

  #surroundings(place: GameObject): Surroundings {
    const version = this.#versionOf(place.id);
    const seen = this.#seen.get(place);
    if (seen?.version === version) return seen;
    const { contents } = place;
    const fresh = {
      version,
      objects: contents,
      exits: exitCmdSet(contents.filter((object) => object.type === "exit"), this.#onTraverse),
    };
    this.#seen.set(place, fresh);
    return fresh;
  }
}

function provider(
  owner: object,
  label: string,
  { version, sets }: { readonly version: number; readonly sets: readonly CmdSet<AnyCommand>[] },
): CmdSetProvider<AnyCommand> {
  return { owner, label, version, sets };
}

/** Most objects have no cmdset and never will: looking at them makes no stack. */
function cmdsetsOf(owner: GameObject): CmdSetStack<AnyCommand> | undefined {
  return owner instanceof StoredObject ? owner.madeCmdSets : owner.cmdsets;
}
