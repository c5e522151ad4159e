import assert from "node:assert/strict";
import * as fc from "fast-check";
import { BanList } from "../../../src/core/gate/ban_list.ts";
import { parseNetwork } from "../../../src/core/gate/network.ts";
import { anyAddress, anyNetwork, near, sharesBits, spellings } from "./address_model.ts";
import { addressBan, nameBan } from "./ban_samples.ts";

Deno.test("gate 8. BanList.addressBan() finds the ban of an address and of its network", () => {
  const list = new BanList([addressBan(1, "192.0.2.7"), addressBan(2, "2001:db8::/32")]);
  const found = (address: string) => list.addressBan(address)?.id;
  assert.deepEqual(
    ["192.0.2.7", "::ffff:192.0.2.7", "192.0.2.70", "2001:db8:1::1", "2001:db9::"].map(found),
    [1, 1, undefined, 2, undefined],
  );
  assert.equal(list.addressBan("no address"), undefined);
});

Deno.test("BanList.nameBan() finds names and takes no address for one", () => {
  const list = new BanList([nameBan(1, "anna"), addressBan(2, "192.0.2.7")]);
  assert.deepEqual(["anna", "ann", "192.0.2.7"].map((name) => list.nameBan(name)?.id), [
    1,
    undefined,
    undefined,
  ]);
  assert.equal(list.addressBan("anna"), undefined);
});

Deno.test("BanList.all() lists in the order of numbers, whatever came first", () => {
  const list = new BanList([nameBan(3, "carl"), addressBan(1, "192.0.2.7")]);
  list.add(nameBan(2, "bert"));
  assert.deepEqual(list.all().map(({ id }) => id), [1, 2, 3]);
});

Deno.test("BanList.add() puts a ban in place of the one with its number", () => {
  const list = new BanList([nameBan(1, "anna")]);
  list.add(nameBan(1, "bert"));
  assert.equal(list.nameBan("anna"), undefined);
  assert.equal(list.nameBan("bert")?.id, 1);
  assert.equal(list.size, 1);
});

Deno.test("BanList.remove() lets go of one of two bans with one pattern, and keeps the other", () => {
  const list = new BanList([addressBan(1, "192.0.2.0/24"), addressBan(2, "192.0.2.0/24")]);
  list.remove(2);
  assert.equal(list.addressBan("192.0.2.7")?.id, 1);
  list.remove(1);
  assert.equal(list.addressBan("192.0.2.7"), undefined);
});

Deno.test("BanList keeps a ban that it cannot read, so that it can be lifted", () => {
  const list = new BanList([addressBan(1, "192.0.2.*")]);
  assert.equal(list.addressBan("192.0.2.7"), undefined);
  assert.deepEqual(list.all().map(({ id }) => id), [1]);
  list.remove(1);
  assert.equal(list.size, 0);
});

Deno.test("BanList.addressBan() finds a ban exactly when one of those that are left fits", () => {
  const networks = fc.array(anyNetwork, { minLength: 1, maxLength: 20 });
  const script = networks.chain((all) => {
    const addresses = fc.oneof(anyAddress, ...all.map((network) => near(network)));
    return fc.tuple(fc.constant(all), fc.subarray(all), fc.array(addresses, { maxLength: 20 }));
  });
  fc.assert(fc.property(script, ([all, removed, addresses]) => {
    const bans = all.map((network, index) => {
      const text = parseNetwork(`${spellings(network)[0]}/${network.bits}`)?.text ?? "";
      return addressBan(index + 1, text);
    });
    const list = new BanList(bans);
    for (const network of removed) list.remove(all.indexOf(network) + 1);
    const left = all.filter((network) => !removed.includes(network));
    for (const address of addresses) {
      const fits = left.some((network) => sharesBits(network, address, network.bits));
      const ban = list.addressBan(spellings(address)[0] ?? "");
      assert.equal(ban !== undefined, fits);
    }
  }));
});
