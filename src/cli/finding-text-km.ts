import type { CliText } from './cli-text-en.ts'
import type { FINDING_HELP_EN } from './finding-text-en.ts'

/** What `--help` says of what was found in exhibits, in Khmer. */
export const FINDING_HELP_KM: { readonly [Name in keyof typeof FINDING_HELP_EN]: string } = {
  finding: 'បង្ហាញអ្វីដែលបានអានឃើញក្នុងវត្ថុតាង និងបញ្ជាក់វា',
  findingList: 'បង្ហាញអ្វីដែលមានក្នុងលទ្ធផល មួយទំព័រម្ដងៗ។ អ្វីដែលមានអ្នកបញ្ជាក់រួច មានសញ្ញាធីក',
  findingConfirm: 'យកអ្វីដែលរកឃើញក្នុងលទ្ធផលចូលសំណុំរឿង ក្នុងនាមរបស់អ្នក',
  findingResult: 'លេខលទ្ធផលដែល samnum exhibit parse បានបិទត្រា',
  findingKind: 'បញ្ជីណាមួយនៃលទ្ធផល',
  findingFrom: 'ធាតុទីមួយដែលត្រូវបង្ហាញ',
  findingItems: 'ធាតុតាមឈ្មោះក្នុងបញ្ជី ដូចជា identifiers:1 messages:12',
  findingNote: 'មូលហេតុដែលអ្នកបញ្ជាក់',
}

/** What the command line says of findings, in Khmer. */
export const FINDING_TEXT_KM: CliText['finding'] = {
  shown: '{from:number} ដល់ {to:number} ក្នុងចំណោម {total:number}',
  none: 'បញ្ជីនេះនៃលទ្ធផលគ្មានធាតុទេ។',
  confirmed: 'បានបញ្ជាក់៖ {count:number}។ នេះជាព្រឹត្តិការណ៍លេខ {seq:number}។',
  confirmedBy: 'បញ្ជាក់ដោយ {name} ព្រឹត្តិការណ៍លេខ {seq:number}',
}
