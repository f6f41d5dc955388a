import type { Phrase } from './document-tree.ts'

/** What is filled in by hand at the head of a paper: the unit, and where it was written. */
export const HEAD_BLANKS = {
  unit: {
    km: 'អង្គភាព៖ ..................................................',
    en: 'Unit: ..................................................',
  },
  place: {
    km: 'ទីកន្លែង៖ ..............................................',
    en: 'Place: ..................................................',
  },
} as const satisfies { readonly [name: string]: Phrase }
