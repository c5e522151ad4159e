/**
 * Reads options that are whole numbers, each `--name number`.
 *
 * @param args What was typed.
 * @param defaults Every option there is, with what it is unless given.
 * @throws {TypeError} When there is no such option, or its value is no whole number from 0.
 */
export function readNumbers<Name extends string>(
  args: readonly string[],
  defaults: Readonly<Record<Name, number>>,
): Readonly<Record<Name, number>> {
  const read: Record<Name, number> = { ...defaults };
  const isName = (name: string): name is Name => Object.hasOwn(defaults, name);
  const words = args.flatMap((arg) => arg.split("="));
  for (let at = 0; at < words.length; at += 2) {
    const [word = "", value = ""] = words.slice(at, at + 2);
    const name = word.replace(/^--/, "");
    if (!isName(name)) {
      const known = Object.keys(defaults).map((name) => `--${name}`).join(", ");
      throw new TypeError(`Cannot use "${word}" as it must be one of ${known}`);
    }
    if (!/^\d+$/.test(value)) {
      throw new TypeError(
        `Cannot use --${name} as it must be a whole number: current state is "${value}"`,
      );
    }
    read[name] = Number(value);
  }
  return read;
}
