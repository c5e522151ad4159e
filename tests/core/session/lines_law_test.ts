import assert from "node:assert/strict";
import fc from "fast-check";
import type { PortalMessage } from "../../../src/core/boundary/messages.ts";
import { defineCommand, definePlugin } from "../../../src/plugins/api.ts";
import { BareServer, newSync } from "../../games/bare_server.ts";
import { numbered, sessidOf } from "./far_portal.ts";

const SESSIDS = [sessidOf(7, 0), sessidOf(7, 1), sessidOf(7, 2)];

/** What can happen, in any order: to whom, and whether all is done before the next happens. */
const events = fc.array(
  fc.tuple(
    fc.constantFrom("type", "type", "type", "resend", "break", "join"),
    fc.nat(2),
    fc.boolean(),
  ),
  { maxLength: 40 },
);

/** A Portal whose way to the Server breaks: what was said on it is not heard, and said again later. */
class LossyPortal {
  readonly typed = new Map<number, string[]>(SESSIDS.map((sessid) => [sessid, []]));
  readonly #server: BareServer;
  readonly #unran = new Map<number, PortalMessage[]>(SESSIDS.map((sessid) => [sessid, []]));
  /** Counts the ways to the Server; of a way that is lost nothing more is heard. */
  #way = 0;
  /** Whether what is typed is sent. */
  #isOpen = false;

  constructor(server: BareServer) {
    this.#server = server;
  }

  async type(sessid: number): Promise<void> {
    const texts = this.typed.get(sessid) ?? [];
    const line = texts.length + 1;
    const message = numbered(sessid, line, `${line % 3 === 0 ? "later" : "note"} ${line}`);
    texts.push(String(line));
    this.#unran.get(sessid)?.push(message);
    if (this.#isOpen) await this.#send(message);
  }

  /** Sends again what the Server has not said to have run. */
  async resend(): Promise<void> {
    if (this.#isOpen) await this.#send(...[...this.#unran.values()].flat());
  }

  break(): void {
    this.#way++;
    this.#isOpen = false;
  }

  async join(): Promise<void> {
    this.break();
    const way = this.#way;
    const sessions = SESSIDS.map((sessid) => newSync({ sessid, state: "unloggedin" }));
    await this.#send({ kind: "join", portal: 7, sessions });
    if (this.#way !== way) return;
    this.#isOpen = true;
    await this.resend();
  }

  /** How many lines the Server has not said to have run. */
  get unran(): number {
    return [...this.#unran.values()].flat().length;
  }

  async #send(...messages: readonly PortalMessage[]): Promise<void> {
    const way = this.#way;
    await this.#server.tell(...messages);
    const news = this.#server.news();
    if (this.#way !== way) return;
    for (const message of news) if (message.kind === "ran") message.lines.forEach(this.#ran);
  }

  readonly #ran = ([sessid, upTo]: readonly [number, number]): void => {
    const left = this.#unran.get(sessid) ?? [];
    this.#unran.set(
      sessid,
      left.filter((message) => message.kind === "input" && (message.line ?? 0) > upTo),
    );
  };
}

Deno.test("each numbered line is run once and in order, however often it is sent and whatever is lost", async () => {
  await fc.assert(
    fc.asyncProperty(events, async (events) => {
      const ran = new Map<number, string[]>(SESSIDS.map((sessid) => [sessid, []]));
      await using server = await BareServer.start([], { plugins: [noting(ran)] });
      const portal = new LossyPortal(server);
      await portal.join();
      const doing: Promise<void>[] = [];
      for (const [event, who, waits] of events) {
        if (event === "type") doing.push(portal.type(SESSIDS[who] ?? 0));
        else if (event === "resend") doing.push(portal.resend());
        else if (event === "join") doing.push(portal.join());
        else portal.break();
        if (waits) await Promise.all(doing);
      }
      await Promise.all(doing);
      await portal.join();
      assert.deepEqual(ran, portal.typed);
      assert.equal(portal.unran, 0);
    }),
    { numRuns: 40 },
  );
});

/** Commands that note their line: at once, or in a later turn. */
function noting(ran: ReadonlyMap<number, string[]>) {
  const note = (sessid: number, args: string) => void ran.get(sessid)?.push(args);
  return definePlugin({
    name: "noting",
    version: "1.0.0",
    api: 1,
    setup: ({ provide }) =>
      provide.commands("builtin/unloggedin", [
        defineCommand({
          key: "note",
          needs: "session",
          run: ({ session, args }) => note(session.sessid, args),
        }),
        defineCommand({
          key: "later",
          needs: "session",
          run: async ({ session, args }) => {
            await new Promise((resolve) => setTimeout(resolve, 0));
            note(session.sessid, args);
          },
        }),
      ]),
  });
}
