import * as z from 'zod'
import { complaintInput } from '#core/casework/complaint.ts'
import { letterInput } from '#core/letters/letter.ts'
import { partyInput, paymentInput, premisesInput } from '#core/parties/party-input.ts'
import { playbookFile } from '#core/playbooks/playbook.ts'
import { recordInput } from '#core/records/record.ts'

const FILES = {
  complaint: { title: 'Complaint', schema: complaintInput },
  record: { title: 'Record', schema: recordInput },
  letter: { title: 'Letter', schema: letterInput },
  party: { title: 'Party', schema: partyInput },
  premises: { title: 'Premises', schema: premisesInput },
  payment: { title: 'Payment', schema: paymentInput },
  playbook: { title: 'Playbook', schema: playbookFile },
} as const

/** A file that a command takes, of which the form can be printed. */
export type FileName = keyof typeof FILES

/** The names of those files. */
export const FILE_NAMES = Object.keys(FILES) as readonly FileName[]

/** `samnum schema NAME`: the form of a file that a command takes, as JSON Schema draft 2020-12. */
export function schemaOf(name: FileName): object {
  const { title, schema } = FILES[name]
  return { ...z.toJSONSchema(schema, { target: 'draft-2020-12', io: 'input' }), title }
}
