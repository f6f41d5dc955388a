import type { RecordDataOf } from '../records/record.ts'
import type { Block, DocumentLanguages, DocumentTree, Signer } from './document-tree.ts'
import { listItems, type ReceiptItem } from './receipt.ts'
import {
  facts,
  frameOf,
  part,
  type RecordContext,
  row,
  sayLocalTime,
  sayOfficer,
  signersOf,
  writeCount,
} from './record-parts.ts'
import { fillPhrase, type Template } from './template.ts'

/** The wording of a seizure record. */
export const SEIZURE_KEYS = {
  title: [],
  subject: [],
  opening: ['place'],
  seizedAt: [],
  authority: [],
  officers: [],
  presence: [],
  occupant: [],
  occupantPresent: ['name'],
  occupantAbsent: [],
  witness: ['order'],
  inventory: [],
  unknown: [],
  remarks: [],
  noRemarks: [],
  copy: [],
  copyGiven: [],
  copyNotGiven: [],
  refusal: [],
  signing: [],
  signerOccupant: [],
  signerWitness: [],
  signerOfficer: [],
} as const

type Say = Template<typeof SEIZURE_KEYS>
type Seizure = RecordDataOf<'seizure'>

/**
 * Writes down what was taken from whom, before whom, with the inventory of the things as they are registered in the case. A number
 * in the record that the case does not have is named as such and not left out.
 */
export function buildSeizureRecord(
  record: Seizure,
  items: readonly ReceiptItem[],
  say: Say,
  context: RecordContext,
  languages: DocumentLanguages,
): DocumentTree {
  const { occupant } = record
  const { letterhead, madeFrom, foot } = frameOf(context, [
    ...(occupant.isPresent ? [say.signerOccupant] : []),
    say.signerWitness,
  ])
  return {
    languages,
    info: {
      title: [languages === 'en' ? say.title.en : say.title.km, context.recordNumber ?? ''].join(' ').trim(),
      subject: languages === 'en' ? say.subject.en : say.subject.km,
      creator: context.software,
      createdAtMs: context.madeAtMs,
    },
    foot,
    blocks: [
      letterhead,
      { kind: 'title', text: say.title, about: record.place },
      { kind: 'paragraph', text: fillPhrase(say.opening, { place: record.place }) },
      ...facts([
        ...row(say.seizedAt, sayLocalTime(record.seizedAt)),
        ...row(say.authority, record.authority),
        ...row(say.officers, record.officers.map(sayOfficer)),
      ]),
      ...part(say.presence, presence(record, say)),
      ...part(say.inventory, inventory(record, items, say)),
      ...part(say.remarks, remarks(record, say)),
      { kind: 'signatures', intro: say.signing, signers: signers(record, say) },
      madeFrom,
    ],
  }
}

function presence({ occupant, witnesses }: Seizure, say: Say): Block[] {
  const { isPresent, name } = occupant
  const isNamed = isPresent && name !== undefined
  return facts([
    ...row(say.occupant, isNamed ? fillPhrase(say.occupantPresent, { name }) : say.occupantAbsent),
    ...witnesses.map((witness, index) => ({
      label: fillPhrase(say.witness, { order: writeCount(index + 1) }),
      value: [witness.name, witness.idDocument, witness.address].filter((line) => line !== undefined),
    })),
  ])
}

function inventory({ seized }: Seizure, items: readonly ReceiptItem[], say: Say): Block[] {
  const known = new Set(items.map(({ number }) => number))
  const unknown = seized.filter((number) => !known.has(number))
  return [
    listItems(items),
    ...(unknown.length === 0
      ? []
      : facts([{ label: say.unknown, value: unknown.map((code) => ({ code })) }])),
  ]
}

function remarks({ remarks: said, isCopyGiven, refusalNote }: Seizure, say: Say): Block[] {
  const words: Block =
    said === undefined
      ? { kind: 'paragraph', text: say.noRemarks }
      : { kind: 'paragraph', tone: 'quotation', text: said }
  return [
    words,
    ...facts([
      ...row(
        say.copy,
        isCopyGiven === undefined ? undefined : isCopyGiven ? say.copyGiven : say.copyNotGiven,
      ),
      ...row(say.refusal, refusalNote),
    ]),
  ]
}

function signers({ occupant, witnesses, officers }: Seizure, say: Say): readonly Signer[] {
  const { isPresent, name } = occupant
  return [
    ...signersOf(say.signerOccupant, isPresent ? [{ name: name ?? '' }] : []),
    ...signersOf(say.signerWitness, witnesses),
    ...signersOf(say.signerOfficer, officers),
  ]
}
