import { stripVTControlCharacters } from "node:util";
import { fileURLToPath } from "node:url";

/** Where something went wrong in a settings file, or in a module it imports. */
export interface ConfigPlace {
  /** The path, or the address of a module that is not a file. */
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  /** Counted from 1. */
  readonly column: number;
}

/** Thrown when a settings file cannot be read; the message ends with the place, where known. */
export class ConfigFileError extends Error {
  override readonly name = "ConfigFileError";

  /**
   * Creates the error.
   *
   * @param file The settings file.
   * @param reason What must be and what is, as `it must … : it …`.
   * @param place Where in the file, if known.
   */
  constructor(readonly file: string, reason: string, readonly place?: ConfigPlace) {
    const at = place === undefined ? "" : `, at ${place.file}:${place.line}:${place.column}`;
    super(`Cannot read the settings file "${file}" as ${reason}${at}`);
  }
}

/**
 * Makes the error of a settings file that threw while it loaded.
 *
 * @param file The settings file.
 * @param message The name and message of what was thrown.
 * @param stack Its stack, or an empty string.
 */
export function configThrew(file: string, message: string, stack: string): ConfigFileError {
  const text = stripVTControlCharacters(message);
  const [said = ""] = text.split("\n");
  const place = firstPlace(`${text}\n${stripVTControlCharacters(stack)}`);
  return new ConfigFileError(file, `it must load: ${said.replace(/^TypeError: /, "")}`, place);
}

/** Finds the first place in a stack that is not the reading worker's own. */
function firstPlace(stack: string): ConfigPlace | undefined {
  for (const match of stack.matchAll(/((?:file|https?):\/\/[^\s()]+?):(\d+):(\d+)/g)) {
    const [, url = "", line, column] = match;
    if (url.endsWith("/src/config_worker.ts")) continue;
    const file = url.startsWith("file:") ? fileURLToPath(url) : url;
    return { file, line: Number(line), column: Number(column) };
  }
  return undefined;
}
