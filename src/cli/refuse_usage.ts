/** The exit code for a command line that makes no sense (EX_USAGE of sysexits). */
const EXIT_USAGE = 64;

/**
 * Ends the process as its command line makes no sense.
 *
 * @param problems What is wrong with it, a sentence each.
 * @param advice What helps.
 */
export function refuseUsage(
  problems: readonly string[],
  advice = "Type --help to see what is possible.",
): never {
  for (const line of [...problems, advice]) console.error(line);
  Deno.exit(EXIT_USAGE);
}
