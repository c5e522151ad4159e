import assert from "node:assert/strict";
import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { metricsAccess } from "../../../src/portals/operators/metrics_access.ts";
import { TrustedProxies } from "../../../src/portals/proxy/trusted_proxies.ts";
import { RequestPeers } from "../../../src/portals/web/request_peer.ts";

const TOKEN = "a-secret-of-24-characters";

/** A request of an address, as its socket tells it. */
function request(address: string, headers: Readonly<Record<string, string>> = {}): IncomingMessage {
  const socket = new Socket();
  Object.defineProperty(socket, "remoteAddress", { value: address });
  const message = new IncomingMessage(socket);
  Object.assign(message.headers, { host: "127.0.0.1:4001", ...headers });
  return message;
}

function access({ token = "", networks = [] as string[], proxies = [] as string[] } = {}) {
  const peers = new RequestPeers(new TrustedProxies(proxies));
  return metricsAccess({ token, networks, peers });
}

Deno.test("metricsAccess() lets this machine read", () => {
  const mayRead = access();
  assert.equal(mayRead(request("127.0.0.1")), true);
  assert.equal(mayRead(request("::1", { host: "[::1]:4001" })), true);
  assert.equal(mayRead(request("127.0.0.1", { host: "localhost" })), true);
});

Deno.test("metricsAccess() refuses others, and what only comes through this machine", () => {
  const mayRead = access();
  assert.equal(mayRead(request("192.0.2.7")), false);
  assert.equal(mayRead(request("127.0.0.1", { host: "attacker.example" })), false);
  assert.equal(mayRead(request("127.0.0.1", { host: "" })), false);
  assert.equal(mayRead(request("127.0.0.1", { "x-forwarded-for": "192.0.2.7" })), false);
  assert.equal(mayRead(request("127.0.0.1", { "x-forwarded-for": "127.0.0.1" })), false);
});

Deno.test("metricsAccess() lets who has the token read, from anywhere", () => {
  const mayRead = access({ token: TOKEN });
  const from = (authorization: string) => mayRead(request("192.0.2.7", { authorization }));
  assert.equal(from(`Bearer ${TOKEN}`), true);
  assert.equal(from(`bearer ${TOKEN}`), true);
  assert.equal(from(`Bearer ${TOKEN}x`), false);
  assert.equal(from(`Basic ${TOKEN}`), false);
  assert.equal(mayRead(request("192.0.2.7")), false);
});

Deno.test("metricsAccess() takes no empty token when there is none", () => {
  const mayRead = access();
  assert.equal(mayRead(request("192.0.2.7", { authorization: "Bearer " })), false);
});

Deno.test("metricsAccess() lets the networks read, also those behind a trusted proxy", () => {
  const mayRead = access({ networks: ["10.1.0.0/16"], proxies: ["192.0.2.1"] });
  assert.equal(mayRead(request("10.1.2.3")), true);
  assert.equal(mayRead(request("10.2.2.3")), false);
  assert.equal(mayRead(request("192.0.2.1", { "x-forwarded-for": "10.1.2.3" })), true);
  assert.equal(mayRead(request("192.0.2.9", { "x-forwarded-for": "10.1.2.3" })), false);
});
