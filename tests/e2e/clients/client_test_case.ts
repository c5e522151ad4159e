const FOLDERS = [...(Deno.env.get("PATH") ?? "").split(":"), "/usr/games"];

/**
 * Registers a test that needs programs of the system.
 *
 * Without one of them it is ignored and its name says so; with `VESTIBULE_CLIENTS=required` it
 * fails.
 *
 * @param name The test's name.
 * @param programs The programs' names.
 * @param test What to run, with the programs' paths in their order.
 */
export function clientTest(
  name: string,
  programs: readonly string[],
  test: (...paths: readonly string[]) => Promise<void>,
): void {
  const paths = programs.map(findProgram);
  const missing = programs.filter((_, at) => paths[at] === undefined).join(", ");
  const isRequired = Deno.env.get("VESTIBULE_CLIENTS") === "required";
  Deno.test({
    name: missing === "" ? name : `${name} (not installed: ${missing})`,
    ignore: missing !== "" && !isRequired,
    fn: () => {
      if (missing !== "") {
        throw new Error(`Cannot find a program as it must be in PATH: ${missing}`);
      }
      return test(...paths.filter((path) => path !== undefined));
    },
  });
}

/** Returns the path of a program of the system, if there is one. */
export function findProgram(name: string): string | undefined {
  return FOLDERS.map((folder) => `${folder}/${name}`).find(isFile);
}

function isFile(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}
