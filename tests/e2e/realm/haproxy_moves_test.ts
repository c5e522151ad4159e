import assert from "node:assert/strict";
import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import { WebSocket } from "ws";
import { clientTest } from "../clients/client_test_case.ts";
import { PASSWORD } from "../players.ts";
import { soon } from "../soon.ts";
import { TelnetClient } from "../telnet_client.ts";
import { BalancedRealm } from "./balanced_realm.ts";

/** Where the clients are; HAProxy and this test are at 127.0.0.1. */
const CLIENT = "127.0.0.2";
/** How long telnet clients may stay, in seconds. */
const DRAIN_S = 4;

/** A page without a browser, at an address of its own. */
class AddressedPage {
  readonly frames: string[] = [];
  readonly #socket: WebSocket;
  /** The reason for which it was closed. */
  readonly closed: Promise<string>;
  /** The cookies that it was told. */
  cookie = "";

  constructor(port: number, offer: string, cookie = "") {
    this.#socket = new WebSocket(`ws://127.0.0.1:${port}/ws`, ["spans.vestibule", offer], {
      ...{ localAddress: CLIENT, headers: { cookie } },
    });
    this.#socket.on("message", (data: unknown) => this.frames.push(String(data)));
    this.#socket.on("upgrade", ({ headers }: IncomingMessage) => {
      this.cookie = (headers["set-cookie"] ?? []).map((text) => text.split(";")[0]).join("; ");
    });
    this.closed = once(this.#socket, "close").then(([, reason]) => String(reason));
  }

  /** Waits until a frame came that a pattern fits, and returns what it caught. */
  async until(pattern: RegExp): Promise<string> {
    const find = () => this.frames.map((frame) => pattern.exec(frame)).find((found) => found);
    for (let found = find();; found = find()) {
      if (found) return found[1] ?? "";
      await soon(once(this.#socket, "message"), () => `${pattern} is not in ${this.frames}`);
    }
  }

  send(line: string): void {
    this.#socket.send(JSON.stringify(["text", [line], {}]));
  }

  async leave(): Promise<void> {
    this.#socket.close();
    await this.closed;
  }
}

clientTest(
  "what HAProxy says of a client stays with a session that moves, and telnet is told when it ends",
  ["haproxy", "nats-server"],
  async (haproxy = "") => {
    await using realm = await BalancedRealm.start({ haproxy, drainTimeout: DRAIN_S });
    const page = new AddressedPage(realm.webPort, "resume");
    const token = await page.until(/^\["resume",\["(.+?)"/);
    await page.until(/Welcome to/);
    page.send(`create carla "${PASSWORD}"`);
    await page.until(/You are out of character/);
    page.send("sessions");
    const session = await page.until(SESSION);
    const left = /PORTAL=(\w+)/.exec(page.cookie)?.[1] ?? "";
    const portal = realm.portal(left);
    await using stack = new AsyncDisposableStack();
    // One at each, as HAProxy leads to who has the fewest.
    const all = await Promise.all(realm.names.map(() => TelnetClient.connect(realm.telnetPort)));
    for (const client of all) stack.use(client);
    await Promise.all(all.map((client) => client.until(/Welcome to/)));

    const begun = performance.now();
    portal.signal("SIGTERM");
    assert.equal(await page.closed, "moved");
    const counted = page.frames.length - 1; // the token is not counted
    const again = new AddressedPage(realm.webPort, `resume.${token}.${counted}`, page.cookie);
    await again.until(/^\["(resumed)"/);
    const next = /PORTAL=(\w+)/.exec(again.cookie)?.[1];
    assert.ok(next !== undefined && next !== left, "HAProxy leads to another Portal, and says so");
    again.send("sessions");
    assert.equal(await again.until(SESSION), session, "it is the same, from the same address");

    const telnet = await Promise.any(all.map(async (client) => {
      await client.until(/This connection ends in 4 seconds, as its server is renewed/);
      return client;
    }));
    await telnet.until(/The server is shutting down\. Come back soon\./);
    await telnet.ended();
    assert.equal(await portal.ended, 0, portal.printed);
    assert.ok(performance.now() - begun >= DRAIN_S * 1_000 - 100, "it gave the time that it told");
    await using back = await TelnetClient.connect(realm.telnetPort);
    await back.until(/Welcome to/);
    await again.leave();
  },
);

/** The number, protocol and address of the only session, as `sessions` has it. */
const SESSION = new RegExp(
  String.raw`(#\d+\*"[^\]]*\],\[\{"t":"websocket"\}\],\[\{"t":"${CLIENT}"\}\])`,
);
