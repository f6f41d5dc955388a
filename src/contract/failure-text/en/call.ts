import type { CALL_FAILURES } from '../../failures/call-failures.ts'
import type { TextsOf } from '../failure-text-form.ts'

/** What failures about a call itself mean and what to do about them, in English. */
export const CALL_EN: TextsOf<typeof CALL_FAILURES> = {
  'operation/unknown': {
    wrong: 'This version of Samnum does not know what was asked of it.',
    act: 'Close Samnum and start it again; if this happens again, install it again so that all its parts have one version.',
  },
  'operation/wrong-transport': {
    wrong: 'This cannot be asked in this way.',
    act: 'Use the desktop window, the browser page or the command line as the manual says for this task.',
  },
  'operation/not-allowed': {
    wrong: 'Your role does not allow this.',
    act: 'Ask somebody who holds the role, or ask the administrator of this vault to give it to you.',
  },
  'operation/protocol-mismatch': {
    wrong: 'This window belongs to another version of Samnum than the one that is running.',
    act: 'Close the window, start Samnum again and open it anew.',
  },
  'input/invalid': {
    wrong: 'Something that was entered is not right, and nothing was saved.',
    act: 'Mend what is named below and try again.',
  },
  'engine/wrong-library': {
    wrong: 'A library that Samnum encrypts with gives wrong answers on this machine[: {algorithm}].',
    act: 'Do not work with this installation; install Samnum again from a medium that you trust. Nothing was opened.',
  },
}
