import { type EmbeddedServer, startServer } from "../src/embed.ts";
import type { Config } from "../src/core/settings/settings.ts";

/** The screen that shows whether a client gets colours, its own width, and more than ASCII. */
const SCREEN = `|wWelcome to {serverName}.|n

|500Red|n of the cube of 256, |#3ab57cgreen|n of true colour, and Zoë’s café: æ ø å.
${"Words that are broken where the window of whoever reads them ends. ".repeat(4).trim()}

  |wconnect|n <name>   come in with your account
  |wcreate|n <name>    make an account
  |wquit|n             leave`;

/**
 * Starts a server of our own for a moment, in a folder that is removed with it.
 *
 * @param settings Settings besides those of the lab.
 */
export async function startOurServer(settings: Config = {}): Promise<EmbeddedServer> {
  const dataFolder = await Deno.makeTempDir({ prefix: "vestibule-lab-" });
  const server = await startServer({
    settings: {
      host: "127.0.0.1",
      telnetPort: 0,
      webPort: 0,
      tlsPort: 0,
      sshPort: 0,
      dataFolder,
      connectionScreen: SCREEN,
      scryptCost: 1,
      connectionRatePerAddress: 0,
      ...settings,
    },
  });
  return {
    ...server,
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      await Deno.remove(dataFolder, { recursive: true });
    },
  };
}
