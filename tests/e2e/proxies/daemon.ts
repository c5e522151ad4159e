/** A port that nobody listens on. */
export function freePort(): number {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  return listener.addr.port;
}

/**
 * Starts a program that goes on in the background once it listens.
 *
 * @param command The program and its arguments.
 * @param pidFile Where it writes its number.
 * @throws Error with what it printed when it does not start.
 */
export async function startDaemon(
  [program = "", ...args]: readonly string[],
  pidFile: string,
): Promise<Disposable> {
  const { success, stderr } = await new Deno.Command(program, { args, stdout: "null" }).output();
  if (!success) {
    throw new Error(`Cannot start ${program}:\n${new TextDecoder().decode(stderr)}`);
  }
  const pid = Number((await Deno.readTextFile(pidFile)).trim());
  return {
    [Symbol.dispose]: () => Deno.kill(pid, "SIGTERM"),
  };
}
