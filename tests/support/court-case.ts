import type { InputOf } from '#contract/operations.ts'
import type { Desk } from './make-vault.ts'

type Complaint = InputOf<'complaint.add'>['complaint']

/** What two people report: one complains and was paid into a bank, the other declines and names the same transaction. */
export const COURT_COMPLAINTS: readonly [Complaint, Complaint] = [
  {
    channel: 'walk-in',
    receivedOn: '2026-11-16',
    victim: {
      name: 'សុខ ចាន់ធីតា',
      latinName: 'SOK CHANTHIDA',
      sex: 'female',
      birthDate: '1994-03-08',
      phone: '012 000 101',
      address: 'ភូមិព្រែកតាមាក់ ក្រុងបាត់ដំបង',
      idDocument: 'អត្តសញ្ញាណប័ណ្ណ 010203040',
      safeContact: 'តេឡេក្រាម @only_after_five',
    },
    summary: 'ឆបោកលក់ទូរស័ព្ទតាមហ្វេសប៊ុក',
    narrative: 'ខ្ញុំបានឃើញការផ្សាយលក់ទូរស័ព្ទ ហើយបានផ្ទេរប្រាក់ទៅគណនី 9999 0000 0202។',
    happenedFrom: '2026-11-10',
    happenedTo: '2026-11-15',
    place: 'ក្រុងបាត់ដំបង',
    typologies: ['online-shopping-scam', 'fake-site'],
    identifiers: [
      { kind: 'bank-account', value: '9999 0000 0202', note: 'LIN DARA' },
      { kind: 'telegram', value: '@measprak_shop' },
      { kind: 'bakong', value: 'measprak@aclb' },
    ],
    losses: [
      {
        state: 'paid',
        level: 'documented',
        currency: 'KHR',
        amount: '1050000',
        on: '2026-11-12',
        rail: 'bank',
        reference: 'TXN-7788',
        payer: 'សុខ ចាន់ធីតា',
        payee: 'ACLEDA 9999 0000 0202 LIN DARA',
      },
      { state: 'paid', currency: 'USD', amount: '120', rail: 'cash-agent', payee: '+855 12 000 202' },
      { state: 'attempted', currency: 'USD', amount: '300', payee: 'LIN DARA' },
    ],
  },
  {
    channel: 'phone',
    wish: 'decline',
    receivedOn: '2026-10-02',
    victim: { name: 'Nguyễn Thị Ánh', sex: 'female', phone: '097 555 1234' },
    summary: 'Paid for a phone that never came',
    narrative: 'I paid and do not want my family to know.',
    typologies: ['online-shopping-scam'],
    identifiers: [],
    losses: [
      {
        state: 'paid',
        currency: 'KHR',
        amount: '1050000',
        rail: 'khqr',
        reference: 'TXN-7788',
        payee: 'LIN DARA',
      },
      { state: 'paid', currency: 'USD', amount: '45.50', rail: 'e-wallet', payee: 'Wing 012 000 202' },
    ],
  },
]

/** Opens a case with both complaints, an interview that is final, and a draft of a search; answers its number. */
export async function fillCourtCase(desk: Desk): Promise<string> {
  const { number } = await desk.ask('case.open', { title: 'ករណីហាងទូរស័ព្ទ មាសប្រាក់' })
  for (const complaint of COURT_COMPLAINTS) await desk.ask('complaint.add', { case: number, complaint })
  const { recordId } = await desk.ask('record.draft', {
    case: number,
    content: {
      kind: 'interview',
      data: {
        role: 'suspect',
        person: { name: 'លីន ដារ៉ា', latinName: 'LIN DARA', nationality: 'ខ្មែរ' },
        place: 'ស្នងការដ្ឋាននគរបាល',
        startedAt: '2026-11-20T08:30',
        endedAt: '2026-11-20T10:05',
        language: 'ខ្មែរ',
        needsInterpreter: false,
        toldAccusation: true,
        toldMaySayNothing: true,
        toldMayHaveLawyer: true,
        officers: [{ name: 'វិបុល', rank: 'វរសេនីយ៍ត្រី' }],
        questions: [{ question: 'គណនី 9999 0000 0202 ជារបស់អ្នកណា?', answer: 'ជារបស់ខ្ញុំ។' }],
        readBack: 'read-aloud',
        pagesMarked: 'thumb-print',
      },
    },
  })
  await desk.ask('record.finalise', { case: number, record: recordId })
  return number
}
