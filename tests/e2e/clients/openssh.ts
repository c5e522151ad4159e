/** What makes OpenSSH's programs visit a server of a test, and nothing of this machine's user. */
export function optionsFor(port: number): readonly string[] {
  const options = [
    `Port=${port}`,
    "StrictHostKeyChecking=no",
    "UserKnownHostsFile=/dev/null",
  ];
  return ["-F", "none", ...options.flatMap((option) => ["-o", option])];
}

/** Returns a shell's command that visits as somebody and tells how the program ended. */
export function visitBy(program: string, port: number, rest: string): string {
  return `sh -c '${program} ${optionsFor(port).join(" ")} ${rest}; echo "exit status $?"'`;
}

/** How a program ended, and what it printed. */
export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/**
 * Runs one of OpenSSH's programs without a terminal.
 *
 * @param program Its path.
 * @param args Its arguments, {@linkcode optionsFor} included.
 * @param typed What is piped into it.
 */
export async function runPiped(
  program: string,
  args: readonly string[],
  typed = "",
): Promise<Ended> {
  const child = new Deno.Command(program, {
    args: [...args],
    ...{ stdin: "piped", stdout: "piped", stderr: "piped" },
  }).spawn();
  const writer = child.stdin.getWriter();
  // One that is refused may be gone before it has read.
  await writer.write(new TextEncoder().encode(typed)).catch(() => {});
  await writer.close().catch(() => {});
  const { code, stdout, stderr } = await child.output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { code, out: text(stdout), err: text(stderr) };
}
