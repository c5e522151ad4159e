import assert from "node:assert/strict";
import { LONG, readBenchArgs, SHORT } from "../../bench/bench_args.ts";

const KNOWN = ["commands", "memory"];

Deno.test("readBenchArgs() measures all groups unless some are named", () => {
  const all = { kind: "run", groups: KNOWN, scale: LONG, out: undefined, pictures: undefined };
  assert.deepEqual(readBenchArgs([], KNOWN), all);
  const some = { ...all, groups: ["memory"], scale: SHORT, out: "result.json", pictures: "docs" };
  const argv = ["--short", "memory", "--out", "result.json", "--pictures", "docs"];
  assert.deepEqual(readBenchArgs(argv, KNOWN), some);
});

Deno.test("readBenchArgs() changes how much is measured", () => {
  const argv = ["--short", "--ms", "100", "--rounds", "2", "--sessions", "50"];
  const args = readBenchArgs(argv, KNOWN);
  const scale = { ms: 100, rounds: 2, sessions: { least: 1, most: 50 } };
  assert.deepEqual(args.kind === "run" && args.scale, scale);
});

Deno.test("readBenchArgs() compares two files", () => {
  const files = { kind: "compare", older: "a.json", newer: "b.json" };
  assert.deepEqual(readBenchArgs(["--compare", "a.json", "b.json"], KNOWN), files);
});

Deno.test("readBenchArgs() says what is wrong", () => {
  const cases = [
    [["memoy"], /Cannot measure "memoy" as it must be one of: commands, memory/],
    [["--out"], /a value must follow --out/],
    [["--rounds", "many"], /must be whole numbers from 1 on/],
    [["--ms", "0"], /must be whole numbers from 1 on/],
    [["--compare", "a.json"], /two files must follow --compare/],
    [["--compare", "a", "b", "c"], /two files must follow --compare/],
  ] as const;
  for (const [argv, problem] of cases) {
    const args = readBenchArgs(argv, KNOWN);
    assert.match(args.kind === "error" ? args.problem : args.kind, problem);
  }
});
