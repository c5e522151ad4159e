import assert from "node:assert/strict";
import { forwardedAddress } from "../../../src/portals/proxy/forwarded.ts";
import { TrustedProxies } from "../../../src/portals/proxy/trusted_proxies.ts";

const trusted = new TrustedProxies(["127.0.0.1", "10.0.0.0/8", "fd00::/8"]);

Deno.test("TrustedProxies has addresses and networks of both families, mapped ones too", () => {
  for (const address of ["127.0.0.1", "10.200.3.4", "::ffff:10.0.0.1", "fd12::1"]) {
    assert.equal(trusted.has(address), true, address);
  }
  for (const address of ["127.0.0.2", "11.0.0.1", "fe80::1", "", "nonsense"]) {
    assert.equal(trusted.has(address), false, address);
  }
});

const CASES: readonly (readonly [string, string, string | undefined, string])[] = [
  ["believes nobody who is not on the list", "192.0.2.1", "198.51.100.7", "192.0.2.1"],
  ["believes a proxy on the list", "10.0.0.1", "198.51.100.7", "198.51.100.7"],
  ["takes the last of several", "10.0.0.1", "127.0.0.1, 198.51.100.7", "198.51.100.7"],
  ["goes on through proxies on the list", "10.0.0.1", "198.51.100.7, 10.0.0.2", "198.51.100.7"],
  ["stops at what is no address", "10.0.0.1", "198.51.100.7, unknown", "10.0.0.1"],
  ["takes no network", "10.0.0.1", "198.51.100.0/24", "10.0.0.1"],
  ["leaves out a port", "10.0.0.1", "198.51.100.7:443", "198.51.100.7"],
  ["leaves out brackets", "10.0.0.1", "[2001:DB8::7]:443", "2001:db8::7"],
  ["takes the proxy where nothing is said", "10.0.0.1", undefined, "10.0.0.1"],
];

for (const [what, peer, header, expected] of CASES) {
  Deno.test(`12.1.5 forwardedAddress() ${what}`, () => {
    assert.equal(forwardedAddress(peer, header, trusted), expected);
  });
}
