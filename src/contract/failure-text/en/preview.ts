import type { PREVIEW_FAILURES } from '../../failures/preview-failures.ts'
import type { TextsOf } from '../failure-text-form.ts'

/** What failures about looking at exhibits mean and what to do about them, in English. */
export const PREVIEW_EN: TextsOf<typeof PREVIEW_FAILURES> = {
  'preview/unknown': {
    wrong: 'This exhibit is no longer open for looking.',
    act: 'Open it again; what is open is closed at the lock and when nobody has looked for a while.',
  },
  'preview/no-such-view': {
    wrong: 'This exhibit cannot be looked at in that way.',
    act: 'Choose one of the ways that are offered; its bytes can always be seen.',
  },
  'preview/not-shown': {
    wrong: 'This exhibit cannot be shown in this way: it is damaged, or not what it says it is.',
    act: 'Look at its bytes. If it is evidence, note that it could not be shown, and have it examined with a tool made for it.',
  },
  'preview/too-large': {
    wrong: 'This exhibit is too large to be shown in this way.',
    act: 'Look at its bytes, or extract it and open it on a computer that is kept for examinations.',
  },
  'preview/protected': {
    wrong: 'This document is protected by a password.',
    act: 'Note the fact in the case file. Ask the person it was seized from, or have it examined.',
  },
  'redact/nothing-covered': {
    wrong: 'Nothing was covered, so no copy was made.',
    act: 'Draw at least one box, or name words that occur in the text exactly as you write them.',
  },
  'redact/not-possible': {
    wrong: 'Parts of this kind of exhibit cannot be covered here.',
    act: 'Pictures, PDF documents and texts can. Note for the others which parts must not be shown.',
  },
}
