import type { Call } from "../../core/boundary/messages.ts";
import type { OobName, OobNames } from "../../core/boundary/oob_names.ts";
import type { MsdpValue } from "./msdp_value.ts";
import type { Told } from "./msdp_reports.ts";
import { toMsdp } from "./write_msdp.ts";

/**
 * Returns the variables that an outputfunc call sets, as its message was declared.
 *
 * @param call The call.
 * @param names What is declared.
 * @param key What the Server knows the message by.
 * @param depth How deep values may be nested.
 * @returns The variables, or `undefined` when a value is nested too deep.
 */
export function toVariables(
  call: Call,
  names: OobNames,
  { key, depth }: { readonly key: string; readonly depth: number },
): readonly Told[] | undefined {
  const declared = names.find((name) => name.key === key && name.direction !== "in");
  if (declared === undefined) return [];
  const told = fieldsOf(call, declared).map(([name, data]) => [name, toMsdp(data, depth)] as const);
  const known = told.flatMap(([name, value]): Told[] => value === undefined ? [] : [[name, value]]);
  return known.length === told.length ? known : undefined;
}

/** Returns the call that a variable of a client's makes; `undefined` when none is declared. */
export function toCall(variable: string, value: MsdpValue, names: OobNames): Call | undefined {
  for (const { key, direction, msdp } of names) {
    if (direction === "out") continue;
    if (msdp === variable) return [key, [value], {}];
    const field = Object.entries(msdp).find(([, name]) => name === variable)?.[0];
    if (typeof msdp !== "string" && field !== undefined) return [key, [], { [field]: value }];
  }
}

function fieldsOf([, args, kwargs]: Call, { msdp }: OobName): readonly [string, unknown][] {
  const data = args.length === 0 ? kwargs : args.length === 1 ? args[0] : args;
  if (typeof msdp === "string") return [[msdp, data]];
  return Object.entries(msdp).flatMap(([field, variable]): [string, unknown][] =>
    args.length === 0 && Object.hasOwn(kwargs, field) ? [[variable, kwargs[field]]] : []
  );
}
