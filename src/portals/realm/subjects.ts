/** What a link's two ends publish to, each what the other one listens to. */
export interface LinkSubjects {
  /** From the Portal to the Server. */
  readonly up: string;
  /** From the Server to the Portal. */
  readonly down: string;
}

/** The subjects that the processes of one realm meet at; all begin with `vestibule.<realm>.`. */
export class RealmSubjects {
  readonly #prefix: string;

  /**
   * Creates the subjects of a realm.
   *
   * @param realm The realm's name.
   */
  constructor(realm: string) {
    this.#prefix = `vestibule.${realm}`;
  }

  /** Where the active Server tells everybody that it is there. */
  get beat(): string {
    return `${this.#prefix}.beat`;
  }

  /** Where Portals ask the active Server for a link, and say goodbye. */
  get hello(): string {
    return `${this.#prefix}.hello`;
  }

  /** Where a new connection is told of to all other Portals, so that each counts it. */
  get accepted(): string {
    return `${this.#prefix}.accepted`;
  }

  /** Where Portals tell each other how many sessions they have. */
  get crowd(): string {
    return `${this.#prefix}.crowd`;
  }

  /**
   * Where one Portal is asked how many sessions it has, and told of those of another.
   *
   * @param instance What tells its process from all others.
   */
  crowdAt(instance: string): string {
    return `${this.crowd}.${instance}`;
  }

  /** Where the active Server tells those of other realms who plays here. */
  get who(): string {
    return `${this.#prefix}.who`;
  }

  /** Where a Portal tells all others what has become of a browser that is signed in. */
  get browser(): string {
    return `${this.#prefix}.browser`;
  }

  /** Where a Portal tells all others that it is there. */
  get presence(): string {
    return `${this.#prefix}.presence`;
  }

  /** Where a Portal asks all others for the session of a client that has come back. */
  get seek(): string {
    return `${this.#prefix}.seek`;
  }

  /**
   * Where other Portals answer one that seeks a session, and tell it of one that both may claim.
   *
   * @param portal The number of that one.
   */
  found(portal: number): string {
    return `${this.#prefix}.found.${portal}`;
  }

  /**
   * Where the active Server answers a Portal.
   *
   * @param portal The Portal's number.
   */
  portal(portal: number): string {
    return `${this.#prefix}.portal.${portal}`;
  }

  /**
   * The two ways of a link.
   *
   * @param portal The Portal's number.
   * @param link What tells this link from all others of that number, without dots.
   */
  link(portal: number, link: string): LinkSubjects {
    const way = `${this.#prefix}.link.${portal}.${link}`;
    return { up: `${way}.up`, down: `${way}.down` };
  }
}
