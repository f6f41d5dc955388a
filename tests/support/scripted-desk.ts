import type { CallOptions } from '#contract/client.ts'
import type { Envelope, Push } from '#contract/envelope.ts'
import type { InputOf, OperationName, OutputOf } from '#contract/operations.ts'
import type { CaseId, DigestHex, KeyId, UserId, VaultId } from '#core/ids.ts'
import type { Desk } from '../../src/renderer/state/desk.ts'

/** What stands in for the engine: an answer for each operation a test expects. */
export type Answers = {
  readonly [Name in OperationName]?: (
    input: InputOf<Name>,
    options: CallOptions,
  ) => Envelope<OutputOf<Name>> | Promise<Envelope<OutputOf<Name>>>
}

/** A desk without an engine, for tests of what a window does with answers. */
export type ScriptedDesk = Desk & {
  /** The names of the calls, in order. */
  readonly calls: OperationName[]
  push(push: Push): void
  connect(isConnected: boolean): void
}

/** Makes one. A call that the script does not answer is a bug, as it would be in the engine. */
export function makeScriptedDesk(answers: Answers, ways: Partial<Desk> = {}): ScriptedDesk {
  const listeners = new Set<(push: Push) => void>()
  const watchers = new Set<(isConnected: boolean) => void>()
  const calls: OperationName[] = []
  return {
    calls,
    push: (push) => {
      for (const listener of listeners) listener(push)
    },
    connect: (isConnected) => {
      for (const watcher of watchers) watcher(isConnected)
    },
    client: {
      async call(name, input, options = {}) {
        calls.push(name)
        const answer = answers[name]
        return answer === undefined
          ? { outcome: 'bug', reference: `no answer to ${name}` }
          : await answer(input, options)
      },
      subscribe(listener) {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    },
    asksBeforeClosing: true,
    isReadingRoom: false,
    readsFilesWhereTheyLie: false,
    chooseFiles: async () => done({ files: [] }),
    chooseFolder: async () => done({ files: [] }),
    offerFiles: async () => done({ files: [] }),
    sendFile: async () => 'sent',
    mediaPane: { kind: 'frame' },
    showReadBack: () => {},
    openOutlet: async () => done({ outletId: '0'.repeat(32), receive: () => {} }),
    readReport: async () => done(new Uint8Array([37, 80, 68, 70])),
    watchConnection(watcher) {
      watchers.add(watcher)
      return () => watchers.delete(watcher)
    },
    ...ways,
  }
}

/** A success. */
export function done<Output>(value: Output): Envelope<Output> {
  return { outcome: 'done', value }
}

/** Lets everything that waits for nothing but its turn come to its end. */
export async function settle(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve))
}

/** An id made of one repeated digit. */
export function idOf<Id extends string = string>(digit: string): Id {
  return digit.repeat(32) as Id
}

/** A digest made of one repeated digit. */
export function digestOf(digit: string): DigestHex {
  return digit.repeat(64) as DigestHex
}

/** A session of an officer who does not exist. */
export const SESSION: OutputOf<'vault.unlock'> = {
  vaultId: idOf<VaultId>('a'),
  person: {
    userId: idOf<UserId>('b'),
    number: 1,
    name: 'សុខ សំណាង',
    roles: ['commander'],
    keyId: idOf<KeyId>('c'),
  },
  head: { seq: 1, hashHex: digestOf('d'), atMs: 0 },
  notices: [],
  recovery: 'ready',
}

/** What a locked vault of one person says of itself. */
export const LOCKED: Extract<OutputOf<'vault.status'>, { readonly state: 'locked' }> = {
  state: 'locked',
  software: 'samnum test',
  userNumbers: [1],
  hasKeyFiles: false,
  hasRecovery: true,
  waitMs: 0,
}

/** An empty case file. */
export function caseFileOf(digit: string, title = 'សំណុំរឿងសាកល្បង'): OutputOf<'case.show'> {
  return {
    caseId: idOf<CaseId>(digit),
    number: '2026-0001',
    title,
    openedAtMs: 0,
    openedBy: 'សុខ សំណាង',
    complaints: [],
    exhibits: [],
    totals: [],
    events: [],
    departures: [],
    head: { seq: 3, hashHex: digestOf('e'), atMs: 0 },
  }
}
