import * as z from 'zod'
import { line } from '#core/casework/fields.ts'
import { CONTAINER_FORMS } from '#core/custody/custody-vocabularies.ts'
import { sealState } from '#core/ledger/custody-fields.ts'
import {
  HANDLING_FAILURES,
  ITEM_FAILURES,
  itemLine,
  itemName,
  itemNames,
  newSealFields,
  photoNames,
  sealNumber,
  thingFields,
  whenFields,
} from './custody-fields.ts'
import { EVERYWHERE, type Operation } from './define.ts'
import { caseName, exhibitName } from './fields.ts'

/** Operations on things by themselves: registering, packing, sealing and photographing them. */
export const thingOperations = {
  /** Registers a physical exhibit under the case's next number. The person of the session holds it. */
  'exhibit.register': {
    kind: 'command',
    leastRole: 'handler',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({
      case: caseName,
      ...thingFields,
      seized: z.strictObject({ place: line(500), authority: line(300).optional(), ...whenFields }),
    }),
    output: itemLine,
    failures: HANDLING_FAILURES,
  },
  'container.register': {
    kind: 'command',
    leastRole: 'handler',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({
      case: caseName,
      form: z.enum(CONTAINER_FORMS),
      description: line(1000).optional(),
      ...newSealFields,
      ...whenFields,
    }),
    output: itemLine,
    failures: HANDLING_FAILURES,
  },
  /** Puts exhibits into a container that the same holder has. A sealed one needs a new seal. */
  'container.pack': {
    kind: 'command',
    leastRole: 'handler',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({
      container: itemName,
      exhibits: itemNames,
      ...newSealFields,
      ...whenFields,
      explanation: line(1000).optional(),
    }),
    output: itemLine,
    failures: HANDLING_FAILURES,
  },
  /** Takes exhibits out of a container. */
  'container.unpack': {
    kind: 'command',
    leastRole: 'handler',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({
      container: itemName,
      exhibits: itemNames,
      reason: line(500),
      sealState,
      newSealNumber: sealNumber.optional(),
      ...whenFields,
      explanation: line(1000).optional(),
    }),
    output: itemLine,
    failures: HANDLING_FAILURES,
  },
  /** Puts a new seal on an exhibit or a container. */
  'exhibit.changeSeal': {
    kind: 'command',
    leastRole: 'handler',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({
      item: itemName,
      sealState: z.enum(['intact', 'broken', 'none']),
      newSealNumber: sealNumber,
      reason: line(500),
      photos: photoNames,
      ...whenFields,
      explanation: line(1000).optional(),
    }),
    output: itemLine,
    failures: HANDLING_FAILURES,
  },
  /** Links photographs, digital exhibits of the same case, to an item. */
  'exhibit.linkPhotos': {
    kind: 'command',
    leastRole: 'handler',
    transports: EVERYWHERE,
    isLong: false,
    input: z.strictObject({ item: itemName, photos: z.array(exhibitName).min(1).max(100) }),
    output: z.strictObject({}),
    failures: [...ITEM_FAILURES, 'exhibit/not-found', 'custody/item-gone', 'custody/items-of-several-cases'],
  },
} as const satisfies { readonly [name: string]: Operation }
