import { hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import type { OutputOf } from '#contract/operations.ts'
import type { CaseId, DeviceId } from '#core/ids.ts'
import { readPackText } from '#core/law/adopted-pack.ts'
import { RECIPIENTS_VOCABULARY, readRecipientBook } from '#core/letters/recipient-book.ts'
import type { HubBook, PinnedHub, TakenMessage } from '#core/packages/hub-book.ts'
import {
  type CaseMessage,
  type MessageContent,
  parseCaseMessage,
  parseContent,
} from '#core/packages/hub-message.ts'
import { caseKeyOf, type VaultSession } from '../vault-session.ts'

type ShownMessage = OutputOf<'sync.status'>['messages'][number]

/** The messages that the person of the session may read, newest first: those about a case only whoever holds it. */
export function readMessages(vault: VaultSession, { pinned, messages }: HubBook): readonly ShownMessage[] {
  if (pinned === null) return []
  return messages
    .flatMap((message) => {
      const content = parseContent(utf8ToBytes(message.text))
      const shown = content.ok ? showContent(vault, pinned, message, content.value) : null
      return shown === null ? [] : [shown]
    })
    .reverse()
}

function showContent(
  vault: VaultSession,
  hub: PinnedHub,
  { number, madeAtMs }: TakenMessage,
  content: MessageContent,
): ShownMessage | null {
  const head = { number, madeAtMs }
  switch (content.kind) {
    case 'for-case':
      return showForCase(vault, hub, head, content.caseId, content.sealedHex)
    case 'tasking':
    case 'notice': {
      const { kind, title, text, from } = content
      const dueOn = content.kind === 'tasking' ? content.dueOn : undefined
      return { ...head, kind, title, text, from, ...(dueOn !== undefined && { dueOn }) }
    }
    case 'law-pack':
      return { ...head, kind: content.kind, title: titleOfPack(content.text), text: content.text }
    case 'vocabulary':
      return { ...head, kind: content.kind, title: titleOfVocabulary(content), text: content.text }
    case 'playbook': {
      const { kind, title, text } = content
      return { ...head, kind, title, text }
    }
  }
}

// In both languages, as a playbook's is; a pack of a later form has none that this program knows.
function titleOfPack(text: string): string {
  const read = readPackText(text)
  if (!read.ok) return ''
  const { title, version } = read.value.pack
  return `${title.km} · ${title.en} · ${version}`
}

function titleOfVocabulary({
  name,
  version,
  text,
}: Extract<MessageContent, { readonly kind: 'vocabulary' }>): string {
  const book = name === RECIPIENTS_VOCABULARY ? readRecipientBook(text) : null
  if (book?.ok !== true) return `${name} ${version}`
  const { title } = book.value
  return `${title.km} · ${title.en} · ${version}`
}

// Sealed once more under the case's key, in the place that hub and number name.
function showForCase(
  vault: VaultSession,
  { hubId }: PinnedHub,
  head: { readonly number: number; readonly madeAtMs: number },
  caseId: CaseId,
  sealedHex: string,
): ShownMessage | null {
  const found = vault.cases.findCase(caseId)
  if (!found.ok || found.value === null) return null
  const key = caseKeyOf(vault, caseId)
  if (!key.ok) return null
  const place = { device: hubId as string as DeviceId, seq: head.number }
  const opened = vault.crypto.openBody(key.value, place, hexToBytes(sealedHex))
  const content = opened.state === 'open' ? parseCaseMessage(opened.plaintext) : null
  if (content?.ok !== true) return null
  return { ...head, caseNumber: found.value.number, ...wordsOf(content.value) }
}

function wordsOf(content: CaseMessage): Omit<ShownMessage, 'number' | 'madeAtMs' | 'caseNumber'> {
  switch (content.kind) {
    case 'tasking': {
      const { kind, title, text, from, dueOn } = content
      return { kind, title, text, from, ...(dueOn !== undefined && { dueOn }) }
    }
    case 'comment':
      return { kind: content.kind, title: '', text: content.text, from: content.from }
    case 'match-hint': {
      const { kind, contact, identifierKind, normalised, cases, provinces } = content
      return { kind, title: '', text: contact, match: { identifierKind, normalised, cases, provinces } }
    }
  }
}
