import assert from "node:assert/strict";
import { LoopbackConnection } from "../../../src/portals/loopback/loopback_connection.ts";
import type { ConnectionSink } from "../../../src/portals/session/connection.ts";
import { portalOob } from "./oob_suite.ts";
import { portalConformance, type SuiteClient, type SuitePortal } from "./suite.ts";

portalConformance("LoopbackConnection", open);
portalOob("LoopbackConnection", open);

/** Here is done at once what other portals need time for. */
const DONE = Promise.resolve();

function open(sink: ConnectionSink): Promise<SuitePortal> {
  const connections: LoopbackConnection[] = [];
  return Promise.resolve({
    protocolKey: "loopback",
    advance() {},
    connect() {
      const connection = tryConnect(sink);
      if (connection === undefined) return Promise.resolve(refusedClient());
      connections.push(connection);
      return Promise.resolve(clientOf(connection));
    },
    close() {
      for (const connection of connections) connection.disconnect("shutdown", null);
      return DONE;
    },
  });
}

function tryConnect(sink: ConnectionSink): LoopbackConnection | undefined {
  try {
    return new LoopbackConnection(sink, "127.0.0.1");
  } catch (error) {
    assert.match(String(error), /too_many_connections/);
    return undefined;
  }
}

function refusedClient(): SuiteClient {
  const never = () => Promise.reject(new Error("Cannot go on: the connection was refused"));
  return {
    type: never,
    until: never,
    untilTyping: never,
    resize: never,
    ended: () => Promise.resolve(),
    vanish() {},
  };
}

function clientOf(connection: LoopbackConnection): SuiteClient {
  return {
    type(line) {
      connection.type(line);
      return DONE;
    },
    until(text) {
      assert.ok(connection.received.some((received) => received.text.includes(text)), text);
      return DONE;
    },
    untilTyping(mode) {
      assert.equal(connection.inputMode, mode === "hidden" ? "secret" : "normal");
      return DONE;
    },
    resize(columns) {
      connection.tell({ screenWidth: columns });
      return DONE;
    },
    async ended() {
      await DONE; // whoever waits for the end may be about to bring it about
      assert.notEqual(connection.closedWith, undefined);
    },
    vanish: () => connection.vanish(),
    oob: {
      agree: () => DONE,
      send(name, kwargs) {
        connection.call([[name, [], kwargs]]);
        return DONE;
      },
      until(name, kwargs) {
        const received = connection.received.filter((received) => received.name === name);
        assert.deepEqual(received.at(-1)?.kwargs, kwargs);
        return DONE;
      },
    },
  };
}
