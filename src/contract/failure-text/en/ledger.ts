import type { LEDGER_FAILURES } from '../../failures/ledger-failures.ts'
import type { TextsOf } from '../failure-text-form.ts'

/** What failures about events mean and what to do about them, in English. */
export const LEDGER_EN: TextsOf<typeof LEDGER_FAILURES> = {
  'ledger/header-damaged': {
    wrong: 'The header of an event[, number {seq:number},] is damaged.',
    act: 'Keep the folder as it is, and restore the vault from a backup made before this event was damaged.',
  },
  'ledger/chain-broken': {
    wrong: 'An event[, number {seq:number},] does not follow from the one before it: the ledger was changed.',
    act: 'Everything before it still holds; keep the folder as it is and restore the vault from a backup.',
  },
  'ledger/sequence-broken': {
    wrong: 'An event is missing, doubled or out of order[ at number {seq:number}].',
    act: 'Everything before it still holds; keep the folder as it is and restore the vault from a backup.',
  },
  'ledger/signature-wrong': {
    wrong:
      'The signature of an event[, number {seq:number},] does not fit: it was changed or was not made by its officer.',
    act: 'Keep the folder as it is and restore the vault from a backup.',
  },
  'ledger/signer-unknown': {
    wrong: 'An event[, number {seq:number},] is signed with a key that this vault does not know.',
    act: 'Keep the folder as it is and find out where the event comes from.',
  },
  'ledger/body-differs': {
    wrong: 'The content of an event[, number {seq:number},] is not the content that was signed.',
    act: 'Keep the folder as it is and restore the vault from a backup.',
  },
  'ledger/body-unreadable': {
    wrong: 'The content of an event[, number {seq:number},] cannot be decrypted or read.',
    act: 'Keep the folder as it is and restore the vault from a backup.',
  },
  'ledger/scope-wrong': {
    wrong: 'An event[, number {seq:number},] is filed under another case than the one it speaks of.',
    act: 'Keep the folder as it is and restore the vault from a backup.',
  },
  'ledger/time-runs-back': {
    wrong: 'The time of an event[, number {seq:number},] lies before that of the event before it.',
    act: 'Check the clock of this machine; what the event says is not affected.',
  },
  'ledger/event-refused': {
    wrong: 'An event[, number {seq:number},] says something that cannot be, given the events before it.',
    act: 'Keep the folder as it is and restore the vault from a backup.',
  },
  'ledger/key-missing': {
    wrong: 'The key of this case is not in the vault, so its content cannot be read or added to.',
    act: 'Ask somebody who holds the case, or restore the vault from a backup.',
  },
  'ledger/signer-not-active': {
    wrong:
      'An event[, number {seq:number},] is signed with a key that did not hold then: its owner was suspended, or has other keys.',
    act: 'Keep the folder as it is and find out who used that key.',
  },
  'ledger/actor-not-allowed': {
    wrong:
      'An event[, number {seq:number},] is signed by somebody who was not allowed to do this, or alone by somebody who needed a second person.',
    act: 'Do not rely on what it says; keep the folder as it is and ask whoever signed it.',
  },
  'ledger/body-missing': {
    wrong: 'The content of an event[, number {seq:number},] is gone, and no order to expunge explains it.',
    act: 'Keep the folder as it is and restore the vault from a backup.',
  },
  'ledger/clock-set-back': {
    wrong:
      'The clock of this machine was set back[: it shows {behindMinutes:number} minutes less than the last event][: it shows {behindDays:number} days less than the last event].',
    act: 'Set the clock right; the order of the events does not depend on it, and each event records what the clock said.',
  },
  'ledger/events-left-out': {
    wrong: 'Some events do not hold and are left out of the lists[: {events:number}].',
    act: 'Run a check of the vault: it names each of them and what is wrong with it. Keep the folder as it is until then.',
  },
  'ledger/forked': {
    wrong:
      'This machine has seen another event[ with the number {seenSeq:number}] than the ledger has now: the vault was put back to an older copy, and work went on from there.',
    act: 'Find out who replaced the folder and why, and keep every copy of it; the ledger has this on record.',
  },
  'ledger/behind-witness': {
    wrong:
      'This machine has seen more of the ledger[, up to event {seenSeq:number},] than the vault has now[: it ends at event {heldSeq:number}].',
    act: 'If the vault was restored from a backup, this is to be expected: enter again what is missing. Otherwise find out who replaced the folder, and keep every copy of it.',
  },
  'projection/differs': {
    wrong: 'The lists drawn up from the ledger differ from what the ledger says.',
    act: 'The ledger is what counts; keep a copy of the folder and have the lists rebuilt.',
  },
  'clock/implausible': {
    wrong: 'The clock of this machine cannot be right, and nothing was recorded.',
    act: 'Set the date and the time of this machine, then try again.',
  },
  'anchor/malformed': {
    wrong: 'This is not a line of the station’s register[: group {group:number} was misread].',
    act: 'Read it again from the paper: the day, the number of the event, and eight groups of six digits.',
  },
  'event/not-found': {
    wrong: 'The case has no event of this number with this hash.',
    act: 'Open the history of the case again and choose the event there.',
  },
  'disclosure/not-a-disclosure': {
    wrong: 'This file is not the disclosure of a case.',
    act: 'Choose the file that Samnum wrote when the case was disclosed.',
  },
  'disclosure/from-the-future': {
    wrong: 'This disclosure was written by a newer version of Samnum.',
    act: 'Check it with that version or a later one.',
  },
  'disclosure/malformed': {
    wrong: 'This disclosure has a line[, line {line:number},] that no disclosure has.',
    act: 'Do not rely on this file; ask for a new one, and compare the SHA-256 of both with what the vault recorded.',
  },
  'disclosure/truncated': {
    wrong: 'This disclosure is cut short[ after line {line:number}].',
    act: 'Copy it again from where it came from, and check that one.',
  },
  'disclosure/event-missing': {
    wrong:
      'An event of this case[, number {seq:number},] is kept back: the ledger has it, and this file does not show it.',
    act: 'Do not rely on this file; ask for one that shows every event of the case.',
  },
  'disclosure/event-foreign': {
    wrong: 'This file shows an event[, number {seq:number},] that belongs to no part of this case.',
    act: 'Do not rely on this file, and do not pass it on: it may say something about other people.',
  },
  'disclosure/head-differs': {
    wrong: 'This disclosure does not end at the event it names as the last.',
    act: 'Do not rely on this file; ask for a new one.',
  },
  'disclosure/introduction-lost': {
    wrong:
      'This case cannot be disclosed from this vault: the damage before the salvage took the event that says whose key signed[ event {seq:number}], so that nobody outside could check it.',
    act: 'Restore the newest backup from before the damage on another machine and disclose the case from there. Give the report of the case beside it, with the line of the register that follows it. Where there is no such backup, an expert can verify the vault itself, which still proves these events.',
  },
}
