import { formatWholeNumber } from '#contract/number-text.ts'
import type { Catalogue } from '../catalogue.ts'

const n = (value: number) => formatWholeNumber(value, 'en')

/** What surrounds every screen, in English. */
export const windowText: Catalogue['window'] = {
  appName: 'សំណុំរឿង',
  appNameLatin: 'Samnum',
  skipToContent: 'Skip to content',
  language: 'Language',
  theme: 'Colours',
  themes: { system: 'As the system', light: 'Light', dark: 'Dark' },
  cancel: 'Cancel',
  close: 'Close',
  stop: 'Stop',
  stopping: 'Stopping…',
  tryAgain: 'Try again',
  back: 'Back',
  next: 'Continue',
  copy: 'Copy',
  copied: 'Copied',
  required: 'required',
  loading: 'Reading…',
  showPassphrase: 'Show the passphrase',
  showMore: (more: number) => `Show ${n(more)} more`,
  connecting: 'Connecting to Samnum…',
  unreachableTitle: 'Samnum cannot be reached',
  unreachable: 'The program does not answer. Check that it is running and try again.',
  notInvitedTitle: 'This page has not been let in',
  notInvited:
    'Open the whole address that Samnum printed when it started. That address works once; if it was used already, start Samnum again.',
  connectionLost: 'The connection to Samnum is lost. Trying to connect again…',
  bugTitle: 'Something went wrong inside Samnum',
  bug: (reference: string) =>
    `This was not done. Try again; if it happens again, tell whoever looks after Samnum and name the reference ${reference}.`,
  noAnswer: 'Samnum did not answer. Check that it is running and try again.',
  failedTitle: 'This was not done',
  nav: {
    label: 'Main menu',
    cases: 'Case files',
    verify: 'Verify',
    about: 'About Samnum',
    shortcuts: 'Shortcuts',
    lock: 'Lock',
    drafts: 'Complaints not saved yet',
    untitledDraft: 'No summary yet',
  },
  roles: {
    officer: 'Investigating officer',
    custodian: 'Evidence custodian',
    commander: 'Commander',
    analyst: 'Analyst',
    auditor: 'Auditor',
    administrator: 'Administrator',
  },
  notices: {
    label: 'Notices',
    dismiss: 'Dismiss the notice',
    complaintSaved: (number: string) => `The complaint is saved in case ${number}`,
    caseOpened: (number: string) => `Case ${number} is open`,
    exhibitSealed: (number: string) => `Exhibit ${number} is sealed`,
  },
  shortcuts: {
    title: 'Keyboard shortcuts',
    intro:
      'Everything can be done with the keyboard alone. Letters work under the Khmer and the Latin layout.',
    single: 'Use single letters as shortcuts',
    search: 'Search case files',
    newComplaint: 'Take a new complaint',
    openCase: 'Open a new case file',
    cases: 'Go to the list of case files',
    verify: 'Go to verifying the vault',
    rows: 'Move through a list',
    tabs: 'Change the part of a case file',
    save: 'Save the complaint',
    lock: 'Lock',
    help: 'Show this page',
    escape: 'Close a dialog',
    key: { escape: 'Esc', enter: 'Enter', control: 'Ctrl', alt: 'Alt' },
  },
  lock: {
    title: 'Lock now?',
    drafts: (count: number) =>
      count === 1
        ? 'One complaint is not saved yet and would be lost.'
        : `${n(count)} complaints are not saved yet and would be lost.`,
    sealings: (count: number) =>
      count === 1
        ? 'One file is not sealed yet and would be stopped.'
        : `${n(count)} files are not sealed yet and would be stopped.`,
    confirm: 'Lock and give them up',
    stay: 'Go on working',
  },
  leaveDraft: {
    title: 'The complaint is not saved yet',
    words: 'What is written waits for you until Samnum is locked. After that it is lost.',
    stay: 'Go on writing',
    keep: 'Keep it and leave',
    discard: 'Throw it away and leave',
  },
  progress: {
    sealing: 'Sealing',
    'checking-pages': 'Checking the pages of the database',
    'checking-events': 'Checking the events',
    'checking-objects': 'Checking the exhibits',
    extracting: 'Extracting',
    drawing: 'Drawing pages',
    copying: 'Copying',
    'reading-back': 'Reading back',
    starting: 'Starting…',
    percent: (percent: number) => `${n(percent)} %`,
    secondsLeft: (seconds: number) => `about ${n(seconds)} ${seconds === 1 ? 'second' : 'seconds'} left`,
    minutesLeft: (minutes: number) => `about ${n(minutes)} ${minutes === 1 ? 'minute' : 'minutes'} left`,
    cancelled: 'Stopped',
  },
}
