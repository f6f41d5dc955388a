import * as z from 'zod'
import { story } from '#core/casework/fields.ts'
import { WORDING_NAMES, type WordingName } from '#core/documents/wordings.ts'
import { EVERYWHERE, type Operation } from './define.ts'
import { count, instantMs } from './fields.ts'
import { drawnReport, REPORT_LANGUAGES } from './report-operations.ts'

const template = z.enum(WORDING_NAMES as readonly [WordingName, ...WordingName[]])
const phrase = z.object({ km: z.string(), en: z.string() })
/** Longest text of a wording. */
const MAX_PHRASE_LENGTH = 4000

const entered = story(MAX_PHRASE_LENGTH)
/** Changed phrases as they are entered; whether they fit their keys is the handler's to say. */
const changedPhrases = z.record(z.string().max(60), z.strictObject({ km: entered, en: entered }))

/** Operations on the wordings of documents and on the station's letterhead. What a document states is not changed by them. */
export const templateOperations = {
  /** Every wording, with the version in use: 0 is what ships with the program. */
  'template.list': {
    kind: 'query',
    leastRole: 'member',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({}),
    output: z.object({
      templates: z.array(
        z.object({
          template,
          version: count,
          texts: count,
          changedTexts: count,
          changedAtMs: instantMs.optional(),
          changedBy: z.string().optional(),
        }),
      ),
    }),
    failures: [],
  },
  /**
   * One wording text by text: what ships, what the station says instead, and what each text must name. Of a `version` it says what the station said
   * then; left out, what it says now.
   */
  'template.show': {
    kind: 'query',
    leastRole: 'member',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({ template, version: count.optional() }),
    output: z.object({
      template,
      version: count,
      texts: z.array(
        z.object({
          key: z.string(),
          placeholders: z.array(z.string()),
          shipped: phrase,
          changed: phrase.optional(),
        }),
      ),
      versions: z.array(z.object({ version: count, changedAtMs: instantMs, changedBy: z.string() })),
    }),
    failures: ['template/no-such-version'],
  },
  /**
   * Says a wording anew: the texts that differ from those that ship, whole. Papers that were made final before keep the wording that
   * they were made with. `basedOn` is the version that was changed.
   */
  'template.save': {
    kind: 'command',
    leastRole: 'commander',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({ template, basedOn: count, phrases: changedPhrases }),
    output: z.object({ version: count }),
    failures: [
      'template/key-unknown',
      'template/placeholder-unknown',
      'template/changed-meanwhile',
      'input/invalid',
    ],
  },
  /** Draws a document of made-up facts with a wording that is not saved yet; each page says that it is a draft. */
  'template.preview': {
    kind: 'query',
    leastRole: 'member',
    transports: EVERYWHERE,
    isLong: true,
    input: z.strictObject({ template, phrases: changedPhrases, languages: z.enum(REPORT_LANGUAGES) }),
    output: drawnReport,
    failures: ['template/key-unknown', 'template/placeholder-unknown', 'report/not-drawn', 'case/not-found'],
  },
} as const satisfies { readonly [name: string]: Operation }
