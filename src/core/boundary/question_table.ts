import type * as v from "valibot";
import { AuthenticatedSchema, AuthenticateSchema } from "./authenticate_question.ts";
import { HttpAnswerSchema, HttpRequestSchema } from "./http_question.ts";

/** Every question that may be asked over the wall, by name: what it says, and what answers say. */
export const QUESTIONS = {
  /** The Server: whose name and proof are these? */
  authenticate: { asks: AuthenticateSchema, answers: AuthenticatedSchema },
  /** The Server: what does a plugin answer to this HTTP request? */
  http: { asks: HttpRequestSchema, answers: HttpAnswerSchema },
} as const satisfies Readonly<Record<string, QuestionShape>>;

interface QuestionShape {
  readonly asks: v.GenericSchema;
  readonly answers: v.GenericSchema;
}

/** The name of a question. */
export type QuestionName = keyof typeof QUESTIONS;

/** What a question says. */
export type Asked<Name extends QuestionName> = v.InferOutput<(typeof QUESTIONS)[Name]["asks"]>;

/** What its answers say. */
export type Answered<Name extends QuestionName> = v.InferOutput<
  (typeof QUESTIONS)[Name]["answers"]
>;

/** Tells whether a question has this name. */
export function isQuestionName(name: string): name is QuestionName {
  return Object.hasOwn(QUESTIONS, name);
}
