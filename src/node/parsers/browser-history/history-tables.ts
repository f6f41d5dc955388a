import type { BrowserEpoch } from '#core/parsing/browser-times.ts'

/** What of a table is yielded, and under which names. */
export type HistoryTable = {
  readonly table: string
  readonly epoch: BrowserEpoch
  /** The name of the fact that a row becomes. */
  readonly fact: 'history/page' | 'history/visit' | 'history/search' | 'history/download' | 'history/bookmark'
  /** The column whose text is the fact's value, and those that stand beside it. */
  readonly value: string
  readonly label?: string
  readonly time?: string
  /** The column by which the row names a row of the table of pages, whose address is then the value. */
  readonly pageId?: string
  readonly more: readonly string[]
}

/** A kind of database, known by the tables it has. */
export type HistoryForm = {
  readonly browser: 'chromium' | 'firefox'
  readonly pages: string
  readonly tables: readonly HistoryTable[]
}

/**
 * Chromium: components/history/core/browser/{url_database,visit_database,download_database}.cc and
 * keyword_search_terms. Firefox: toolkit/components/places/nsPlacesTables.h.
 */
export const HISTORY_FORMS: readonly HistoryForm[] = [
  {
    browser: 'chromium',
    pages: 'urls',
    tables: [
      {
        table: 'urls',
        epoch: 'webkit',
        fact: 'history/page',
        value: 'url',
        label: 'title',
        time: 'last_visit_time',
        more: ['visit_count', 'typed_count', 'hidden'],
      },
      {
        table: 'visits',
        epoch: 'webkit',
        fact: 'history/visit',
        value: 'url',
        pageId: 'url',
        time: 'visit_time',
        more: ['from_visit', 'transition', 'visit_duration'],
      },
      {
        table: 'keyword_search_terms',
        epoch: 'webkit',
        fact: 'history/search',
        value: 'term',
        more: ['url_id'],
      },
      {
        table: 'downloads',
        epoch: 'webkit',
        fact: 'history/download',
        value: 'target_path',
        label: 'tab_url',
        time: 'start_time',
        more: ['total_bytes', 'state', 'mime_type', 'referrer'],
      },
    ],
  },
  {
    browser: 'firefox',
    pages: 'moz_places',
    tables: [
      {
        table: 'moz_places',
        epoch: 'unix',
        fact: 'history/page',
        value: 'url',
        label: 'title',
        time: 'last_visit_date',
        more: ['visit_count', 'typed', 'hidden'],
      },
      {
        table: 'moz_historyvisits',
        epoch: 'unix',
        fact: 'history/visit',
        value: 'place_id',
        pageId: 'place_id',
        time: 'visit_date',
        more: ['from_visit', 'visit_type'],
      },
      {
        table: 'moz_bookmarks',
        epoch: 'unix',
        fact: 'history/bookmark',
        value: 'fk',
        pageId: 'fk',
        label: 'title',
        time: 'dateAdded',
        more: [],
      },
    ],
  },
]
