/** What stands behind the flags of a command line, and what is wrong with it. */
export interface FlagValues {
  readonly given: ReadonlyMap<string, string>;
  readonly problems: readonly string[];
}

/**
 * Reads flags that each have a value, as `--name VALUE` or `--name=VALUE`.
 *
 * @param argv The arguments.
 * @param takes What takes them, their names, and what each needs.
 */
export function flagValues(
  argv: readonly string[],
  { action, needed }: {
    readonly action: string;
    readonly needed: Readonly<Record<string, string>>;
  },
): FlagValues {
  const words = argv.flatMap((word) => {
    const [, name, value] = /^(--[^=]+)=(.*)$/.exec(word) ?? [];
    return name === undefined ? [word] : [name, value ?? ""];
  });
  const names = Object.keys(needed);
  const given = new Map<string, string>();
  const problems: string[] = [];
  for (let at = 0; at < words.length; at += 2) {
    const [word = "", value] = words.slice(at, at + 2);
    const name = names.find((known) => word === `--${known}`);
    if (name === undefined) {
      // What is no flag may be an address, with its password.
      const what = word.startsWith("--") ? `"${word}"` : "a word without a flag";
      const known = names.map((name) => `--${name}`).join(" and ");
      problems.push(`Cannot use ${what} as ${action} takes ${known}`);
    } else if (value === undefined) {
      problems.push(`Cannot use "--${name}" alone as ${needed[name]}`);
    } else given.set(name, value);
  }
  return { given, problems };
}
