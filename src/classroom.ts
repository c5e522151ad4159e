import { resolve } from "node:path";
import { newClaimCode } from "./claim_code.ts";
import type { ClassroomFacts } from "./cli/banner.ts";
import type { SettingsPlaces } from "./cli/load_settings.ts";
import { classroomLessons } from "./classroom_lessons.ts";

/** Wrong codes of one address: a whole school may come from one. */
const WRONG_CODES = 100;
/** Codes are no words, so their hash may be cheap: a class comes in at once. */
const SCRYPT_COST = 12;

/** A class that is led with this start of the program. */
export interface Classroom {
  /** What it says in the settings. */
  readonly lesson: NonNullable<SettingsPlaces["lesson"]>;
  /** What opens its pages. */
  readonly facts: ClassroomFacts;
  /** Throws its data away. */
  end(): Promise<void>;
}

/**
 * Makes a class: codes, keys, and a folder for data that is thrown away.
 *
 * @param seats How many can sit in it.
 */
export async function makeClassroom(seats: number): Promise<Classroom> {
  const facts = { teacherKey: newKey(), viewKey: newKey() };
  const folder = await Deno.makeTempDir({ prefix: "vestibule-class-" });
  const settings = { codes: newCodes(seats), ...facts, lessons: await classroomLessons() };
  return {
    lesson: {
      name: "--classroom",
      values: {
        host: "",
        dataFolder: resolve(folder),
        scryptCost: SCRYPT_COST,
        loginThrottleLimit: WRONG_CODES,
        ...{ creationThrottleLimit: 0, maxSessionsPerAddress: 0, connectionRatePerAddress: 0 },
        webRedirects: {
          "/join": "/plugins/classroom/join",
          "/classroom": "/plugins/classroom/board",
        },
      },
      plugin: { use: "classroom", settings },
    },
    facts,
    end: () => Deno.remove(folder, { recursive: true }),
  };
}

function newCodes(count: number): readonly string[] {
  const codes = new Set<string>();
  while (codes.size < count) codes.add(newClaimCode());
  return [...codes];
}

function newKey(): string {
  return crypto.getRandomValues(new Uint8Array(24)).toBase64({ alphabet: "base64url" });
}
