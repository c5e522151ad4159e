import { setImmediate } from "node:timers/promises";
import type { TestGame } from "../../src/plugins/testing.ts";
import { enterAsSuperuser } from "./players.ts";
import type { RunningProgram } from "./program.ts";
import { TelnetClient } from "./telnet_client.ts";

/** Somebody who types lines and reads a screen, however they are connected. */
export interface Visitor {
  readonly protocolKey: string;
  /** Everything shown so far. */
  readonly screen: string;
  /** Tells whether the screen hides what is typed next. */
  isSecret(): Promise<boolean>;
  /** Types a line. */
  send(line: string): Promise<void>;
  /** Waits until more is shown; tells whether it was. */
  more(): Promise<boolean>;
}

/** A visitor, and a superuser who waits in the hall. */
export interface Visit {
  readonly visitor: Visitor;
  /** Types a line as the superuser, whose name is Berta. */
  readonly superuser: (line: string) => Promise<void>;
}

/** How often the event loop turns before a loopback visitor has seen all there is. */
const TURNS = 200;

const COMMAND = { IAC: 255, WILL: 251, SB: 250, SE: 240, NAWS: 31 } as const;

/** Begins a visit without a network. */
export async function visitGame(game: TestGame): Promise<Visit & AsyncDisposable> {
  const berta = await game.connect();
  for (const line of ["create berta correct-horse", "charcreate Berta", "done", "yes"]) {
    await berta.send(line);
  }
  for (const line of [`claim ${game.claimCode}`, "north"]) await berta.send(line);
  const player = await game.connect();
  let seen = 0;
  return {
    visitor: {
      protocolKey: "loopback",
      get screen() {
        return player.screen;
      },
      isSecret: () => Promise.resolve(player.isSecret),
      send: async (line) => void await player.send(line),
      async more() {
        for (let turn = 0; turn < TURNS && player.screen.length === seen; turn++) {
          await setImmediate();
          await game.settled();
        }
        const isMore = player.screen.length > seen;
        seen = player.screen.length;
        return isMore;
      },
    },
    superuser: async (line) => void await berta.send(line),
    async [Symbol.asyncDispose]() {},
  };
}

/**
 * Begins a visit by telnet.
 *
 * @param program A server that knows no superuser yet.
 * @param columns How wide the visitor says that their window is, if they do.
 */
export async function visitByTelnet(
  program: RunningProgram,
  columns?: number,
): Promise<Visit & AsyncDisposable> {
  const berta = await waitInHall(program);
  const client = await TelnetClient.connect(program.telnetPort);
  if (columns !== undefined) await client.write(windowOf(columns));
  return {
    visitor: {
      protocolKey: "telnet",
      get screen() {
        return client.text;
      },
      isSecret: () => Promise.resolve(client.isSecret),
      send: (line) => client.send(line),
      more: () => client.until(/[^]+/).then(() => true, () => false),
    },
    superuser: (line) => berta.send(line),
    async [Symbol.asyncDispose]() {
      await client[Symbol.asyncDispose]();
      await berta[Symbol.asyncDispose]();
    },
  };
}

/** Enters the world as Berta, makes her the superuser and walks to the hall. */
export async function waitInHall(program: RunningProgram): Promise<TelnetClient> {
  const berta = await enterAsSuperuser(program, "Berta");
  await berta.send("north");
  await berta.until(/The Hall/);
  return berta;
}

/** Says unasked how wide a window is (RFC 1073). */
function windowOf(columns: number): Uint8Array {
  const { IAC, WILL, SB, SE, NAWS } = COMMAND;
  return Uint8Array.of(IAC, WILL, NAWS, IAC, SB, NAWS, 0, columns, 0, 24, IAC, SE);
}
