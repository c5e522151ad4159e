import { isDeepStrictEqual } from "node:util";
import { ManualClock } from "../../../src/core/clock.ts";
import { listenWeb } from "../../../src/portals/web/listen_web.ts";
import type { ConnectionSink } from "../../../src/portals/session/connection.ts";
import { TestClient, webOptions } from "../web/web_fixture.ts";
import { portalOob } from "./oob_suite.ts";
import { portalConformance, type SuiteClient, type SuiteOob, type SuitePortal } from "./suite.ts";
import { frameText } from "../../../src/plugins/testing/frame_text.ts";

portalConformance("WebsocketConnection", open);
portalOob("WebsocketConnection", open);

async function open(sink: ConnectionSink): Promise<SuitePortal> {
  const clock = new ManualClock();
  const portal = await listenWeb({ ...webOptions({ clock }), sink });
  const clients: TestClient[] = [];
  let closing: Promise<void> | undefined;
  return {
    protocolKey: "websocket",
    advance: (ms) => clock.advance(ms),
    async connect() {
      const client = await TestClient.open(portal.port, ["spans.vestibule"]);
      clients.push(client);
      return clientOf(client);
    },
    close: () => closing ??= closeAll(),
  };

  async function closeAll(): Promise<void> {
    await portal.close();
    await Promise.all(clients.map((client) => client.closed));
  }
}

function clientOf(client: TestClient): SuiteClient {
  return {
    // deno-lint-ignore require-await -- a socket takes what it is given at once
    async type(line) {
      client.send("text", [line]);
    },
    async until(text) {
      while (!shownIn(await client.next()).includes(text));
    },
    async untilTyping(mode) {
      const wanted = mode === "hidden" ? "secret" : "normal";
      for (;;) {
        const frame = await client.next();
        if (Array.isArray(frame) && frame[0] === "input_mode" && frame[1][0] === wanted) return;
      }
    },
    // deno-lint-ignore require-await -- as above
    async resize(columns) {
      client.send("client_options", [], { screenwidth: columns });
    },
    async ended() {
      await client.closed;
    },
    vanish: () => void client.close(),
    oob: oobOf(client),
  };
}

/** A websocket takes out-of-band messages from the start. */
function oobOf(client: TestClient): SuiteOob {
  return {
    agree: () => Promise.resolve(),
    // deno-lint-ignore require-await -- as above
    async send(name, kwargs) {
      client.send(name, [], kwargs);
    },
    async until(name, kwargs) {
      const wanted = [name, [], kwargs];
      while (!isDeepStrictEqual(await client.next(), wanted));
    },
  };
}

/** The text of a frame. */
function shownIn(frame: unknown): string {
  return Array.isArray(frame) ? frameText(frame[1]?.[0]) : "";
}
