import fc from "fast-check";
import assert from "node:assert/strict";
import { parseArgs, type RunArgs } from "../../src/cli/args.ts";
import { FLAGS } from "../../src/cli/flags.ts";

function run(...argv: string[]): RunArgs {
  const args = parseArgs(argv);
  assert.ok(args.kind === "run", JSON.stringify(args));
  return args;
}

function problems(...argv: string[]): readonly string[] {
  const args = parseArgs(argv);
  return args.kind === "error" ? args.problems : [];
}

Deno.test("parseArgs() runs with no settings when there are no arguments", () => {
  assert.deepEqual(run(), {
    kind: "run",
    ...{ quiet: false, dev: false, inline: false },
    role: "all",
    sets: {},
  });
});

Deno.test("parseArgs() takes a value after a space or an equals sign", () => {
  assert.deepEqual(run("--telnet-port", "5000").sets, { telnetPort: 5000 });
  assert.deepEqual(run("--telnet-port=5000").sets, { telnetPort: 5000 });
});

Deno.test("parseArgs() reads every flag that gives a setting", () => {
  const { sets } = run("--host", "::1", "--telnet-port", "1", "--web-port=0", "--data", "12");
  assert.deepEqual(sets, { host: "::1", telnetPort: 1, webPort: 0, dataFolder: "12" });
});

Deno.test("parseArgs() takes --host alone for all interfaces", () => {
  assert.deepEqual(run("--host").sets, { host: "" });
  assert.deepEqual(run("--host", "--quiet").sets, { host: "" });
  assert.deepEqual(run("--host=").sets, { host: "" });
});

Deno.test("parseArgs() reads the flags that say how to run", () => {
  const args = run("--quiet", "--dev", "--inline", "--config", "my.ts");
  assert.deepEqual(args, {
    kind: "run",
    quiet: true,
    dev: true,
    inline: true,
    role: "all",
    config: "my.ts",
    sets: {},
  });
});

Deno.test("parseArgs() reads what of the server the process is", () => {
  assert.equal(run("--portal-only").role, "portal");
  assert.equal(run("--server-only", "--dev").role, "server");
});

Deno.test("parseArgs() refuses what a part of the server alone cannot do", () => {
  const clash = (name: string, role: string) =>
    `Cannot use "--${name}" with "--${role}" as that process is a part of the server alone`;
  assert.deepEqual(problems("--portal-only", "--dev"), [clash("dev", "portal-only")]);
  assert.deepEqual(problems("--server-only", "--inline", "--classroom", "3"), [
    clash("inline", "server-only"),
    clash("classroom", "server-only"),
  ]);
  assert.deepEqual(problems("--server-only", "--portal-only"), [
    clash("server-only", "portal-only"),
  ]);
});

Deno.test("parseArgs() takes any setting, as often as wanted, as JSON or text", () => {
  const { sets } = run("--set", 'plugins=["a"]', "--set=serverName=a=b", "--set", "startLocation=");
  assert.deepEqual(sets, { plugins: ["a"], serverName: "a=b", startLocation: "" });
});

Deno.test("parseArgs() lets the last of several equal flags win", () => {
  assert.deepEqual(run("--web-port", "1", "--set", "webPort=2").sets, { webPort: 2 });
});

Deno.test("parseArgs() keeps an odd setting's name for the settings check", () => {
  assert.deepEqual(Object.keys(run("--set", "__proto__=1").sets), ["__proto__"]);
});

Deno.test("parseArgs() names the nearest known flag for an unknown one", () => {
  assert.deepEqual(
    problems("--telnt-port", "5000")[0],
    [
      'Cannot use "--telnt-port" as flags must be known: did you mean "--telnet-port"?',
    ][0],
  );
});

Deno.test("parseArgs() reports all problems at once", () => {
  assert.deepEqual(problems("--zzzzzz", "--quiet=yes", "--set", "noname", "start", "--data"), [
    'Cannot use "--zzzzzz" as flags must be known: --help lists them',
    'Cannot use "--quiet=yes" as it must stand alone: it takes no value',
    'Cannot use "start" as every argument must be a flag: --help lists them',
    'Cannot use "--data" as DIR must follow it: nothing does',
    'Cannot use "--set noname" as it must be NAME=VALUE: there is no name before a "="',
  ]);
});

Deno.test("parseArgs() says which flag a word without dashes may be", () => {
  assert.match(problems("quiet")[0] ?? "", /did you mean "--quiet"\?$/);
});

Deno.test("parseArgs() helps whatever else was typed", () => {
  assert.deepEqual(parseArgs(["--nonsense", "--help"]), { kind: "help", topic: "flags" });
  assert.deepEqual(parseArgs(["-h"]), { kind: "help", topic: "flags" });
  assert.deepEqual(parseArgs(["--help", "settings"]), { kind: "help", topic: "settings" });
});

Deno.test("parseArgs() tells the version", () => {
  assert.deepEqual(parseArgs(["--version"]), { kind: "version" });
});

Deno.test("parseArgs() reads both spellings of a value alike", () => {
  const flags = FLAGS.filter((flag) => flag.value === "required").map((flag) => flag.name);
  const value = fc.string().filter((text) => !text.startsWith("--"));
  fc.assert(fc.property(fc.constantFrom(...flags), value, (name, text) => {
    assert.deepEqual(parseArgs([`--${name}`, text]), parseArgs([`--${name}=${text}`]));
  }));
});

Deno.test("parseArgs() returns an outcome whatever is typed", () => {
  fc.assert(fc.property(fc.array(fc.string()), (argv) => {
    assert.ok(["run", "help", "version", "error"].includes(parseArgs(argv).kind));
  }));
});

Deno.test("parseArgs() takes the seats of a class, and keeps no data of it", () => {
  assert.equal(run("--classroom", "30").classroom, 30);
  assert.equal(run().classroom, undefined);
  for (const seats of ["0", "201", "many", "-1", "1.5"]) {
    assert.match(
      problems("--classroom", seats)[0] ?? "",
      /must be the number of seats, from 1 to 200/,
    );
  }
  assert.match(problems("--classroom", "3", "--data", "d")[0] ?? "", /a class is thrown away/);
});
