import { refuseTaken } from "../../core/store/refuse_taken.ts";
import { removeIfThere } from "../../core/store/remove_if_there.ts";

/** Lines that are made one after the other; they return how many rows they told. */
export type Lines = Iterator<string, number> | AsyncIterator<string, number>;

/**
 * Writes lines into a new file, whole or not at all.
 *
 * @param file The file; `-` is standard output.
 * @returns What the lines return when all of them are written.
 * @throws {Deno.errors.AlreadyExists} When there is such a file.
 */
export async function writeLines(lines: Lines, file: string): Promise<number> {
  if (file === "-") return await writeTo(lines, Deno.stdout);
  refuseTaken(file);
  const part = `${file}.part`;
  try {
    const options = { write: true, create: true, truncate: true, mode: 0o600 };
    using output = await Deno.open(part, options);
    const rows = await writeTo(lines, output);
    await output.sync();
    await Deno.rename(part, file);
    return rows;
  } finally {
    removeIfThere(part);
  }
}

/** Reads the lines of a file; `-` is standard input. A line ends at a line feed and nowhere else. */
export async function* linesOf(file: string): AsyncGenerator<string> {
  const input = file === "-" ? Deno.stdin.readable : (await Deno.open(file)).readable;
  let rest = "";
  for await (const text of input.pipeThrough(new TextDecoderStream())) {
    const lines = `${rest}${text}`.split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) yield withoutReturn(line);
  }
  if (rest !== "") yield withoutReturn(rest);
}

function withoutReturn(line: string): string {
  return line.endsWith("\r") ? line.slice(0, -1) : line;
}

/** What bytes are written to, as many as it takes at once. */
interface Sink {
  write(bytes: Uint8Array): Promise<number>;
}

async function writeTo(lines: Lines, to: Sink): Promise<number> {
  const encoder = new TextEncoder();
  let next = await lines.next();
  for (; next.done !== true; next = await lines.next()) {
    let rest = encoder.encode(`${next.value}\n`);
    while (rest.length > 0) rest = rest.subarray(await to.write(rest));
  }
  return next.value;
}
