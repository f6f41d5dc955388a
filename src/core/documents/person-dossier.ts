import {
  LOSS_LEVEL_LABELS,
  LOSS_STATE_LABELS,
  RAIL_LABELS,
  SEX_LABELS,
} from '../casework/vocabulary-labels.ts'
import { RAID_PERSON_ROLE_LABELS } from '../custody/custody-labels.ts'
import { birthText } from '../parties/birth.ts'
import { DOCUMENT_KIND_LABELS, PARTY_FORM_LABELS, PARTY_ROLE_LABELS } from '../parties/party-labels.ts'
import { reportTotals, reportVictim } from './case-report-complaints.ts'
import { sayDay, sayExactTime } from './date-phrases.ts'
import type { Block, Content, DocumentLanguages, DocumentTree, Phrase, Table } from './document-tree.ts'
import { sumLines } from './money-facts.ts'
import { countingRows, sayEnd } from './money-lines.ts'
import { sayAmount } from './money-phrases.ts'
import type { Mention, PersonFacts } from './person-facts.ts'
import { facts, row, writeCount } from './record-parts.ts'
import { composeReport, officerAndHead, type ReportContext } from './report-frame.ts'
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
  party: [],
  inComplaint: ['order'],
  inPayment: ['order', 'line'],
  inRecordedPayment: ['number'],
  inParty: ['number'],
  inRecord: ['number'],
  inDraft: [],
  inRaid: ['code'],
  asParty: [],
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
  roles: [],
  documents: [],
  note: [],
  payments: [],
  paidTotals: [],
  receivedTotals: [],
  noPayments: [],
  amount: [],
  state: [],
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
  return composeReport(
    {
      title: say.title,
      subject: say.subject,
      about: name,
      parts: [
        { heading: say.mentions, blocks: [mentionTable(person.mentions, say)] },
        { heading: say.asParty, blocks: person.parties.flatMap((party) => asParty(party, say)) },
        {
          heading: say.asVictim,
          blocks: person.victims.map(({ complaint }) => reportVictim(complaint.victim)),
        },
        { heading: say.asHeard, blocks: person.interviews.flatMap((record) => heard(record, say)) },
        { heading: say.asFound, blocks: person.found.flatMap((each) => found(each, say)) },
        { heading: say.payments, blocks: payments(person, say) },
      ],
      method: [say.methodByName],
      limits: [say.limitSameName, say.limitGuilt],
      signers: officerAndHead(context.frame),
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
      cells: [say[mention.role], mention.name, sayWhere(mention, say), sayExactTime(mention.atMs)],
    })),
    whenEmpty: say.noMentions,
  }
}

function sayWhere({ source }: Mention, say: Say): Content {
  switch (source.kind) {
    case 'complaint':
      return fillPhrase(say.inComplaint, { order: writeCount(source.order) })
    case 'loss':
      return fillPhrase(say.inPayment, { order: writeCount(source.order), line: writeCount(source.line) })
    case 'payment':
      return fillPhrase(say.inRecordedPayment, { number: source.number })
    case 'party':
      return fillPhrase(say.inParty, { number: source.number })
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

/** What is recorded of a party. How a protected person can be reached is left out. */
function asParty({ number, form, roles, content }: PersonFacts['parties'][number], say: Say): Block[] {
  const { names, sex, birth, nationality, languages, documents, addresses, occupation, note } = content
  return facts([
    ...row(say.where, fillPhrase(say.inParty, { number })),
    ...row(say.standing, PARTY_FORM_LABELS[form]),
    ...row(
      say.roles,
      roles.map(({ role }) => PARTY_ROLE_LABELS[role]),
    ),
    ...row(
      say.name,
      names?.map(({ text }) => text),
    ),
    ...row(say.sex, sex && SEX_LABELS[sex]),
    ...row(say.birthDate, birth && birthText(birth)),
    ...row(say.nationality, nationality),
    ...row(say.languages, languages),
    ...row(
      say.documents,
      documents?.map(({ kind, number: id, country }): Phrase => {
        const rest = [id, country].filter(Boolean).join(' · ')
        const { km, en } = DOCUMENT_KIND_LABELS[kind]
        return { km: `${km} ${rest}`, en: `${en} ${rest}` }
      }),
    ),
    ...row(
      say.address,
      addresses?.map(({ text }) => text),
    ),
    ...row(say.occupation, occupation),
    ...row(say.note, note),
  ])
}

function payments({ payments: named }: PersonFacts, say: Say): Block[] {
  if (named.length === 0) return []
  const totalsOf = (side: 'payer' | 'payee', text: Phrase): Block[] => {
    const totals = sumLines(named.flatMap((each) => (each.side === side ? [each.line] : [])))
    return totals.length === 0 ? [] : [{ kind: 'heading', level: 2, text }, reportTotals(totals)]
  }
  return [
    paymentTable(named, say),
    ...totalsOf('payer', say.paidTotals),
    ...totalsOf('payee', say.receivedTotals),
  ]
}

function paymentTable(named: PersonFacts['payments'], say: Say): Table {
  return {
    kind: 'table',
    columns: [
      { heading: say.where, width: { millimetres: 27 } },
      { heading: say.role, width: { share: 2 } },
      { heading: say.amount, width: { share: 3 }, align: 'right' },
      { heading: say.state, width: { share: 3 } },
      { heading: say.otherSide, width: { share: 3 } },
    ],
    rows: named.map(({ side, line }) => ({
      cells: [
        line.label,
        say[side],
        line.money === undefined ? '' : sayAmount(line.money),
        [
          LOSS_STATE_LABELS[line.state],
          LOSS_LEVEL_LABELS[line.level],
          ...(line.rail === undefined ? [] : [RAIL_LABELS[line.rail]]),
        ],
        sayEnd(side === 'payer' ? line.payee : line.payer),
      ],
      beneath: countingRows(line),
    })),
    whenEmpty: say.noPayments,
  }
}
