import type { Language } from '../language.ts'
import type { ColumnMap, ColumnRole, DateOrder } from './column-map.ts'

type Label = { readonly [language in Language]: string }

/** What a column of a statement or of a call record holds, as screens and the command line name it. */
export const COLUMN_ROLE_LABELS: { readonly [role in ColumnRole]: Label } = {
  date: { km: 'កាលបរិច្ឆេទ', en: 'Date' },
  time: { km: 'ម៉ោង', en: 'Time' },
  amount: { km: 'ចំនួនទឹកប្រាក់', en: 'Amount' },
  debit: { km: 'ប្រាក់ចេញ', en: 'Money out' },
  credit: { km: 'ប្រាក់ចូល', en: 'Money in' },
  direction: { km: 'ទិសដៅ (ចូល ឬចេញ)', en: 'Direction (in or out)' },
  balance: { km: 'សមតុល្យ', en: 'Balance' },
  currency: { km: 'រូបិយប័ណ្ណ', en: 'Currency' },
  counterparty: { km: 'ឈ្មោះភាគីម្ខាងទៀត', en: 'Name of the other side' },
  'counterparty-account': { km: 'គណនីភាគីម្ខាងទៀត', en: 'Account of the other side' },
  account: { km: 'គណនី ឬលេខនៃតារាងនេះ', en: 'Account or number of this table' },
  phone: { km: 'លេខទូរស័ព្ទភាគីម្ខាងទៀត', en: 'Phone of the other side' },
  duration: { km: 'រយៈពេល', en: 'Duration' },
  reference: { km: 'លេខយោង', en: 'Reference' },
  description: { km: 'ការពិពណ៌នា', en: 'Description' },
  imei: { km: 'លេខ IMEI', en: 'IMEI' },
  cell: { km: 'អង់តែនបណ្ដាញ', en: 'Network cell' },
}

/** What a table is about. */
export const TABLE_CONTENT_LABELS: { readonly [content in ColumnMap['content']]: Label } = {
  statement: { km: 'របាយការណ៍គណនីធនាគារ', en: 'Bank statement' },
  calls: { km: 'កំណត់ត្រាហៅទូរស័ព្ទ', en: 'Call records' },
}

/** In which order a written day has its parts. */
export const DATE_ORDER_LABELS: { readonly [order in DateOrder]: Label } = {
  'day-month-year': { km: 'ថ្ងៃ-ខែ-ឆ្នាំ', en: 'day month year' },
  'month-day-year': { km: 'ខែ-ថ្ងៃ-ឆ្នាំ', en: 'month day year' },
  'year-month-day': { km: 'ឆ្នាំ-ខែ-ថ្ងៃ', en: 'year month day' },
}
