import type { Handler } from '#contract/dispatcher.ts'
import type { NoteId } from '#core/ids.ts'
import { fail, succeed } from '#core/result.ts'
import type { SessionSource } from '../vault-session.ts'
import { sayOfCase } from './work-on-case.ts'

/** `note.write`. */
export function writeNote(session: SessionSource): Handler<'note.write'> {
  return async ({ case: name, text, happened, corrects }) =>
    sayOfCase(session, name, ({ vault, work, me }) => {
      const corrected = work.notes.find(({ number }) => number === corrects)
      if (corrects !== undefined && corrected === undefined) return fail({ code: 'note/not-found' as const })
      const noteId = vault.crypto.newId() as NoteId
      const number = work.notes.length + 1
      const data = {
        ...{ noteId, number, text, writtenBy: me },
        ...(happened !== undefined && { happened }),
        ...(corrected !== undefined && { corrects: corrected.noteId }),
      }
      return succeed({ saying: { kind: 'note-written', data }, answer: { noteId, number } })
    })
}

/** `decision.make`. */
export function makeDecision(session: SessionSource): Handler<'decision.make'> {
  return async ({ case: name, decision, reason }) =>
    sayOfCase(session, name, ({ vault, me }) => {
      const data = { decisionId: vault.crypto.newId(), decision, reason, decidedBy: me }
      return succeed({ saying: { kind: 'decision-made', data }, answer: {} })
    })
}

/** `review.make`. */
export function makeReview(session: SessionSource): Handler<'review.make'> {
  return async ({ case: name, outcome, text, nextAtMs }) =>
    sayOfCase(session, name, ({ vault, me }) => {
      const reviewId = vault.crypto.newId()
      const next = nextAtMs === undefined ? {} : { nextAtMs }
      const data = { reviewId, outcome, text, ...next, reviewedBy: me }
      return succeed({ saying: { kind: 'review-made', data }, answer: {} })
    })
}
