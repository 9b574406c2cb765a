/** The plots of the statistics page, as options of ECharts. Amounts are shown in units of ten thousand yuan. */
import type { Schema } from '@/api/types'
import type { Colours } from '@/design/Plot.vue'

type Statistics = Schema<'Statistics'>
const WAN_FEN = 1_000_000
const wan = (fen: number) => Math.round((fen / WAN_FEN) * 100) / 100

function axis(colours: Colours) {
  return { axisLine: { lineStyle: { color: colours.line } }, axisTick: { show: false }, axisLabel: { color: colours.ink }, splitLine: { lineStyle: { color: colours.line, type: 'dashed' } } }
}

const GRID = { left: 4, right: 20, top: 16, bottom: 4, containLabel: true }
const TOP = { borderRadius: [3, 3, 0, 0] }
const END = { borderRadius: [0, 3, 3, 0] }

export function monthsPlot(months: Statistics['by_month'], names: { notices: string; awards: string }) {
  return (colours: Colours) => ({
    grid: GRID,
    tooltip: { trigger: 'axis', renderMode: 'richText' },
    xAxis: { type: 'category', data: months.map((it) => it.month), ...axis(colours) },
    yAxis: { type: 'value', ...axis(colours) },
    series: [
      { name: names.notices, type: 'bar', data: months.map((it) => it.notices), color: colours.soft, itemStyle: TOP },
      { name: names.awards, type: 'bar', data: months.map((it) => it.awards), color: colours.action, itemStyle: TOP },
    ],
  })
}

export function moneyPlot(months: Statistics['by_month'], name: string) {
  return (colours: Colours) => ({
    grid: GRID,
    tooltip: { trigger: 'axis', renderMode: 'richText' },
    xAxis: { type: 'category', data: months.map((it) => it.month), ...axis(colours) },
    yAxis: { type: 'value', ...axis(colours) },
    series: [{ name, type: 'line', data: months.map((it) => wan(it.awarded_fen)), color: colours.action, areaStyle: { opacity: 0.12 } }],
  })
}

/** Lying bars, the largest on top. */
export function barsPlot(rows: readonly { label: string; fen: number }[], name: string) {
  const sorted = [...rows].sort((a, b) => a.fen - b.fen)
  return (colours: Colours) => ({
    grid: GRID,
    tooltip: { trigger: 'axis', renderMode: 'richText' },
    xAxis: { type: 'value', ...axis(colours) },
    yAxis: { type: 'category', data: sorted.map((it) => it.label), ...axis(colours) },
    series: [{ name, type: 'bar', data: sorted.map((it) => wan(it.fen)), color: colours.action, itemStyle: END, barMaxWidth: 18 }],
  })
}
