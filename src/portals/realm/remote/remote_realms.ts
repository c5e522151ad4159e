import type { PortalSessionRegistry } from "../../session/portal_session_registry.ts";
import { RealmSubjects } from "../subjects.ts";
import type { RealmQuestions } from "./realm_questions.ts";
import { RemoteServer } from "./remote_server.ts";
import type { RemoteServerOptions } from "./remote_server_options.ts";

/** What {@linkcode RemoteRealms} are made with. */
export interface RemoteRealmsOptions
  extends Omit<RemoteServerOptions, "subjects" | "sessions" | "questions" | "realm"> {
  readonly sessions: PortalSessionRegistry;
  readonly questions: RealmQuestions;
}

/**
 * The active Server of each realm, as a process with Portals alone sees them. When somebody in the
 * game shuts a realm down that is not home, its sessions go home.
 */
export class RemoteRealms {
  /** The Server of home. */
  readonly home: RemoteServer;
  readonly #servers: ReadonlyMap<string, RemoteServer>;

  /**
   * Creates them without links; nobody is looked for yet.
   *
   * @param options The ways to the Servers, and the sessions.
   */
  constructor(options: RemoteRealmsOptions) {
    const { sessions, questions } = options;
    const { realms } = sessions;
    const { home, others } = realms;
    const parts = ({ realm }: { readonly realm: string }) => ({
      ...options,
      ...{ subjects: new RealmSubjects(realm), questions: questions.at(realm) },
      ...(others.length === 0 ? {} : { realm }),
    });
    this.home = new RemoteServer({ ...parts(home), sessions });
    const away = others.map((other) =>
      [
        other.realm,
        new RemoteServer({
          ...{ ...parts(other), sessions: other },
          onShutdown: () => realms.close(other),
        }),
      ] as const
    );
    this.#servers = new Map([[home.realm, this.home], ...away]);
  }

  /** Each Server, with the name of its realm. */
  get all(): ReadonlyMap<string, RemoteServer> {
    return this.#servers;
  }

  /** Looks for the Servers, from now on. */
  open(): void {
    for (const server of this.#servers.values()) server.open();
  }

  /** Ends the links in order: no session is left. */
  close(): void {
    for (const server of this.#servers.values()) server.close();
  }
}
