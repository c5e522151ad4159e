import { DURATION_BOUNDS, type TallyCounts } from "../../core/boundary/tally.ts";

/** The labels of a sample. What grows with the number of users is no label. */
export type Labels = Readonly<Record<string, string>>;

/** One number of a metric. */
export interface Sample {
  /** What comes behind the metric's name, such as `_sum`; empty for the metric itself. */
  readonly suffix: string;
  readonly labels: Labels;
  readonly value: number;
}

/** One thing that is measured, with all its samples. */
export interface Metric {
  /** Its name, in the base unit that it ends with (Prometheus' naming guide). */
  readonly name: string;
  /** What it tells, in one sentence. */
  readonly help: string;
  readonly type: "counter" | "gauge" | "histogram";
  readonly samples: readonly Sample[];
}

/** What a metric is called, and what it tells. */
export type MetricName = readonly [name: string, help: string];

/** A number for each set of labels. */
export type Labelled = readonly (readonly [labels: Labels, value: number])[];

/** Makes what only grows; its name ends with `_total`. */
export function counter([name, help]: MetricName, values: number | Labelled): Metric {
  return { name, help, type: "counter", samples: samplesOf(values) };
}

/** Makes what goes up and down. */
export function gauge([name, help]: MetricName, values: number | Labelled): Metric {
  return { name, help, type: "gauge", samples: samplesOf(values) };
}

/** Makes of durations a histogram in seconds: each bucket counts what is in those below, too. */
export function histogram([name, help]: MetricName, { buckets, seconds }: TallyCounts): Metric {
  let count = 0;
  const samples = [...DURATION_BOUNDS.map(String), "+Inf"].map((le, index) => {
    count += buckets[index] ?? 0;
    return { suffix: "_bucket", labels: { le }, value: count };
  });
  return {
    ...{ name, help, type: "histogram" },
    samples: [
      ...samples,
      { suffix: "_sum", labels: {}, value: seconds },
      { suffix: "_count", labels: {}, value: count },
    ],
  };
}

function samplesOf(values: number | Labelled): readonly Sample[] {
  const labelled: Labelled = typeof values === "number" ? [[{}, values]] : values;
  return labelled.map(([labels, value]) => ({ suffix: "", labels, value }));
}
