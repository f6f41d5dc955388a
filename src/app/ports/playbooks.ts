import type { DigestedPlaybook } from '#core/playbooks/playbook.ts'

/** The playbooks of this version of the program. */
export type ShippedPlaybooks = readonly DigestedPlaybook[]
