/**
 * Runs every test, in two lanes side by side: those that start the whole program, which wait a lot,
 * and all others. What is said in the second lane is shown when it ends. Arguments, such as
 * `--filter NAME`, are given to every run.
 */

/** Leaves a thread that nothing can end, and that would slow down all tests after it. */
const LEAVES_A_THREAD = "tests/core/plugins/bad_plugins_test.ts";

const LANES: readonly (readonly (readonly string[])[])[] = [
  [["tests/e2e"]],
  [["--doc", `--ignore=tests/e2e,${LEAVES_A_THREAD}`], [LEAVES_A_THREAD]],
];

if (!await run(["test", "-A", "--doc", "--no-run"], "inherit")) Deno.exit(1);
const lanes = LANES.map((lane, at) => runLane(lane, at === 0 ? "inherit" : "piped"));
Deno.exit((await Promise.all(lanes)).every(Boolean) ? 0 : 1);

/** Runs what is in a lane one after the other, all of it; tells whether everything passed. */
async function runLane(
  lane: readonly (readonly string[])[],
  output: "inherit" | "piped",
): Promise<boolean> {
  let hasPassed = true;
  for (const part of lane) {
    const args = ["--no-check", "--sanitize-ops", "--sanitize-resources", ...part, ...Deno.args];
    hasPassed = await run(["test", "-A", ...args], output) && hasPassed;
  }
  return hasPassed;
}

async function run(args: readonly string[], output: "inherit" | "piped"): Promise<boolean> {
  const command = new Deno.Command(Deno.execPath(), {
    args: [...args],
    stdout: output,
    stderr: output,
  });
  if (output === "inherit") return (await command.spawn().status).success;
  const { success, stdout, stderr } = await command.output();
  for (const text of [stderr, stdout]) console.log(new TextDecoder().decode(text));
  return success;
}
