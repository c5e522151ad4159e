import assert from "node:assert/strict";
import { parseNewArgs } from "../../src/cli/new/new_args.ts";

Deno.test("parseNewArgs() reads what to make, its name, its scope and its folder", () => {
  assert.deepEqual(parseNewArgs(["plugin", "weather"]), make("plugin", { name: "weather" }));
  assert.deepEqual(
    parseNewArgs(["plugin", "@anna/weather", "--dir", "there"]),
    make("plugin", { name: "weather", scope: "anna", dir: "there" }),
  );
  assert.deepEqual(
    parseNewArgs(["--dir=over there", "game", "my-village2"]),
    make("game", { name: "my-village2", dir: "over there" }),
  );
});

Deno.test("parseNewArgs() shows the help when it is asked for, or when nothing is typed", () => {
  for (const argv of [[], ["--help"], ["-h"], ["plugin", "--help"], ["game", "X", "--help"]]) {
    assert.deepEqual(parseNewArgs(argv), { kind: "help" });
  }
});

const REFUSED: readonly { readonly argv: readonly string[]; readonly said: RegExp }[] = [
  { argv: ["plugn", "weather"], said: /Cannot make a "plugn" .* did you mean "plugin"\?$/ },
  { argv: ["castle", "weather"], said: /must be "plugin" or "game": --help tells more$/ },
  { argv: ["--dir", "x"], said: /must be said what: write "plugin NAME" or "game NAME"$/ },
  { argv: ["plugin"], said: /must have a name: none was given\. Write "plugin NAME"$/ },
  { argv: ["plugin", "weather", "--dri", "x"], said: /"--dri" .* did you mean "--dir"\?$/m },
  { argv: ["plugin", "weather", "--force"], said: /"--force" as flags must be known: --help/ },
  { argv: ["plugin", "weather", "--dir"], said: /DIR must follow it: nothing does$/ },
  { argv: ["plugin", "weather", "--dir="], said: /DIR must follow it: nothing does$/ },
  { argv: ["plugin", "my", "weather"], said: /its name must be one word: try "my-weather"$/ },
  { argv: ["game", "@anna/village"], said: /games must not be published: try "village"$/ },
  { argv: ["plugin", "@A/weather"], said: /scope "@A" as it must be 3 to 20 lower-case/ },
  { argv: ["plugin", "builtin"], said: /Vestibule has one\. Try "my-builtin"$/ },
];

for (const { argv, said } of REFUSED) {
  Deno.test(`parseNewArgs() refuses "${argv.join(" ")}" and says what to do`, () => {
    const args = parseNewArgs(argv);
    assert.equal(args.kind, "error");
    assert.match(args.problems.join("\n"), said);
  });
}

const NAMES: readonly (readonly [name: string, suggested: string])[] = [
  ["Weather", "weather"],
  ["my_weather", "my-weather"],
  ["Évènement d'été", "evenement-d-ete"],
  ["2nd-floor", "nd-floor"],
  ["weather-", "weather"],
  ["../up", "up"],
  ["x", "my-x"],
  ["天気", "my-own"],
  ["w".repeat(59), "w".repeat(58)],
];

for (const [name, suggested] of NAMES) {
  Deno.test(`parseNewArgs() refuses the name ${JSON.stringify(name)} and suggests one`, () => {
    const args = parseNewArgs(["plugin", name]);
    assert.equal(args.kind, "error");
    assert.match(args.problems.join(), /must be 2 to 58 lower-case letters, digits and -/);
    assert.ok(args.problems.join().endsWith(`: try "${suggested}"`), args.problems.join());
    assert.equal(parseNewArgs(["plugin", suggested]).kind, "make");
  });
}

Deno.test("parseNewArgs() tells every problem at once", () => {
  const args = parseNewArgs(["plugin", "Weather", "--force", "--dir"]);
  assert.equal(args.kind === "error" && args.problems.length, 3);
});

function make(what: "plugin" | "game", rest: Readonly<Record<string, string>>) {
  return { kind: "make", what, ...rest };
}
