import { layersOf } from "../cmdset/merge_cache.ts";
import type { ServerMessage } from "../boundary/messages.ts";
import type { GameObject, Json, Session } from "../model.ts";
import { StoredObject } from "../object/game_object.ts";
import type { SessionCore } from "../session/session_core.ts";
import type { SessionRegistry } from "../session/session_registry.ts";
import type { Settings } from "../settings/settings.ts";
import { describeLayers, explainLine } from "./explain.ts";
import type { CarryInfo, Inspector, LineExplanation, SessionLayers } from "./inspector.ts";
import type { AnyCommand } from "./context.ts";
import { resolveLine } from "./resolve_line.ts";
import type { CommandParser } from "./match.ts";
import type { Providers } from "./providers.ts";

/** What a {@linkcode SessionInspector} is made with. */
export interface SessionInspectorOptions {
  readonly registry: Pick<SessionRegistry, "entry">;
  readonly providers: Providers;
  readonly settings: Pick<Settings, "cmdIgnorePrefixes" | "maxLineLength">;
  readonly parser: CommandParser;
  /** Tells the Portal, when the turn's changes are durable. */
  readonly say: (message: ServerMessage) => void;
}

/** Looks inside the sessions of a Server. */
export class SessionInspector implements Inspector {
  readonly #options: SessionInspectorOptions;

  /**
   * Creates the inspector.
   *
   * @param options The sessions, and what finds their commands.
   */
  constructor(options: SessionInspectorOptions) {
    this.#options = options;
  }

  explain(session: Session, line: string): LineExplanation {
    const core = this.#core(session);
    const { settings, parser } = this.#options;
    return explainLine(line, { core, settings, parser, ...this.commandsOf(core) });
  }

  /** Returns the one command that a line would run, and what follows its name. */
  commandOf(
    core: SessionCore,
    line: string,
  ): { readonly command: AnyCommand; readonly args: string } | undefined {
    const { cmdset } = this.commandsOf(core);
    const { outcome } = resolveLine(core, line, { ...this.#options, cmdset });
    return outcome.kind === "one" ? outcome : undefined;
  }

  layers(session: Session): SessionLayers {
    const { layers, cmdset } = this.commandsOf(this.#core(session));
    return describeLayers(layers, cmdset);
  }

  carry(session: Session): readonly CarryInfo[] {
    const { carry } = this.#core(session).sync;
    const encoder = new TextEncoder();
    return Object.entries(carry).map(([name, value]) => {
      return { name, bytes: encoder.encode(JSON.stringify(value)).length };
    });
  }

  xray(viewer: Session, target: Session): void {
    const [from, to] = [viewer.sessid, target.sessid];
    this.#options.say({ kind: "xray", action: "start", viewer: from, target: to });
  }

  endXray(viewer: Session, target?: Session): void {
    const to = target?.sessid ?? null;
    this.#options.say({ kind: "xray", action: "stop", viewer: viewer.sessid, target: to });
  }

  attributes(object: GameObject): Readonly<Record<string, Json>> {
    return object instanceof StoredObject ? object.data.attributes : {};
  }

  /** Returns the layers of a session's commands, and their merge. */
  commandsOf(core: SessionCore): Pick<Parameters<typeof explainLine>[1], "layers" | "cmdset"> {
    const { providers } = this.#options;
    const found = providers.of(core);
    return { layers: found.flatMap(layersOf), cmdset: core.merged.get(found, providers.merges) };
  }

  #core(session: Session): SessionCore {
    const core = this.#options.registry.entry(session.sessid)?.core;
    if (core !== undefined) return core;
    throw new RangeError(
      `Cannot look inside session ${session.sessid} as it must be live: it has ended`,
    );
  }
}
