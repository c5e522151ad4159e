const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * Says how long something took, in its two largest units.
 *
 * @param ms Milliseconds; less than none is none.
 */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < MINUTE) return `${seconds} s`;
  if (seconds < HOUR) return `${Math.floor(seconds / MINUTE)} min`;
  if (seconds < DAY) return pair(seconds, { unit: HOUR, name: "h", part: MINUTE, partName: "min" });
  return pair(seconds, { unit: DAY, name: "d", part: HOUR, partName: "h" });
}

interface Units {
  readonly unit: number;
  readonly name: string;
  readonly part: number;
  readonly partName: string;
}

function pair(seconds: number, { unit, name, part, partName }: Units): string {
  const parts = Math.floor((seconds % unit) / part);
  const whole = `${Math.floor(seconds / unit)} ${name}`;
  return parts === 0 ? whole : `${whole} ${parts} ${partName}`;
}
