import { expect, it } from 'vitest'
import { pointsOf, POINTS, sumOf, usualSheet } from './sheet'

it('the usual sheet makes a hundred', () => {
  const sheet = usualSheet({ plan: '服务方案', people: '项目团队', record: '类似业绩' })
  expect(sumOf(sheet)).toBe(POINTS)
  sheet.criteria.push({ title: '响应时间', most: 5 })
  expect(sumOf(sheet)).toBe(105)
  expect(sumOf({ ...sheet, criteria: [] })).toBe(30)
})

it('points are whole and at most a hundred', () => {
  expect(['40', ' 1５ 分', '', '十', '-3', '250'].map(pointsOf)).toEqual([40, 15, 0, 0, 3, 100])
})
