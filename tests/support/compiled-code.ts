import { join, resolve } from 'node:path'

/**
 * The environment in which a child takes the program's compiled code from a folder, where the first one leaves it, instead of
 * compiling some hundred sources again: half of what it takes to start. Not for a child whose system calls are counted or
 * harmed, because Node's reading of that folder is calls too.
 */
export const WITH_COMPILED_CODE: { readonly NODE_COMPILE_CACHE: string } = {
  NODE_COMPILE_CACHE: join(resolve(import.meta.dirname, '../..'), 'out', 'compiled-code'),
}
