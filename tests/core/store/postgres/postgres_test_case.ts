import { POSTGRES_BIN, PostgresServer } from "./postgres_server.ts";

const isRequired = Deno.env.get("VESTIBULE_CLIENTS") === "required";

/** Whether tests with PostgreSQL run: where it is installed, and where it must be. */
export const HAS_POSTGRES: boolean = POSTGRES_BIN !== undefined || isRequired;

/** Started before the tests of a file, and ended after them: it is none of theirs. */
const server = HAS_POSTGRES ? await PostgresServer.start() : undefined;
if (server !== undefined) globalThis.addEventListener("unload", () => server.end());

/** Makes an empty database on the server of this file's tests, and returns its address. */
export async function newDatabase(): Promise<string> {
  return await running().newDatabase();
}

/** Registers a test that needs PostgreSQL; without one it is ignored and its name says so. */
export function postgresTest(name: string, test: (server: PostgresServer) => Promise<void>): void {
  Deno.test({
    name: HAS_POSTGRES ? name : `${name} (not installed: postgresql)`,
    ignore: !HAS_POSTGRES,
    fn: () => test(running()),
  });
}

function running(): PostgresServer {
  if (server !== undefined) return server;
  throw new Error("Cannot run the test as PostgreSQL must be installed");
}
