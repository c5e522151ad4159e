import assert from "node:assert/strict";
import { BanList } from "../../../src/core/gate/ban_list.ts";
import { parseBanTime } from "../../../src/plugins/builtin/staff/parse_ban_time.ts";
import { addressBan, nameBan } from "./ban_samples.ts";

Deno.test("gate 8. BanList holds a ban until its end, IPv4, IPv6 and name alike", () => {
  let now = 0;
  const bans = [
    addressBan(1, "192.0.2.0/24"),
    addressBan(2, "2001:db8::/32"),
    nameBan(3, "anna"),
  ];
  const list = new BanList(bans.map((ban) => ({ ...ban, until: 1000 })), () => now);
  list.add(addressBan(4, "192.0.2.7"));
  const found = () =>
    [
      list.addressBan("192.0.2.8"),
      list.addressBan("2001:db8::1"),
      list.nameBan("anna"),
      list.addressBan("192.0.2.7"),
    ].map((ban) => ban !== undefined);
  now = 999;
  assert.deepEqual(found(), [true, true, true, true]);
  assert.ok(list.all().every((ban) => list.holds(ban)));
  now = 1000;
  assert.deepEqual(found(), [false, false, false, true], "one without an end goes on");
  assert.deepEqual(list.all().map((ban) => list.holds(ban)), [false, false, false, true]);
});

Deno.test("parseBanTime() takes the time and leaves who and why", () => {
  const cases = [
    ["anna for 30 min", "anna", 1800],
    ["192.0.2.0/24 for 12h : flood", "192.0.2.0/24 : flood", 43_200],
    ["2001:db8::7 for 7d", "2001:db8::7", 604_800],
    ["anna : for 7d", "anna : for 7d", undefined],
    ["anna: for 7d", "anna: for 7d", undefined],
    ["anna for ever", "anna for ever", undefined],
    ["", "", undefined],
  ] as const;
  for (const [args, who, seconds] of cases) assert.deepEqual(parseBanTime(args), { who, seconds });
});
