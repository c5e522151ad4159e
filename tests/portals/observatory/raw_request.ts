/**
 * Sends a request whose headers are all the test's, `Host` included, which `fetch` does not allow.
 *
 * @returns The status of the answer.
 */
export async function statusOf(
  port: number,
  path: string,
  headers: Readonly<Record<string, string>>,
): Promise<number> {
  using socket = await Deno.connect({ hostname: "127.0.0.1", port });
  const lines = Object.entries({ connection: "close", ...headers }).map(([name, value]) =>
    `${name}: ${value}\r\n`
  );
  await socket.write(new TextEncoder().encode(`GET ${path} HTTP/1.1\r\n${lines.join("")}\r\n`));
  const buffer = new Uint8Array(1_000);
  const read = await socket.read(buffer);
  const text = new TextDecoder().decode(buffer.subarray(0, read ?? 0));
  return Number(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1]);
}
