import assert from "node:assert/strict";
import { parseCopyArgs } from "../../src/cli/data/copy_args.ts";

const URL_ = "postgres://anna:sesame@db.example.org:5433/world";

Deno.test("parseCopyArgs() reads two places, however they are written", () => {
  const wanted = {
    kind: "copy",
    from: { kind: "sqlite", path: "data/vestibule.db" },
    to: { kind: "postgres", url: URL_ },
  };
  const from = "sqlite:data/vestibule.db";
  assert.deepEqual(parseCopyArgs(["--from", from, "--to", URL_]), wanted);
  assert.deepEqual(parseCopyArgs([`--to=${URL_}`, `--from=${from}`]), wanted);
});

Deno.test("parseCopyArgs() says what is wrong, and shows no password", () => {
  const problems = (...argv: string[]) => {
    const parsed = parseCopyArgs(argv);
    return parsed.kind === "error" ? parsed.problems.join("\n") : parsed.kind;
  };
  assert.match(problems(), /--from is wrong.*"sqlite:FILE"[^]*--to is wrong/);
  assert.match(problems("--from", "world.db", "--to", URL_), /--from is wrong/);
  assert.match(problems("--from"), /Cannot use "--from" alone/);
  assert.match(problems("--into", URL_), /Cannot use "--into" as copy takes --from and --to/);
  assert.match(problems("--from", URL_, "--to", URL_), /they are of one\. Use pg_dump/);
  assert.match(problems(URL_, "--to", URL_), /a word without a flag/);
  assert.match(problems("--from", "sqlite:a", "--to", "sqlite:b"), /Use deno task backup/);
  for (const wrong of [[URL_], ["--from", URL_], ["--from", URL_, "--to", URL_]]) {
    assert.ok(!problems(...wrong).includes("sesame"));
  }
  assert.equal(problems("--help"), "help");
});
