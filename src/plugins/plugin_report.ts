import type { LoadedPlugin, ProvidedThing } from "../core/plugins/plugin_info.ts";
import type { Trace } from "../core/trace/trace.ts";
import { ungrantedText } from "./plugin_needs.ts";

/** Tells the log what became of a plugin: what it provides and hides, and what it lacks. */
export function reportPlugin(plugin: LoadedPlugin, trace: Trace): void {
  const { name, version, state, why, provides, needs } = plugin;
  if (state !== "running") {
    return trace.emit("plugin:absent", { level: "warn", data: { plugin: name, state, why } });
  }
  const hides = provides.flatMap((thing) => thing.hides.map((what) => `${what} (${thing.name})`));
  const data = { plugin: name, version, provides: summary(provides) || "nothing" };
  trace.emit("plugin:ready", { data: hides.length === 0 ? data : { ...data, hides } });
  const text = ungrantedText(name, needs);
  if (text !== undefined) trace.emit("plugin:needs", { level: "warn", data: { text } });
}

/** Lists things by kind: `cmdset a, b; hook session:login`. */
function summary(provides: readonly ProvidedThing[]): string {
  const kinds = Map.groupBy(provides, ({ kind }) => kind);
  return [...kinds].map(([kind, things]) => {
    const names = [...new Set(things.map(({ name }) => name))];
    return `${kind} ${names.join(", ")}`;
  }).join("; ");
}
