import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readAt } from '#core/signatures/read-der.ts'
import { PdfObjects } from '../node/pdf/pdf-objects.ts'

/** The DER value at the beginning, without the zeros that fill the room. */
export function trimDer(bytes: Buffer): Buffer {
  return bytes.subarray(0, readAt(bytes, 0)?.end)
}

/** A time-stamp authority of its own, made with openssl in an empty folder. */
export function makeAuthority(folder: string) {
  const at = (name: string) => join(folder, name)
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' })
  const config = [
    '[tsa]\ndefault_tsa = main\n[main]\nserial = serial\ncrypto_device = builtin\nsigner_cert = tsa.pem\nsigner_key = tsa.key',
    'signer_digest = sha256\ndefault_policy = 1.2.3.4.1\ndigests = sha256\naccuracy = secs:1\ness_cert_id_alg = sha256',
    '[ext]\nextendedKeyUsage = critical,timeStamping\n[req]\ndistinguished_name = dn\n[dn]\n',
  ].join('\n')
  writeFileSync(at('tsa.cnf'), config)
  writeFileSync(at('serial'), '01\n')
  openssl(
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-keyout',
    'tsa.key',
    '-out',
    'tsa.pem',
    '-days',
    '30',
    '-subj',
    '/CN=TSA',
    '-config',
    'tsa.cnf',
    '-extensions',
    'ext',
  )
  return {
    stamp(query: Uint8Array): Uint8Array {
      writeFileSync(at('q.tsq'), query)
      openssl(
        'ts',
        '-reply',
        '-config',
        'tsa.cnf',
        '-section',
        'main',
        '-queryfile',
        'q.tsq',
        '-out',
        'a.tsr',
      )
      return readFileSync(at('a.tsr'))
    },
    /** Verifies the token inside a PDF over the bytes that its ByteRange names. */
    verifies(pdf: Uint8Array): boolean {
      const value = new PdfObjects(pdf)
        .all()
        .map(({ dict }) => dict)
        .find((dict) => dict['/Type'] === '/DocTimeStamp')
      const [, first = 0, second = 0, length = 0] = (value?.['/ByteRange'] ?? []) as number[]
      const bytes = Buffer.from(pdf)
      writeFileSync(
        at('data'),
        Buffer.concat([bytes.subarray(0, first), bytes.subarray(second, second + length)]),
      )
      writeFileSync(at('token'), trimDer(Buffer.from(String(value?.['/Contents']).slice(2), 'hex')))
      const said = openssl(
        'ts',
        '-verify',
        '-data',
        'data',
        '-in',
        'token',
        '-token_in',
        '-CAfile',
        'tsa.pem',
      )
      return said.toString().includes('Verification: OK')
    },
  }
}
