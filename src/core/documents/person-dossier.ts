import { LOSS_STATE_LABELS, RAIL_LABELS, SEX_LABELS } from '../casework/vocabulary-labels.ts'
import { RAID_PERSON_ROLE_LABELS } from '../custody/custody-labels.ts'
import { formatSortableDateTime } from '../dates/format-date.ts'
import { reportVictim } from './case-report-complaints.ts'
import { sayDay } from './date-phrases.ts'
import type { Block, Content, DocumentLanguages, DocumentTree, Table } from './document-tree.ts'
import { sayAmount } from './money-phrases.ts'
import type { Mention, PersonFacts } from './person-facts.ts'
import { facts, row, writeCount } from './record-parts.ts'
import { composeReport, type ReportContext } from './report-frame.ts'
import { fillPhrase, type Template } from './template.ts'

/** The wording of a dossier on a person. */
export const DOSSIER_KEYS = {
  title: [],
  subject: [],
  mentions: [],
  role: [],
  where: [],
  written: [],
  when: [],
  victim: [],
  payer: [],
  payee: [],
  heard: [],
  occupant: [],
  witness: [],
  found: [],
  inComplaint: ['order'],
  inPayment: ['order', 'line'],
  inRecord: ['number'],
  inDraft: [],
  inRaid: ['code'],
  asVictim: [],
  asHeard: [],
  asFound: [],
  name: [],
  latinName: [],
  sex: [],
  birthDate: [],
  nationality: [],
  occupation: [],
  address: [],
  idDocument: [],
  phone: [],
  age: [],
  languages: [],
  standing: [],
  note: [],
  payments: [],
  noPayments: [],
  amount: [],
  state: [],
  means: [],
  otherSide: [],
  noMentions: [],
  methodByName: [],
  limitSameName: [],
  limitGuilt: [],
} as const

type Say = Template<typeof DOSSIER_KEYS>

/** Writes down everything that one case says of a person, found by name, each with where it stands. It draws no conclusion. */
export function buildPersonDossier(
  name: string,
  person: PersonFacts,
  say: Say,
  context: ReportContext,
  languages: DocumentLanguages,
): DocumentTree {
  const { frame } = context
  return composeReport(
    {
      title: say.title,
      subject: say.subject,
      about: name,
      parts: [
        { heading: say.mentions, blocks: [mentionTable(person.mentions, say)] },
        {
          heading: say.asVictim,
          blocks: person.victims.map(({ complaint }) => reportVictim(complaint.victim)),
        },
        { heading: say.asHeard, blocks: person.interviews.flatMap((record) => heard(record, say)) },
        { heading: say.asFound, blocks: person.found.flatMap((each) => found(each, say)) },
        { heading: say.payments, blocks: person.payments.length === 0 ? [] : [payments(person, say)] },
      ],
      method: [say.methodByName],
      limits: [say.limitSameName, say.limitGuilt],
      signers: [
        { role: frame.signerOfficer, mark: 'signature' },
        { role: frame.signerHead, mark: 'signature-and-seal' },
      ],
    },
    context,
    languages,
  )
}

function mentionTable(mentions: readonly Mention[], say: Say): Table {
  return {
    kind: 'table',
    columns: [
      { heading: say.role, width: { share: 2 } },
      { heading: say.written, width: { share: 3 } },
      { heading: say.where, width: { share: 3 } },
      { heading: say.when, width: { millimetres: 34 } },
    ],
    rows: mentions.map((mention) => ({
      cells: [
        say[mention.role],
        mention.name,
        sayWhere(mention, say),
        mention.atMs === 0 ? '' : formatSortableDateTime(mention.atMs),
      ],
    })),
    whenEmpty: say.noMentions,
  }
}

function sayWhere({ source }: Mention, say: Say): Content {
  switch (source.kind) {
    case 'complaint':
      return fillPhrase(say.inComplaint, { order: writeCount(source.order) })
    case 'payment':
      return fillPhrase(say.inPayment, {
        order: writeCount(source.order),
        line: writeCount(source.lossIndex + 1),
      })
    case 'record':
      return source.number === null ? say.inDraft : fillPhrase(say.inRecord, { number: source.number })
    case 'raid':
      return fillPhrase(say.inRaid, { code: source.code })
  }
}

function heard({ content, final }: PersonFacts['interviews'][number], say: Say): Block[] {
  if (content.kind !== 'interview') return []
  const { name, latinName, sex, birthDate, nationality, occupation, address, idDocument, phone } =
    content.data.person
  return facts([
    ...row(say.where, final === null ? say.inDraft : fillPhrase(say.inRecord, { number: final.number })),
    ...row(say.name, name),
    ...row(say.latinName, latinName),
    ...row(say.sex, sex && SEX_LABELS[sex]),
    ...row(say.birthDate, birthDate && sayDay(birthDate)),
    ...row(say.nationality, nationality),
    ...row(say.occupation, occupation),
    ...row(say.address, address),
    ...row(say.idDocument, idDocument),
    ...row(say.phone, phone),
  ])
}

function found(person: PersonFacts['found'][number], say: Say): Block[] {
  return facts([
    ...row(say.where, fillPhrase(say.inRaid, { code: person.code })),
    ...row(say.name, person.name),
    ...row(say.standing, RAID_PERSON_ROLE_LABELS[person.role]),
    ...row(say.sex, person.sex && SEX_LABELS[person.sex]),
    ...row(say.nationality, person.nationality),
    ...row(say.age, person.ageYears === undefined ? undefined : writeCount(person.ageYears)),
    ...row(say.idDocument, person.document),
    ...row(say.languages, person.languages),
    ...row(say.note, person.note),
  ])
}

function payments({ payments: named }: PersonFacts, say: Say): Table {
  return {
    kind: 'table',
    columns: [
      { heading: say.role, width: { share: 2 } },
      { heading: say.amount, width: { share: 3 }, align: 'right' },
      { heading: say.state, width: { share: 2 } },
      { heading: say.means, width: { share: 3 } },
      { heading: say.otherSide, width: { share: 3 } },
    ],
    rows: named.map(({ side, line }) => ({
      cells: [
        say[side],
        sayAmount(line),
        LOSS_STATE_LABELS[line.state],
        line.rail === undefined ? '' : RAIL_LABELS[line.rail],
        (side === 'payer' ? line.payee : line.payer) ?? '',
      ],
    })),
    whenEmpty: say.noPayments,
  }
}
