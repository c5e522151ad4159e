import assert from "node:assert/strict";
import { parseRealmArgs } from "../../src/cli/data/realm_args.ts";

const URL_ = "postgres://anna:sesame@db.example.org:5433/world";

Deno.test("parseRealmArgs() reads a place and a name", () => {
  assert.deepEqual(parseRealmArgs(["--of", URL_, "--name=arena"]), {
    ...{ kind: "realm", of: { kind: "postgres", url: URL_ }, name: "arena" },
  });
  assert.deepEqual(parseRealmArgs(["--name", "arena", "--of", "sqlite:data/vestibule.db"]), {
    ...{ kind: "realm", of: { kind: "sqlite", path: "data/vestibule.db" }, name: "arena" },
  });
});

Deno.test("parseRealmArgs() says what is wrong, and shows no password", () => {
  const problems = (...argv: string[]) => {
    const parsed = parseRealmArgs(argv);
    return parsed.kind === "error" ? parsed.problems.join("\n") : parsed.kind;
  };
  assert.match(problems(), /--of is wrong.*"sqlite:FILE"[^]*--name is wrong: it must be a name of/);
  assert.match(problems("--of", URL_), /^Cannot name the realm as --name is wrong/);
  assert.match(problems("--of", URL_, "--name", "The Arena"), /--name is wrong/);
  assert.match(problems("--of", "world.db", "--name", "arena"), /--of is wrong/);
  assert.match(problems("--name"), /Cannot use "--name" alone as it must be a name of 1 to 31/);
  assert.match(problems("--to", URL_), /Cannot use "--to" as realm takes --of and --name/);
  for (const wrong of [[URL_], ["--of", URL_], ["--of", URL_, "--name", "A"]]) {
    assert.ok(!problems(...wrong).includes("sesame"));
  }
  assert.equal(problems("--help"), "help");
});
