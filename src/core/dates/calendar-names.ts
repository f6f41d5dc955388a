import type { Language } from '../language.ts'

/** Names of the Gregorian months, January first. Khmer as in CLDR 48 `km`, without its invisible characters. */
export const MONTH_NAMES: { readonly [language in Language]: readonly string[] } = {
  km: ['មករា', 'កុម្ភៈ', 'មីនា', 'មេសា', 'ឧសភា', 'មិថុនា', 'កក្កដា', 'សីហា', 'កញ្ញា', 'តុលា', 'វិច្ឆិកា', 'ធ្នូ'],
  en: [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ],
}

/** Names of the weekdays, Sunday first. Khmer as in CLDR 48 `km`, without its invisible characters. */
export const WEEKDAY_NAMES: { readonly [language in Language]: readonly string[] } = {
  km: ['អាទិត្យ', 'ចន្ទ', 'អង្គារ', 'ពុធ', 'ព្រហស្បតិ៍', 'សុក្រ', 'សៅរ៍'],
  en: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
}

/** The months of the Khmer lunar calendar in their order; a year has either `asadh` or the two that replace it. */
export const LUNAR_MONTHS = [
  'migasir',
  'boss',
  'meak',
  'phalkun',
  'chet',
  'pisak',
  'jesth',
  'asadh',
  'first-asadh',
  'second-asadh',
  'srap',
  'phatrabot',
  'assoch',
  'kattik',
] as const

/** One of {@link LUNAR_MONTHS}. */
export type LunarMonth = (typeof LUNAR_MONTHS)[number]

/** Names of the lunar months. Khmer as the Royal Academy of Cambodia spells them. */
export const LUNAR_MONTH_NAMES: {
  readonly [language in Language]: { readonly [month in LunarMonth]: string }
} = {
  km: {
    migasir: 'មិគសិរ',
    boss: 'បុស្ស',
    meak: 'មាឃ',
    phalkun: 'ផល្គុន',
    chet: 'ចេត្រ',
    pisak: 'ពិសាខ',
    jesth: 'ជេស្ឋ',
    asadh: 'អាសាឍ',
    'first-asadh': 'បឋមាសាឍ',
    'second-asadh': 'ទុតិយាសាឍ',
    srap: 'ស្រាពណ៍',
    phatrabot: 'ភទ្របទ',
    assoch: 'អស្សុជ',
    kattik: 'កត្តិក',
  },
  en: {
    migasir: 'Migasir',
    boss: 'Boss',
    meak: 'Meak',
    phalkun: 'Phalkun',
    chet: 'Chet',
    pisak: 'Pisak',
    jesth: 'Jesth',
    asadh: 'Asadh',
    'first-asadh': 'Pathamasadh',
    'second-asadh': 'Tutiyasadh',
    srap: 'Srap',
    phatrabot: 'Phatrabot',
    assoch: 'Assoch',
    kattik: 'Kattik',
  },
}

/** Names of the twelve animal years, the rat first. */
export const ANIMAL_NAMES: { readonly [language in Language]: readonly string[] } = {
  km: ['ជូត', 'ឆ្លូវ', 'ខាល', 'ថោះ', 'រោង', 'ម្សាញ់', 'មមី', 'មមែ', 'វក', 'រកា', 'ច', 'កុរ'],
  en: ['Rat', 'Ox', 'Tiger', 'Rabbit', 'Dragon', 'Snake', 'Horse', 'Goat', 'Monkey', 'Rooster', 'Dog', 'Pig'],
}

/** Names of the ten years of a sak cycle by the last digit of the lesser era (ចុល្លសករាជ), 0 first. */
export const SAK_NAMES: { readonly [language in Language]: readonly string[] } = {
  km: ['សំរឹទ្ធិស័ក', 'ឯកស័ក', 'ទោស័ក', 'ត្រីស័ក', 'ចត្វាស័ក', 'បញ្ចស័ក', 'ឆស័ក', 'សប្តស័ក', 'អដ្ឋស័ក', 'នព្វស័ក'],
  en: [
    'Samritthisak',
    'Ekasak',
    'Tosak',
    'Treisak',
    'Chatvasak',
    'Panchasak',
    'Chhasak',
    'Sappasak',
    'Atthasak',
    'Noppasak',
  ],
}
