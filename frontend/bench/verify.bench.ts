// How long the pages' verifier takes over the evidence of a thousand sealed quotes, in the engine that browsers run it in. The file is left by
// `cargo bench -- opening`.
import { existsSync, readFileSync } from 'node:fs'
import { bench, describe, expect } from 'vitest'
import { verify } from '../src/selection/verify'

const file = new URL('evidence.json', import.meta.url)

describe.skipIf(!existsSync(file))('evidence of a thousand quotes', () => {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : ''
  bench('verify', () => {
    expect(verify(text).passed).toBe(true)
  })
})
