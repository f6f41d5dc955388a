// npm run build: builds main, preload and pages into out/, whether or not anything changed.
import { ensureBuilt } from './ensure-built.mjs'

process.exitCode = await ensureBuilt(process.cwd(), { always: true })
