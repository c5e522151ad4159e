import assert from "node:assert/strict";
import * as fc from "fast-check";
import {
  addressKey,
  doOverlap,
  isInNetwork,
  parseAddress,
  parseNetwork,
} from "../../../src/core/gate/network.ts";
import { anyAddress, anyNetwork, near, sharesBits, spellings, WIDTH } from "./address_model.ts";

function textOf(network: string): string | undefined {
  return parseNetwork(network)?.text;
}

function isIn(address: string, network: string): boolean {
  const [parsed, of] = [parseAddress(address), parseNetwork(network)];
  assert.ok(parsed !== undefined && of !== undefined, `${address} and ${network} can be read`);
  return isInNetwork(parsed, of);
}

Deno.test("parseNetwork() writes a network always the same way", () => {
  const written = {
    "192.0.2.7": "192.0.2.7",
    "192.0.2.7/32": "192.0.2.7",
    "192.0.2.77/24": "192.0.2.0/24",
    "10.255.255.255/9": "10.128.0.0/9",
    "1.2.3.4/0": "0.0.0.0/0",
    "2001:DB8:0:0::7": "2001:db8::7",
    "2001:db8:ffff::/33": "2001:db8:8000::/33",
    "::/0": "::/0",
    "::ffff:192.0.2.7": "192.0.2.7",
    "::ffff:c000:207": "192.0.2.7",
    "::ffff:192.0.2.77/120": "192.0.2.0/24",
    "::ffff:0": "::ffff:0",
  };
  for (const [typed, text] of Object.entries(written)) assert.equal(textOf(typed), text, typed);
});

Deno.test("parseNetwork() refuses what is no address, or read differently by others", () => {
  const bad = [
    ...["", " ", "anna", "192.0.2", "192.0.2.256", "192.0.2.7.1", "192.0.2.*", "192.0.2.7 "],
    ...["010.0.0.1", "0x7f.0.0.1", "3221225985", "::ffff:010.0.0.1", "::192.0.2.7"],
    ...["192.0.2.0/33", "192.0.2.0/-1", "192.0.2.0/", "192.0.2.0/24/8", "192.0.2.0/255.255.255.0"],
    ...["2001:db8::/129", "2001::db8::", ":::", "12345::", "1:2:3:4:5:6:7:8:9", "[2001:db8::1]"],
    ...["fe80::1%eth0", "::ffff:192.0.2.0/24", "1".repeat(1000), ":".repeat(1000)],
  ];
  for (const text of bad) assert.equal(parseNetwork(text), undefined, JSON.stringify(text));
});

Deno.test("13.3 isInNetwork() looks at the whole address, not at its first letters", () => {
  assert.equal(isIn("1.2.3.45", "1.2.3.4"), false);
  assert.equal(isIn("1.2.3.4", "1.2.3.4"), true);
  assert.equal(isIn("192.0.2.255", "192.0.2.0/24"), true);
  assert.equal(isIn("192.0.3.0", "192.0.2.0/24"), false);
});

Deno.test("isInNetwork() takes an IPv4-mapped address for the IPv4 one, and no other", () => {
  assert.equal(isIn("::ffff:192.0.2.7", "192.0.2.0/24"), true);
  assert.equal(isIn("192.0.2.7", "::ffff:192.0.2.0/120"), true);
  assert.equal(isIn("192.0.2.7", "::/0"), false);
  assert.equal(isIn("2001:db8::1", "0.0.0.0/0"), false);
});

Deno.test("parseAddress() leaves the zone of a link-local address out", () => {
  assert.equal(isIn("fe80::1%eth0", "fe80::/10"), true);
  assert.equal(parseAddress("fe80::1%"), undefined);
});

Deno.test("parseAddress() reads every spelling of an address as the same one", () => {
  fc.assert(fc.property(anyAddress, (address) => {
    for (const text of spellings(address)) {
      assert.deepEqual(parseAddress(text), { family: address.family, value: address.value }, text);
    }
  }));
});

Deno.test("isInNetwork() is true exactly when the bits of the prefix are equal", () => {
  const pair = anyNetwork.chain((network) =>
    fc.tuple(fc.constant(network), fc.oneof(anyAddress, near(network)))
  );
  fc.assert(
    fc.property(pair, fc.nat(), ([network, address], choice) => {
      const written = spellings(network);
      const text = written[choice % written.length] ?? "";
      const isMapped = network.family === 4 && text.includes(":");
      const cidr = `${text}/${network.bits + (isMapped ? 96 : 0)}`;
      for (const spelled of spellings(address)) {
        assert.equal(isIn(spelled, cidr), sharesBits(network, address, network.bits), cidr);
      }
    }),
    { numRuns: 1000 },
  );
});

Deno.test("parseNetwork() reads what it wrote as the same network", () => {
  fc.assert(fc.property(anyNetwork, ({ bits, ...address }) => {
    const [text = ""] = spellings(address);
    const network = parseNetwork(`${text}/${bits}`);
    assert.ok(network !== undefined);
    assert.deepEqual(parseNetwork(network.text), network);
  }));
});

Deno.test("doOverlap() is true exactly when one network holds the first address of the other", () => {
  const pair = anyNetwork.chain((network) =>
    fc.tuple(
      fc.constant(network),
      fc.oneof(
        anyNetwork,
        near(network).chain((other) =>
          fc.nat(WIDTH[other.family]).map((bits) => ({ ...other, bits }))
        ),
      ),
    )
  );
  fc.assert(fc.property(pair, ([one, other]) => {
    const [a, b] = [one, other].map(({ bits, ...address }) =>
      parseNetwork(`${spellings(address)[0]}/${bits}`)
    );
    assert.ok(a !== undefined && b !== undefined);
    const shared = sharesBits(one, other, Math.min(one.bits, other.bits));
    assert.deepEqual([doOverlap(a, b), doOverlap(b, a)], [shared, shared]);
  }));
});

Deno.test("addressKey() is alike for the addresses of one IPv6 network of 64 bits, and for those alone", () => {
  const pair = anyAddress.chain((one) =>
    fc.tuple(fc.constant(one), fc.oneof(anyAddress, near(one)))
  );
  fc.assert(fc.property(pair, ([one, other]) => {
    const bits = one.family === 4 ? 32 : 64;
    const isOne = one.family === other.family && sharesBits(one, other, bits);
    for (const spelled of spellings(one)) {
      assert.equal(addressKey(spelled) === addressKey(spellings(other)[0] ?? ""), isOne);
    }
  }));
  assert.equal(addressKey("2001:db8::7"), addressKey("2001:db8:0:0:ffff::1"));
  assert.equal(addressKey("::ffff:192.0.2.7"), "192.0.2.7");
  assert.equal(addressKey("unknown"), "unknown");
});
