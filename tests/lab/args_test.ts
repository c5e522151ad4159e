import assert from "node:assert/strict";
import { readLabArgs } from "../../lab/args.ts";

Deno.test("readLabArgs() takes a host and its port, or neither", () => {
  const args = readLabArgs(["mud.example.org", "4000", "--json", "--login", "connect guest"]);
  assert.deepEqual(args, {
    kind: "run",
    target: { hostname: "mud.example.org", port: 4000 },
    login: "connect guest",
    ...{ isSecure: false, isHostile: false, isJson: true, isWritten: false },
  });
  const alone = readLabArgs([]);
  assert.equal(alone.kind === "run" && alone.target === undefined, true);
});

Deno.test("readLabArgs() takes TLS for somebody's server, and for ours", () => {
  const theirs = readLabArgs(["mud.example.org", "4003", "--tls"]);
  const target = { hostname: "mud.example.org", port: 4003, isSecure: true };
  assert.deepEqual(theirs.kind === "run" && theirs.target, target);
  const ours = readLabArgs(["--tls"]);
  assert.equal(ours.kind === "run" && ours.isSecure, true);
});

Deno.test("readLabArgs() attacks another machine only for its owner", () => {
  const elsewhere = ["mud.example.org", "4000", "--hostile"];
  assert.deepEqual(readLabArgs(elsewhere), {
    kind: "problem",
    problem:
      "--hostile attacks: for another machine, say --i-own-it too. deno task lab --help says more.",
  });
  assert.equal(readLabArgs([...elsewhere, "--i-own-it"]).kind, "run");
  assert.equal(readLabArgs(["127.0.0.1", "4000", "--hostile"]).kind, "run");
});

for (
  const args of [["host"], ["host", "x"], ["h", "1", "2"], ["--login"], ["--loud"], [
    ...["host", "4000", "--write-docs"],
  ], ["--tls", "--write-docs"]]
) {
  Deno.test(`readLabArgs() refuses ${args.join(" ")}`, () => {
    assert.equal(readLabArgs(args).kind, "problem");
  });
}
