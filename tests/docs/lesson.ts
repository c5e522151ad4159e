/** One line of the lesson that somebody does or sees. */
export interface LessonStep {
  /** Such as `Class types`. */
  readonly what: string;
  /** What stands behind the colon: quoted, or in words. */
  readonly text: string;
}

const STEP = /^- ((?:Class|Teacher|Second tab|Board)(?: \w+)*): (.+)$/;

/** Reads the steps of docs/educators.md, in order. */
export function lessonSteps(page: string): readonly LessonStep[] {
  return page.split("\n").flatMap((line) => {
    const [, what, text] = STEP.exec(line) ?? [];
    if (what === undefined || text === undefined) return [];
    return [{ what, text: /^`(.*)`$/.exec(text)?.[1] ?? text }];
  });
}
