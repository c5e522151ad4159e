/** What `deno task fuzz` is asked to do. */
export interface FuzzArgs {
  /** How long all targets together are given inputs, in minutes. */
  readonly minutes: number;
  /** The only target; all of them when absent. */
  readonly target: string | undefined;
  readonly seed: number;
}

/**
 * Reads the arguments: `--minutes N`, `--target NAME` and `--seed N`.
 *
 * @param argv The arguments after the program's name.
 * @param defaults What counts where an argument is absent.
 * @returns What to do, or what is wrong with the arguments.
 */
export function readFuzzArgs(argv: readonly string[], defaults: FuzzArgs): FuzzArgs | string {
  let { minutes, target, seed } = defaults;
  for (let at = 0; at < argv.length; at += 2) {
    const [flag, value = ""] = [argv[at], argv[at + 1]];
    switch (flag) {
      case "--minutes":
        minutes = Number(value);
        break;
      case "--target":
        target = value;
        break;
      case "--seed":
        seed = Number(value);
        break;
      default:
        return `Cannot use "${flag}" as it must be --minutes N, --target NAME or --seed N`;
    }
  }
  if (!(minutes > 0)) return 'Cannot use "--minutes" as a number above 0 must follow it';
  if (!Number.isInteger(seed)) return 'Cannot use "--seed" as an integer must follow it';
  return { minutes, target, seed };
}
