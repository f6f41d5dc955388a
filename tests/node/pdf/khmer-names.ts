import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const GAZETTEER = join(import.meta.dirname, '../../../../shared/gazetteer/khmer-names.txt')

/** Place names and words with every kind of stack that Khmer has: subscripts, split vowels, shifters, robat, digits. */
const OWN_NAMES = `រាជធានីភ្នំពេញ ខេត្តសៀមរាប ខេត្តបាត់ដំបង ខេត្តកំពង់ស្ពឺ ខេត្តព្រះសីហនុ ខេត្តឧត្តរមានជ័យ ខេត្តត្បូងឃ្មុំ
ខេត្តស្ទឹងត្រែង ខេត្តមណ្ឌលគិរី ស្រុកថ្មគោល ស្រុកឈូក ឃុំស្វាយអន្ទរ ក្រុងប៉ោយប៉ែត ក្រុងកែប សង្កាត់ទួលទំពូងទី២ ភូមិព្រែកកំភ្លាញ
កន្ត្រៃ ស្ត្រី សាស្ត្រា លក្ស្មណ៍ ហ្ន៎ ឲ្យ ឱ្យ អក្សរសាស្ត្រ កម្ពុជា ព្រហ្មទណ្ឌ ពិរុទ្ធភាព ធម៌ កិត្តិយស ចក្ខុ បុណ្យ ប៊ិច ម៉ោង ស៊ីស៊ើ
ក្រៀវ ភឿន គ្រឿង រឿង ជើង លោកយាយ កៅអី ចៅ ដូច្នេះ យ៉ាង អ្ហា ២៧សែនជ័យ ៣៥ ខ្ញុំ ទឹក ញ៉ាំ វ៉ៃ ញ៉ុំា កំពូលភ្នំ អ៊ុំ ហ៊្វុយ ឯកឧត្តម ឪពុក ឬស្សី ឮ`

/** Every distinct Khmer name of the national gazetteer where it is at hand, and names of our own where not. */
export function khmerNames(): { readonly names: readonly string[]; readonly isWhole: boolean } {
  const isWhole = existsSync(GAZETTEER)
  const text = isWhole ? readFileSync(GAZETTEER, 'utf8') : OWN_NAMES.replaceAll(' ', '\n')
  const names = text.split('\n').map((name) => name.trim())
  return { names: [...new Set(names.filter((name) => name !== ''))], isWhole }
}

/** Terms of the law and of police work: of the codes, of this program's wordings and law packs, and of its glossary. */
export function legalWords(): readonly string[] {
  const text = readFileSync(join(import.meta.dirname, 'khmer-legal-words.txt'), 'utf8')
  return text.split('\n').filter((word) => word !== '')
}

/** The names that ship with the tests. */
export function ownKhmerNames(): readonly string[] {
  return OWN_NAMES.split(/\s/)
}
