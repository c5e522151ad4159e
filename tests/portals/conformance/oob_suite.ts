import assert from "node:assert/strict";
import type { Call } from "../../../src/core/boundary/messages.ts";
import { type RecordedSession, RecordingSink } from "../../../src/portals/conformance/mod.ts";
import { SharedRender } from "../../../src/portals/render/shared_render.ts";
import type { ProtocolConnection } from "../../../src/portals/session/connection.ts";
import type { OpenPortal, SuiteClient, SuiteOob } from "./suite.ts";

/** Longer than any portal waits for a client's abilities. */
const SETTLED_MS = 1_500;

interface Visit {
  readonly client: SuiteClient;
  readonly session: RecordedSession;
  readonly connection: ProtocolConnection;
}

type OobTest = (visit: Visit, oob: SuiteOob) => Promise<void>;

/**
 * Registers the tests that every protocol with out-of-band messages has to pass.
 *
 * @param name The protocol's name in the tests' names.
 * @param open Opens it; its clients have `oob`.
 */
export function portalOob(name: string, open: OpenPortal): void {
  const test = (sentence: string, run: OobTest) => {
    Deno.test(`${name} ${sentence}`, () => agreed(open, run));
  };

  test("passes out-of-band messages on as calls", async ({ session }, oob) => {
    await oob.send("char_login", { account: "anna", "näme": ["ÿ", null, 0, { deep: true }] });
    const call: Call = ["char_login", [], {
      account: "anna",
      "näme": ["ÿ", null, 0, { deep: true }],
    }];
    assert.deepEqual((await session.nextOf("calls")).calls, [call]);
  });

  test("sends calls as out-of-band messages, between the texts", async (visit, oob) => {
    visit.connection.deliver([
      ["text", ["You walk north."], {}],
      ["room_info", [], { name: "The Hall", exits: { n: 2 }, "häll": "ÿ" }],
      ["text", ["It is dark."], {}],
    ], new SharedRender());
    await visit.client.until("You walk north.");
    await oob.until("room_info", { name: "The Hall", exits: { n: 2 }, "häll": "ÿ" });
    await visit.client.until("It is dark.");
  });

  test("goes on with typed lines between them", async ({ session, client }, oob) => {
    await client.type("look");
    await oob.send("echo", { n: 1 });
    await client.type("north");
    assert.equal((await session.nextOf("line")).line, "look");
    assert.equal((await session.nextOf("calls")).calls[0]?.[0], "echo");
    assert.equal((await session.nextOf("line")).line, "north");
  });
}

/** Waits until the session knows that its client takes them, which is a test by itself. */
async function agreed(open: OpenPortal, run: OobTest): Promise<void> {
  const sink = new RecordingSink();
  const portal = await open(sink);
  try {
    const client = await portal.connect();
    const session = await sink.session();
    assert.ok(client.oob !== undefined);
    portal.advance(SETTLED_MS);
    await client.oob.agree();
    let { flags } = session;
    while (flags.oob !== true) ({ flags } = await session.nextOf("flags"));
    await run({ client, session, connection: session.connection }, client.oob);
  } finally {
    await portal.close();
  }
}
