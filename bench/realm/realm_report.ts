import { median } from "../figures.ts";
import { rounded } from "../report/table.ts";
import type { Measured } from "./measure.ts";
import type { Cost, LineCost, Taker } from "./meter.ts";
import type { Part } from "./variant.ts";

/** What all rounds have measured, and where. */
export interface RealmReport {
  readonly deno: string;
  readonly machine: string;
  /** When it began, such as `2026-01-02T03:04:05.678Z`. */
  readonly at: string;
  /** How it was called. */
  readonly command: string;
  readonly sessions: number;
  readonly variants: Readonly<Record<string, readonly Measured[]>>;
}

const TAKERS: readonly Taker[] = ["program", "portal", "server", "nats", "load"];

/** Writes a report as tables of Markdown: medians of the rounds. */
export function realmTables(report: RealmReport): string {
  return [
    ...["What a line costs, in microseconds of processor time (the busiest thread's in brackets):"],
    ...["", ...lineTable(report), ""],
    ...["What a second costs in which nobody does anything, in microseconds:"],
    ...["", ...restTable(report), ""],
    ...["Resident memory of each process:", "", ...memoryTable(report)],
  ].join("\n");
}

function lineTable({ variants }: RealmReport): readonly string[] {
  const rows = Object.entries(variants).flatMap(([variant, rounds]) =>
    Object.keys(rounds[0]?.lines ?? {}).map((name) => {
      const costs = rounds.map(({ lines }) => lines[name]).filter((cost) => cost !== undefined);
      const [perSecond = "", ...times] = answers(costs);
      const answered = [perSecond, ...(name.startsWith("say to") ? ["", ""] : times)];
      return { name, cells: [name, variant, ...answered, ...costCells(costs)] };
    })
  );
  const names = [...new Set(rows.map(({ name }) => name))];
  const sorted = names.flatMap((name) => rows.filter((row) => row.name === name));
  const head = ["line", "processes", "a second", "p50 ms", "p99 ms", ...costHead()];
  return table(head, sorted.map(({ cells }) => cells));
}

function restTable({ variants }: RealmReport): readonly string[] {
  const rows = Object.entries(variants).map(([variant, rounds]) => [
    variant,
    ...costCells(rounds.map(({ rest }) => rest)),
  ]);
  return table(["processes", ...costHead()], rows);
}

function memoryTable({ variants, sessions }: RealmReport): readonly string[] {
  const rows = Object.entries(variants).flatMap(([variant, rounds]) => {
    const parts = [...new Set((rounds[0]?.memory ?? []).map(({ part }) => part))];
    return parts.map((part) => [variant, part, ...memoryCells(rounds, part, sessions)]);
  });
  const head = ["processes", "process", "empty, MiB each", "idle, MiB each", "KiB a session"];
  return table(head, rows);
}

function answers(costs: readonly LineCost[]): readonly string[] {
  return (["perSecond", "p50", "p99"] as const)
    .map((key) => rounded(median(costs.map(({ answered }) => answered[key]))));
}

function costHead(): readonly string[] {
  return [...TAKERS, "NATS messages", "NATS bytes"];
}

function costCells(costs: readonly Cost[]): readonly string[] {
  const middle = (of: (cost: Cost) => number | undefined) =>
    rounded(median(costs.map((cost) => of(cost) ?? 0)));
  const takers = TAKERS.map((taker) =>
    costs.some(({ cpu }) => cpu[taker] !== undefined)
      ? `${middle(({ cpu }) => cpu[taker])} (${middle(({ thread }) => thread[taker])})`
      : ""
  );
  return [...takers, middle(({ nats }) => nats.messages), middle(({ nats }) => nats.bytes)];
}

/** Those of a kind are alike: each has its share of what all together have. */
function memoryCells(
  rounds: readonly Measured[],
  part: Part,
  sessions: number,
): readonly string[] {
  const each = (key: "empty" | "idle") =>
    median(
      rounds.flatMap(({ memory }) => memory.filter((one) => one.part === part))
        .map((one) => one[key]),
    );
  const grown = rounds.map(({ memory }) =>
    memory.filter((one) => one.part === part)
      .reduce((sum, { empty, idle }) => sum + idle - empty, 0)
  );
  return [
    ...[rounded(each("empty") / 1024), rounded(each("idle") / 1024)],
    rounded(median(grown) / sessions),
  ];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const isText = (name: string) => ["line", "processes", "process"].includes(name);
  return [line(head), line(head.map((name) => isText(name) ? "---" : "---:")), ...rows.map(line)];
}
