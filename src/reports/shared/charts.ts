import Handlebars from 'handlebars'
import { BarChart } from 'echarts/charts'
import { AriaComponent, GridComponent } from 'echarts/components'
import { type EChartsCoreOption, init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { fontFamily } from './fonts.js'

use([BarChart, GridComponent, AriaComponent, SVGRenderer])

const { escapeExpression } = Handlebars

/** How a part of a bar looks: told apart by lightness and pattern before colour, so that a photocopy can be read. */
export type Look = 'done' | 'overdue' | 'due' | 'later' | 'undated' | 'adrift' | 'dropped'

const stripes = (color: string, gap: number, rotation: number) => ({
  symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [1.1, gap], rotation, color, symbolSize: 1,
}) // prettier-ignore

const looks: Record<Look, { color: string; ink: string; decal?: object }> = {
  done: { color: '#14573e', ink: '#ffffff' },
  overdue: { color: '#9c1420', ink: '#ffffff' },
  due: { color: '#e3b04b', ink: '#16202b' },
  later: { color: '#a9bfd2', ink: '#16202b' },
  undated: { color: '#ffffff', ink: '#16202b' },
  adrift: { color: '#ffffff', ink: '#16202b', decal: stripes('#7b8791', 3.4, -Math.PI / 4) },
  dropped: { color: '#5b6670', ink: '#ffffff' },
}

export interface BarPart {
  label: string
  value: number
  look: Look
}

export interface StackedBar {
  /** Unique in its document: the ids inside the drawing begin with it. */
  name: string
  /** The same figures in words. */
  alt: string
  parts: BarPart[]
  width: number
  height: number
  /** The value that fills the whole width; the sum of the parts when left out. */
  full?: number
  /** Whether each part bears its figure; it does when left out. */
  figures?: boolean
}

/** One bar of counts, each part with its figure where it fits. */
export function stackedBar(bar: StackedBar): string {
  const sum = bar.parts.reduce((total, part) => total + part.value, 0)
  const full = Math.max(bar.full ?? sum, 1)
  const roomFor = (part: BarPart) =>
    bar.figures !== false && (part.value / full) * bar.width > 4 + String(part.value).length * 7
  return draw(bar, {
    // Half a point on each side, so that the outline is not cut.
    grid: { left: 0.5, right: 0.5, top: 0.5, bottom: 0.5 },
    xAxis: { type: 'value', show: false, min: 0, max: full },
    yAxis: { type: 'category', show: false, data: [''] },
    series: bar.parts
      .filter((part) => part.value > 0)
      .map((part) => ({
        type: 'bar',
        stack: 'parts',
        barWidth: '100%',
        data: [part.value],
        itemStyle: { ...fill(part.look), borderColor: '#16202b', borderWidth: 0.75 },
        label: {
          show: roomFor(part), color: looks[part.look].ink, fontSize: 11, fontWeight: 600,
          textBorderWidth: 0,
          ...(looks[part.look].decal ? { backgroundColor: '#ffffff', padding: [0, 3, 0, 3] } : {}),
        }, // prettier-ignore
      })),
  })
}

export interface Columns {
  name: string
  alt: string
  columns: { label: string; value: number }[]
  width: number
  height: number
}

/** Counts over time, one column a period, each with its figure above it. */
export function columnChart(chart: Columns): string {
  return draw(chart, {
    grid: { left: 1, right: 1, top: 18, bottom: 22 },
    xAxis: {
      type: 'category', data: chart.columns.map((column) => column.label), axisTick: { show: false },
      axisLine: { lineStyle: { color: '#16202b', width: 1 } },
      axisLabel: { color: '#16202b', fontSize: 12, interval: 0, margin: 7 },
    }, // prettier-ignore
    yAxis: {
      type: 'value',
      show: false,
      min: 0,
      max: Math.max(1, ...chart.columns.map((column) => column.value)),
    },
    series: [
      {
        type: 'bar', barCategoryGap: '45%', data: chart.columns.map((column) => column.value),
        itemStyle: fill('later'),
        label: { show: true, position: 'top', color: '#16202b', fontSize: 13, fontWeight: 600, distance: 4 },
      },
    ], // prettier-ignore
  })
}

/** A sample of a look for the legend in words. */
export function swatch(look: Look): string {
  const parts = [{ label: '', value: 1, look }]
  return stackedBar({ name: `swatch-${look}`, alt: '', parts, width: 15, height: 11, figures: false })
}

function fill(look: Look) {
  const { color, decal } = looks[look]
  return decal ? { color, decal } : { color }
}

function draw(
  chart: { name: string; alt: string; width: number; height: number },
  option: EChartsCoreOption,
): string {
  const { name, alt, width, height } = chart
  const key = JSON.stringify([width, height, option])
  let svg = drawn.get(key)
  if (svg === undefined) {
    const drawing = init(null, null, { renderer: 'svg', ssr: true, width, height })
    drawing.setOption({ animation: false, textStyle: { fontFamily: `'${fontFamily}'` }, ...option })
    svg = drawing.renderToSVGString()
    drawing.dispose()
    if (drawn.size >= mostDrawn) drawn.clear()
    drawn.set(key, svg)
  }
  return settle(svg, name, alt)
}

/** Drawings by what they draw: the swatches of every legend, and bars with the same figures, are drawn once. */
const drawn = new Map<string, string>()
const mostDrawn = 500

/**
 * The drawing without what a report has no use for (hover styles, data hooks), and with ids that depend on its name and
 * not on how many drawings the process has made before.
 */
function settle(svg: string, name: string, alt: string): string {
  const ids = new Map<string, string>()
  const settled = svg
    .replace(/<style ?>.*?<\/style>/gsu, '')
    .replace(
      / (?:class|ecmeta_[a-z_]+|pointer-events|baseProfile|version|xmlns:xlink|xml:space)="[^"]*"/gu,
      '',
    )
    .replace(/zr\d+-[a-z]+\d+/gu, (id) => {
      if (!ids.has(id)) ids.set(id, `${name}-${ids.size}`)
      return ids.get(id) ?? id
    })
    .replace(/\n/gu, '')
  const label = escapeExpression(alt)
  const described = alt === '' ? 'aria-hidden="true"' : `role="img" aria-label="${label}"`
  return settled
    .replace('<svg ', `<svg ${described} `)
    .replace(/(<svg[^>]*>)/u, alt === '' ? '$1' : `$1<title>${label.replaceAll('$', '$$$$')}</title>`)
}
