import * as z from 'zod'
import { RECORD_KINDS } from '#core/law/law-pack.ts'
import { EVERYWHERE, type Operation } from './define.ts'
import { count, digestHex, instantMs } from './fields.ts'

const phrase = z.object({ km: z.string(), en: z.string() })

const rule = z.object({
  ruleId: z.string(),
  record: z.enum(RECORD_KINDS),
  article: phrase,
  text: phrase,
  verified: z.boolean(),
  source: z.string(),
})

/** A law pack with where it comes from and whether records are held against it today. */
export const listedPack = z.object({
  packId: z.string(),
  version: count,
  dated: z.string(),
  jurisdiction: z.string(),
  title: phrase,
  source: z.string(),
  digestHex,
  rules: z.array(rule),
  /** Left out for a pack that ships with the program. */
  adopted: z.object({ atMs: instantMs, by: z.string() }).optional(),
  isInForce: z.boolean(),
})

/** What the JSON of a law pack's file holds; whether it is one is the handler's to say. */
const packFile = z.record(z.string(), z.unknown())

/** Operations on the law packs that records are held against. */
export const lawOperations = {
  /** Every law pack with each rule, its source and whether somebody checked it; older versions too, because records were held against them. */
  'law.list': {
    kind: 'query',
    leastRole: 'member',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({}),
    output: z.object({ packs: z.array(listedPack) }),
    failures: [],
  },
  /** Reads a law pack's file without adopting it: its digest, to be compared with the one on paper, and its rules. */
  'law.inspect': {
    kind: 'query',
    leastRole: 'member',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({ pack: packFile }),
    output: z.object({ pack: listedPack }),
    failures: ['law/malformed-pack'],
  },
  /**
   * Adopts a law pack: records are held against it from its date on. The digest is the one that headquarters gave on paper, typed in,
   * so that no other file is adopted. Records that are final keep the packs they were held against.
   */
  'law.adopt': {
    kind: 'command',
    leastRole: 'commander',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({ pack: packFile, digestHex }),
    output: z.object({ packId: z.string(), version: count, digestHex }),
    failures: ['law/malformed-pack', 'law/digest-differs', 'law/version-not-newer'],
  },
} as const satisfies { readonly [name: string]: Operation }
