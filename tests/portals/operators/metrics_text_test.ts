import assert from "node:assert/strict";
import { DURATION_BOUNDS, Tally } from "../../../src/core/boundary/tally.ts";
import { counter, gauge, histogram } from "../../../src/portals/operators/metric.ts";
import { metricsText } from "../../../src/portals/operators/metrics_text.ts";

Deno.test("metricsText() writes help, type and a line for each sample", () => {
  assert.equal(
    metricsText([
      counter(["house_visits_total", "Visits."], [[{ by: "telnet" }, 3], [{ by: "ssh" }, 0]]),
      gauge(["house_guests", "Guests."], 2.5),
    ]),
    `# HELP house_visits_total Visits.
# TYPE house_visits_total counter
house_visits_total{by="telnet"} 3
house_visits_total{by="ssh"} 0
# HELP house_guests Guests.
# TYPE house_guests gauge
house_guests 2.5
`,
  );
});

Deno.test("metricsText() escapes what would end a label or a line", () => {
  const text = metricsText([gauge(["a", "one\ntwo\\"], [[{ b: 'c"d\\e\nf' }, Infinity]])]);
  assert.equal(text, '# HELP a one\\ntwo\\\\\n# TYPE a gauge\na{b="c\\"d\\\\e\\nf"} +Inf\n');
});

Deno.test("histogram() counts in each bucket what is in those below, in seconds", () => {
  const tally = new Tally();
  for (const ms of [0.2, 1, 1.5, 60_000]) tally.add(ms);
  const { samples } = histogram(["h_seconds", "H."], tally.counts);
  const at = (le: string) => samples.find(({ labels }) => labels.le === le)?.value;
  assert.deepEqual(["0.0005", "0.001", "0.0025", "10", "+Inf"].map(at), [1, 2, 3, 3, 4]);
  assert.equal(samples.length, DURATION_BOUNDS.length + 3);
  assert.deepEqual(
    samples.slice(-2).map(({ suffix, value }) => [suffix, value]),
    [["_sum", 60.0027], ["_count", 4]],
  );
});
