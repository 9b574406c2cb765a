import { expect, it } from 'vitest'
import { pointsText, readPoints } from './points'

it('reads whole points and up to two decimals, and nothing finer', () => {
  expect(['0', '40', '40.5', '40.25', ' ４０．５ ', '007'].map(readPoints)).toEqual([0, 4000, 4050, 4025, 4050, 700])
  for (const bad of ['', '-1', '40.255', '4o', '1e2', '1000', '.5', '40.']) expect(readPoints(bad)).toBeUndefined()
})

it('writes them as short as they are', () => {
  expect([0, 4000, 4050, 4025].map(pointsText)).toEqual(['0', '40', '40.5', '40.25'])
})
