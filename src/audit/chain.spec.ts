import { createHash } from 'node:crypto'
import { describe, expect, it } from '@jest/globals'
import { type ChainedLine, firstHash, hashOf } from './chain.js'

const line: ChainedLine = {
  ...{ sequence: 1, at: '2017-01-16T09:00:00.000Z', actor: 'Somebody', kind: 'update.recorded' },
  ...{ subject: 'AR13-PW-01', details: '{"update":1}', previousHash: firstHash },
}

describe('the hash of an audit line', () => {
  it('is the SHA-256 of its fields as a JSON array, so that anybody can recompute it', () => {
    const text = `[1,"2017-01-16T09:00:00.000Z","Somebody","update.recorded","AR13-PW-01","{\\"update\\":1}","${firstHash}"]`
    expect(hashOf(line)).toBe(createHash('sha256').update(text).digest('hex'))
  })

  it('changes with every field', () => {
    const changes: Partial<ChainedLine>[] = [
      { sequence: 2 }, { at: '2017-01-16T09:00:00.001Z' }, { actor: 'Somebody ' }, { kind: 'update.Recorded' },
      { subject: 'AR13-PW-02' }, { details: '{"update":2}' }, { previousHash: 'f'.repeat(64) },
    ] // prettier-ignore
    const hashes = [hashOf(line), ...changes.map((change) => hashOf({ ...line, ...change }))]
    expect(new Set(hashes).size).toBe(changes.length + 1)
  })

  it('does not let characters wander from one field to the next', () => {
    expect(hashOf({ ...line, actor: 'Some', kind: 'bodyupdate.recorded' })).not.toBe(
      hashOf({ ...line, actor: 'Somebody', kind: 'update.recorded' }),
    )
    expect(hashOf({ ...line, actor: 'a","b', kind: 'c' })).not.toBe(
      hashOf({ ...line, actor: 'a', kind: 'b","c' }),
    )
  })
})
