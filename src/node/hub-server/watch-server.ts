import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { ServerCounts } from './server-counts.ts'

/** A page for those who watch over the server. */
export type WatchServer = { readonly port: number; stop(): Promise<void> }

/** Serves `/metrics` and `/health` without TLS to this machine alone: numbers, and no name of anybody. */
export async function startWatchServer(port: number, counts: ServerCounts): Promise<WatchServer> {
  const server = createServer((request, response) => {
    const isPage = request.method === 'GET' && request.url === '/metrics'
    const isHealth = request.method === 'GET' && request.url === '/health'
    if (!isPage && !isHealth) {
      response.writeHead(404).end()
      return
    }
    response.writeHead(200, { 'Content-Type': isPage ? 'text/plain; version=0.0.4' : 'application/json' })
    response.end(isPage ? counts.page() : '{"status":"ok"}')
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => {
      server.off('error', reject)
      resolve()
    })
  })
  return {
    port: (server.address() as AddressInfo).port,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
