import type { Recorded, RecordQuestion } from "../boundary/record_question.ts";
import type { Game } from "../model.ts";
import type { AuditLog } from "./audit_log.ts";

/** What {@linkcode answerRecord} needs of the Server. */
export interface RecordParts {
  readonly audit: Pick<AuditLog, "recordAttempt">;
  readonly game: Pick<Game, "accounts">;
}

/** Records what somebody does from the observatory, whatever becomes of it. */
export async function answerRecord(
  { uid, address, detail }: RecordQuestion,
  { audit, game }: RecordParts,
): Promise<Recorded> {
  const account = uid === null ? null : await game.accounts.get(uid) ?? null;
  const from = { address, protocolKey: "web" };
  audit.recordAttempt({ kind: "observatory", account, from, detail });
  return { kind: "recorded" };
}
