import assert from "node:assert/strict";
import * as v from "valibot";
import { z } from "zod";
import { parseArgs } from "../../../src/core/command/args.ts";

const NUMBER = z.coerce.number({ error: "must be a number" });

Deno.test("parseArgs() without a schema gives the trimmed text", () => {
  assert.deepEqual(parseArgs(undefined, "  a  tree "), { kind: "ok", value: "a  tree" });
  assert.deepEqual(parseArgs(undefined, " "), { kind: "ok", value: "" });
});

Deno.test("parseArgs() gives what the schema makes of the text", () => {
  assert.deepEqual(parseArgs(NUMBER, " 12 "), { kind: "ok", value: 12 });
  const words = v.pipe(v.string(), v.transform((text) => text.split(" ")));
  assert.deepEqual(parseArgs(words, " red ball"), { kind: "ok", value: ["red", "ball"] });
});

Deno.test("parseArgs() passes nothing typed as undefined, so that an optional schema lets it", () => {
  assert.deepEqual(parseArgs(z.string().optional(), "  "), { kind: "ok", value: undefined });
  assert.deepEqual(parseArgs(v.optional(v.string(), "here"), ""), { kind: "ok", value: "here" });
  const outcome = parseArgs(z.string(), "");
  assert.ok(!(outcome instanceof Promise) && outcome.kind === "bad");
});

Deno.test("parseArgs() tells what does not fit", () => {
  assert.deepEqual(parseArgs(NUMBER, "x"), { kind: "bad", problems: ["must be a number"] });
});

Deno.test("parseArgs() says which part does not fit, and of many problems five", () => {
  const numbers = v.pipe(
    v.string(),
    v.transform((text) => text.split(" ")),
    v.array(v.pipe(v.string(), v.digits("no digits"))),
  );
  assert.deepEqual(parseArgs(numbers, "1 x 2"), { kind: "bad", problems: ["1: no digits"] });
  const outcome = parseArgs(numbers, "x ".repeat(100));
  assert.ok(!(outcome instanceof Promise) && outcome.kind === "bad");
  assert.equal(outcome.problems.length, 5);
});

Deno.test("parseArgs() waits for an asynchronous schema, and only for that", async () => {
  const free = v.pipeAsync(
    v.string(),
    v.checkAsync(async (name) => await Promise.resolve(name !== "bob"), "is taken"),
  );
  const outcome = parseArgs(free, "bob");
  assert.ok(outcome instanceof Promise);
  assert.deepEqual(await outcome, { kind: "bad", problems: ["is taken"] });
  assert.deepEqual(await parseArgs(free, "eve"), { kind: "ok", value: "eve" });
});

Deno.test("parseArgs() throws on what a schema throws", () => {
  const broken = v.pipe(v.string(), v.transform(() => JSON.parse("{")));
  assert.throws(() => parseArgs(broken, "x"), SyntaxError);
});
