interface Group<Member> {
  readonly members: Set<Member>;
  version: number;
}

/** Members by what they have in common, in the order in which they came. */
export class GroupIndex<Key, Member> {
  readonly #groups = new Map<Key, Group<Member>>();
  #changes = 0;

  /** Returns the members of a group. */
  get(key: Key): readonly Member[] {
    return [...this.#groups.get(key)?.members ?? []];
  }

  /** Adds a member to a group. */
  add(key: Key, member: Member): void {
    const group = this.#groups.get(key);
    if (group === undefined) {
      this.#groups.set(key, { members: new Set([member]), version: ++this.#changes });
    } else {
      group.members.add(member);
      group.version = ++this.#changes;
    }
  }

  /** Takes a member out of a group. */
  delete(key: Key, member: Member): void {
    const group = this.#groups.get(key);
    if (group === undefined) return;
    group.members.delete(member);
    group.version = ++this.#changes;
    if (group.members.size === 0) this.#groups.delete(key);
  }

  /** Counts a change to one of a group's members. */
  touch(key: Key): void {
    const group = this.#groups.get(key);
    if (group !== undefined) group.version = ++this.#changes;
  }

  /** Returns a number that is another one after every change; 0 for an empty group. */
  version(key: Key): number {
    return this.#groups.get(key)?.version ?? 0;
  }
}
