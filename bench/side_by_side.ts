import type { BenchRun } from "./bench_run.ts";
import type { Point, Row } from "./figures.ts";
import type { Figures, Task } from "./load/wire.ts";
import type { Trio } from "./trio.ts";

/** What is measured of the game beside the bare servers. */
export interface Measured {
  readonly name: string;
  readonly task: Task;
  /** Which of the figures become rows; of `perSecond` more is better, of times less. */
  readonly rows: readonly (keyof Figures)[];
  /** Where what is done a second stands in a picture. */
  readonly point?: Point;
}

/** What is compared with what. */
export interface Comparison {
  readonly group: string;
  /** What the bare servers do meanwhile. */
  readonly baseline: Task;
  /** How that is called, if it becomes rows of its own, such as `100 sessions`. */
  readonly bare?: Omit<Measured, "task">;
  readonly measured: readonly Measured[];
}

/** What one round measured. */
interface Round {
  readonly echo: Figures;
  readonly wall: Figures;
  readonly game: readonly Figures[];
}

/** Measures round by round, the bare servers first in each, so that all see the same machine. */
export async function sideBySide(
  { scale, add, tell }: BenchRun,
  trio: Trio,
  { group, baseline, bare, measured }: Comparison,
): Promise<void> {
  const rounds: Round[] = [];
  for (let round = 1; round <= scale.rounds; round++) {
    const echo = await trio.order("echo", baseline);
    const wall = await trio.order("wall", baseline);
    const game: Figures[] = [];
    for (const { name, task } of measured) {
      const figures = await trio.order("game", task);
      tell(`${group}, ${name}, round ${round}: ${Math.round(figures.perSecond)} a second`);
      game.push(figures);
    }
    rounds.push({ echo, wall, game });
  }
  for (const which of ["echo", "wall"] as const) {
    if (bare === undefined) break;
    const name = `bare ${which}, ${bare.name}`;
    const point = bare.point && { ...bare.point, line: `bare ${which}` };
    const figures = rounds.map((round) => round[which]);
    for (const { key: _, ...row } of rowsOf({ ...bare, name, point }, figures)) {
      add({ group, ...row });
    }
  }
  measured.forEach((one, at) => {
    const figures = rounds.map(({ game }) => game[at]).filter((one) => one !== undefined);
    for (const { key, ...row } of rowsOf(one, figures)) {
      const ratios = (which: "echo" | "wall") =>
        figures.map((of, round) => of[key] / (rounds[round]?.[which][key] ?? Number.NaN));
      add({ group, ...row, ofEcho: ratios("echo"), ofWall: ratios("wall") });
    }
  });
}

function rowsOf(
  { name, rows, point }: Pick<Measured, "name" | "rows"> & { readonly point?: Point | undefined },
  figures: readonly Figures[],
) {
  return rows.map((key) => ({
    key,
    name: key === "perSecond" ? name : `${name}: ${key}`,
    ...kindOf(key),
    rounds: figures.map((one) => one[key]),
    ...(key === "perSecond" && point !== undefined ? { point } : {}),
  }));
}

function kindOf(key: keyof Figures): Pick<Row, "unit" | "better"> {
  return key === "perSecond"
    ? { unit: "a second", better: "more" }
    : { unit: "ms", better: "less" };
}
