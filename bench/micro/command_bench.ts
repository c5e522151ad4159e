import { cmdSet, defineCommand, matchCommand, mergeCmdSets } from "../../mod.ts";

/** How many commands there are in all, in five sets. */
const COUNTS = [5, 50, 500];
const PREFIXES = { ignoredPrefixes: "@&/+" };

for (const count of COUNTS) {
  const sets = Array.from({ length: 5 }, (_, set) =>
    cmdSet({
      key: `Set${set}`,
      priority: set,
      commands: Array.from({ length: count / 5 }, (_, at) =>
        defineCommand({ key: `do${set}x${at}`, aliases: [`d${set}x${at}`], run() {} })),
    }));
  const merged = sets.reduce((lower, upper) => mergeCmdSets(lower, upper));
  matchCommand(merged, "do4x0", PREFIXES);

  Deno.bench(`mergeCmdSets(): ${count} commands in five sets`, () => {
    sets.reduce((lower, upper) => mergeCmdSets(lower, upper));
  });

  Deno.bench(`matchCommand(): one of ${count}`, () => {
    matchCommand(merged, "do4x0 with an argument", PREFIXES);
  });

  Deno.bench(`matchCommand(): none of ${count}`, () => {
    matchCommand(merged, "xyzzy", PREFIXES);
  });
}
