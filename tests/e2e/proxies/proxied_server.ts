import { join } from "node:path";
import { type EmbeddedServer, startServer } from "../../../src/embed.ts";
import { definePlugin } from "../../../src/plugins/api.ts";
import { soon } from "../soon.ts";

/** How a client came, as the game sees it. */
export interface Arrival {
  readonly protocolKey: string;
  readonly address: string;
  readonly isSecure: boolean;
}

/** A server that believes proxies on 127.0.0.1. */
export interface ProxiedServer extends AsyncDisposable {
  readonly server: EmbeddedServer;
  /** A folder that is removed with the server. */
  readonly folder: string;
  /** The certificate and the key that the server made. */
  readonly certificate: string;
  readonly key: string;
  /** Waits for the next client. */
  arrival(): Promise<Arrival>;
}

/** Starts it on free ports. */
export async function startProxiedServer(): Promise<ProxiedServer> {
  const folder = await Deno.makeTempDir({ prefix: "vestibule-proxied-" });
  const arrivals: Arrival[] = [];
  let news = Promise.withResolvers<void>();
  const watch = definePlugin({
    name: "watch",
    version: "1.0.0",
    api: 1,
    setup: ({ on }) =>
      on("session:connect", ({ session: { protocolKey, address, protocolFlags } }) => {
        arrivals.push({ protocolKey, address, isSecure: protocolFlags.secure === true });
        news.resolve();
        news = Promise.withResolvers();
      }),
  });
  const server = await startServer({
    settings: {
      ...{ host: "127.0.0.1", dataFolder: folder, trustedProxies: ["127.0.0.1"] },
      ...{ telnetPort: 0, webPort: 0, tlsPort: 0, sshPort: 0 },
    },
    plugins: [watch],
  });
  const kept = (name: string) => join(folder, "keys", name);
  return {
    ...{ server, folder },
    certificate: kept("tls-certificate.pem"),
    key: kept("tls-key.pem"),
    async arrival() {
      for (;;) {
        const arrival = arrivals.shift();
        if (arrival !== undefined) return arrival;
        await soon(news.promise, () => "Nobody has arrived");
      }
    },
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      await Deno.remove(folder, { recursive: true });
    },
  };
}
