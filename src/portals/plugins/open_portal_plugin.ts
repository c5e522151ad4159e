import type { Clock } from "../../core/clock.ts";
import type { Trace, TraceInput } from "../../core/trace/trace.ts";
import type { ConnectionSink, Portal } from "../session/connection.ts";
import type { CheckedPortal } from "./check_portals.ts";
import { CheckedSink } from "./checked_sink.ts";
import type { PortalContext, PortalLimits, PortalLogOptions } from "./define_portal.ts";
import { inTime } from "./in_time.ts";
import { messageOf, stackOf } from "../../core/trace/error_text.ts";

/** How long a portal plugin may take to listen, and to close, in milliseconds. */
const LISTEN_MS = 10_000;
const CLOSE_MS = 3_000;

/** What portal plugins are opened with. */
export interface OpenPortalOptions {
  /** The address to listen on. */
  readonly hostname: string;
  readonly sink: ConnectionSink;
  readonly clock: Clock;
  readonly trace: Trace;
  readonly limits: PortalLimits;
}

/** A portal plugin that listens. */
export interface OpenPortalPlugin extends Portal {
  readonly name: string;
  readonly version: string;
}

/**
 * Lets a portal plugin listen.
 *
 * @returns A portal that stops to listen, and closes in time, without throwing, whatever the plugin
 * does.
 * @throws Error when it does not listen, with its name and what to do.
 */
export async function openPortalPlugin(
  checked: CheckedPortal,
  options: OpenPortalOptions,
): Promise<OpenPortalPlugin> {
  const { name, version } = checked.plugin;
  const portal = await listening(checked, options);
  const { port } = portal;
  options.trace.emit("portal:open", {
    data: { portal: name, version, port, permissions: "all: it is not sandboxed" },
  });
  return {
    ...{ name, version, protocolKey: name, port },
    stopListening: () => stoppingToListen(name, portal, options),
    close: () => closing(name, portal, options),
  };
}

async function listening(checked: CheckedPortal, options: OpenPortalOptions): Promise<Portal> {
  const { name } = checked.plugin;
  const work = listen(checked, options);
  const outcome = await inTime(work, { clock: options.clock, ms: LISTEN_MS }).catch((cause) => {
    throw listenError(name, `its listen threw: ${messageOf(cause)}`, cause);
  });
  if (outcome.kind === "done" && isPortal(outcome.value, name)) return outcome.value;
  if (outcome.kind === "done") {
    const parts = `the protocolKey "${name}", a port and close()`;
    throw listenError(name, `what its listen returned has not ${parts}`);
  }
  // Whenever it comes to listen after all, nobody wants it any more.
  work.then((portal) => portal.close()).catch(() => {});
  throw listenError(name, `its listen did not end within ${LISTEN_MS / 1000} s`);
}

async function listen(checked: CheckedPortal, options: OpenPortalOptions): Promise<Portal> {
  const { plugin, settings } = checked;
  const { name } = plugin;
  const { hostname, clock, trace, limits } = options;
  const sink = new CheckedSink({
    name,
    sink: options.sink,
    onFailure(call, error, sessid) {
      const data = { portal: name, call, error: stackOf(error) };
      trace.emit("portal:fail", { level: "error", sessid, data });
    },
  });
  const log = (text: string, about?: PortalLogOptions) =>
    trace.emit("portal:log", logInput(name, text, about));
  const context: PortalContext<unknown> = { settings, hostname, sink, clock, limits, log };
  // checkPortals() has made of the settings what the plugin's own schema says.
  return await plugin.listen(context as never);
}

function stoppingToListen(name: string, portal: Portal, { trace }: OpenPortalOptions): void {
  try {
    portal.stopListening?.();
  } catch (error) {
    tellFailure(trace, { portal: name, call: "stopListening", error });
  }
}

async function closing(name: string, portal: Portal, options: OpenPortalOptions): Promise<void> {
  const { clock, trace } = options;
  const fail = (error: unknown) => tellFailure(trace, { portal: name, call: "close", error });
  try {
    // Within the try: it may throw before it gives a promise.
    const work = (async () => await portal.close())();
    const outcome = await inTime(work, { clock, ms: CLOSE_MS });
    if (outcome.kind === "late") fail(`it did not end within ${CLOSE_MS / 1000} s`);
  } catch (error) {
    fail(error);
  }
}

function tellFailure(
  trace: Trace,
  { error, ...where }: { readonly portal: string; readonly call: string; readonly error: unknown },
): void {
  trace.emit("portal:fail", { level: "error", data: { ...where, error: stackOf(error) } });
}

function isPortal(value: unknown, name: string): value is Portal {
  return typeof value === "object" && value !== null && "protocolKey" in value &&
    value.protocolKey === name && "port" in value && typeof value.port === "number" &&
    "close" in value && typeof value.close === "function";
}

function listenError(name: string, what: string, cause?: unknown): Error {
  const todo = 'Change its settings in "portalPlugins", or take it out there';
  return new Error(`Cannot open portal plugin "${name}" as it must listen: ${what}. ${todo}`, {
    cause,
  });
}

function logInput(
  portal: string,
  text: string,
  { level = "info", sessid, error }: PortalLogOptions = {},
): TraceInput {
  const data = { portal, text, ...(error === undefined ? {} : { error: stackOf(error) }) };
  return { level, data, ...(sessid === undefined ? {} : { sessid }) };
}
