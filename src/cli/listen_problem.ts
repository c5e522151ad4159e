/**
 * Makes of a system's refusal to listen an error that says what to do; any other error is returned
 * as it is.
 *
 * @param host The setting: the address listened on, empty for all interfaces.
 * @param error What was thrown.
 */
export function listenProblem(host: string, error: unknown): unknown {
  // Only errors of the system carry a code.
  if (!(error instanceof Error && "code" in error)) return error;
  const where = host === "" ? "all interfaces" : `"${host}"`;
  return new Error(
    `Cannot listen on ${where} as it must be an address of this machine, with ports that this ` +
      `user may open: ${error.message}. Choose another address with --host ADDR, or other ports ` +
      "with --telnet-port N and --web-port N",
    { cause: error },
  );
}
