import { residentMiB } from "../house.ts";
import type { HeapHouse } from "./heap_house.ts";

/**
 * What is in use, in MiB: in the whole process, and in each isolate after all that nobody holds was
 * freed.
 */
export interface Memory {
  readonly resident: number;
  readonly portal: number;
  readonly server: number;
}

/** Measures it. */
export async function memoryOf(house: HeapHouse): Promise<Memory> {
  const resident = Math.round(await residentMiB(house.program.pid));
  const { portal, server } = await house.used();
  const inMiB = (bytes: number) => Number((bytes / 1024 ** 2).toFixed(1));
  return {
    resident,
    portal: inMiB(portal),
    server: inMiB(server),
  };
}
