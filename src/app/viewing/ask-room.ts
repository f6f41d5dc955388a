import type * as z from 'zod'
import type { Failure } from '#contract/failures.ts'
import { fail, type Result, succeed } from '#core/result.ts'
import type { Cancelled } from '../ports/byte-source.ts'
import type { ObjectFinding } from '../ports/object-store.ts'
import type { RoomFailure, RoomQuestion, ViewingRoom } from '../ports/viewing-room.ts'
import type { OpenPreview, Previews } from './previews.ts'
import { ROOM_ANSWERS } from './room-answers.ts'

/** What a room answers to a question, checked. */
export type RoomAnswer<What extends RoomQuestion['what']> = z.output<(typeof ROOM_ANSWERS)[What]>

/** Why there is no answer. */
export type AskFailure = RoomFailure | ObjectFinding | Cancelled

type Work = Parameters<ViewingRoom['ask']>[1]

/** Asks the room of a preview. An answer without the right shape ends the room; damage of the stored bytes is told as damage. */
export async function askRoom<Question extends RoomQuestion>(
  previews: Previews,
  preview: OpenPreview,
  question: Question,
  work?: Work,
): Promise<Result<RoomAnswer<Question['what']>, AskFailure>> {
  const answer = await previews.roomOf(preview).ask(question, work)
  if (preview.damage !== null) {
    previews.dropRoom(preview)
    return fail(preview.damage)
  }
  const checked = checkAnswer<Question['what']>(question.what, answer)
  // A room that ended, or talks nonsense, is not asked again.
  if (!checked.ok && checked.failure.code !== 'preview/too-large') previews.dropRoom(preview)
  return checked
}

/** Passes on an answer that looks as it must. */
export function checkAnswer<What extends RoomQuestion['what']>(
  what: What,
  answer: Result<unknown, RoomFailure | Cancelled>,
): Result<RoomAnswer<What>, RoomFailure | Cancelled> {
  if (!answer.ok) return answer
  const parsed = ROOM_ANSWERS[what].safeParse(answer.value)
  if (parsed.success) return succeed(parsed.data as RoomAnswer<What>)
  return fail<Failure<'preview/not-shown'>>({ code: 'preview/not-shown', facts: { cause: 'nonsense' } })
}
