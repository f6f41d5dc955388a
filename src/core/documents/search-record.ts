import type { RecordDataOf } from '../records/record.ts'
import type { Block, DocumentLanguages, DocumentTree, Signer } from './document-tree.ts'
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

/** The wording of a search record. */
export const SEARCH_KEYS = {
  title: [],
  subject: [],
  opening: ['place'],
  began: [],
  ended: [],
  officers: [],
  authorisation: [],
  authorisedBy: [],
  authorisationForm: [],
  written: [],
  verbal: [],
  authorisedAt: [],
  reference: [],
  timeException: [],
  presence: [],
  occupant: [],
  occupantPresent: ['name'],
  occupantAbsent: [],
  standing: [],
  idDocument: [],
  witness: ['order'],
  witnessIndependent: ['name'],
  witnessPolice: ['name'],
  course: [],
  seized: [],
  seizedNothing: [],
  remarks: [],
  noRemarks: [],
  refusal: [],
  signing: [],
  signerOccupant: [],
  signerWitness: [],
  signerOfficer: [],
} as const

type Say = Template<typeof SEARCH_KEYS>
type Search = RecordDataOf<'search'>

/**
 * Writes down a search (Code of Criminal Procedure, art. 91): on whose authorisation and when it was given, who was present, what was
 * done and found, and what those present had to say. Every page keeps room for the marks of the occupant and the witnesses.
 */
export function buildSearchRecord(
  record: Search,
  say: Say,
  context: RecordContext,
  languages: DocumentLanguages,
): DocumentTree {
  const { letterhead, madeFrom, foot } = frameOf(context, [
    ...(record.occupant.isPresent ? [say.signerOccupant] : []),
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
        ...row(say.began, sayLocalTime(record.startedAt)),
        ...row(say.ended, record.endedAt === undefined ? undefined : sayLocalTime(record.endedAt)),
        ...row(say.timeException, record.timeException),
        ...row(say.officers, record.officers.map(sayOfficer)),
      ]),
      ...part(say.authorisation, authorisation(record, say)),
      ...part(say.presence, presence(record, say)),
      ...part(say.course, record.course === undefined ? [] : [{ kind: 'paragraph', text: record.course }]),
      ...part(say.seized, seized(record, say)),
      ...part(say.remarks, remarks(record, say)),
      { kind: 'signatures', intro: say.signing, signers: signers(record, say) },
      madeFrom,
    ],
  }
}

function authorisation({ authorisation: given }: Search, say: Say): Block[] {
  if (given === undefined) return []
  return facts([
    ...row(say.authorisedBy, given.by),
    ...row(say.authorisationForm, say[given.form]),
    ...row(say.authorisedAt, sayLocalTime(given.givenAt)),
    ...row(say.reference, given.reference),
  ])
}

function presence({ occupant, witnesses }: Search, say: Say): Block[] {
  const { name, isPresent, standing, idDocument } = occupant
  return facts([
    ...row(
      say.occupant,
      isPresent && name !== undefined ? fillPhrase(say.occupantPresent, { name }) : say.occupantAbsent,
    ),
    ...row(say.standing, standing),
    ...row(say.idDocument, idDocument),
    ...witnesses.map((witness, index) => ({
      label: fillPhrase(say.witness, { order: writeCount(index + 1) }),
      value: [
        fillPhrase(witness.isPoliceOfOperation ? say.witnessPolice : say.witnessIndependent, {
          name: witness.name,
        }),
        ...[witness.idDocument, witness.address].filter((line) => line !== undefined),
      ],
    })),
  ])
}

function seized({ seized: numbers }: Search, say: Say): Block[] {
  if (numbers.length === 0) return [{ kind: 'paragraph', text: say.seizedNothing }]
  return [{ kind: 'list', ordered: true, points: numbers.map((code) => ({ code })) }]
}

function remarks({ remarks: said, refusalNote }: Search, say: Say): Block[] {
  const words: Block =
    said === undefined
      ? { kind: 'paragraph', text: say.noRemarks }
      : { kind: 'paragraph', tone: 'quotation', text: said }
  return [words, ...(refusalNote === undefined ? [] : facts([{ label: say.refusal, value: refusalNote }]))]
}

function signers({ occupant, witnesses, officers }: Search, say: Say): readonly Signer[] {
  const { isPresent, name } = occupant
  return [
    ...signersOf(say.signerOccupant, isPresent ? [{ name: name ?? '' }] : []),
    ...signersOf(say.signerWitness, witnesses),
    ...signersOf(say.signerOfficer, officers),
  ]
}
