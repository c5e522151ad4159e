/**
 * The entry of the throw-away worker that reads a settings file: each reading begins with no
 * module loaded, so a reload sees what was changed.
 */
import { type ConfigReport, configReport } from "./cli/config_report.ts";

/** What a worker's global offers; the compiler takes this file for a page's. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<string>) => void) | null;
  postMessage(report: ConfigReport): void;
}

// This file runs in a worker only, whose global has these two members.
const scope = self as unknown as WorkerScope;

scope.onmessage = async (event) => {
  scope.postMessage(await read(event.data));
};

async function read(url: string): Promise<ConfigReport> {
  try {
    return configReport(await import(url));
  } catch (error) {
    if (!(error instanceof Error)) return { kind: "threw", message: String(error), stack: "" };
    return { kind: "threw", message: String(error), stack: error.stack ?? "" };
  }
}
