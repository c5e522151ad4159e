import { defineCommand, definePlugin, type ProtocolFlags } from "../../../src/plugins/api.ts";
import { type EmbeddedServer, type PluginObject, startServer } from "../../../src/embed.ts";
import type { Settings } from "../../../src/core/settings/settings.ts";
import { soon } from "../soon.ts";

/** A server in this program, and what its game learns of the one client that is connected. */
export interface WatchedServer extends AsyncDisposable {
  readonly server: EmbeddedServer;
  /** What is known of the client so far. */
  readonly flags: ProtocolFlags;
  /** The lines that were said in the game, as they arrived. */
  readonly heard: readonly string[];
  /** Waits until what is known of the client is as wanted. */
  until(isWanted: (flags: ProtocolFlags) => boolean): Promise<void>;
}

/**
 * Starts a server whose game has the commands `paint`, which shows colours and more than ASCII,
 * and `hear`, which notes what follows it.
 *
 * @param own Settings that are not as they would be.
 */
export async function startWatchedServer(own: Partial<Settings> = {}): Promise<WatchedServer> {
  const dataFolder = await Deno.makeTempDir({ prefix: "vestibule-" });
  const watch = new Watch();
  const server = await startServer({
    settings: {
      host: "127.0.0.1",
      ...{ telnetPort: 0, webEnabled: false, tlsEnabled: false, sshEnabled: false },
      ...{ dataFolder, scryptCost: 1, plugins: ["chargen"], ...own },
    },
    plugins: [watch.plugin()],
  });
  return {
    server,
    get flags() {
      return watch.flags;
    },
    heard: watch.heard,
    until: (isWanted) => watch.until(isWanted),
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      await Deno.remove(dataFolder, { recursive: true });
    },
  };
}

class Watch {
  flags: ProtocolFlags = {};
  readonly heard: string[] = [];
  #news = Promise.withResolvers<void>();

  plugin(): PluginObject {
    const paint = defineCommand({
      key: "paint",
      run: ({ msg }) => msg("|500Red|n and |#3ab57cgreen|n: Zoë’s café, æøå."),
    });
    const hear = defineCommand({
      key: "hear",
      run: ({ args, msg }) => {
        this.heard.push(String(args));
        msg(`Heard ${this.heard.length}.`);
      },
    });
    return definePlugin({
      name: "watch",
      version: "1.0.0",
      api: 1,
      setup: ({ on, provide }) => {
        provide.commands("builtin/account", [paint, hear]);
        on("session:login", ({ session }) => this.#learn(session.protocolFlags));
        on("session:flags", ({ session }) => this.#learn(session.protocolFlags));
      },
    });
  }

  async until(isWanted: (flags: ProtocolFlags) => boolean): Promise<void> {
    while (!isWanted(this.flags)) {
      await soon(this.#news.promise, () => `Only this is known: ${JSON.stringify(this.flags)}`);
    }
  }

  #learn(flags: ProtocolFlags): void {
    this.flags = flags;
    this.#news.resolve();
    this.#news = Promise.withResolvers<void>();
  }
}
